//! The matrix as `piket matrix` shows it: one JSON object a row, or a line on the terminal.

use serde::Serialize;

use super::book::{Citation, Code, RijRule, Rulebook, Weegvraag};
use crate::domain::rij::Rij;

/// One row of `piket matrix --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatrixRij<'a> {
    nr: Rij,
    incident: &'a str,
    #[serde(rename = "T")]
    t: Code,
    #[serde(rename = "M")]
    m: Code,
    #[serde(rename = "P")]
    p: Code,
    #[serde(rename = "A")]
    a: Code,
    opsteller: &'a str,
    #[serde(rename = "toelichting")]
    clarification: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "alternatief")]
    alternative: Option<&'a str>,
    #[serde(rename = "bron")]
    source: &'a Citation,
    weegvragen: &'a [Weegvraag],
}

/// All rows, in the order of the matrix.
pub fn rijen(book: &Rulebook) -> Vec<MatrixRij<'_>> {
    book.rijen().map(MatrixRij::from).collect()
}

/// One line a row: number, codes, incident.
pub fn lines(book: &Rulebook) -> impl Iterator<Item = String> {
    book.rijen().map(|rij| format!("{:>3}  {:<12}  {}", rij.nr.to_string(), rij.codes(), rij.incident))
}

impl<'a> From<&'a RijRule> for MatrixRij<'a> {
    fn from(rij: &'a RijRule) -> Self {
        Self {
            nr: rij.nr,
            incident: &rij.incident,
            t: rij.t,
            m: rij.m,
            p: rij.p,
            a: rij.a,
            opsteller: rij.opsteller(),
            clarification: &rij.clarification,
            alternative: rij.alternative.as_deref(),
            source: &rij.source,
            weegvragen: &rij.weegvragen,
        }
    }
}
