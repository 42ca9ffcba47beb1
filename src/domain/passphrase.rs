//! The passphrase that opens a real store. It is wiped from memory when it is dropped and never shows
//! itself; what it is worth is judged by its length, because length is what a guesser pays for.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroizing;

use super::error::{Error, Result};

/// Fewer characters than this are refused for a new passphrase.
pub const SHORTEST: usize = 12;

/// The passphrase that was given is not the one of this store.
pub fn incorrect() -> Error {
    Error::data("Het wachtwoord klopt niet.").hint("Probeer het opnieuw; let op hoofdletters.")
}

/// Whether something failed because of the passphrase, and not because of a file or a disk.
pub fn is_wrong(error: &Error) -> bool {
    *error == incorrect()
}

/// A passphrase.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Passphrase(Zeroizing<String>);

/// What a new passphrase is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Refused.
    TooShort,
    /// Refused: long, but the same few characters over and over.
    Monotonous,
    /// Allowed; longer is better.
    Fair,
    /// Good.
    Good,
}

impl Passphrase {
    /// Takes what was typed or stands in a file: without the mark some editors begin a file with, and
    /// without the line ends behind it, because nobody can type those.
    pub fn new(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
    }

    /// What the key is derived from, and nothing else: an é is the same bytes from every keyboard.
    pub fn derivable(&self) -> Zeroizing<String> {
        // Room beforehand: growing would leave a copy behind. Composing never makes it three times longer.
        let mut out = Zeroizing::new(String::with_capacity(self.0.len() * 3));
        out.extend(self.0.nfc());
        out
    }

    /// True when it holds what no keyboard types, such as a second line.
    pub fn has_control_chars(&self) -> bool {
        self.0.chars().any(char::is_control)
    }

    /// Its bytes as they are, for the server that asks for it.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// How many characters it has.
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }

    /// True when nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a character. Room is made beforehand, so that growing leaves no copy behind.
    pub fn type_in(&mut self, character: char) {
        if self.0.capacity() - self.0.len() < 4 {
            let mut larger = Zeroizing::new(String::with_capacity((self.0.capacity() * 2).max(128)));
            larger.push_str(&self.0);
            self.0 = larger;
        }
        self.0.push(character);
    }

    /// Takes the last character back, with its accents.
    pub fn delete_char(&mut self) {
        let keep = self.0.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
        self.0.truncate(keep);
    }

    /// What it is worth as a new passphrase.
    pub fn strength(&self) -> Strength {
        let distinct = self.0.chars().collect::<std::collections::BTreeSet<_>>().len();
        match self.length() {
            n if n < SHORTEST => Strength::TooShort,
            _ if distinct < 5 => Strength::Monotonous,
            n if n >= 20 || self.0.split_whitespace().count() >= 4 => Strength::Good,
            _ => Strength::Fair,
        }
    }

    /// Judges it as a new passphrase.
    ///
    /// # Errors
    /// When it is too short, or the same few characters over and over.
    pub fn check_as_new(&self) -> Result<()> {
        match self.strength() {
            Strength::TooShort => {
                Err(Error::usage(format!("Dit wachtwoord is te makkelijk: neem ten minste {SHORTEST} tekens."))
                    .hint("Vier losse woorden achter elkaar zijn sterk en goed te onthouden."))
            }
            Strength::Monotonous => {
                Err(Error::usage("Dit wachtwoord is te makkelijk: het zijn steeds dezelfde tekens.")
                    .hint("Vier losse woorden achter elkaar zijn sterk en goed te onthouden."))
            }
            Strength::Fair | Strength::Good => Ok(()),
        }
    }
}

/// Never shows the passphrase: debug output ends up in panic reports.
impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wachtwoord(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_repetition_does_not() {
        for (text, strength) in [
            ("", Strength::TooShort),
            ("kort", Strength::TooShort),
            ("aaaaaaaaaaaaaaaaaaaaaaaa", Strength::Monotonous),
            ("brandweer-12", Strength::Fair),
            ("koe fiets maan dak", Strength::Good),
            ("eenlangewoordenreekszonderspatie", Strength::Good),
        ] {
            assert_eq!(Passphrase::new(text).strength(), strength, "{text}");
        }
    }

    #[test]
    fn what_nobody_can_type_is_no_part_of_it_and_nothing_else_is_taken_off() {
        let cases =
            [("a b\n", "a b"), ("a b\r\n", "a b"), (" a \n\n", " a "), ("\u{feff}a\r\n\r\n", "a"), ("a\nb", "a\nb")];
        for (text, out) in cases {
            assert_eq!(Passphrase::new(text).derivable().as_str(), out);
            assert_eq!(Passphrase::new(text).has_control_chars(), out.contains('\n'));
        }
    }

    #[test]
    fn another_keyboard_gives_the_same_key() {
        let (one, two) = (Passphrase::new("caf\u{e9} maan"), Passphrase::new("cafe\u{301} maan"));
        assert!(one.derivable() == two.derivable() && one != two);
    }

    #[test]
    fn typing_and_taking_back_is_what_was_typed() {
        let mut passphrase = Passphrase::default();
        "wat é is dit".chars().cycle().take(500).for_each(|c| passphrase.type_in(c));
        (0..500 - 12).for_each(|_| passphrase.delete_char());
        assert_eq!(passphrase, Passphrase::new("wat é is dit"));
        assert_eq!(format!("{passphrase:?}"), "Wachtwoord(…)");
    }
}
