//! The id of a row of a meldingenmatrix, as its rule book writes it. Here is only what every id looks
//! like; which rows there are, and in which order, is the book's to say.

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::error::{Error, Result};

/// The longest id.
const LONGEST: usize = 4;

/// The id of one row: one to four digits and letters, capitals only, numbers without leading zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rij([u8; LONGEST]);

impl Rij {
    /// Reads "6" or "c".
    ///
    /// # Errors
    /// When no book could have such a row.
    pub fn parse(text: &str) -> Result<Self> {
        let bare = text.trim();
        let is_number = bare.bytes().all(|b| b.is_ascii_digit());
        let digits = if is_number { bare.trim_start_matches('0') } else { bare };
        let mut id = [0; LONGEST];
        // Leading zeros are forgiven, but not without end.
        if digits.is_empty() || bare.len() > LONGEST || !digits.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(Error::usage(format!("Rij «{bare}» staat niet in de meldingenmatrix."))
                .hint("Een rij is een nummer, een letter of beide; «piket matrix» toont die van de desk, met --sector die van een andere sector."));
        }
        for (place, byte) in id.iter_mut().zip(digits.bytes()) {
            *place = byte.to_ascii_uppercase();
        }
        Ok(Self(id))
    }

    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|b| *b == 0).unwrap_or(LONGEST);
        // Only ASCII was let in.
        self.0.get(..length).and_then(|id| std::str::from_utf8(id).ok()).unwrap_or_default()
    }

    /// True when it is the number or the letter right after another, behind the same letters: J2 after J1.
    pub fn follows(self, other: Self) -> bool {
        let ((one, two), (own, before)) = ((self.as_str(), other.as_str()), (self.series(), other.series()));
        let number = |id: &str| id.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<u16>().ok();
        match (number(one), number(two)) {
            (Some(one), Some(two)) => own == before && two.checked_add(1) == Some(one),
            (None, None) => {
                let letter = |id: &str| id.bytes().next().filter(|_| id.len() == 1);
                letter(two).and_then(|l| l.checked_add(1)).is_some_and(|next| letter(one) == Some(next))
            }
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    /// The letters before its number.
    fn series(&self) -> &str {
        self.as_str().trim_end_matches(|c: char| c.is_ascii_digit())
    }

    /// Its value where it is a number.
    pub fn number(&self) -> Option<u16> {
        self.as_str().parse().ok()
    }
}

/// Numbers by their value, then the rest by the alphabet: the order in which people look them up.
impl Ord for Rij {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.number(), other.number()) {
            (Some(one), Some(two)) => one.cmp(&two),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for Rij {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Rij {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Rij {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        Self::parse(s)
    }
}

impl TryFrom<String> for Rij {
    type Error = Error;

    fn try_from(s: String) -> Result<Self, Error> {
        Self::parse(&s)
    }
}

impl From<Rij> for String {
    fn from(r: Rij) -> Self {
        r.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_what_is_none_does_not() {
        for (typed, id) in
            [("6", "6"), ("c", "C"), (" 06 ", "6"), ("23", "23"), ("24", "24"), ("j1", "J1"), ("AA", "AA")]
        {
            let read = Rij::parse(typed).map(|r| r.to_string());
            assert_eq!(read, Ok(id.to_owned()), "{typed}");
            assert_eq!(Rij::parse(id).map(|r| r.to_string()), read);
        }
        for none in ["", "0", "00", "+1", "１", "a b", "12345", "é"] {
            assert!(Rij::parse(none).is_err(), "{none}");
        }
    }

    #[test]
    fn numbers_come_before_letters_and_by_value() -> Result<()> {
        let mut ids = ["B", "10", "A", "9", "J1"].into_iter().map(Rij::parse).collect::<Result<Vec<_>>>()?;
        ids.sort();
        assert_eq!(ids.iter().map(Rij::as_str).collect::<Vec<_>>(), ["9", "10", "A", "B", "J1"]);
        Ok(())
    }

    #[test]
    fn the_next_number_or_letter_of_the_same_series_follows() -> Result<()> {
        for (next, id) in [("7", "6"), ("10", "9"), ("B", "A"), ("J2", "J1"), ("J10", "J9"), ("AB3", "AB2")] {
            assert!(Rij::parse(next)?.follows(Rij::parse(id)?), "{next} {id}");
        }
        for (next, id) in
            [("8", "6"), ("A", "23"), ("J2", "K1"), ("J3", "J1"), ("J1", "J1"), ("AB", "AA"), ("1J2", "1J1")]
        {
            assert!(!Rij::parse(next)?.follows(Rij::parse(id)?), "{next} {id}");
        }
        Ok(())
    }
}
