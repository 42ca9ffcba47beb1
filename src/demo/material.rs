//! The material of the demo, read from `assets/demo`: invented events for every row, and the people
//! and places they are told with.

use std::collections::BTreeMap;

use super::rng::Rng;
use crate::{
    domain::{
        besluit::YesNo,
        error::{Error, Result},
        feit::Topic,
        rij::Rij,
    },
    rules::{
        file_error::FileError,
        toml_reader::{Table, TomlReader},
    },
};

/// People, places and what is noted when an event says nothing.
#[derive(Debug)]
pub(super) struct Material {
    pub(super) inrichtingen: Vec<String>,
    pub(super) state_inrichtingen: Vec<String>,
    pub(super) callers: Vec<String>,
    pub(super) patients: Vec<String>,
    pub(super) wards: Vec<String>,
    pub(super) recipients: Vec<String>,
    pub(super) sms_recipients: Vec<String>,
    pub(super) handling: Vec<String>,
    pub(super) standard: BTreeMap<Topic, String>,
    pub(super) voorvallen: Vec<Voorval>,
}

/// Who writes the piketmelding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum DemoOpsteller {
    /// The officer.
    #[default]
    Piket,
    /// The body responsible for the transport.
    Transport,
}

/// One invented event.
#[derive(Debug, Clone)]
pub(super) struct Voorval {
    pub(super) rij: Rij,
    /// What the caller says.
    pub(super) what: String,
    pub(super) p: Option<YesNo>,
    pub(super) p_reason: Option<String>,
    pub(super) a: Option<YesNo>,
    pub(super) who: DemoOpsteller,
    /// How somebody got away, for the MOA.
    pub(super) manner: Option<String>,
    /// What it says about each subject.
    pub(super) feiten: BTreeMap<Topic, String>,
}

impl Material {
    pub(super) fn parse() -> Result<Self> {
        let voorvallen = read("voorvallen.toml", include_str!("../../assets/demo/voorvallen.toml"), |t| {
            Some(t.tables("voorval", "voorval").iter().filter_map(Voorval::parse).collect())
        })?;
        read("stof.toml", include_str!("../../assets/demo/stof.toml"), |t| Self::of(t, voorvallen))
    }

    fn of(t: &Table<'_>, voorvallen: Vec<Voorval>) -> Option<Self> {
        let list = |field| t.texts(field).into_iter().map(|(text, _)| text.to_owned()).collect();
        let standard = t.table("standaard", "standaard").map(|t| feiten(&t));
        Some(Self {
            inrichtingen: list("inrichtingen"),
            state_inrichtingen: list("rijksinrichtingen"),
            callers: list("bellers"),
            patients: list("verpleegden"),
            wards: list("afdelingen"),
            recipients: list("ontvangers"),
            sms_recipients: list("sms_ontvangers"),
            handling: list("afhandeling"),
            standard: standard?,
            voorvallen,
        })
    }

    /// Whether it has an event of this row.
    pub(super) fn knows(&self, rij: Rij) -> bool {
        self.voorvallen.iter().any(|v| v.rij == rij)
    }

    /// The first event of a row, or any other one of it.
    pub(super) fn voorval(&self, rij: Rij, rng: &mut Rng) -> Result<&Voorval> {
        let of_rij: Vec<&Voorval> = self.voorvallen.iter().filter(|v| v.rij == rij).collect();
        rng.choose(&of_rij).copied().ok_or_else(|| Error::data(format!("Het oefenmateriaal kent rij {rij} niet.")))
    }

    /// What is noted on a subject.
    pub(super) fn feit<'a>(&'a self, voorval: &'a Voorval, topic: Topic) -> &'a str {
        voorval.feiten.get(&topic).or_else(|| self.standard.get(&topic)).map_or("", String::as_str)
    }
}

/// One of the texts; empty only if the list is.
pub(super) fn one(rng: &mut Rng, out: &[String]) -> String {
    rng.choose(out).cloned().unwrap_or_default()
}

impl Voorval {
    fn parse(t: &Table<'_>) -> Option<Self> {
        let (rij, what) = (t.parsed("rij"), t.text("wat"));
        let choices = [YesNo::Yes, YesNo::No].map(|choice| (choice.word(), choice));
        let (p, a) = (t.choice_or_none("p", &choices), t.choice_or_none("a", &choices));
        let who = [("piket", DemoOpsteller::Piket), ("vervoer", DemoOpsteller::Transport)];
        let who = t.choice_or_none("wie", &who).unwrap_or_default();
        let (p_reason, manner) = (t.text_or_none("p_reden"), t.text_or_none("wijze"));
        Some(Self { rij: rij?, what: what?, p, p_reason, a, who, manner, feiten: feiten(t) })
    }

    /// Whether the matrix asks for a form.
    pub(super) fn report_duty(&self) -> YesNo {
        self.p.is_some().into()
    }
}

/// Reads one file of the material, with all its faults.
pub(super) fn read<T>(file: &str, text: &str, work: impl FnOnce(&Table<'_>) -> Option<T>) -> Result<T> {
    let reader = TomlReader::new(file, text);
    let tree = reader.parse();
    let found = work(&Table::new(&reader, "", tree.get_ref(), 0));
    let errors = reader.finish();
    found.filter(|_| errors.is_empty()).ok_or_else(|| FileError::combine("Het oefenmateriaal", &errors))
}

/// What a table says about each subject; its other fields are read already.
fn feiten(t: &Table<'_>) -> BTreeMap<Topic, String> {
    let text = |topic: Topic| Some((topic, t.text_or_none(topic.label())?));
    Topic::ALL.into_iter().filter_map(text).collect()
}
