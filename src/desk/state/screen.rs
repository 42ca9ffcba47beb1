//! Where on the screen the officer is, and what the bottom line says.

use crate::domain::error::Error;
use chrono::Duration;

/// The right-hand side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tab {
    /// The steps.
    Checklist,
    /// The facts.
    Beeld,
    /// The drafts.
    Drafts,
    /// The log of the case.
    Timeline,
    /// The terms, explained.
    Termijnen,
}

impl Tab {
    /// All tabs, left to right.
    pub const ALL: [Self; 5] = [Self::Checklist, Self::Beeld, Self::Drafts, Self::Timeline, Self::Termijnen];

    /// The name on the tab.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Checklist => "checklist",
            Self::Beeld => "beeld",
            Self::Drafts => "concepten",
            Self::Timeline => "tijdlijn",
            Self::Termijnen => "waarom?",
        }
    }
}

/// Which of the two beside what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Neighbour {
    /// The one after it.
    Next,
    /// The one before it.
    Previous,
}

impl Neighbour {
    /// Its place among so many, seen from this place, around the end.
    pub const fn beside(self, place: usize, count: usize) -> usize {
        let onward = match self {
            Self::Next => place + 1,
            Self::Previous => place + count.saturating_sub(1),
        };
        if count == 0 { 0 } else { onward % count }
    }
}

/// Which side has the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The list.
    List,
    /// The right-hand side.
    Detail,
}

/// What the bottom line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusLine {
    /// Something was done.
    Done(String),
    /// Something could not be done.
    Error(Error),
}

/// How long the bottom line keeps a message.
pub const LINE_STAYS: Duration = Duration::seconds(12);

/// How far the terms are explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WhyDepth {
    /// The readings, by moment.
    #[default]
    Lezingen,
    /// And the table of starts and calendars that they come from.
    Table,
}

impl WhyDepth {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Lezingen => Self::Table,
            Self::Table => Self::Lezingen,
        }
    }
}
