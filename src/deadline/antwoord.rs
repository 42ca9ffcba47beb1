//! The answer of `piket termijn --json`: a contract with other programs, so its shape is written out
//! here and not derived from the types the desk happens to use.

use serde::Serialize;

use super::termijn::{Lezing, Startsoort, Termijn};
use crate::{
    domain::{rij::Rij, termijnsoort::TermijnSoort},
    rules::book::Rijregel,
};

/// The terms of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Antwoord<'a> {
    nr: Rij,
    #[serde(rename = "meldplicht")]
    meldplicht: bool,
    termijnen: Vec<Termijnantwoord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[serde(rename = "opmerkingen")]
    opmerkingen: Vec<String>,
}

/// One term; times are RFC 3339 with seconds and Amsterdam's offset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Termijnantwoord<'a> {
    #[serde(rename = "soort")]
    soort: TermijnSoort,
    #[serde(rename = "ontvanger")]
    ontvanger: &'a str,
    #[serde(rename = "uiterlijk")]
    uiterlijk: String,
    gangbaar: String,
    /// Earliest first; `gangbaar` says which is the usual one.
    lezingen: Vec<Lezingantwoord<'a>>,
    #[serde(rename = "bron")]
    bron: &'a str,
    start: String,
    #[serde(rename = "startsoort")]
    startsoort: Startsoort,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Lezingantwoord<'a> {
    #[serde(rename = "uiterlijk")]
    uiterlijk: String,
    #[serde(rename = "regel")]
    regel: &'a str,
    #[serde(rename = "uitleg")]
    uitleg: &'a str,
}

/// Builds the answer from terms that were worked out for this row.
pub fn antwoord_json<'a>(nr: Rij, regel: &Rijregel, termijnen: &'a [Termijn]) -> Antwoord<'a> {
    Antwoord {
        nr,
        meldplicht: regel.meldplichtig(),
        termijnen: termijnen.iter().map(Termijnantwoord::from).collect(),
        opmerkingen: Vec::new(),
    }
}

impl Antwoord<'_> {
    /// Adds what the caller should know, such as a doubled hour; the field is absent when there is nothing.
    #[must_use]
    pub fn met_opmerkingen(mut self, opmerkingen: Vec<String>) -> Self {
        self.opmerkingen = opmerkingen;
        self
    }
}

impl<'a> From<&'a Termijn> for Termijnantwoord<'a> {
    fn from(t: &'a Termijn) -> Self {
        Self {
            soort: t.soort,
            ontvanger: &t.ontvanger,
            uiterlijk: t.streng().rfc3339(),
            gangbaar: t.gangbaar().rfc3339(),
            lezingen: t.lezingen.op_tijd().into_iter().map(Lezingantwoord::from).collect(),
            bron: &t.bron,
            start: t.start.rfc3339(),
            startsoort: t.startsoort,
        }
    }
}

impl<'a> From<&'a Lezing> for Lezingantwoord<'a> {
    fn from(l: &'a Lezing) -> Self {
        Self { uiterlijk: l.uiterlijk.rfc3339(), regel: &l.regel, uitleg: &l.uitleg }
    }
}
