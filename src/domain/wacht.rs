//! The lease of the alarms: of all programs on one log, one calls out. It shows a sign of life, so that
//! a program that watches this one can tell a holder that hangs.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::{moment::Moment, schrijver::Schrijver};

/// A holder that shows no sign of life for so long does not call out any more.
pub const HANGT_NA: Duration = Duration::seconds(90);

/// The sign of life. It says nothing about any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hartslag {
    /// The process that holds the lease.
    #[serde(rename = "proces")]
    pub proces: u32,
    /// When it last said so.
    #[serde(rename = "op")]
    pub op: Moment,
    /// When its next alarm goes.
    #[serde(rename = "volgende")]
    pub volgende: Option<Moment>,
}

/// Who calls out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plicht {
    /// This program.
    Hier,
    /// Another one.
    Elders(Schrijver),
}

/// How much a program wants to call out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aanspraak {
    /// Where nobody else does.
    Vrij,
    /// Also in the place of one that reaches nobody.
    Opgeeist,
}

/// Which program wrote a line of the wekkerboek.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wekker {
    /// The desk.
    Desk,
    /// `piket wacht`.
    Wacht,
    /// A verb in the shell.
    Opdracht,
}

impl Wekker {
    /// Its name in the store and in lists.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Wacht => "wacht",
            Self::Opdracht => "opdracht",
        }
    }
}
