//! By which words a row is found, in every book at hand: what it is called and what it is sought by. They are looked up when
//! somebody searches and are in no index, so that a book of the officer's own counts from the day that it is there.

use super::book::{Book, Rulebook};
use crate::domain::{fold::fold, rij::Rij};

/// The words by which rows are found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowWords {
    /// Each row with its texts, folded, with a blank before every word.
    rows: Vec<(Rij, Vec<String>)>,
}

impl RowWords {
    /// Those of the desk's book, and of the embedded ones of other sectors.
    pub fn of(own: &Book) -> Self {
        let own: &Rulebook = own;
        let rows = own.at_hand().flat_map(Rulebook::rijen).map(|rule| {
            let texts = std::iter::once(&rule.incident).chain(&rule.search_words);
            (rule.nr, texts.map(|text| format!(" {}", fold(text))).collect())
        });
        Self { rows: rows.collect() }
    }

    /// The rows that have words which begin so, each once; the beginning is folded.
    pub fn beginning_with(&self, beginning: &str) -> Vec<Rij> {
        let sought = format!(" {beginning}");
        let mut found: Vec<Rij> = Vec::new();
        for (nr, texts) in &self.rows {
            if !found.contains(nr) && texts.iter().any(|text| text.contains(&sought)) {
                found.push(*nr);
            }
        }
        found
    }
}
