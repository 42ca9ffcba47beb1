//! What a verb in the shell asks of an open desk, and what it hears back.

use crate::{
    acts::{Act, IncludeInMonitor, arguments::ShellAnswer},
    domain::error::Error,
    log::desk::Desk,
};

/// Which verb it is that waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Visitor(pub u64);

/// What was typed in the shell.
#[derive(Clone, PartialEq, Eq)]
pub struct ShellWords {
    /// The words as the shell gave them, the program's name in front.
    pub words: Vec<String>,
    /// What the verb found out itself and the desk is to record.
    pub enclosed: Enclosed,
}

/// What goes along with the words of a verb.
#[derive(Clone, PartialEq, Eq)]
pub enum Enclosed {
    /// Nothing.
    Nothing,
    /// The text of the draft that they save.
    Draft(String),
    /// Which cases the monitor holds that they wrote.
    Monitor(Vec<IncludeInMonitor>),
}

/// Never shows what was typed: debug output ends up in panic reports.
impl std::fmt::Debug for ShellWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ShellWords({} woorden)", self.words.len())
    }
}

/// A verb that found the desk open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShellCall {
    /// Who waits.
    pub visitor: Visitor,
    /// What was typed.
    pub typed: ShellWords,
    /// The case and the report that it names, as they stand in the store.
    pub subject: Box<Desk>,
}

/// A verb whose acts are under way to the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShellTurn {
    /// Who waits.
    pub visitor: Visitor,
    /// What is printed.
    pub answer: ShellAnswer,
    /// What it does; what is printed of it follows once it is in the log.
    pub acts: Vec<Act>,
}

impl ShellTurn {
    /// A verb that waits for its turn; what it prints follows from its acts.
    pub const fn waiting(visitor: Visitor) -> Self {
        Self { visitor, answer: ShellAnswer::Sentences, acts: Vec::new() }
    }
}

/// What the verb hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShellReply {
    /// It is in the log.
    Recorded {
        /// What it prints as its answer.
        lines: Vec<String>,
        /// What it warns of.
        notes: Vec<String>,
    },
    /// Nothing was recorded.
    Refused(Error),
}

/// What is said of an act that was taken back or put back.
#[derive(Debug)]
pub struct TurnedSentences {
    /// On the bottom line, with the key by which it stands again.
    pub on_screen: String,
    /// In the shell, with the verb that does so.
    pub in_shell: Vec<String>,
}
