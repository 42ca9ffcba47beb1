//! Which text of a rule book a case is judged by. The log keeps version and hash with every row that is chosen, so that a
//! case that was judged by another text can say so: its terms may be others, or none.

use super::{kalender::OwnDay, rulebook_origin::RulebookOrigin, toml_reader::Table};
use crate::domain::{digest::sha256, rulebook_stamp::RulebookStamp};

/// A text of a rule book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its version, as the book names it.
    pub version: String,
    /// SHA-256 of the rule file followed by the calendar file, in hex. The officer's own days are no part of it: with more of
    /// them, or others, it is the same book, and the terms that they move are told where they move them.
    pub hash: String,
    /// The same with those days, which older programs kept with a case.
    with_own_days: String,
    /// Earlier texts that judge every row as this one does.
    same_as: Vec<String>,
}

impl Edition {
    /// Reads what the book says of itself. What an earlier text is equal to was tried for the embedded books; a copy of one
    /// that was changed would only repeat it.
    pub(super) fn parse(book: &Table<'_>, hash: String, origin: &RulebookOrigin) -> Option<Self> {
        let (version, same_as) = (book.text("versie"), book.texts_or_none("gelijk_aan"));
        let same_as = match origin {
            RulebookOrigin::BuiltIn => same_as.into_iter().map(|(hash, _)| hash.to_owned()).collect(),
            RulebookOrigin::Own(_) => Vec::new(),
        };
        Some(Self { version: version?, with_own_days: hash.clone(), hash, same_as })
    }

    /// The same text with the officer's own days off.
    #[must_use]
    pub(super) fn with_own_days(self, days: &[OwnDay]) -> Self {
        let lines: Vec<String> = days.iter().map(|day| format!("\n{} {}", day.date, day.name)).collect();
        Self { with_own_days: sha256(&[self.hash.as_bytes(), lines.concat().as_bytes()]), ..self }
    }

    /// What the log keeps of it.
    pub fn stamp(&self) -> RulebookStamp {
        RulebookStamp { version: self.version.clone(), hash: self.hash.clone() }
    }

    /// Whether a case that was judged by the book of this stamp is judged the same by this text; also where no hash was
    /// kept, which tells nothing.
    pub fn judges_like(&self, stamp: &RulebookStamp) -> bool {
        let known = [&self.hash, &self.with_own_days].into_iter().chain(&self.same_as);
        stamp.hash.is_empty() || known.into_iter().any(|hash| *hash == stamp.hash)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::rules::book::{Book, Rulebook};

    /// Older programs kept the officer's own days with the hash of a case, which is known again where they still stand.
    #[test]
    fn what_an_older_program_kept_with_own_days_is_the_same_book_while_they_stand() -> Result<(), &'static str> {
        let date = NaiveDate::from_ymd_opt(2026, 12, 24).ok_or("dag")?;
        let with = Book::BuiltIn.with_own_days(&[OwnDay { date, name: "Kantoor dicht".to_owned() }]);
        let now = &Rulebook::built_in().edition;
        let hash = sha256(&[now.hash.as_bytes(), b"\n2026-12-24 Kantoor dicht"]);
        let of_before = RulebookStamp { hash, ..now.stamp() };
        assert!(with.edition.judges_like(&of_before) && !now.judges_like(&of_before));
        assert!(with.edition.judges_like(&now.stamp()) && now.judges_like(&with.edition.stamp()));
        Ok(())
    }
}
