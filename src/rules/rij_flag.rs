//! What sets a row apart. The program knows one such thing, an absence, for it asks other questions and has an end; what else a
//! book marks its rows by is a name of that book.

use std::str::FromStr;

use crate::domain::{
    error::{Error, Result},
    rij_mark::RijMark,
};

/// What sets a row apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RijFlag {
    /// An ongeoorloofde afwezigheid: it has questions beforehand, and an end.
    Oa,
    /// Something that only its book knows.
    OfBook(RijMark),
}

/// The name of an absence in data.
const OA: &str = "oa";

/// A name of a book is longer, so that one that was meant to be an absence and is misspelt is none.
const SHORTEST: usize = 4;

impl FromStr for RijFlag {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mark: RijMark = text.parse()?;
        if mark.code() == OA {
            return Ok(Self::Oa);
        }
        if mark.code().len() < SHORTEST {
            return Err(Error::usage(format!("«{mark}» is geen kenmerk."))
                .hint("Schrijf oa, of een eigen kenmerk van vier letters of meer."));
        }
        Ok(Self::OfBook(mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_an_absence_or_a_name_of_its_book_and_never_one_misspelt() {
        let read = |text: &str| text.parse::<RijFlag>();
        assert_eq!(read("oa"), Ok(RijFlag::Oa));
        assert_eq!(read("onder-sleep"), Ok(RijFlag::OfBook(RijMark::of("onder-sleep"))));
        for wrong in ["OA", "0a", "o-a", "oaa", "", "onder sleep"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
