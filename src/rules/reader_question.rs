//! What the reader of a message asks and the call does not: who else was told, who speaks. As long as no fact tells it,
//! a message says by name that it is not known.

use super::{call_question::CallScope, message_family::MessageFamily, toml_reader::Table};
use crate::domain::{
    feit::{Feit, Topic},
    sanitize,
};

/// A question of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderQuestion {
    /// What is not known: "of de burgemeester is ingelicht".
    pub name: String,
    /// To which rows it belongs.
    pub scope: CallScope,
    /// Any fact about this subject answers it.
    topic: Option<Topic>,
    /// A fact with one of these words answers it; a word with a capital is that word only when it is written so.
    words: Vec<String>,
}

impl ReaderQuestion {
    /// True where a fact tells it.
    pub fn is_answered_by(&self, feit: &Feit) -> bool {
        let text = sanitize::line(feit.text.read());
        let told =
            text.split(|c: char| !c.is_alphanumeric()).any(|word| self.words.iter().any(|own| is_word(own, word)));
        told || self.topic == Some(feit.topic)
    }

    pub(super) fn parse(t: &Table<'_>, families: &[MessageFamily]) -> Option<Self> {
        let topic = t.choice_or_none("onderwerp", &Topic::ALL.map(|topic| (topic.label(), topic)));
        let words = t.texts("woorden").into_iter().map(|(word, _)| word.to_owned()).collect();
        Some(Self { name: t.text("naam")?, scope: CallScope::parse(t, families), topic, words })
    }
}

fn is_word(own: &str, word: &str) -> bool {
    if own.chars().any(char::is_uppercase) { own == word } else { word.to_lowercase() == own }
}
