//! How it stands with the calendar file that the settings name.

use crate::domain::audit::Outcome;

/// How it stands with the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AgendaState {
    /// The settings name none.
    #[default]
    None,
    /// It was written, or is not yet to be.
    Idle,
    /// It is being written.
    Busy,
    /// It is being written, and something changed meanwhile.
    Behind,
}

/// The file, and what the audit heard of it last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgendaFile {
    pub(in crate::desk) state: AgendaState,
    pub(in crate::desk) noted: Option<Outcome>,
    /// What the header says of it as long as it cannot be written.
    pub(in crate::desk) complaint: Option<String>,
}

impl AgendaFile {
    /// Whether it stands behind because it could not be written, and nobody is at it.
    pub fn is_owed(&self) -> bool {
        self.complaint.is_some() && self.state == AgendaState::Idle
    }

    /// A file that the settings name.
    pub const fn requested() -> Self {
        Self { state: AgendaState::Idle, noted: None, complaint: None }
    }
}
