//! The parts of a form under headings of their own: whose name and whose day of birth stand there. A heading that nobody
//! listed still tells by its words whether it is about whom the report is about: "Gegevens ouder/voogd" is not, and
//! "Gegevens arts" may not be.

use std::collections::HashSet;

use super::LabelTable;
use crate::intake::label_text::{MAX_LEN, without_number, without_parens, words};

/// A part of a form under a heading of its own.
#[derive(Debug, Clone, Default)]
pub(super) struct FormSection {
    /// The fields that its bare labels name.
    pub(super) own: HashSet<usize>,
    /// The fields that end it; without them, any that is not its own.
    pub(super) until: Option<HashSet<usize>>,
    /// The labels that may be about anybody.
    pub(super) doubted: HashSet<String>,
}

/// What a heading opens that the table does not know by itself.
#[derive(Debug, Clone, Default)]
pub(super) struct StrangerHeadings {
    /// The words that such a heading begins with.
    pub(super) begin: HashSet<String>,
    /// The section of somebody else, and the one of nobody knows whom.
    pub(super) of_another: Option<usize>,
    pub(super) of_anybody: Option<usize>,
}

impl LabelTable {
    /// The section that a heading opens.
    pub fn heading(&self, text: &str) -> Option<usize> {
        if text.chars().take(MAX_LEN + 1).count() > MAX_LEN {
            return None;
        }
        let bare = without_parens(text);
        [text, bare.as_deref().unwrap_or_default()]
            .into_iter()
            .find_map(|t| self.headings.get(&self.key(t.trim_end_matches([':', ' ']))).copied())
            .or_else(|| self.stranger(text))
    }

    /// The same for one that nobody listed.
    fn stranger(&self, text: &str) -> Option<usize> {
        let StrangerHeadings { begin, of_another, of_anybody } = &self.strangers;
        let words = words(without_number(text));
        let telling: Vec<&str> = words
            .iter()
            .map(String::as_str)
            .filter(|word| !self.silent.contains(*word) && !begin.contains(*word))
            .collect();
        let introduced = words.first().is_some_and(|word| begin.contains(word));
        let is_other = |word: &&&str| self.others.contains(**word);
        let others = telling.iter().filter(is_other).count();
        let asks_nothing = || self.search(text, None).is_none();
        if others > 0 && (introduced || others == telling.len() && others > 1 && asks_nothing()) {
            return *of_another;
        }
        if !introduced || telling.is_empty() {
            return None;
        }
        // "Gegevens cliënt/patiënt": each of its words alone would open the same part.
        let known = |word: &str| self.headings.get(&self.key(word)).copied();
        let first = telling.first().and_then(|word| known(word));
        first.filter(|section| telling.iter().all(|word| known(word) == Some(*section))).or(*of_anybody)
    }

    /// True when a field ends the section.
    pub fn ends(&self, section: usize, field: usize) -> bool {
        self.sections.get(section).is_none_or(|s| match &s.until {
            Some(until) => until.contains(&field),
            None => !s.own.contains(&field),
        })
    }

    /// True for a label in a part of a form of which nobody knows whom it is about, and that asks for what anybody has.
    pub fn is_of_anybody(&self, label: &str, section: Option<usize>) -> bool {
        let section = section.and_then(|nr| self.sections.get(nr));
        section.is_some_and(|section| section.doubted.contains(&self.key(label)))
    }
}
