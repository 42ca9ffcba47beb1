//! A row of the meldingenmatrix: C.1 nr 1–23 or C.2 letter A–G. Nothing else can be written.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::error::{Error, Result};

/// One row of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rij(u8);

/// C.1's highest number; the letters A–G follow it in order.
const HIGHEST: u8 = 23;
/// All rows of C.1 and C.2 together.
const COUNT: u8 = 30;

impl Rij {
    /// All 30 rows, 1–23 and then A–G.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=COUNT).map(Self)
    }

    /// True for C.2: ongeoorloofde afwezigheid (OA), reported on the MOA form.
    pub const fn is_oa(self) -> bool {
        self.0 > HIGHEST
    }

    /// True for row 22, the datalek with its own AP clock.
    pub const fn is_datalek(self) -> bool {
        self.0 == 22
    }

    /// Reads "6" or "c".
    ///
    /// # Errors
    /// When the matrix has no such row.
    pub fn parse(text: &str) -> Result<Self> {
        let bare = text.trim();
        let nr = match bare.as_bytes() {
            [letter @ (b'A'..=b'G' | b'a'..=b'g')] => Some(HIGHEST + 1 + (letter.to_ascii_uppercase() - b'A')),
            _ if bare.len() <= 2 && bare.bytes().all(|b| b.is_ascii_digit()) => {
                bare.parse().ok().filter(|n| (1..=HIGHEST).contains(n))
            }
            _ => None,
        };
        nr.map(Self).ok_or_else(|| {
            Error::usage(format!("Rij «{bare}» staat niet in de meldingenmatrix."))
                .hint("Kies 1 tot en met 23 of A tot en met G; «piket matrix» toont ze.")
        })
    }
}

impl fmt::Display for Rij {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_oa() { write!(f, "{}", char::from(b'A' + (self.0 - HIGHEST - 1))) } else { write!(f, "{}", self.0) }
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
        r.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_reads_back_and_nothing_else_does() {
        assert_eq!(Rij::all().count(), 30);
        for rij in Rij::all() {
            assert_eq!(Rij::parse(&rij.to_string()), Ok(rij));
        }
        for t in ["0", "24", "H", "", "AA", "+1", "１"] {
            assert!(Rij::parse(t).is_err(), "{t}");
        }
    }
}
