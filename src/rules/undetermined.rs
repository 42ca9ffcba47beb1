//! What the source leaves open. Written down as a gap, with the reason, so that the program can say
//! "zelf toetsen" instead of inventing a clock.

use std::fmt;

use super::{source::Citation, toml_reader::Table};

/// A gap in the source, written down as a gap: the program says "zelf toetsen" and counts nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undetermined {
    /// What is not determined: `P`, `incidentenmonitor`, `weekend`.
    pub topic: String,
    /// What the source does and does not say.
    pub reason: String,
    /// Where it says so.
    pub source: Citation,
}

impl Undetermined {
    pub(super) fn parse(t: &Table<'_>, instruction: &str) -> Option<Self> {
        let (topic, reason, source) = (t.text("onderwerp"), t.text("reden"), Citation::parse(t, instruction));
        Some(Self { topic: topic?, reason: reason?, source: source? })
    }
}

impl fmt::Display for Undetermined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: zelf toetsen. {} ({})", self.topic, self.reason, self.source)
    }
}
