//! The passphrase that opens a real store. It is wiped from memory when it is dropped and never shows
//! itself; what it is worth is judged by its length, because length is what a guesser pays for.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::fout::{Fout, Uitkomst};

/// Fewer characters than this are refused for a new passphrase.
pub const KORTST: usize = 12;

/// The passphrase that was given is not the one of this store.
pub fn klopt_niet() -> Fout {
    Fout::gegevens("Het wachtwoord klopt niet.").hint("Probeer het opnieuw; let op hoofdletters.")
}

/// Whether something failed because of the passphrase, and not because of a file or a disk.
pub fn is_verkeerd(fout: &Fout) -> bool {
    *fout == klopt_niet()
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
    /// Takes what was typed or stands in a file: without the mark some editors begin a file with, and
    /// without the line ends behind it, because nobody can type those.
    pub fn nieuw(tekst: &str) -> Self {
        let tekst = tekst.strip_prefix('\u{feff}').unwrap_or(tekst);
        Self(Zeroizing::new(tekst.trim_end_matches(['\r', '\n']).to_owned()))
    }

    /// What the key is derived from, and nothing else: an é is the same bytes from every keyboard.
    pub fn afleidbaar(&self) -> Zeroizing<String> {
        // Room beforehand: growing would leave a copy behind. Composing never makes it three times longer.
        let mut uit = Zeroizing::new(String::with_capacity(self.0.len() * 3));
        uit.extend(self.0.nfc());
        uit
    }

    /// True when it holds what no keyboard types, such as a second line.
    pub fn heeft_stuurtekens(&self) -> bool {
        self.0.chars().any(char::is_control)
    }

    /// Its bytes as they are, for the server that asks for it.
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
    fn what_nobody_can_type_is_no_part_of_it_and_nothing_else_is_taken_off() {
        let gevallen =
            [("a b\n", "a b"), ("a b\r\n", "a b"), (" a \n\n", " a "), ("\u{feff}a\r\n\r\n", "a"), ("a\nb", "a\nb")];
        for (tekst, uit) in gevallen {
            assert_eq!(Wachtwoord::nieuw(tekst).afleidbaar().as_str(), uit);
            assert_eq!(Wachtwoord::nieuw(tekst).heeft_stuurtekens(), uit.contains('\n'));
        }
    }

    #[test]
    fn another_keyboard_gives_the_same_key() {
        let (een, twee) = (Wachtwoord::nieuw("caf\u{e9} maan"), Wachtwoord::nieuw("cafe\u{301} maan"));
        assert!(een.afleidbaar() == twee.afleidbaar() && een != twee);
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
