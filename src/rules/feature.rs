//! By which words two facts can be seen to exclude each other. Data and no code: what people write at
//! night is learnt from what they wrote, and a phrase too many is a false alarm on the beeld.

use std::sync::LazyLock;

use super::{
    file_error::FileError,
    toml_reader::{Table, TomlReader},
};
use crate::domain::{feit::Topic, fold::fold};

const BUILT_IN: &str = include_str!("../../assets/rules/tegenspraak.toml");

/// All that can contradict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Features {
    /// Words that turn round what comes after them.
    pub negation: Vec<String>,
    /// How many words on a denial still reaches.
    pub reach: usize,
    /// Words that make an estimate of a number.
    pub estimate: Vec<String>,
    /// Words that make an estimate of a time, or a time before or behind it.
    pub around_a_time: Vec<String>,
    /// Words that make nothing else of the statement they stand around.
    pub around: Vec<String>,
    /// Words with which a sentence does not say that somebody was told, or that only some were.
    pub doubt: Vec<String>,
    /// Words that make a question or a condition of a sentence they begin.
    pub verbs: Vec<String>,
    /// What has one value, known by phrases.
    pub features: Vec<Feature>,
    /// What can be counted.
    pub tallies: Vec<CountFeature>,
    /// What happens once, at one moment.
    pub moments: Vec<MomentFeature>,
}

/// Something that has one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// Its name on screen.
    pub name: String,
    /// The subjects under which it is told.
    pub topics: Vec<Topic>,
    /// Between which facts it is a contradiction.
    pub reach: ClashReach,
    /// Per value the phrases for it, folded.
    pub values: Vec<Vec<String>>,
    /// Where somebody goes behind one of these words says nothing of it: "het vervoer naar het ziekenhuis".
    pub not_behind: Vec<String>,
}

/// Between which facts two values of one feature exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClashReach {
    /// Between all: it does not change.
    Always,
    /// Between those of one minute: it changes as time goes on.
    OneMinute,
    /// Between all but those of which one happened after the other was noted: it changes once.
    Unchanged,
    /// Between those of two sources: it is one event.
    Sources,
}

/// Something of which there is a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountFeature {
    /// Its name on screen.
    pub name: String,
    /// The subjects under which it is told.
    pub topics: Vec<Topic>,
    /// What is counted, one and many, folded.
    pub words: Vec<String>,
    /// In which texts it is counted.
    pub scope: CountScope,
}

/// In which texts something is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountScope {
    /// Wherever a number stands with it.
    Any,
    /// Where the text is nothing but numbers of who was involved: in a sentence it may be a part of them.
    ListAlone,
}

/// Something that happens once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MomentFeature {
    /// When it was, as it is asked: "het tijdstip van de aanhouding".
    pub name: String,
    /// The subjects under which it is told.
    pub topics: Vec<Topic>,
    /// The phrases for it, folded.
    pub phrases: Vec<String>,
}

impl Features {
    /// The embedded table, read when it is first asked for.
    pub fn built_in() -> &'static Self {
        static FEATURES: LazyLock<Features> = LazyLock::new(|| {
            Features::parse(BUILT_IN, "tegenspraak.toml").unwrap_or_else(|errors| FileError::in_own_data(&errors))
        });
        &FEATURES
    }

    /// True where sources differ on nothing but when something happened.
    pub fn is_about_time(&self, about: &str) -> bool {
        self.moments.iter().any(|moment| moment.name == about)
    }

    /// Reads a table, given as text and name.
    ///
    /// # Errors
    /// Every fault of the file, in the order of its lines.
    pub fn parse(toml: &str, file: &str) -> Result<Self, Vec<FileError>> {
        let reader = TomlReader::new(file, toml);
        let tree = reader.parse();
        let read = Self::out(&Table::new(&reader, "", tree.get_ref(), 0));
        let errors = reader.finish();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }

    fn out(t: &Table<'_>) -> Option<Self> {
        let (negation, estimate) = (phrases(t, "ontkenning"), phrases(t, "schatting"));
        let around_a_time = phrases(t, "rond_een_tijd");
        let (around, verbs) = (phrases(t, "rond"), phrases(t, "vraagt"));
        let doubt = phrases(t, "twijfel");
        let reach = t.number("bereik", 1..10).and_then(|n| usize::try_from(n).ok());
        let features = t.tables("kenmerk", "kenmerk").iter().map(Feature::parse).collect::<Vec<_>>();
        let tallies = t.tables("telling", "telling").iter().map(CountFeature::parse).collect::<Vec<_>>();
        let moments = t.tables("moment", "moment").iter().map(MomentFeature::parse).collect::<Vec<_>>();
        Some(Self {
            negation,
            reach: reach?,
            estimate,
            around_a_time,
            around,
            doubt,
            verbs,
            features: features.into_iter().collect::<Option<_>>()?,
            tallies: tallies.into_iter().collect::<Option<_>>()?,
            moments: moments.into_iter().collect::<Option<_>>()?,
        })
    }
}

impl Feature {
    fn parse(t: &Table<'_>) -> Option<Self> {
        let (name, topics) = (t.text("naam"), topics(t));
        let values: Vec<_> = t.tables("waarde", "kenmerk.waarde").iter().map(|w| phrases(w, "frasen")).collect();
        if values.len() < 2 {
            t.error("waarde", "Een kenmerk heeft ten minste twee waarden.");
        }
        let reach = t.choice_or_none(
            "gelijktijdig",
            &[("ja", ClashReach::OneMinute), ("verandert", ClashReach::Unchanged), ("nee", ClashReach::Always)],
        );
        Some(Self {
            name: name?,
            topics,
            reach: reach.unwrap_or(ClashReach::Always),
            values,
            not_behind: phrases_or_none(t, "niet_na"),
        })
    }
}

impl CountFeature {
    fn parse(t: &Table<'_>) -> Option<Self> {
        let (name, topics, words) = (t.text("naam"), topics(t), phrases(t, "woorden"));
        let scope = t.choice_or_none("telt", &[("alleen-opsomming", CountScope::ListAlone)]).unwrap_or(CountScope::Any);
        Some(Self { name: name?, topics, words, scope })
    }
}

impl MomentFeature {
    fn parse(t: &Table<'_>) -> Option<Self> {
        let (name, topics, phrases) = (t.text("naam"), topics(t), phrases(t, "frasen"));
        Some(Self { name: name?, topics, phrases })
    }
}

fn topics(t: &Table<'_>) -> Vec<Topic> {
    t.choices("onderwerpen", &Topic::ALL.map(|o| (o.label(), o)))
}

/// A list of phrases, each written as it will be compared.
pub(super) fn phrases(t: &Table<'_>, field: &'static str) -> Vec<String> {
    compared(t, field, t.texts(field))
}

/// The same of a field that may be left out.
pub(super) fn phrases_or_none(t: &Table<'_>, field: &'static str) -> Vec<String> {
    compared(t, field, t.texts_or_none(field))
}

fn compared(t: &Table<'_>, field: &'static str, texts: Vec<(&str, usize)>) -> Vec<String> {
    let mut out = Vec::new();
    for (phrase, offset) in texts {
        if fold(phrase) == phrase {
            out.push(phrase.to_owned());
        } else {
            t.error_at(offset, field, format!("Schrijf «{phrase}» als «{}».", fold(phrase)));
        }
    }
    out
}
