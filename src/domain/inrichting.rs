//! The inrichtingen as data with a peildatum, found by the names people really use. The list is a
//! help, not a fence: a name that is not in it is kept as it was given.

use serde::{Deserialize, Serialize};

use super::{schoon, tekst::Vertrouwelijk};

/// Who runs the inrichting; decides who judges a datalek (row 22).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Beheer {
    /// Run by the state: Hoofdkantoor DJI decides on the AP notification.
    Rijks,
    /// Run privately: the inrichting itself decides.
    Particulier,
}

/// One entry of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inrichting {
    /// The name as reports write it.
    pub naam: String,
    /// Where it stands.
    pub plaats: String,
    /// Who runs it.
    pub beheer: Beheer,
    /// Other ways to write the name.
    #[serde(default)]
    pub aliassen: Vec<String>,
}

/// Where something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Plek {
    /// An inrichting of the list, by the name reports write.
    Bekend(String),
    /// What was written and is in no list: that can be anything, a person's name too.
    Anders(Vertrouwelijk),
}

impl Plek {
    /// What was written, before anybody looked it up.
    pub fn geschreven(tekst: &str) -> Option<Self> {
        let tekst = schoon::regel(tekst);
        (!tekst.is_empty()).then(|| Self::Anders(Vertrouwelijk::nieuw(&tekst)))
    }

    /// Destroys what somebody wrote; the name of a known inrichting is no secret.
    pub fn wis(&mut self) {
        match self {
            Self::Bekend(_) => {}
            Self::Anders(tekst) => tekst.wis(),
        }
    }

    /// The words to show.
    pub fn naam(&self) -> &str {
        match self {
            Self::Bekend(naam) => naam,
            Self::Anders(tekst) => tekst.lees(),
        }
    }
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inrichtingen(Vec<Inrichting>);

impl Inrichtingen {
    /// Takes the entries in the order of the file.
    pub const fn nieuw(lijst: Vec<Inrichting>) -> Self {
        Self(lijst)
    }

    /// All entries.
    pub fn alle(&self) -> impl Iterator<Item = &Inrichting> {
        self.0.iter()
    }

    /// The entry of that exact name.
    pub fn met_naam(&self, naam: &str) -> Option<&Inrichting> {
        self.0.iter().find(|i| i.naam == naam)
    }

    /// The entry that a written name stands for: the name or an alias, whatever the case and the
    /// articles; `None` when two entries fit equally well.
    pub fn herken(&self, geschreven: &str) -> Option<&Inrichting> {
        let gezocht = kern(geschreven);
        if gezocht.is_empty() {
            return None;
        }
        let namen = |i: &Inrichting| std::iter::once(&i.naam).chain(&i.aliassen).map(|n| kern(n)).collect::<Vec<_>>();
        let een = |test: &dyn Fn(&str) -> bool| {
            let mut treffers = self.0.iter().filter(|i| namen(i).iter().any(|n| test(n)));
            treffers.next().filter(|_| treffers.next().is_none())
        };
        een(&|n| n == gezocht).or_else(|| een(&|n| n.contains(&gezocht) || gezocht.contains(n)))
    }

    /// The place that was meant by what was written.
    pub fn plek(&self, geschreven: &str) -> Option<Plek> {
        let schoon = schoon::regel(geschreven);
        self.herken(&schoon).map(|i| Plek::Bekend(i.naam.clone())).or_else(|| Plek::geschreven(&schoon))
    }
}

/// Lower case without articles, kinds and punctuation: what is left distinguishes.
fn kern(naam: &str) -> String {
    naam.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !matches!(*w, "" | "de" | "het" | "fpc" | "fpk" | "ctp" | "dr" | "kliniek"))
        .collect::<Vec<_>>()
        .join(" ")
}
