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
    /// With these a sentence says that nobody was reached, or not yet, or that nobody knows it; whole words, folded.
    pub not: Vec<String>,
    /// Words that say that somebody was told; being called is not being told.
    pub told: Vec<String>,
    /// Words that say that somebody was called.
    pub called: Vec<String>,
    /// What may stand beside those in a sentence that says no more.
    pub beside: Vec<String>,
}

/// What a sentence says of somebody, and no more than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// He was told.
    Told,
    /// He was called.
    Called,
}

/// The heading of a book that names none.
const HEADING: &str = "Ingelicht";

/// Before who told it, and how many words that one has at most.
const BY: &str = "door";
const LONGEST_NAME: usize = 3;

impl InformedRule {
    /// Reads it; `None` for a book without it, whose messages name what its facts name.
    pub(super) fn parse(book: &Table<'_>) -> Option<Self> {
        let t = book.as_table("ingelicht", "ingelicht", book.get("ingelicht")?)?;
        let (name, heading) = (t.text("naam"), t.text_or_none("kop").unwrap_or_else(|| HEADING.to_owned()));
        let topics = t.choices("onderwerpen", &Topic::ALL.map(|topic| (topic.label(), topic)));
        let words = |field| phrases_or_none(&t, field);
        let help = t.texts_or_none("hulp").into_iter().map(|(word, _)| word.to_lowercase()).collect();
        Some(Self {
            name: name?,
            heading,
            topics,
            phrases: words("frasen"),
            help,
            not: words("niet"),
            told: words("verteld"),
            called: words("gebeld"),
            beside: words("ernaast"),
        })
    }

    /// True where a folded sentence says that it did not come to telling.
    pub fn is_in_vain(&self, plain: &str) -> bool {
        let plain = format!(" {plain} ");
        self.not.iter().any(|phrase| plain.contains(&format!(" {} ", phrase.trim())))
    }

    /// What the folded words behind "is", "zijn" or "werd" say of somebody; `None` where they say more than that, or else.
    pub fn reached(&self, behind: &str) -> Option<Reached> {
        let among = |list: &[String], word: &str| list.iter().any(|own| own == word);
        let clock = |word: &str| word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ':'));
        let (mut told, mut called, mut by) = (false, false, 0);
        for word in behind.split_whitespace() {
            if among(&self.told, word) {
                (told, by) = (true, 0);
            } else if among(&self.called, word) {
                (called, by) = (true, 0);
            } else if word == BY {
                by = LONGEST_NAME;
            } else if by > 0 {
                by -= 1;
            } else if !among(&self.beside, word) && !clock(word) {
                return None;
            }
        }
        match (told, called) {
            (true, false) => Some(Reached::Told),
            (_, true) => Some(Reached::Called),
            (false, false) => None,
        }
    }
}
