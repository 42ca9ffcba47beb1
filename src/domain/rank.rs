//! The one way in which typed words choose an option: a row, a case, a command, an inrichting. Whole words
//! and the beginnings of words count, folded; letters that lie scattered never do, since what they find is
//! a guess, and a guess in a legal choice becomes a record.

use super::fold;

/// What one option is found by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundBy {
    /// What it is called, whole: a number, a key, another name.
    called: Vec<String>,
    /// The words of its name.
    name: String,
    /// Words it is also found by.
    words: String,
    /// What people also call it, in one word or in more that belong together.
    phrases: Vec<String>,
    /// Words that many things are called by: alone they choose nothing.
    weak: Vec<String>,
    /// Stands below every option that fits as well, however well it fits itself.
    is_below: bool,
    /// No word chooses it: only its number or name, or whoever takes it from the list.
    is_taken_by_hand: bool,
    /// Words that suggest it and are those of another.
    near: Vec<String>,
}

/// How well an option fits what was typed, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is called exactly that.
    Called,
    /// Every typed word stands in it, whole.
    WholeWords,
    /// Every typed word at least begins a word in it.
    Beginnings,
    /// A typed word stands only within something longer that people call it, of which the rest was not typed: "op tijd"
    /// of "niet op tijd". That suggests, and decides nothing.
    PartOfPhrase,
    /// It is what another is called, beside which it stands.
    Near,
}

/// An option that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its place among the options.
    pub place: usize,
    /// How well it fits.
    pub fit: Fit,
}

/// Folded for comparing; what has no letter or digit, such as the key `?`, stands for itself.
fn fold(text: &str) -> String {
    let plain = fold::fold(text);
    if plain.is_empty() { text.trim().to_lowercase() } else { plain }
}

impl FoundBy {
    /// Found by the words of this name.
    pub fn name(name: &str) -> Self {
        Self { name: fold(name), ..Self::default() }
    }

    /// Also by this, as a whole and by its words.
    #[must_use]
    pub fn called(mut self, name: &str) -> Self {
        let folded = fold(name);
        self.words.push(' ');
        self.words.push_str(&folded);
        if !folded.is_empty() {
            self.called.push(folded);
        }
        self
    }

    /// Also by this, whole and in no part.
    #[must_use]
    pub fn also_called(mut self, name: &str) -> Self {
        self.called.push(fold(name));
        self
    }

    /// Also by the words of this text.
    #[must_use]
    pub fn words(mut self, text: &str) -> Self {
        self.words.push(' ');
        self.words.push_str(&fold(text));
        self
    }

    /// Also by this, which people call it: by its words together, and by one of them only as a suggestion.
    #[must_use]
    pub fn phrase(mut self, text: &str) -> Self {
        let folded = fold(text);
        if !folded.is_empty() {
            self.phrases.push(folded);
        }
        self
    }

    /// The same, where these words, folded, choose nothing by themselves, in its name or as what people call it.
    #[must_use]
    pub fn weak<'a>(mut self, words: impl IntoIterator<Item = &'a String>) -> Self {
        let says = |word: &String| self.name.split(' ').any(|own| own == word) || self.phrases.contains(word);
        self.weak = words.into_iter().filter(|word| says(word)).cloned().collect();
        self
    }

    /// The same, below every other option that fits, unless it is called exactly what was typed.
    #[must_use]
    pub fn below_others(mut self) -> Self {
        self.is_below = true;
        self
    }

    /// The same, where no word decides that it is meant, however well that fits.
    #[must_use]
    pub fn taken_by_hand(mut self) -> Self {
        self.is_taken_by_hand = true;
        self
    }

    /// Also suggested by this, which is what another is called.
    #[must_use]
    pub fn near(mut self, text: &str) -> Self {
        self.near.extend(fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned));
        self
    }

    fn fit(&self, sought: &str) -> Option<Fit> {
        if self.called.iter().any(|c| c == sought) {
            return Some(Fit::Called);
        }
        sought
            .split_whitespace()
            .map(|typed| self.fit_of(typed, sought))
            .try_fold(Fit::WholeWords, |worst, fit| Some(worst.max(fit?)))
    }

    /// How well one typed word fits, with the others that were typed.
    fn fit_of(&self, typed: &str, sought: &str) -> Option<Fit> {
        let is_typed = |word: &str| sought.split_whitespace().any(|other| other == word);
        let is_weak = |word: &str| self.weak.iter().any(|weak| weak == word);
        let strong = || self.name.split_whitespace().filter(|word| !is_weak(word)).chain(self.words.split_whitespace());
        let whole = |phrase: &&String| {
            !is_weak(phrase) && phrase.split(' ').all(is_typed) && phrase.split(' ').any(|word| word == typed)
        };
        let begun = |phrase: &&String| !is_weak(phrase) && !phrase.contains(' ') && phrase.starts_with(typed);
        let within = |text: &str| text.split_whitespace().any(|word| word.starts_with(typed));
        if strong().any(|word| word == typed) || self.phrases.iter().any(|phrase| whole(&phrase)) {
            return Some(Fit::WholeWords);
        }
        if strong().any(|word| word.starts_with(typed)) || self.phrases.iter().any(|phrase| begun(&phrase)) {
            return Some(Fit::Beginnings);
        }
        if within(&self.name) || self.phrases.iter().any(|phrase| within(phrase)) {
            return Some(Fit::PartOfPhrase);
        }
        self.near.iter().any(|word| word.starts_with(typed)).then_some(Fit::Near)
    }

    /// True where the typed words stand one after the other, which says more than the same words apart.
    fn is_contiguous(&self, sought: &str) -> bool {
        let within = |text: &str| format!(" {text}").contains(&format!(" {sought}"));
        within(&self.name) || within(&self.words) || self.phrases.iter().any(|phrase| within(phrase))
    }

    fn is_in_name(&self, sought: &str) -> bool {
        let begins = |typed: &str| self.name.split_whitespace().any(|word| word.starts_with(typed));
        sought.split_whitespace().all(begins)
    }
}

/// The options that fit what was typed, best first; all of them, in order, when nothing is typed. Equal
/// ones keep their order, so that the list does not jump about while somebody reads it.
pub fn rank(sought: &str, options: &[FoundBy]) -> Vec<Hit> {
    let sought = fold(sought);
    let fitting = |(place, option): (usize, &FoundBy)| option.fit(&sought).map(|fit| Hit { place, fit });
    let mut hits: Vec<Hit> = options.iter().enumerate().filter_map(fitting).collect();
    if !sought.is_empty() {
        hits.sort_by_cached_key(|hit| {
            let option = options.get(hit.place);
            let lacks = |says: fn(&FoundBy, &str) -> bool| !option.is_some_and(|o| says(o, &sought));
            let is_below = hit.fit != Fit::Called && option.is_some_and(|o| o.is_below);
            (
                hit.fit == Fit::Near,
                is_below,
                hit.fit,
                lacks(FoundBy::is_contiguous),
                lacks(FoundBy::is_in_name),
                hit.place,
            )
        });
    }
    hits
}

/// The one option that what was typed can only mean: what is called exactly that, else the only one with
/// every typed word whole. `None` where there are none or more of these: then somebody has to choose.
pub fn unmistakable(sought: &str, options: &[FoundBy]) -> Option<usize> {
    if fold(sought).is_empty() {
        return None;
    }
    let hits = rank(sought, options);
    let only = |fit: Fit| match hits.iter().filter(|h| h.fit == fit).collect::<Vec<_>>().as_slice() {
        [one] => Some(one.place),
        _ => None,
    };
    let called = hits.iter().any(|h| h.fit == Fit::Called);
    only(if called { Fit::Called } else { Fit::WholeWords }).filter(|place| called || may_choose(*place, options))
}

/// False for what only a hand takes.
fn may_choose(place: usize, options: &[FoundBy]) -> bool {
    options.get(place).is_some_and(|option| !option.is_taken_by_hand)
}

/// The option that what was typed chooses: what it can only mean, else the only one that fits at all. `None` where
/// several fit: then somebody has to choose.
pub fn chosen_by(sought: &str, options: &[FoundBy]) -> Option<usize> {
    let only = || match rank(sought, options).as_slice() {
        [one] => Some(one.place).filter(|place| may_choose(*place, options)),
        [] | [_, ..] => None,
    };
    unmistakable(sought, options).or_else(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(sought: &str, options: &[FoundBy]) -> Vec<usize> {
        rank(sought, options).into_iter().map(|h| h.place).collect()
    }

    #[test]
    fn words_and_their_beginnings_find_and_scattered_letters_never_do() {
        let options = ["Datalek laptop", "Brand", "Toepassing dwangmedicatie"].map(FoundBy::name);
        assert_eq!(places("data", &options), [0]);
        assert_eq!(places("LAP dat", &options), [0]);
        for scattered in ["dtlk", "lek", "medicatie", "data brand", "a"] {
            assert_eq!(places(scattered, &options), [0; 0], "{scattered}");
        }
        assert_eq!(places("", &options), [0, 1, 2]);
        let options = ["Uitbraak en ontvluchting", "Ontvluchting uit de kliniek"].map(FoundBy::name);
        assert_eq!(places("ontvluchting uit", &options), [1, 0]);
    }

    #[test]
    fn accents_ligatures_and_capitals_are_the_same_letters() {
        let options = [FoundBy::name("Suïcide"), FoundBy::name("Łukasz Bjørn"), FoundBy::name("ĳsbaan Straße cæsar")];
        for (sought, place) in
            [("SUICIDE", 0), ("suïc", 0), ("lukasz", 1), ("bjorn", 1), ("ijsbaan", 2), ("strasse", 2), ("Cæsar", 2)]
        {
            assert_eq!(places(sought, &options), [place], "{sought}");
        }
    }

    #[test]
    fn only_a_name_or_the_only_whole_word_is_unmistakable() {
        let row = |nr: &str, name: &str, words: &str| FoundBy::name(name).called(nr).words(words);
        let options = [
            row("1", "Gijzeling", ""),
            row("10", "Brand", "vuur weg"),
            row("A", "Ontvluchting", "weg"),
            row("B", "Onttrekking", "vuurwapen"),
        ];
        for (sought, place) in [
            ("1", Some(0)),
            ("10", Some(1)),
            ("a", Some(2)),
            ("vuur", Some(1)),
            ("weg", None),
            ("vuurw", None),
            ("ont", None),
            ("", None),
            ("?", None),
        ] {
            assert_eq!(unmistakable(sought, &options), place, "{sought}");
        }
    }

    #[test]
    fn a_word_out_of_something_longer_suggests_and_decides_nothing() {
        let weak = ["op".to_owned(), "tijd".to_owned()];
        let options = [
            FoundBy::name("Poging").phrase("buiten levensgevaar").phrase("strop"),
            FoundBy::name("Niet (op tijd) terug").weak(&weak).phrase("niet op tijd"),
        ];
        for (sought, place) in [
            ("levensgevaar", None),
            ("buiten levensgevaar", Some(0)),
            ("strop", Some(0)),
            ("op tijd", None),
            ("tijd", None),
            ("niet op tijd", Some(1)),
        ] {
            assert_eq!(unmistakable(sought, &options), place, "{sought}");
            assert_eq!(rank(sought, &options).len(), 1, "{sought}");
        }
    }

    #[test]
    fn what_is_taken_by_hand_is_chosen_by_no_word_and_stands_beside_what_is_near() {
        let options = [
            FoundBy::name("Poging").called("11").phrase("strop").below_others().taken_by_hand(),
            FoundBy::name("Gelukt").called("10").near("poging").near("strop om de nek"),
        ];
        for (sought, found, place) in [
            ("strop", &[0, 1][..], None),
            ("stro", &[0, 1], None),
            ("poging", &[0, 1], None),
            ("11", &[0], Some(0)),
            ("gelukt", &[1], Some(1)),
            ("nek", &[1], None),
        ] {
            assert_eq!(places(sought, &options), found, "{sought}");
            assert_eq!(unmistakable(sought, &options), place, "{sought}");
        }
        assert_eq!(chosen_by("strop", &options[..1]), None);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_every_hit_has_a_word_that_begins_with_it(sought in "[a-e ]{0,6}", texts in proptest::collection::vec("[a-e ]{0,12}", 0..6)) {
            let options: Vec<FoundBy> = texts.iter().map(|t| FoundBy::name(t)).collect();
            for place in places(&sought, &options) {
                for typed in sought.split_whitespace() {
                    let begins = texts.get(place).is_some_and(|t| t.split_whitespace().any(|w| w.starts_with(typed)));
                    proptest::prop_assert!(begins);
                }
            }
        }
    }
}
