//! A text of the program or of a rule book, of which there is one copy however often it is handed on: a line of a
//! checklist that is derived again for every key takes the name of its step along without writing it out again.

use std::{fmt, ops::Deref, sync::Arc};

/// The text.
#[derive(Clone)]
pub enum SharedText {
    /// One that stands in the program.
    Fixed(&'static str),
    /// One that was read.
    Read(Arc<str>),
}

impl SharedText {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Fixed(text) => text,
            Self::Read(text) => text,
        }
    }
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<&'static str> for SharedText {
    fn from(text: &'static str) -> Self {
        Self::Fixed(text)
    }
}

impl From<String> for SharedText {
    fn from(text: String) -> Self {
        Self::Read(text.into())
    }
}

impl PartialEq for SharedText {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for SharedText {}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
