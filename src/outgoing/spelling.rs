//! Which words of a text no dictionary knows. A dictionary is the system's own, in the form of Hunspell, and is read beside
//! the desk when the first text is opened; until then, and without one, no word is marked.

use std::{
    collections::BTreeSet,
    fmt,
    ops::Range,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::{
    error::{Error, Result},
    fold::fold,
};

/// What reads the dictionary; it is to answer at once and read elsewhere.
type DictionaryReader = Box<dyn FnOnce(Speller) + Send>;

/// A dictionary of one language.
pub struct SpellDictionary(spellbook::Dictionary);

/// What the desk knows of spelling; every copy of it is the same one.
#[derive(Clone, Default)]
pub struct Speller(Arc<Held>);

#[derive(Default)]
struct Held {
    dictionary: OnceLock<SpellDictionary>,
    own: Mutex<BTreeSet<String>>,
    reader: Mutex<Option<DictionaryReader>>,
}

impl SpellDictionary {
    /// Reads the two files of a dictionary.
    ///
    /// # Errors
    /// When they are no dictionary.
    pub fn parse(rules: &str, words: &str) -> Result<Self> {
        spellbook::Dictionary::new(rules, words).map(Self).map_err(|_| {
            Error::data("Het woordenboek voor de spelling is niet te lezen.")
                .hint("Zet spelling = \"uit\" in de instellingen, of noem een ander woordenboek.")
        })
    }
}

impl Speller {
    /// One whose dictionary is read when the first text is opened.
    pub fn waiting(reader: impl FnOnce(Self) + Send + 'static) -> Self {
        let held = Held { reader: Mutex::new(Some(Box::new(reader))), ..Held::default() };
        Self(Arc::new(held))
    }

    /// A text is opened: has the dictionary read, once.
    pub fn begin(&self) {
        let reader = self.0.reader.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(read) = reader {
            read(self.clone());
        }
    }

    /// The dictionary, once it is read; a second one is left alone.
    pub fn fill(&self, dictionary: SpellDictionary) {
        let _ = self.0.dictionary.set(dictionary);
    }

    /// The officer's own words, in the place of those before.
    pub fn take_own(&self, words: &BTreeSet<String>) {
        *self.0.own.lock().unwrap_or_else(PoisonError::into_inner) = words.iter().map(|word| fold(word)).collect();
    }

    /// True once there is a dictionary.
    pub fn is_ready(&self) -> bool {
        self.0.dictionary.get().is_some()
    }

    /// True for a word of the officer's own.
    pub fn is_own(&self, word: &str) -> bool {
        self.0.own.lock().unwrap_or_else(PoisonError::into_inner).contains(&fold(word))
    }

    /// True for a word that the dictionary has; without one every word is good.
    pub fn knows(&self, word: &str) -> bool {
        self.0.dictionary.get().is_none_or(|dictionary| dictionary.0.check(&word.replace('’', "'")))
    }
}

impl fmt::Debug for Speller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Speller({})", if self.is_ready() { "ready" } else { "without a dictionary" })
    }
}

/// The words of a text that a dictionary can judge, each with its place in bytes: no numbers, no abbreviations in capitals,
/// and nothing of a single letter.
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let can_be_judged = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let is_whole = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
        let shouts = word.chars().skip(1).any(char::is_uppercase);
        letters > 1 && is_whole && !shouts
    };
    let all = text.unicode_word_indices().filter(move |(_, word)| can_be_judged(word));
    all.map(|(at, word)| (at..at + word.len(), word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "SET UTF-8\nSFX A Y 1\nSFX A 0 en .\n";
    const WORDS: &str = "3\nmedewerk\nbrand/A\nauto's\n";

    #[test]
    fn a_word_is_known_by_the_dictionary_or_as_the_officers_own() -> Result<()> {
        let speller = Speller::default();
        assert!(!speller.is_ready() && speller.knows("brnad"), "without a dictionary nothing is marked");
        speller.fill(SpellDictionary::parse(RULES, WORDS)?);
        for (word, known) in [("brand", true), ("Branden", true), ("brnad", false), ("auto’s", true), ("auto's", true)]
        {
            assert_eq!(speller.knows(word), known, "{word}");
        }
        assert!(!speller.is_own("Brnad"));
        speller.take_own(&["brnad".to_owned()].into());
        assert!(speller.is_own("Brnad"));
        assert!(SpellDictionary::parse("FLAG onzin\n", "x").is_err());
        Ok(())
    }

    #[test]
    fn only_what_a_dictionary_can_judge_is_a_word() {
        let text = "Op 12-11 was er BRAND in FPC «Zuid»; auto's, a, M0007 en één ForZo.";
        let found: Vec<&str> = words(text).map(|(_, word)| word).collect();
        assert_eq!(found, ["Op", "was", "er", "in", "Zuid", "auto's", "en", "één"]);
        assert!(words(text).all(|(range, word)| text.get(range) == Some(word)));
    }

    #[test]
    fn the_dictionary_is_read_once_and_when_it_is_wanted() {
        let count = Arc::new(Mutex::new(0));
        let seen = Arc::clone(&count);
        let speller = Speller::waiting(move |_| {
            if let Ok(mut count) = seen.lock() {
                *count += 1;
            }
        });
        assert_eq!(count.lock().map(|c| *c).ok(), Some(0));
        speller.begin();
        speller.begin();
        assert_eq!(count.lock().map(|c| *c).ok(), Some(1));
    }
}
