//! What the gate made of a text before. The same question about the same text has the same answer, so a text is gone through once and not at
//! each step of a message. What is kept are digests and places, and no word of what stands there.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use crate::domain::digest::Hasher;

/// As many answers are kept; a desk of a hundred reports asks for some two thousand.
const MOST: usize = 8_192;

/// By what an answer is found again.
pub type Question = String;

/// The question about these parts; where one ends and the next begins is part of it.
pub fn question<'t>(what: &'t str, parts: impl IntoIterator<Item = &'t str>) -> Question {
    let mut hasher = Hasher::default();
    for part in std::iter::once(what).chain(parts) {
        hasher.take(&part.len().to_le_bytes());
        hasher.take(part.as_bytes());
    }
    hasher.finish()
}

/// Answers by their question.
#[derive(Debug)]
pub struct Seen<T> {
    kept: Mutex<BTreeMap<Question, Vec<T>>>,
}

impl<T> Default for Seen<T> {
    fn default() -> Self {
        Self { kept: Mutex::default() }
    }
}

impl<T: Clone> Seen<T> {
    /// The answer that is kept, or the one that is found now.
    pub fn once(&self, question: Question, find: impl FnOnce() -> Vec<T>) -> Vec<T> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = kept().get(&question) {
            return answer.clone();
        }
        // Whoever asks the same meanwhile finds the same.
        let answer = find();
        let mut all = kept();
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(question, answer.clone());
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_question_is_answered_once_and_another_one_again() {
        let seen = Seen::default();
        let mut asked = 0;
        for (what, text) in [("a", "een"), ("a", "een"), ("b", "een"), ("a", "twee"), ("a", "een")] {
            let answer = seen.once(question(what, [text]), || {
                asked += 1;
                vec![text.len()]
            });
            assert_eq!(answer, [text.len()]);
        }
        assert_eq!(asked, 3);
        assert_ne!(question("a", ["bc", "d"]), question("a", ["b", "cd"]));
        assert_ne!(question("ab", ["c"]), question("a", ["bc"]));
    }
}
