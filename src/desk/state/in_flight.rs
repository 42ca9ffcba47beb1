//! What was asked of the log and is not in it yet.

use crate::{
    acts::{act::Act, decide::Undo},
    desk::state::on_commit::OnCommit,
};

/// Something to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Acts, judged together when their turn comes, with the files that belong to them.
    Acts(Vec<Act>, Vec<Vec<u8>>),
    /// The opposite of whatever is the last act when its turn comes, which may still be under way now.
    UndoLast,
}

/// What is under way to the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InFlight {
    /// Its ticket.
    pub ticket: u64,
    /// What follows on its commit.
    pub on_commit: OnCommit,
    /// How to undo it.
    pub undo: Undo,
}
