//! Which words are names by themselves, which may be, and which say what somebody is.

use super::{LONGEST_WORD, Lexicon};

impl Lexicon {
    /// True for a given name, a word or not.
    pub fn is_given(&self, word: &str) -> bool {
        self.given_words.contains(word) || self.given.contains(word)
    }

    /// True for a given name that is no word.
    pub fn is_telling_given(&self, word: &str) -> bool {
        self.given.contains(word)
    }

    /// True for a surname of the lists, a word or not, or one that is made as surnames are.
    pub fn is_surname(&self, word: &str) -> bool {
        self.surname_words.contains(word) || self.is_telling_surname(word)
    }

    /// True for a surname that is no word.
    pub fn is_telling_surname(&self, word: &str) -> bool {
        self.surnames.contains(word) || self.has_shape_of_surname(word)
    }

    /// "Elkhatib", "Devries", "Zawadowski": in no list, and yet a surname by its begin or its end.
    pub(super) fn has_shape_of_surname(&self, word: &str) -> bool {
        if !(6..=LONGEST_WORD).contains(&word.len()) || !word.is_ascii() || self.ordinary.contains(word) {
            return false;
        }
        let ends = (3..=6).any(|n| {
            let end = word.len().checked_sub(n).and_then(|at| word.get(at..));
            end.is_some_and(|end| self.surname_endings.contains(end))
        });
        let begins = (2..=6).any(|n| {
            let (head, rest) = word.split_at_checked(n).unwrap_or_default();
            self.joined_heads.contains(head)
                && rest.len() >= 3
                && (self.surnames.contains(rest) || self.surname_words.contains(rest))
        });
        // "Pietersen", "Willemsz": the child of somebody.
        let child = self.usage.child_endings.end_behind(word, |father| father.len() >= 3 && self.is_given(father));
        (ends || begins || child) && !self.places.contains(word) && !self.given.contains(word)
    }

    /// True for a word that may be a surname: no word at all, or one that is known as a surname too.
    pub fn may_be_surname(&self, word: &str) -> bool {
        self.is_surname(word) || !self.is_ordinary(word)
    }

    /// True for a word of four letters or more that is in no list of words, towns or roles: a name, or of another tongue.
    pub fn is_stranger(&self, word: &str) -> bool {
        word.chars().count() >= 4
            && !self.is_ordinary(word)
            && !self.places.contains(word)
            && !word.strip_suffix("se").is_some_and(|place| self.places.contains(place))
            && !self.is_role(word)
            && !self.fields.contains(word)
            && !self.wards.contains(word)
            && !self.quiet.contains(word)
            && !self.titles.contains(word)
            && !self.offices.contains(word)
            && !self.firms.contains(word)
    }

    /// True where a word says what somebody is.
    pub fn is_role(&self, word: &str) -> bool {
        self.roles.contains(word)
            || self.short_roles.contains(word)
            || word.strip_suffix('s').or_else(|| word.strip_suffix('n')).is_some_and(|w| self.roles.contains(w))
    }
}
