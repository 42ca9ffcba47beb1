//! Which inrichting a text names: by its name, a nickname, an abbreviation, or its kind and town ("FPC Almere"), as
//! whole words. What fits several is told with all of those, and what can be a person's name is none: nothing is
//! guessed. The words stand in the list of inrichtingen.

use std::collections::BTreeMap;

use super::prose::words::WORDS;
use crate::domain::inrichting::{Inrichting, Inrichtingen, place_words::PLACE_WORDS};

/// Words in a text that name an inrichting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'i> {
    /// The one that is meant, or all that can be.
    pub fits: Vec<&'i Inrichting>,
    /// The words as they were written.
    pub words: String,
}

/// What the mentions in a text come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedInrichting<'i> {
    /// No inrichting is named.
    Nobody,
    /// One is, in these words first.
    One { inrichting: &'i Inrichting, words: String },
    /// A word fits several of them.
    Unclear(Mention<'i>),
    /// Several are named.
    Several(Vec<&'i Inrichting>),
}

/// The ways in which the inrichtingen of a list are named, by their first word.
#[derive(Debug)]
pub struct Names<'i>(BTreeMap<String, Vec<WrittenName<'i>>>);

#[derive(Debug)]
struct WrittenName<'i> {
    words: Vec<String>,
    /// How an abbreviation is written, which in other letters is a word of its own.
    exact: Option<&'i str>,
    inrichting: &'i Inrichting,
}

/// A word of a text, and where it begins.
type PlacedWord<'t> = (usize, &'t str);

/// Letters of a name that is taken for an abbreviation.
const SHORT: usize = 4;
/// Words with which a surname begins behind a first name.
const PARTICLES: [&str; 3] = ["van", "v", "vd"];

impl<'i> Names<'i> {
    /// The ways to write each name of the list; the bare name of a town is none of them.
    pub fn of(list: &'i Inrichtingen) -> Self {
        let mut out = Self(BTreeMap::new());
        for inrichting in list.all() {
            let place = folded(&inrichting.place);
            let kind =
                folded(&inrichting.name).split(' ').next().filter(|k| PLACE_WORDS.kinds.contains(k)).map(str::to_owned);
            let in_town = kind.map(|kind| format!("{kind} {place}"));
            let written = std::iter::once(&inrichting.name).chain(&inrichting.aliases).flat_map(|name| {
                let whole = folded(name);
                let bare = PLACE_WORDS
                    .before
                    .iter()
                    .fold(whole.as_str(), |left, before| left.strip_prefix(before).unwrap_or(left));
                [bare.to_owned(), whole.clone()]
            });
            for words in written.chain(in_town).filter(|n| n.chars().count() > SHORT && *n != place) {
                out.add(&words, None, inrichting);
            }
            for short in inrichting.aliases.iter().filter(|n| n.chars().count() <= SHORT) {
                out.add(&folded(short), Some(short), inrichting);
            }
        }
        out
    }

    fn add(&mut self, written: &str, exact: Option<&'i str>, inrichting: &'i Inrichting) {
        let words: Vec<String> = written.split(' ').map(str::to_owned).collect();
        let Some(first) = words.first().filter(|first| !first.is_empty()) else { return };
        let known = self.0.entry(first.clone()).or_default();
        if !known.iter().any(|k| k.words == words && k.inrichting == inrichting) {
            known.push(WrittenName { words, exact, inrichting });
        }
    }

    /// Everything in a text that names an inrichting, in its order.
    pub fn mentions(&self, text: &str) -> Vec<Mention<'i>> {
        let words = words(text);
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let (length, fits) = self.longest(text, rest);
            let before = words.get(..at).unwrap_or_default();
            if let (Some((from, _)), Some((last, word))) =
                (rest.first(), length.checked_sub(1).and_then(|l| rest.get(l)))
                && !is_person(text, before, rest)
            {
                let words = text.get(*from..last + word.len()).unwrap_or_default().to_owned();
                out.push(Mention { fits, words });
            }
            at += length.max(1);
        }
        out
    }

    /// How many words the longest name has that stands here, and whose it is.
    fn longest(&self, text: &str, rest: &[PlacedWord<'_>]) -> (usize, Vec<&'i Inrichting>) {
        let first = rest.first().map(|(_, word)| word.to_lowercase()).unwrap_or_default();
        let stands = |name: &&WrittenName<'_>| {
            let same = |(own, (_, word)): (&String, &PlacedWord<'_>)| *own == word.to_lowercase();
            name.words.len() <= rest.len() && name.words.iter().zip(rest).all(same) && name.is_written_so(text, rest)
        };
        let here: Vec<_> = self.0.get(&first).into_iter().flatten().filter(stands).collect();
        let length = here.iter().map(|name| name.words.len()).max().unwrap_or(0);
        let longest = here.into_iter().filter(|name| name.words.len() == length);
        (length, longest.map(|name| name.inrichting).collect())
    }

    /// What a text names, all in all.
    pub fn named(&self, text: &str) -> NamedInrichting<'i> {
        all_in_all(&self.mentions(text))
    }
}

impl WrittenName<'_> {
    /// "OVK" is an abbreviation, "buiten kijf" is none; in an address all letters are small.
    fn is_written_so(&self, text: &str, rest: &[PlacedWord<'_>]) -> bool {
        self.exact.is_none_or(|exact| {
            rest.first().is_some_and(|(from, word)| {
                let address = text.get(..*from).is_some_and(|before| before.ends_with('@'));
                address || *word == exact || *word == exact.to_uppercase()
            })
        })
    }
}

/// True for the name of a place that says of what kind it is: "FPA De Wilg".
pub fn is_called_one(text: &str) -> bool {
    let kind = |word: &str| PLACE_WORDS.called.iter().any(|k| word == *k || k.len() > 3 && word.ends_with(k));
    words(text).iter().any(|(_, word)| kind(&word.to_lowercase()))
}

/// What mentions come to: where one inrichting is named for certain, what fits several says nothing more.
pub fn all_in_all<'i>(mentions: &[Mention<'i>]) -> NamedInrichting<'i> {
    let mut plain: Vec<(&'i Inrichting, &str)> = Vec::new();
    for mention in mentions {
        if let [one] = mention.fits.as_slice()
            && !plain.iter().any(|(known, _)| known == one)
        {
            plain.push((one, &mention.words));
        }
    }
    match (plain.as_slice(), mentions.first()) {
        ([(inrichting, words)], _) => NamedInrichting::One { inrichting, words: (*words).to_owned() },
        ([], None) => NamedInrichting::Nobody,
        ([], Some(first)) => NamedInrichting::Unclear(first.clone()),
        (_, _) => NamedInrichting::Several(plain.into_iter().map(|(inrichting, _)| inrichting).collect()),
    }
}

/// True for "de heer Pompe", "P. van der Hoeven" and "Jan van der Hoeven".
fn is_person(text: &str, before: &[PlacedWord<'_>], rest: &[PlacedWord<'_>]) -> bool {
    let (Some((from, last)), Some((at, first))) = (before.last(), rest.first()) else { return false };
    let between = text.get(from + last.len()..*at).unwrap_or_default();
    let adjoins = matches!(between, " " | "." | ". ");
    let initial = last.chars().count() == 1 && last.starts_with(char::is_uppercase) && between.starts_with('.');
    let lower = last.to_lowercase();
    let surname = PARTICLES.contains(first);
    let no_name = PLACE_WORDS.kinds.contains(&lower.as_str()) || PLACE_WORDS.no_first_names.contains(&lower.as_str());
    let first_name = surname && last.starts_with(char::is_uppercase) && !no_name;
    adjoins && (initial || WORDS.before_names.contains(&lower.as_str()) || first_name)
}

fn words(text: &str) -> Vec<PlacedWord<'_>> {
    let mut out: Vec<PlacedWord<'_>> = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), from) {
            (true, None) => from = Some(at),
            (false, Some(begin)) => {
                out.extend(text.get(begin..at).map(|word| (begin, word)));
                from = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    out
}

fn folded(text: &str) -> String {
    words(text).into_iter().map(|(_, word)| word.to_lowercase()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::error::Result, intake::inrichting};

    /// What a text names, on one line.
    fn named(text: &str, list: &Inrichtingen) -> String {
        let names = |all: &[&Inrichting]| all.iter().map(|i| i.name.as_str()).collect::<Vec<_>>().join(" | ");
        match Names::of(list).named(text) {
            NamedInrichting::Nobody => String::new(),
            NamedInrichting::One { inrichting, words } => format!("{} «{words}»", inrichting.name),
            NamedInrichting::Unclear(mention) => format!("? {} «{}»", names(&mention.fits), mention.words),
            NamedInrichting::Several(all) => format!("+ {}", names(&all)),
        }
    }

    #[test]
    fn senders_subjects_and_sentences_name_it_as_people_do() -> Result<()> {
        let list = inrichting::list()?;
        for (text, expected) in [
            ("Directie FPC de Kijvelanden <directie@x.example>", "FPC de Kijvelanden «FPC de Kijvelanden»"),
            ("MBV Divisie Forzo/JJI FPC Dr. S. van Mesdag", "FPC Dr. S. van Mesdag «FPC Dr. S. van Mesdag»"),
            ("J. de Vries <j@oostvaarderskliniek.example>", "FPC de Oostvaarderskliniek «oostvaarderskliniek»"),
            ("patiënt van de Rooyse is weg", "FPC de Rooyse Wissel «Rooyse»"),
            ("Hij verblijft op OVK, afdeling Delta", "FPC de Oostvaarderskliniek «OVK»"),
            ("secretariaat@ovk.example", "FPC de Oostvaarderskliniek «ovk»"),
            ("vannacht in Veldzicht", "CTP Veldzicht «Veldzicht»"),
            ("bij vdHoeven op de luchtplaats", "FPC Van der Hoeven Kliniek «vdHoeven»"),
            ("in de v.d. Hoeven te Utrecht", "FPC Van der Hoeven Kliniek «v.d. Hoeven»"),
            ("vanuit FPC Pompe", "FPC Pompestichting «Pompe»"),
            ("de Mesdag meldt", "FPC Dr. S. van Mesdag «Mesdag»"),
            ("in de Kijf", "FPC de Kijvelanden «Kijf»"),
            ("FPC Almere", "FPC de Oostvaarderskliniek «FPC Almere»"),
            ("Fivoor, de Kijvelanden", "FPC de Kijvelanden «Kijvelanden»"),
            ("Fivoor meldt brand", "? FPC de Kijvelanden | FPK Rotterdam «Fivoor»"),
            ("van Veldzicht naar de Kijvelanden", "+ CTP Veldzicht | FPC de Kijvelanden"),
            ("Pompestichting en Kijvelanden", "+ FPC Pompestichting | FPC de Kijvelanden"),
        ] {
            assert_eq!(named(text, &list), expected, "{text}");
        }
        Ok(())
    }

    #[test]
    fn a_town_a_word_and_a_person_are_no_inrichting() -> Result<()> {
        let list = inrichting::list()?;
        for text in [
            "Directie Nieuwsbrief <x@y.example>",
            "Politie Rotterdam <x@y.example>",
            "dat staat buiten kijf",
            "de heer Pompe is gebeld",
            "P. van der Hoeven <p@y.example>",
            "Jan van der Hoeven, verpleegkundige",
            "mw. Van der Hoeven",
            "verlof in Almere",
            "",
        ] {
            assert_eq!(named(text, &list), "", "{text}");
        }
        Ok(())
    }
}
