//! How an act is taken back. Each says so in its own file; the log, which also takes back what older programs wrote, goes
//! by the rows of the events. The tests of every act hold the one against the other.

use super::{Act, before::Before};
use crate::log::irreversible::Irreversible;

/// What becomes of an act that the officer takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undo {
    /// What stood there before it counts again.
    Restores,
    /// It stays, for this reason.
    Stays(Irreversible),
}

/// What becomes of acts that were recorded as one. A report that came in with more stays in the inbox when that is taken
/// back, so it holds nothing up.
pub fn of_all(acts: &[Act], before: &Before) -> Undo {
    let alone = acts.len() == 1;
    let stays = |undo: &Undo| match undo {
        Undo::Restores => false,
        Undo::Stays(why) => alone || *why != Irreversible::Received,
    };
    acts.iter().map(|act| act.undo(before)).find(stays).unwrap_or(Undo::Restores)
}

impl Undo {
    /// What the officer is told: by what it is taken back, as whoever asks says it, or why nothing does.
    pub const fn told(self, by: &str) -> &str {
        match self {
            Self::Restores => by,
            Self::Stays(why) => why.sentence(),
        }
    }
}
