//! Where mail comes from, and how that source is doing: what the header says of it. A source reads and
//! never marks, moves or deletes.

use super::{fout::Fout, ids::Meldingnummer, moment::Moment};

/// A source of mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bronsoort {
    /// The drop folder.
    Postmap,
    /// A Maildir.
    Maildir,
    /// A mailbox on a server.
    Imap,
    /// Files that the officer named.
    Importeer,
}

impl Bronsoort {
    /// The name in a sentence.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Postmap => "Postmap",
            Self::Maildir => "Maildir",
            Self::Imap => "Postbus",
            Self::Importeer => "Importeren",
        }
    }
}

/// How a source is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bronstand {
    /// As it should; nothing needs to be said.
    Goed,
    /// It was asked for mail at this moment and is not ready yet.
    Gevraagd(Moment),
    /// It reads a pile.
    Bezig {
        /// How many were read.
        gedaan: usize,
        /// Of how many.
        van: usize,
    },
    /// Something is amiss: one sentence.
    Hapert(String),
}

/// What came of the files that the officer named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Telling {
    /// Reports that are new in the inbox.
    pub nieuw: usize,
    /// Mails that were there already, with the number of the last of them.
    pub bekend: Vec<Meldingnummer>,
    /// Files that were refused, with why.
    pub geweigerd: Vec<Fout>,
}

impl Telling {
    /// One sentence for the bottom line; what was refused comes first, because it asks for something.
    ///
    /// # Errors
    /// When nothing new came in, or something was refused.
    pub fn zin(&self) -> Result<String, Fout> {
        let al = match self.bekend.as_slice() {
            [] => String::new(),
            [een] => format!(" Een was al binnen, als {een}."),
            meer => format!(" Al binnen waren er {}.", meer.len()),
        };
        let nieuw = match self.nieuw {
            1 => "Een mail is nieuw in de inbox.".to_owned(),
            n => format!("{n} mails zijn nieuw in de inbox."),
        };
        match (self.geweigerd.as_slice(), self.nieuw, self.bekend.as_slice()) {
            ([], 0, []) => Err(Fout::nee("Er staan geen mails in deze map.")),
            ([], 0, [een]) => Err(Fout::nee(format!("Deze mail is al binnen, als {een}."))
                .hint(format!("Zoek {een} op; er is niets toegevoegd."))),
            ([], 0, alle) => Err(Fout::nee(format!("Deze {} mails zijn al binnen.", alle.len()))),
            ([], _, _) => Ok(format!("{nieuw}{al}")),
            ([fout], 0, []) => Err(fout.clone()),
            ([fout, rest @ ..], _, _) => {
                let meer = if rest.is_empty() { String::new() } else { format!(" (en nog {})", rest.len()) };
                Err(Fout::nee(format!("{nieuw}{al} Niet gelezen: {}{meer}", fout.zin)))
            }
        }
    }
}
