//! The material of the demo, read from `assets/demo`: invented events for every row, and the people
//! and places they are told with.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::kans::Kans;
use crate::domain::{
    besluit::JaNee,
    feit::Onderwerp,
    fout::{Fout, Uitkomst},
    rij::Rij,
};

/// People, places and what is noted when an event says nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stof {
    pub(super) inrichtingen: Vec<String>,
    #[serde(rename = "rijksinrichtingen")]
    pub(super) rijksinrichtingen: Vec<String>,
    #[serde(rename = "bellers")]
    pub(super) bellers: Vec<String>,
    #[serde(rename = "verpleegden")]
    pub(super) verpleegden: Vec<String>,
    #[serde(rename = "afdelingen")]
    pub(super) afdelingen: Vec<String>,
    #[serde(rename = "ontvangers")]
    pub(super) ontvangers: Vec<String>,
    #[serde(rename = "sms_ontvangers")]
    pub(super) sms_ontvangers: Vec<String>,
    #[serde(rename = "afhandeling")]
    pub(super) afhandeling: Vec<String>,
    #[serde(rename = "standaard")]
    pub(super) standaard: BTreeMap<Onderwerp, String>,
    #[serde(skip)]
    pub(super) voorvallen: Vec<Voorval>,
}

/// Who writes the piketmelding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Opsteller {
    /// The officer.
    #[default]
    Piket,
    /// The body responsible for the transport.
    #[serde(rename = "vervoer")]
    Vervoer,
}

/// One invented event.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Voorval {
    pub(super) rij: Rij,
    /// What the caller says.
    #[serde(rename = "wat")]
    pub(super) wat: String,
    pub(super) p: Option<JaNee>,
    #[serde(rename = "p_reden")]
    pub(super) p_reden: Option<String>,
    pub(super) a: Option<JaNee>,
    #[serde(default)]
    #[serde(rename = "wie")]
    pub(super) wie: Opsteller,
    /// How somebody got away, for the MOA.
    #[serde(rename = "wijze")]
    pub(super) wijze: Option<String>,
    /// What it says about each subject.
    #[serde(flatten)]
    pub(super) feiten: BTreeMap<Onderwerp, String>,
}

#[derive(Deserialize)]
struct Voorvallen {
    voorval: Vec<Voorval>,
}

impl Stof {
    pub(super) fn lees() -> Uitkomst<Self> {
        let fout = |naam: &str, e: &toml::de::Error| {
            Fout::gegevens(format!("Het oefenmateriaal {naam} is niet leesbaar: {}.", e.message()))
        };
        let mut stof: Self =
            toml::from_str(include_str!("../../assets/demo/stof.toml")).map_err(|e| fout("stof.toml", &e))?;
        let lijst: Voorvallen = toml::from_str(include_str!("../../assets/demo/voorvallen.toml"))
            .map_err(|e| fout("voorvallen.toml", &e))?;
        stof.voorvallen = lijst.voorval;
        Ok(stof)
    }

    /// The first event of a row, or any other one of it.
    pub(super) fn voorval(&self, rij: Rij, kans: &mut Kans) -> Uitkomst<&Voorval> {
        let van_rij: Vec<&Voorval> = self.voorvallen.iter().filter(|v| v.rij == rij).collect();
        kans.kies(&van_rij).copied().ok_or_else(|| Fout::gegevens(format!("Het oefenmateriaal kent rij {rij} niet.")))
    }

    /// What is noted on a subject.
    pub(super) fn feit<'a>(&'a self, voorval: &'a Voorval, onderwerp: Onderwerp) -> &'a str {
        voorval.feiten.get(&onderwerp).or_else(|| self.standaard.get(&onderwerp)).map_or("", String::as_str)
    }
}

/// One of the texts; empty only if the list is.
pub(super) fn een(kans: &mut Kans, uit: &[String]) -> String {
    kans.kies(uit).cloned().unwrap_or_default()
}

impl Voorval {
    /// Whether the matrix asks for a form.
    pub(super) fn meldplicht(&self) -> JaNee {
        if self.p.is_some() { JaNee::Ja } else { JaNee::Nee }
    }
}
