//! The lease of the alarms: of all programs on one log, one calls out. It shows a sign of life, so that
//! a program that watches this one can tell a holder that hangs.

use chrono::Duration;

use super::{moment::Moment, writer::Writer};

/// A holder that shows no sign of life for so long does not call out any more.
pub const HANGS_AFTER: Duration = Duration::seconds(90);

/// The sign of life. It says nothing about any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heartbeat {
    /// The process that holds the lease.
    pub process: u32,
    /// When it last said so.
    pub at: Moment,
    /// When its next alarm goes.
    pub next: Option<Moment>,
}

/// Who calls out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// This program.
    Here,
    /// Another one.
    Elsewhere(Writer),
}

/// How much a program wants to call out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// Where nobody else does.
    Free,
    /// Also in the place of one that reaches nobody.
    Claimed,
}

/// Which program wrote a line of the wekkerboek.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlarmHost {
    /// The desk.
    Desk,
    /// `piket wacht`.
    Watch,
    /// A verb in the shell.
    Command,
}

impl AlarmHost {
    /// Its name in the store and in lists.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Watch => "wacht",
            Self::Command => "opdracht",
        }
    }
}
