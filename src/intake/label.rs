//! The labels of form items as data: which words name which field. The table is embedded, read once
//! and checked as a whole; all faults in it are reported together.

mod answers;
mod extend;
mod field;
mod forms;
mod heading;
mod likeness;
mod read;
mod target;
mod whose;
mod worded;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::{Arc, OnceLock},
};

pub use field::{FieldShape, FieldSpec, KnownField};
pub use target::LabelTarget;

use super::{
    label_text::{MAX_LEN, starts_with, without_number, without_parens, words},
    limits,
};
use crate::{domain::error::Result, rules::book::FormRule};

/// The table.
#[derive(Debug, Clone, Default)]
pub struct LabelTable {
    fields: Vec<FieldSpec>,
    /// The forms that a report can be.
    forms: Arc<Vec<FormRule>>,
    /// Whose they are, where an own book says so.
    own: Option<Arc<forms::OwnForms>>,
    likeness: likeness::Likeness,
    /// The labels that were weighed so far.
    weighed: likeness::LikenessMemo,
    known: HashMap<KnownField, String>,
    table: HashMap<String, LabelTarget>,
    start: Vec<(String, LabelTarget)>,
    headings: HashMap<String, usize>,
    sections: Vec<heading::FormSection>,
    /// Which of them a heading opens that the table does not know.
    strangers: heading::StrangerHeadings,
    section_labels: HashMap<(usize, String), LabelTarget>,
    silent: HashSet<String>,
    filler_words: HashSet<String>,
    question: HashSet<String>,
    interrogative: HashSet<String>,
    /// Words for which the table has another, as those of another language.
    synonyms: HashMap<String, String>,
    greeting: Vec<String>,
    empty_prefixes: Vec<String>,
    empty_texts: Vec<String>,
    /// Fields that have no answers but those of the table.
    closed: HashSet<usize>,
    /// Fields that a day or a time alone is no answer to.
    told: HashSet<usize>,
    /// Labels that may name their field and may not: what they say is proposed.
    guesses: BTreeMap<String, LabelTarget>,
    /// Words by which a label asks for a time of day.
    clock_words: HashSet<String>,
    /// Words for somebody else than whom the report is about.
    others: HashSet<String>,
    /// Words for another time or place than that of the report.
    other_times: HashSet<String>,
    /// Words for what belongs to one person.
    personal: HashSet<String>,
    /// Words that say how an answer is to be written.
    hints: HashSet<String>,
}

const LABELS: &str = include_str!("../../assets/intake/labels.toml");
const WORD_LISTS: &str = include_str!("../../assets/intake/woordenlijsten.toml");

impl LabelTable {
    /// The embedded table.
    ///
    /// # Errors
    /// When the table contradicts itself; a test keeps that from happening.
    pub fn built_in() -> Result<&'static Self> {
        static TABLE: OnceLock<Result<LabelTable>> = OnceLock::new();
        TABLE.get_or_init(|| read::read(LABELS, WORD_LISTS, None)).as_ref().map_err(Clone::clone)
    }

    /// The table that never saw the words of one maker, by the name of the list: what it makes of a form in those
    /// words shows what it makes of a form that nobody saw.
    ///
    /// # Errors
    /// When the table contradicts itself.
    pub fn without(list: &str) -> Result<Self> {
        read::read(LABELS, WORD_LISTS, Some(list))
    }

    /// All fields.
    pub fn fields(&self) -> &[FieldSpec] {
        &self.fields
    }

    /// What the table calls a field that the desk knows; a table that lacks one is refused.
    pub fn name_of(&self, known: KnownField) -> &str {
        self.known.get(&known).map_or("", String::as_str)
    }

    /// A field by its place.
    pub fn field(&self, nr: usize) -> Option<&FieldSpec> {
        self.fields.get(nr)
    }

    /// What a text names when it is a label as a whole, under the heading `section`.
    pub fn search(&self, text: &str, section: Option<usize>) -> Option<LabelTarget> {
        if text.chars().take(MAX_LEN + 1).count() > MAX_LEN {
            return None;
        }
        let matching = |key: &String| {
            section.and_then(|s| self.section_labels.get(&(s, key.clone()))).or_else(|| self.table.get(key)).copied()
        };
        let bare = without_parens(text);
        let bare = bare.as_deref();
        self.in_plural(text)
            .and_then(|many| matching(&self.key(&many)))
            .or_else(|| matching(&self.key(text)))
            .or_else(|| matching(&self.key(bare?)))
            .or_else(|| matching(&self.essence(text)?))
            .or_else(|| matching(&self.essence(bare?)?))
            .or_else(|| self.under_own_heading(text))
    }

    /// What a text names when its words are those of a label and no others; a beginning of a line may be more.
    pub fn search_literal(&self, text: &str) -> Option<LabelTarget> {
        let many = self.in_plural(text).and_then(|many| self.table.get(&self.key(&many)));
        many.or_else(|| self.table.get(&self.key(text))).copied()
    }

    /// True for two texts with the same telling words.
    pub fn is_same_label(&self, one: &str, other: &str) -> bool {
        self.key(one) == self.key(other)
    }

    /// What a long label names by its first words; only for text that stands as a label: before a colon
    /// or in a cell of its own.
    pub fn search_prefix(&self, text: &str) -> Option<LabelTarget> {
        if text.chars().take(MAX_LEN + 1).count() > MAX_LEN {
            return None;
        }
        let words = words(without_number(text)).join(" ");
        self.start.iter().find(|(b, _)| starts_with(&words, b)).map(|(_, target)| *target)
    }

    /// What a label that the table does not know is like, from 0 to 1; without what it is not like at all.
    pub fn likeness(&self, label: &str) -> Arc<BTreeMap<LabelTarget, f64>> {
        let label = limits::start(label, MAX_LEN * 2);
        self.weighed.of(label, || self.likeness.of(label, self))
    }

    /// "Persoonsgegevens: naam en voorletters" has its heading before it.
    fn under_own_heading(&self, text: &str) -> Option<LabelTarget> {
        let (heading, rest) = text.split_once(':')?;
        let section = self.heading(heading)?;
        let key = self.key(rest);
        self.section_labels.get(&(section, key.clone())).or_else(|| self.table.get(&key)).copied()
    }

    /// True for the rest of a label that was broken off: "omtrent het recidivegevaar".
    pub fn runs_on(&self, text: &str) -> bool {
        let words = words(text);
        let fills = |w: &String| self.silent.contains(w) || self.filler_words.contains(w);
        words.len() > 1 && words.first().is_some_and(fills) && !text.contains(|c: char| c.is_ascii_digit())
    }

    /// True when a label is part of the value of an open field.
    pub fn is_part(&self, field: usize, text: &str) -> bool {
        self.fields.get(field).is_some_and(|v| !v.parts.is_empty() && v.parts.contains(&self.key(text)))
    }

    /// The fields that are asked for together.
    pub fn combined(&self) -> BTreeSet<(usize, usize)> {
        let two = |target: &LabelTarget| match target {
            LabelTarget::Combined(one, two) => Some((*one, *two)),
            LabelTarget::Field { .. } | LabelTarget::Other | LabelTarget::Unknown => None,
        };
        self.table.values().filter_map(two).collect()
    }

    /// The field that a label is known to name by itself.
    pub fn named(&self, label: &str) -> Option<&FieldSpec> {
        match self.search(label, None)? {
            LabelTarget::Field { field, .. } => self.field(field),
            LabelTarget::Combined(..) | LabelTarget::Other | LabelTarget::Unknown => None,
        }
    }

    /// True for the line that ends a letter.
    pub fn is_greeting(&self, text: &str) -> bool {
        let lower = limits::start(text.trim(), MAX_LEN).to_lowercase();
        self.greeting.iter().any(|g| starts_with(&lower, g))
    }

    /// True for what a form shows where nothing was filled in.
    pub fn is_empty(&self, text: &str) -> bool {
        let lower = text.trim().trim_matches(['[', ']', '<', '>', '(', ')', '«', '»', ' ']).to_lowercase();
        self.empty_texts.contains(&lower) || self.empty_prefixes.iter().any(|b| lower.starts_with(b.as_str()))
    }

    /// A label as the set of its telling words.
    fn key(&self, text: &str) -> String {
        self.key_of(&words(without_number(text)))
    }

    /// What a label asks about, without how it asks: "Welke maatregelen zijn er genomen?" is about the measures
    /// taken. `None` when that leaves nothing out, or nothing over.
    fn essence(&self, text: &str) -> Option<String> {
        let mut words = words(without_number(text));
        let count = words.len();
        let asks = words.iter().any(|w| self.question.contains(w));
        words.retain(|w| !self.filler_words.contains(w) && !self.question.contains(w));
        let minimum = if asks { 2 } else { 1 };
        (words.len() < count).then(|| self.key_of(&words)).filter(|key| key.split_whitespace().count() >= minimum)
    }

    /// The word that the table has for this one, or itself.
    fn same_word<'w>(&'w self, word: &'w str) -> &'w str {
        self.synonyms.get(word).map_or(word, String::as_str)
    }

    fn key_of(&self, words: &[String]) -> String {
        let mut words: Vec<&str> = words.iter().map(|w| self.same_word(w)).collect();
        words.retain(|w| !self.silent.contains(*w));
        words.sort_unstable();
        // "d.d." is two words; one D may be an answer.
        words.dedup_by(|a, b| a == b && a.len() > 1);
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Result<Option<String>> {
        let e = LabelTable::built_in()?;
        Ok(e.search(text, None).or_else(|| e.search_prefix(text)).map(|d| match d {
            LabelTarget::Field { field, .. } => e.field(field).map(|v| v.name.clone()).unwrap_or_default(),
            LabelTarget::Combined(..) => "samen".into(),
            LabelTarget::Other => "overig".into(),
            LabelTarget::Unknown => "onbekend".into(),
        }))
    }

    #[test]
    fn one_field_has_many_labels() -> Result<()> {
        for (text, field) in [
            ("Naam van de patiënt", "persoon"),
            ("1. Verpleegde(n): naam", "persoon"),
            ("NAAM VERPLEEGDE(N)", "persoon"),
            ("Geb. datum", "geboortedatum"),
            ("Geboren op", "geboortedatum"),
            ("6. Datum/tijdstip voorval", "voorval"),
            ("Tijdstip incident", "voorval"),
            ("Datum en tijd van het incident", "voorval"),
            ("Geconstateerd om", "constatering"),
            ("8. Beschrijving van het voorval en de omstandigheden waaronder dit plaatsvond", "beschrijving"),
            ("Einddatum (indien bekend)", "einddatum"),
            ("10b) Gemeld aan OM", "gemeld_om"),
            ("Slachtoffer(s)/nabestaande(n) geïnformeerd", "slachtoffers"),
            ("Welke maatregelen zijn er genomen?", "maatregelen"),
            ("Verlofvorm ten tijde van het voorval", "verlofvorm"),
            ("Geb.dat.", "geboortedatum"),
            ("d.d.", "datum"),
            ("Te", "plaats"),
            ("Plaats, datum", "samen"),
            ("Telefoonnummer", "overig"),
        ] {
            assert_eq!(name(text)?.as_deref(), Some(field), "{text}");
        }
        for none in [
            "D",
            "Bekend is de naam",
            "De patiënt heeft",
            "Geachte heer",
            "",
            "van de",
            "1.",
            "Naam en telefoon van de heer",
        ] {
            assert_eq!(name(none)?, None, "{none}");
        }
        Ok(())
    }
}
