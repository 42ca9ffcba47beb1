//! Which text of a rule book a case is judged by. The log keeps version and hash with every row that is chosen, so that a
//! case that was judged by another text can say so: its terms may be others, or none.

use super::{kalender::OwnDay, rulebook_origin::RulebookOrigin, toml_reader::Table};
use crate::domain::{digest::sha256, rulebook_stamp::RulebookStamp};

/// A text of a rule book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its version, as the book names it.
    pub version: String,
    /// SHA-256 of the rule file followed by the calendar file and the officer's own days, in hex.
    pub hash: String,
    /// The same without those days. To add one is no other book: the terms that it moves are told where it moves them.
    without_own_days: String,
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
        Some(Self { version: version?, without_own_days: hash.clone(), hash, same_as })
    }

    /// The same text with the officer's own days off.
    #[must_use]
    pub(super) fn with_own_days(self, days: &[OwnDay]) -> Self {
        let lines: Vec<String> = days.iter().map(|day| format!("\n{} {}", day.date, day.name)).collect();
        Self { hash: sha256(&[self.hash.as_bytes(), lines.concat().as_bytes()]), ..self }
    }

    /// What the log keeps of it.
    pub fn stamp(&self) -> RulebookStamp {
        RulebookStamp { version: self.version.clone(), hash: self.hash.clone() }
    }

    /// Whether a case that was judged by the book of this stamp is judged the same by this text; also where no hash was
    /// kept, which tells nothing.
    pub fn judges_like(&self, stamp: &RulebookStamp) -> bool {
        let known = [&self.hash, &self.without_own_days].into_iter().chain(&self.same_as);
        stamp.hash.is_empty() || known.into_iter().any(|hash| *hash == stamp.hash)
    }
}
