//! The matrix as `piket matrix` shows it: one JSON object a row, or a line on the terminal.

use serde::Serialize;

use super::book::{Bron, Code, Opsteller, Regelboek, Rijregel, Weegvraag};
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
    opsteller: Opsteller,
    #[serde(rename = "toelichting")]
    toelichting: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "alternatief")]
    alternatief: Option<&'a str>,
    #[serde(rename = "bron")]
    bron: &'a Bron,
    weegvragen: &'a [Weegvraag],
}

/// All rows, in the order of the matrix.
pub fn rijen(boek: &Regelboek) -> Vec<MatrixRij<'_>> {
    boek.rijen().map(MatrixRij::from).collect()
}

/// One line a row: number, codes, incident.
pub fn regels(boek: &Regelboek) -> impl Iterator<Item = String> {
    boek.rijen().map(|rij| format!("{:>3}  {:<12}  {}", rij.nr.to_string(), rij.codes(), rij.incident))
}

impl<'a> From<&'a Rijregel> for MatrixRij<'a> {
    fn from(rij: &'a Rijregel) -> Self {
        Self {
            nr: rij.nr,
            incident: &rij.incident,
            t: rij.t,
            m: rij.m,
            p: rij.p,
            a: rij.a,
            opsteller: rij.opsteller,
            toelichting: &rij.toelichting,
            alternatief: rij.alternatief.as_deref(),
            bron: &rij.bron,
            weegvragen: &rij.weegvragen,
        }
    }
}
