//! What the table knows of answers: the words that only one field is answered with.

use super::LabelTable;
use crate::intake::label_text::words;

/// Letters of a word that hardly any other field is answered with.
const PLAIN_ANSWER: usize = 7;

/// Answers that stand beside any other: "geen / n.v.t.".
const NO_CHOICE: [&str; 3] = ["geen", "nvt", "niet"];

/// What a text has of the answers of a field.
#[derive(Debug, Default)]
pub struct NamedAnswers {
    /// Those it names, each once.
    pub named: Vec<String>,
    /// It has other words too.
    pub more: bool,
}

impl LabelTable {
    /// True for an answer of which a word is one that this field is answered with.
    pub fn is_answer(&self, field: usize, text: &str) -> bool {
        let known = |word: &String| {
            let matching = |a: &String| word == a || a.chars().count() > 3 && word.starts_with(a.as_str());
            self.fields.get(field).is_some_and(|f| f.answers.iter().any(matching))
        };
        words(text).iter().any(known)
    }

    /// True for a field that is answered with words that the table knows.
    pub fn has_answers(&self, field: usize) -> bool {
        self.fields.get(field).is_some_and(|f| !f.answers.is_empty())
    }

    /// The answers of this field that a text names, and whether it says more.
    pub fn answers_in(&self, field: usize, text: &str) -> NamedAnswers {
        let answers = || self.fields.get(field).into_iter().flat_map(|f| &f.answers);
        let answer = |word: &str| {
            let matching = |a: &&String| word == a.as_str() || a.chars().count() > 3 && word.starts_with(a.as_str());
            answers().filter(matching).max_by_key(|a| a.len())
        };
        let mut out = NamedAnswers::default();
        for token in text.to_lowercase().split(|c: char| c.is_whitespace() || "/,;()|.".contains(c)) {
            let named: Vec<&String> = token.split(|c: char| !c.is_alphanumeric()).filter_map(answer).collect();
            out.more |= named.is_empty() && token.chars().any(|c| !c.is_ascii_punctuation());
            for one in named.into_iter().filter(|one| !NO_CHOICE.contains(&one.as_str())) {
                let same = |other: &String| other.starts_with(one.as_str()) || one.starts_with(other.as_str());
                if !out.named.iter().any(same) {
                    out.named.push(one.clone());
                }
            }
        }
        out
    }

    /// True for a field that is answered with the words of the table and no others.
    pub fn is_closed(&self, field: usize) -> bool {
        self.closed.contains(&field)
    }

    /// True for a field that a day or a time alone is no answer to.
    pub fn is_told(&self, field: usize) -> bool {
        self.told.contains(&field)
    }

    /// True for a label about somebody else, or about another time: "Geboortedatum slachtoffer". What is told of them at length is no
    /// property of a person: "Slachtoffers ingelicht".
    pub fn is_of_another(&self, label: &str, long: bool) -> bool {
        let words = words(label);
        // "Vorige inrichting" asks for another one, unless a form asks for that: "Land van herkomst".
        let elsewhere = |word: &str| self.other_times.contains(word);
        let key = self.key(label);
        let asked = self.table.contains_key(&key) && key.split(' ').any(elsewhere);
        if !asked && words.iter().any(|word| elsewhere(word)) {
            return true;
        }
        let other = words.iter().zip(words.iter().skip(1).map(Some).chain([None]));
        // "Kind of leave" is English.
        let named = other.into_iter().any(|(word, next)| self.others.contains(word) && next.is_none_or(|n| n != "of"));
        named && (!long || words.iter().any(|word| self.personal.contains(word)))
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
