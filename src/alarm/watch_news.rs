//! What a look at the lease tells: who calls out, and what changed in the wekkerboek.

use crate::{
    alarm::wekkerboek::Wekkerboek,
    domain::{
        error::Error,
        watch::{Duty, Heartbeat},
    },
};

/// What the store tells of the lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchNews {
    /// Who calls out.
    pub duty: Duty,
    /// The last sign of life that was there, before any of this program.
    pub heartbeat: Option<Heartbeat>,
    /// The book, where it changed since the last time.
    pub book: Option<Wekkerboek>,
    /// What did not work meanwhile: the book not read, or the sign of life not written.
    pub complaint: Option<Error>,
}
