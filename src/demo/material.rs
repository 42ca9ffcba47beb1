//! The material of the demo, read from `assets/demo`: invented events for every row, and the people
//! and places they are told with.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::rng::Rng;
use crate::domain::{
    besluit::YesNo,
    error::{Error, Result},
    feit::Topic,
    rij::Rij,
};

/// People, places and what is noted when an event says nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Material {
    pub(super) inrichtingen: Vec<String>,
    #[serde(rename = "rijksinrichtingen")]
    pub(super) state_inrichtingen: Vec<String>,
    #[serde(rename = "bellers")]
    pub(super) callers: Vec<String>,
    #[serde(rename = "verpleegden")]
    pub(super) patients: Vec<String>,
    #[serde(rename = "afdelingen")]
    pub(super) wards: Vec<String>,
    #[serde(rename = "ontvangers")]
    pub(super) recipients: Vec<String>,
    #[serde(rename = "sms_ontvangers")]
    pub(super) sms_recipients: Vec<String>,
    #[serde(rename = "afhandeling")]
    pub(super) handling: Vec<String>,
    #[serde(rename = "standaard")]
    pub(super) standard: BTreeMap<Topic, String>,
    #[serde(skip)]
    pub(super) voorvallen: Vec<Voorval>,
}

/// Who writes the piketmelding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum DemoOpsteller {
    /// The officer.
    #[default]
    Piket,
    /// The body responsible for the transport.
    #[serde(rename = "vervoer")]
    Transport,
}

/// One invented event.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Voorval {
    pub(super) rij: Rij,
    /// What the caller says.
    #[serde(rename = "wat")]
    pub(super) what: String,
    pub(super) p: Option<YesNo>,
    #[serde(rename = "p_reden")]
    pub(super) p_reason: Option<String>,
    pub(super) a: Option<YesNo>,
    #[serde(default)]
    #[serde(rename = "wie")]
    pub(super) who: DemoOpsteller,
    /// How somebody got away, for the MOA.
    #[serde(rename = "wijze")]
    pub(super) manner: Option<String>,
    /// What it says about each subject.
    #[serde(flatten)]
    pub(super) feiten: BTreeMap<Topic, String>,
}

#[derive(Deserialize)]
struct Voorvallen {
    voorval: Vec<Voorval>,
}

impl Material {
    pub(super) fn parse() -> Result<Self> {
        let error = |name: &str, e: &toml::de::Error| {
            Error::data(format!("Het oefenmateriaal {name} is niet leesbaar: {}.", e.message()))
        };
        let mut material: Self =
            toml::from_str(include_str!("../../assets/demo/stof.toml")).map_err(|e| error("stof.toml", &e))?;
        let list: Voorvallen = toml::from_str(include_str!("../../assets/demo/voorvallen.toml"))
            .map_err(|e| error("voorvallen.toml", &e))?;
        material.voorvallen = list.voorval;
        Ok(material)
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
    /// Whether the matrix asks for a form.
    pub(super) fn report_duty(&self) -> YesNo {
        if self.p.is_some() { YesNo::Yes } else { YesNo::No }
    }
}
