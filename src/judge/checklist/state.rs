//! Where a step of the checklist stands, with the reason, the task or the evidence that goes with it.

use crate::domain::moment::Moment;

/// Where a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChecklistState {
    /// Cannot be done yet; says why.
    Open(String),
    /// Can be done now; says what is to be done.
    Ready(String),
    /// Waits on somebody; says on whom and for what.
    Waiting(String),
    /// Done; says by what evidence, and when.
    Done {
        /// The evidence.
        evidence: String,
        /// When it was done, where that is known.
        at: Option<Moment>,
    },
    /// Not needed; says why.
    NotNeeded(String),
}

impl ChecklistState {
    /// True for what no longer stands in the way of closing.
    pub const fn is_done(&self) -> bool {
        match self {
            Self::Done { .. } | Self::NotNeeded(_) => true,
            Self::Open(_) | Self::Ready(_) | Self::Waiting(_) => false,
        }
    }

    /// True for what can be done now.
    pub const fn is_ready(&self) -> bool {
        match self {
            Self::Ready(_) => true,
            Self::Open(_) | Self::Waiting(_) | Self::Done { .. } | Self::NotNeeded(_) => false,
        }
    }

    /// The word on screen and in data.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Open(_) => "open",
            Self::Ready(_) => "te doen",
            Self::Waiting(_) => "wacht",
            Self::Done { .. } => "gereed",
            Self::NotNeeded(_) => "niet nodig",
        }
    }

    /// What goes with the word: the reason, the task or the evidence.
    pub fn explanation(&self) -> &str {
        match self {
            Self::Open(t) | Self::Ready(t) | Self::Waiting(t) | Self::NotNeeded(t) => t,
            Self::Done { evidence, .. } => evidence,
        }
    }
}
