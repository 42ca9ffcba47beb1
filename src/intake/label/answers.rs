//! What the table knows of answers: the words that only one field is answered with.

use super::{LabelTable, words};

/// Letters of a word that hardly any other field is answered with.
const PLAIN_ANSWER: usize = 7;

impl LabelTable {
    /// True for an answer of which a word is one that this field is answered with.
    pub fn is_answer(&self, field: usize, text: &str) -> bool {
        let known = |word: &String| {
            let matching = |a: &String| word == a || a.chars().count() > 3 && word.starts_with(a.as_str());
            self.fields.get(field).is_some_and(|f| f.answers.iter().any(matching))
        };
        words(text).iter().any(known)
    }

    /// The same for an answer that begins with such a word, and a long one: "geen" answers many a question.
    pub fn is_plain_answer(&self, field: usize, text: &str) -> bool {
        let answers = || self.fields.get(field).into_iter().flat_map(|f| &f.answers);
        let begins =
            |word: &String| answers().any(|a| a.chars().count() >= PLAIN_ANSWER && word.starts_with(a.as_str()));
        words(text).first().is_some_and(begins)
    }

    /// True for a label that lists what this field is answered with: "Status (tbs/PIJ/anders)".
    pub fn lists_answers(&self, field: usize, label: &str) -> bool {
        let choices = label.split_once('(').map_or("", |(_, rest)| rest).split(['/', ',', ')', '|']);
        choices.filter(|choice| self.is_answer(field, choice)).count() > 1
    }

    /// True for a short text that is nothing but an answer that some field alone is given.
    pub fn answers_some(&self, text: &str) -> bool {
        let words = words(text);
        let answers = || self.fields.iter().flat_map(|f| &f.answers);
        (1..=3).contains(&words.len())
            && words.iter().all(|w| answers().any(|a| w == a || a.chars().count() > 3 && w.starts_with(a.as_str())))
            && !text.trim_end().ends_with([':', '?'])
    }
}
