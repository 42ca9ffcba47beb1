//! The passphrase that opens a real store. It is wiped from memory when it is dropped and never shows
//! itself; what it is worth is judged by its length, because length is what a guesser pays for.

use zeroize::Zeroizing;

use super::fout::{Fout, Uitkomst};

/// Fewer characters than this are refused for a new passphrase.
pub const KORTST: usize = 12;

/// The passphrase that was given is not the one of this store.
pub fn klopt_niet() -> Fout {
    Fout::gegevens("Het wachtwoord klopt niet.").hint("Probeer het opnieuw; let op hoofdletters.")
}

/// A passphrase.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Wachtwoord(Zeroizing<String>);

/// What a new passphrase is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sterkte {
    /// Refused.
    TeKort,
    /// Refused: long, but the same few characters over and over.
    Eentonig,
    /// Allowed; longer is better.
    Matig,
    /// Good.
    Goed,
}

impl Wachtwoord {
    /// Takes what was typed, without the line feed that ends a file or a line.
    pub fn nieuw(tekst: &str) -> Self {
        let tekst = tekst.strip_suffix('\n').unwrap_or(tekst);
        Self(Zeroizing::new(tekst.strip_suffix('\r').unwrap_or(tekst).to_owned()))
    }

    /// Its bytes, for the derivation of the key and for the server that asks for it.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// How many characters it has.
    pub fn lengte(&self) -> usize {
        self.0.chars().count()
    }

    /// True when nothing was typed.
    pub fn is_leeg(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a character. Room is made beforehand, so that growing leaves no copy behind.
    pub fn typ(&mut self, teken: char) {
        if self.0.capacity() - self.0.len() < 4 {
            let mut groter = Zeroizing::new(String::with_capacity((self.0.capacity() * 2).max(128)));
            groter.push_str(&self.0);
            self.0 = groter;
        }
        self.0.push(teken);
    }

    /// Takes the last character back.
    pub fn wis_teken(&mut self) {
        self.0.pop();
    }

    /// What it is worth as a new passphrase.
    pub fn sterkte(&self) -> Sterkte {
        let verschillend = self.0.chars().collect::<std::collections::BTreeSet<_>>().len();
        match self.lengte() {
            n if n < KORTST => Sterkte::TeKort,
            _ if verschillend < 5 => Sterkte::Eentonig,
            n if n >= 20 || self.0.split_whitespace().count() >= 4 => Sterkte::Goed,
            _ => Sterkte::Matig,
        }
    }

    /// Judges it as a new passphrase.
    ///
    /// # Errors
    /// When it is too short, or the same few characters over and over.
    pub fn als_nieuw(&self) -> Uitkomst<()> {
        match self.sterkte() {
            Sterkte::TeKort => {
                Err(Fout::gebruik(format!("Dit wachtwoord is te makkelijk: neem ten minste {KORTST} tekens."))
                    .hint("Vier losse woorden achter elkaar zijn sterk en goed te onthouden."))
            }
            Sterkte::Eentonig => Err(Fout::gebruik("Dit wachtwoord is te makkelijk: het zijn steeds dezelfde tekens.")
                .hint("Vier losse woorden achter elkaar zijn sterk en goed te onthouden.")),
            Sterkte::Matig | Sterkte::Goed => Ok(()),
        }
    }
}

/// Never shows the passphrase: debug output ends up in panic reports.
impl std::fmt::Debug for Wachtwoord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wachtwoord(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_repetition_does_not() {
        for (tekst, sterkte) in [
            ("", Sterkte::TeKort),
            ("kort", Sterkte::TeKort),
            ("aaaaaaaaaaaaaaaaaaaaaaaa", Sterkte::Eentonig),
            ("brandweer-12", Sterkte::Matig),
            ("koe fiets maan dak", Sterkte::Goed),
            ("eenlangewoordenreekszonderspatie", Sterkte::Goed),
        ] {
            assert_eq!(Wachtwoord::nieuw(tekst).sterkte(), sterkte, "{tekst}");
        }
    }

    #[test]
    fn one_line_end_is_not_part_of_it_and_nothing_else_is_taken_off() {
        for (tekst, bytes) in [("a b\n", "a b"), ("a b\r\n", "a b"), (" a \n\n", " a \n"), ("a", "a")] {
            assert_eq!(Wachtwoord::nieuw(tekst).bytes(), bytes.as_bytes());
        }
    }

    #[test]
    fn typing_and_taking_back_is_what_was_typed() {
        let mut wachtwoord = Wachtwoord::default();
        "wat é is dit".chars().cycle().take(500).for_each(|c| wachtwoord.typ(c));
        (0..500 - 12).for_each(|_| wachtwoord.wis_teken());
        assert_eq!(wachtwoord, Wachtwoord::nieuw("wat é is dit"));
        assert_eq!(format!("{wachtwoord:?}"), "Wachtwoord(…)");
    }
}
