//! What a reader of documents gives back: the lines, and what a person should know of how they were read.

use super::line::TextLine;
use crate::domain::melding::Certainty;

/// What is said where text was left out because nobody sees it.
pub const UNSEEN: &str = "heeft tekst die niet te zien is; die is niet gelezen";

/// A document that was read.
#[derive(Debug, Default)]
pub struct ReadDocument {
    /// Its lines.
    pub lines: Vec<TextLine>,
    /// What was left out or could not be told, each as the end of a sentence about the document:
    /// "heeft vakjes waarvan niet te zien is of ze zijn aangekruist".
    pub remarks: Vec<&'static str>,
    /// How sure its answers can be at most.
    pub certainty: Certainty,
}

impl ReadDocument {
    /// It ends before it is whole: any of its answers may have lost its end.
    pub fn cut(&mut self) {
        self.remark("houdt halverwege op; wat leesbaar was is een voorstel");
        self.certainty = Certainty::Proposed;
    }

    /// Adds what stands beside the text: each line by itself, after it.
    pub fn beside(&mut self, lines: impl IntoIterator<Item = TextLine>) {
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            self.lines.push(TextLine::default());
            self.lines.push(TextLine { nr: self.lines.len() + 1, ..line });
        }
    }

    /// Adds a remark, once.
    pub fn remark(&mut self, words: &'static str) {
        if !self.remarks.contains(&words) {
            self.remarks.push(words);
        }
    }
}

impl From<Vec<TextLine>> for ReadDocument {
    fn from(lines: Vec<TextLine>) -> Self {
        Self { lines, ..Self::default() }
    }
}
