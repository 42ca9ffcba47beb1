//! When the next copy of the log is due.

use crate::domain::uptime::Uptime;

/// When the next copy is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupPlan {
    /// Never: what is in this store may go.
    Never,
    /// Then.
    At(Uptime),
    /// One is being made.
    Busy,
}

impl BackupPlan {
    /// When it wants to hear the clock.
    pub const fn wake_at(self) -> Option<Uptime> {
        match self {
            Self::At(when) => Some(when),
            Self::Never | Self::Busy => None,
        }
    }
}
