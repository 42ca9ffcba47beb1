//! How a label is worded: with an ending between brackets, so that it may name its field and may not, or as one that asks
//! for a time of day.

use super::LabelTable;
use crate::intake::label_text::words;

impl LabelTable {
    /// "Maatregel(en)" with its plural, which may be another word than the one before the bracket.
    pub(super) fn in_plural(&self, text: &str) -> Option<String> {
        let lower = text.contains('(').then(|| text.to_lowercase())?;
        let many = ["(en)", "(n)", "(s)"].iter().find_map(|end| {
            let (before, after) = lower.split_once(end)?;
            let plural = end.trim_matches(['(', ')']);
            before.ends_with(char::is_alphabetic).then(|| format!("{before}{plural}{after}"))
        })?;
        self.table.contains_key(&self.key(&many)).then_some(many)
    }

    /// True for a label that may name its field and may not.
    pub fn is_guess(&self, text: &str) -> bool {
        self.guesses.contains_key(&self.key(text))
    }

    /// True for a label that asks at what time of the day: "Uur weg", "Incidenttijd".
    pub fn asks_clock(&self, text: &str) -> bool {
        let asks = |word: &String| {
            self.clock_words.contains(word) || self.clock_words.iter().any(|clock| is_compound(word, clock))
        };
        words(text).iter().any(asks)
    }
}

/// "Incidenttijd" is a word before "tijd"; what is shorter is another word.
fn is_compound(word: &str, last: &str) -> bool {
    word.strip_suffix(last).is_some_and(|first| first.chars().count() >= 4 && last.chars().count() >= 4)
}
