//! What a reader of documents gives back: the lines, and what a person should know of how they were read.

use super::line::TextLine;

/// A document that was read.
#[derive(Debug, Default)]
pub struct ReadDocument {
    /// Its lines.
    pub lines: Vec<TextLine>,
    /// What was left out or could not be told, each as the end of a sentence about the document:
    /// "heeft vakjes waarvan niet te zien is of ze zijn aangekruist".
    pub remarks: Vec<&'static str>,
}

impl ReadDocument {
    /// Adds a remark, once.
    pub fn remark(&mut self, words: &'static str) {
        if !self.remarks.contains(&words) {
            self.remarks.push(words);
        }
    }
}

impl From<Vec<TextLine>> for ReadDocument {
    fn from(lines: Vec<TextLine>) -> Self {
        Self { lines, remarks: Vec::new() }
    }
}
