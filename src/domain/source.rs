//! Where mail comes from, and how that source is doing: what the header says of it. A source reads and
//! never marks, moves or deletes.

use super::{
    draft::DraftKind,
    error::Error,
    ids::{Meldingnummer, Zaaknummer},
    moment::Moment,
};

/// A source of mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// The drop folder.
    DropFolder,
    /// A Maildir.
    Maildir,
    /// A mailbox on a server.
    Imap,
    /// Files that the officer named.
    Import,
}

impl SourceKind {
    /// The name in a sentence.
    pub const fn label(self) -> &'static str {
        match self {
            Self::DropFolder => "Postmap",
            Self::Maildir => "Maildir",
            Self::Imap => "Postbus",
            Self::Import => "Importeren",
        }
    }
}

/// How a source is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceState {
    /// As it should; nothing needs to be said.
    Good,
    /// It was asked for mail at this moment and is not ready yet.
    Requested(Moment),
    /// It reads a pile.
    Busy {
        /// How many were read.
        done: usize,
        /// Of how many.
        from: usize,
    },
    /// Something is amiss: one sentence.
    Failing(String),
}

/// What came of the files that the officer named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportTally {
    /// Reports that are new in the inbox.
    pub new: usize,
    /// Mails that were there already, with the number of the last of them.
    pub known: Vec<Meldingnummer>,
    /// Copies of messages of our own; what each came to is told when it is recorded.
    pub copies: usize,
    /// Such copies that were there already.
    pub known_copies: Vec<(Zaaknummer, DraftKind)>,
    /// Files that were refused, with why.
    pub refused: Vec<Error>,
    /// Why the log did not take what was read, where it did not.
    pub not_saved: Option<Error>,
}

impl ImportTally {
    /// True where there was nothing but copies, of which everything is told already.
    pub const fn is_only_copies(&self) -> bool {
        let plain = self.new == 0 && self.known.is_empty() && self.refused.is_empty() && self.not_saved.is_none();
        self.copies > 0 && plain
    }

    /// One sentence for the bottom line; what was refused comes first, because it asks for something.
    ///
    /// # Errors
    /// When nothing new came in, or something was refused.
    pub fn sentence(&self) -> Result<String, Error> {
        if let Some(error) = &self.not_saved {
            return Err(error.clone());
        }
        let already = match self.known.as_slice() {
            [] => String::new(),
            [one] => format!(" Een was al binnen, als {one}."),
            more => format!(" Al binnen waren er {}.", more.len()),
        };
        let new = match self.new {
            1 => "Een mail is nieuw in de inbox.".to_owned(),
            n => format!("{n} mails zijn nieuw in de inbox."),
        };
        match (self.refused.as_slice(), self.new, self.known.as_slice()) {
            ([], 0, []) if let Some((zaak, draft)) = self.known_copies.first() => {
                Err(Error::no(format!("Deze kopie van {} {zaak} is al binnen.", draft.label()))
                    .hint("Er is niets toegevoegd."))
            }
            ([], 0, []) => Err(Error::no("Er staan geen mails in deze map.")),
            ([], 0, [one]) => Err(Error::no(format!("Deze mail is al binnen, als {one}."))
                .hint(format!("Zoek {one} op; er is niets toegevoegd."))),
            ([], 0, all) => Err(Error::no(format!("Deze {} mails zijn al binnen.", all.len()))),
            ([], _, _) => Ok(format!("{new}{already}")),
            ([error], 0, []) => Err(error.clone()),
            ([error, rest @ ..], _, _) => {
                let more = if rest.is_empty() { String::new() } else { format!(" (en nog {})", rest.len()) };
                Err(Error::no(format!("{new}{already} Niet gelezen: {}{more}", error.sentence)))
            }
        }
    }
}
