//! A set of comparable words. It is asked of every word of every text and nearly always does not have it, which its
//! first and last letter tell before anything is looked up.

use std::collections::HashSet;

/// Words, comparable.
#[derive(Debug, Clone, Default)]
pub struct WordSet {
    words: HashSet<String>,
    ends: LetterPairs,
}

impl WordSet {
    /// Adds a word; `false` where it is there already.
    pub fn insert(&mut self, word: String) -> bool {
        let (first, last) = ends(&word);
        self.ends.add(first, last);
        self.words.insert(word)
    }

    /// True where the set has this word.
    pub fn contains(&self, word: &str) -> bool {
        let (first, last) = ends(word);
        self.ends.may_have(first, last) && self.words.contains(word)
    }

    /// All of them.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }
}

fn ends(word: &str) -> (u8, u8) {
    let bytes = word.as_bytes();
    (bytes.first().copied().unwrap_or_default(), bytes.last().copied().unwrap_or_default())
}

/// Which pairs of letters occur, as one bit for each; another sign shares the bit of a letter.
#[derive(Debug, Clone, Copy, Default)]
pub struct LetterPairs([u32; 32]);

impl LetterPairs {
    /// Adds a pair.
    pub fn add(&mut self, one: u8, other: u8) {
        if let Some(others) = self.0.get_mut(usize::from(one & 31)) {
            *others |= 1 << (other & 31);
        }
    }

    /// False where the pair does not occur.
    pub fn may_have(&self, one: u8, other: u8) -> bool {
        self.0.get(usize::from(one & 31)).is_some_and(|others| others >> (other & 31) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_the_words_that_were_put_in_and_no_others() {
        proptest::proptest!(|(words in "([abé1]{0,3} ){0,9}", asked in "[abé1]{0,3}")| {
            let mut set = WordSet::default();
            let mut known: Vec<&str> = Vec::new();
            for word in words.split(' ') {
                proptest::prop_assert_eq!(set.insert(word.to_owned()), !known.contains(&word));
                known.push(word);
            }
            proptest::prop_assert_eq!(set.contains(&asked), known.contains(&asked.as_str()));
        });
    }
}
