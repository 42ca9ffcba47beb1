//! What was asked of the log and is not in it yet.

use crate::{
    acts::Act,
    desk::state::{on_commit::OnCommit, shell::ShellWords},
    domain::ticket::Ticket,
    log::history::{Direction, Pick},
};
use chrono::Duration;
use std::collections::{BTreeSet, VecDeque};

/// How long after the last key typed text is saved.
pub const SAVE_AFTER: Duration = Duration::milliseconds(250);

/// Something to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Acts, judged together when their turn comes, with the files that belong to them.
    Acts {
        /// What is done.
        acts: Vec<Act>,
        /// The files, byte for byte.
        files: Vec<Vec<u8>>,
    },
    /// What was typed in the shell, read when its turn comes: the numbers it gives out are those of then.
    Shell(ShellWords),
    /// The opposite of an act, read from the log when its turn comes: the last one may still be under way now.
    Turn {
        /// Whether it is taken back or put back.
        direction: Direction,
        /// Which one.
        pick: Pick,
    },
}

/// What is under way to the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InFlight {
    /// Its ticket.
    pub ticket: Ticket,
    /// What follows on its commit.
    pub on_commit: OnCommit,
}

/// The writes of a session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Writes {
    /// The last ticket given out.
    pub ticket: Ticket,
    /// What is under way to the log.
    pub in_flight: Option<InFlight>,
    /// What waits until that is in.
    pub queue: VecDeque<(Task, OnCommit)>,
    /// The numbers of the acts that the officer recorded at this desk since it was opened.
    pub own: BTreeSet<u64>,
    /// How many acts the officer asked for; text that saves itself is none.
    pub asked: u64,
    /// Something typed behind the last act was not taken, which is still to be said.
    pub input_dropped: bool,
}
