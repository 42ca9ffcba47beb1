//! What was sought in a text before is not sought again: every act and every key of the editor asks the same facts and mails
//! whom they name, and who notes a message as sent asks what was asked when it was checked. Of a text nothing is kept but a sum
//! of it by two keys of this run, its length and the places in it; a text that is not the same has another sum.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hash, RandomState},
    sync::{Mutex, PoisonError},
};

/// So many answers are kept; then it begins anew.
const MOST: usize = 4_096;

/// What stands for what was asked.
type AskedSum = (u64, u64);

/// Answers to what was asked before.
#[derive(Debug)]
pub struct Recall<T> {
    keys: (RandomState, RandomState),
    answers: Mutex<HashMap<AskedSum, T>>,
}

impl<T> Default for Recall<T> {
    fn default() -> Self {
        Self { keys: (RandomState::new(), RandomState::new()), answers: Mutex::default() }
    }
}

impl<T: Clone> Recall<T> {
    /// What was answered to this before, else what `seek` finds.
    pub fn or_seek(&self, asked: &impl Hash, seek: impl FnOnce() -> T) -> T {
        let sum = (self.keys.0.hash_one(asked), self.keys.1.hash_one(asked));
        let kept = self.answers.lock().unwrap_or_else(PoisonError::into_inner).get(&sum).cloned();
        kept.unwrap_or_else(|| {
            let found = seek();
            let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
            if answers.len() >= MOST {
                answers.clear();
            }
            answers.insert(sum, found.clone());
            found
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same answer as without it, however many are asked and whatever is asked again.
    #[test]
    fn what_is_asked_again_is_answered_as_before() {
        let recall = Recall::default();
        for round in 0..3 {
            for text in 0..MOST + 10 {
                let asked = (text % 7, text.to_string());
                assert_eq!(recall.or_seek(&asked, || asked.1.clone()), text.to_string(), "{round}");
            }
        }
        let mut sought = 0;
        for _ in 0..2 {
            recall.or_seek(&"a text", || {
                sought += 1;
                String::new()
            });
        }
        assert_eq!(sought, 1);
    }
}
