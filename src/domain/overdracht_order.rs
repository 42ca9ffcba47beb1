//! What somebody asks of a handover: of which week, in which file, and with what that is closed.

use super::{
    ids::{Piketweek, Zaaknummer},
    if_exists::IfExists,
    passphrase::Passphrase,
};

/// How the name of a closed file ends.
const CLOSED: &str = ".age";

/// A handover to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverdrachtOrder {
    /// Of which week.
    pub week: Piketweek,
    /// In which file; its form follows from how that ends.
    pub file: String,
    /// What becomes of one that is there.
    pub existing: IfExists,
    /// The keys of who may open a closed one.
    pub recipients: Vec<String>,
    /// The passphrase of a closed one, where it has no keys.
    pub passphrase: Option<Passphrase>,
}

impl OverdrachtOrder {
    /// Whether a passphrase is to be asked first.
    pub fn lacks_passphrase(&self) -> bool {
        is_closed(&self.file) && self.recipients.is_empty() && self.passphrase.is_none()
    }
}

/// Whether a file of this name is a closed one.
pub fn is_closed(file: &str) -> bool {
    file.to_lowercase().ends_with(CLOSED)
}

/// A closed handover to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverdrachtReading {
    /// The file.
    pub file: String,
    /// The file with the officer's own key; without one a passphrase is asked.
    pub identity: Option<String>,
    /// The passphrase.
    pub passphrase: Option<Passphrase>,
    /// The new file for the receipt of what is taken over.
    pub receipt: String,
}

impl OverdrachtReading {
    /// Whether a passphrase is to be asked first.
    pub const fn lacks_passphrase(&self) -> bool {
        self.identity.is_none() && self.passphrase.is_none()
    }
}

/// What is taken over at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OverdrachtPart {
    /// A case, by its number there.
    Zaak(Zaaknummer),
    /// All reports in the inbox.
    Inbox,
}
