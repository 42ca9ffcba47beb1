//! What a message about a row looks like: how its first sentence goes on, which headings it has and how
//! they read. Rows that ask for the same message share a family; a book without families gives every
//! message all headings.

use std::collections::BTreeMap;

use super::toml_reader::Table;
use crate::domain::feit::Topic;

/// Rows whose messages have the same headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageFamily {
    /// Its name in the book.
    pub id: String,
    /// The subjects it has a heading for even while nothing is known of them, in the order of the message.
    pub topics: Vec<Topic>,
}

/// How subjects are called above their part of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headings(BTreeMap<Topic, String>);

/// How the first sentence of a message goes on after day and time: a text with one place for the
/// inrichting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KernOpening {
    before: String,
    after: String,
    /// What the sentence ends with.
    pub end: KernEnd,
}

/// What the first sentence of a message ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KernEnd {
    /// With the words of the book: they say what happened.
    Book,
    /// With the first thing that happened, where somebody told it: the row holds too much to say what it was.
    Event,
}

/// Where the inrichting stands in an opening.
const PLACE: &str = "{plek}";
/// With what an opening ends that is followed by what happened.
const EVENT: &str = ": {gebeurtenis}";

impl MessageFamily {
    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let (id, topics) = (t.text("id"), t.choices("koppen", &Topic::ALL.map(|topic| (topic.label(), topic))));
        Some(Self { id: id?, topics })
    }
}

impl Headings {
    /// The heading of a subject; its plain name where the book gives none.
    pub fn of(&self, topic: Topic) -> &str {
        self.0.get(&topic).map_or_else(|| topic.label(), String::as_str)
    }

    pub(super) fn parse(book: &Table<'_>) -> Self {
        let Some(t) = book.get("koppen").and_then(|value| book.as_table("koppen", "koppen", value)) else {
            return Self::default();
        };
        Self(Topic::ALL.into_iter().filter_map(|topic| Some((topic, t.text_or_none(topic.label())?))).collect())
    }
}

impl KernOpening {
    /// The sentence after day and time, with the inrichting in its place.
    pub fn at(&self, place: &str) -> String {
        format!("{}{place}{}", self.before, self.after)
    }

    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let text = t.text_or_none("kern")?;
        let (text, end) = text.strip_suffix(EVENT).map_or((&*text, KernEnd::Book), |rest| (rest, KernEnd::Event));
        match text.split_once(PLACE) {
            Some((before, after)) if !after.contains(PLACE) => {
                Some(Self { before: before.to_owned(), after: after.to_owned(), end })
            }
            Some(_) | None => {
                t.error("kern", format!("In de kern staat {PLACE} precies één keer."));
                None
            }
        }
    }
}
