//! By which words a fact says that somebody was told. The first lines of a message name who was, and one in which nobody
//! was says that this is not known yet.

use super::{feature::phrases_or_none, toml_reader::Table};
use crate::domain::feit::Topic;

/// How a book knows that somebody was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InformedRule {
    /// What is not known where nobody was: "wie er is ingelicht".
    pub name: String,
    /// The heading under which stands who in the line was told.
    pub heading: String,
    /// The subjects under which it is told.
    pub topics: Vec<Topic>,
    /// The words for it, folded.
    pub phrases: Vec<String>,
    /// Who is called for help, in small letters: that they were keeps its own words.
    pub help: Vec<String>,
}

/// The heading of a book that names none.
const HEADING: &str = "Ingelicht";

impl InformedRule {
    /// Reads it; `None` for a book without it, whose messages name what its facts name.
    pub(super) fn parse(book: &Table<'_>) -> Option<Self> {
        let t = book.as_table("ingelicht", "ingelicht", book.get("ingelicht")?)?;
        let (name, heading) = (t.text("naam"), t.text_or_none("kop").unwrap_or_else(|| HEADING.to_owned()));
        let topics = t.choices("onderwerpen", &Topic::ALL.map(|topic| (topic.label(), topic)));
        let help = t.texts_or_none("hulp").into_iter().map(|(word, _)| word.to_lowercase()).collect();
        Some(Self { name: name?, heading, topics, phrases: phrases_or_none(&t, "frasen"), help })
    }
}
