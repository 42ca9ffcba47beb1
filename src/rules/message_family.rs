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

/// How the first sentence of a message goes on after day and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KernOpening {
    /// Where nobody told what happened, or the book's own words say it.
    alone: OpeningText,
    /// Before what happened, where that reads otherwise.
    before_event: Option<OpeningText>,
    /// Where the time that stands in front is that of the discovery.
    discovered: Option<OpeningText>,
}

/// A text with one place for the inrichting, and perhaps one for what is closer than that.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OpeningText(String);

/// Where the inrichting stands in an opening.
const PLACE: &str = "{plek}";
/// Where stands in an opening what is closer than the inrichting.
const CLOSER: &str = "{waar}";

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
    /// The sentence after day and time, with the inrichting in its place and what is closer, if anybody told that.
    pub fn at(&self, place: &str, closer: Option<&str>) -> String {
        self.alone.at(place, closer)
    }

    /// What stands before what happened.
    pub fn before_event(&self, place: &str, closer: Option<&str>) -> String {
        self.before_event.as_ref().unwrap_or(&self.alone).at(place, closer)
    }

    /// The same behind the time of the discovery; `None` where the message tells of the event itself.
    pub fn discovered(&self, place: &str, closer: Option<&str>) -> Option<String> {
        Some(self.discovered.as_ref()?.at(place, closer))
    }

    /// Where a row has none: at the inrichting, which says nothing of where it was, and what the public calls it.
    pub fn of_category(category: &str) -> Self {
        let category = category.replace(['«', '»', '{', '}'], "'");
        let alone = OpeningText(format!("was er bij {PLACE} een voorval in de categorie ‘{category}’"));
        Self { alone, before_event: None, discovered: None }
    }

    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let (before_event, discovered) = (OpeningText::parse(t, "kern_feit"), OpeningText::parse(t, "kern_ontdekt"));
        Some(Self { alone: OpeningText::parse(t, "kern")?, before_event, discovered })
    }
}

impl OpeningText {
    fn at(&self, place: &str, closer: Option<&str>) -> String {
        let text = self.0.replace(PLACE, place);
        match closer {
            Some(closer) => text.replace(CLOSER, closer),
            None => text.replace(&format!(" {CLOSER}"), ""),
        }
    }

    fn parse(t: &Table<'_>, field: &'static str) -> Option<Self> {
        let text = t.text_or_none(field)?;
        if text.matches(PLACE).count() == 1 {
            return Some(Self(text));
        }
        t.error(field, format!("In de kern staat {PLACE} precies één keer."));
        None
    }
}
