//! How it stands with a filled form that was sent to the log. It stays open until that is committed, and what
//! is typed meanwhile is neither lost nor taken for an answer to something else.

use super::key::KeyPress;
use crate::domain::error::Error;

/// Something typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keystroke {
    /// A key.
    Key(KeyPress),
    /// Pasted text.
    Paste(String),
}

impl Keystroke {
    /// True for what leaves a character behind.
    pub fn is_text(&self) -> bool {
        match self {
            Self::Key(key) => key.character().is_some_and(|c| !c.is_control()),
            Self::Paste(text) => !text.is_empty(),
        }
    }
}

/// Where what a filled form asks for is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sending {
    /// Not asked for, or refused with a sentence.
    No,
    /// On its way to the log; what was typed since then waits for the outcome.
    UnderWay(Vec<Keystroke>),
    /// The disk refused it; it is tried again as long as nothing is typed.
    Refused(Error),
}
