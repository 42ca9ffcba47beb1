//! One row of the meldingenmatrix and what it demands.

use std::fmt::Write;

use serde::Serialize;

use super::{
    bron::Bron,
    lezer::Tabel,
    weging::{Vraagnummers, Weegvraag},
};
use crate::domain::rij::Rij;

/// One row: C.1 nr 1–23 or C.2 A–G.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rijregel {
    /// The row.
    pub nr: Rij,
    /// What happened, in the project's own words.
    pub incident: String,
    /// Telephone report to the desk.
    pub t: Code,
    /// The form: MBV, or MOA for C.2.
    pub m: Code,
    /// Piket-SMS and piketmelding.
    pub p: Code,
    /// Afloop: the inrichting reports it, the desk sends the afloopbericht.
    pub a: Code,
    /// Who drafts the piketmelding.
    pub opsteller: Opsteller,
    /// What to ask before deciding.
    pub weegvragen: Vec<Weegvraag>,
    /// What the row means.
    pub toelichting: String,
    /// What to do instead; present exactly on rows that demand nothing.
    pub alternatief: Option<String>,
    /// Other words under which a caller may bring it up, lower case.
    pub zoekwoorden: Vec<String>,
    /// Where the row stands.
    pub bron: Bron,
}

/// What a row says about one letter of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The letter: always.
    #[serde(rename = "ja")]
    Ja,
    /// The letter in brackets: depends on gravity and extent.
    Weging,
    /// The letter with a star: if relevant.
    #[serde(rename = "indien-relevant")]
    IndienRelevant,
    /// Dashes, or the letter is absent.
    #[serde(rename = "nee")]
    Nee,
}

/// Who drafts the piketmelding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opsteller {
    /// The officer at the desk.
    #[default]
    Piket,
    /// Whoever transports or escorts; the officer checks the facts beforehand.
    #[serde(rename = "vervoersinstantie")]
    Vervoersinstantie,
}

impl Code {
    const ALLE: [Self; 4] = [Self::Ja, Self::Weging, Self::IndienRelevant, Self::Nee];

    /// The name in data.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::Weging => "weging",
            Self::IndienRelevant => "indien-relevant",
            Self::Nee => "nee",
        }
    }

    fn lees(t: &Tabel<'_>, veld: &'static str) -> Option<Self> {
        t.keuze(veld, &Self::ALLE.map(|c| (c.sleutel(), c)))
    }
}

impl Opsteller {
    const ALLE: [Self; 2] = [Self::Piket, Self::Vervoersinstantie];

    /// The name in data.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Piket => "piket",
            Self::Vervoersinstantie => "vervoersinstantie",
        }
    }
}

impl Rijregel {
    /// True when the row demands anything at all.
    pub fn meldplichtig(&self) -> bool {
        self.letters().iter().any(|(_, code)| *code != Code::Nee)
    }

    /// The four letters with their codes, in the order of the matrix.
    pub const fn letters(&self) -> [(char, Code); 4] {
        [('T', self.t), ('M', self.m), ('P', self.p), ('A', self.a)]
    }

    /// The codes as the matrix writes them: `T+M+(P)+(A)*`, or `--`.
    pub fn codes(&self) -> String {
        let mut tekst = String::new();
        for (letter, code) in self.letters() {
            let plus = if tekst.is_empty() { "" } else { "+" };
            // Writing to a String cannot fail.
            let _ = match code {
                Code::Ja => write!(tekst, "{plus}{letter}"),
                Code::Weging => write!(tekst, "{plus}({letter})"),
                Code::IndienRelevant => write!(tekst, "{plus}({letter})*"),
                Code::Nee => Ok(()),
            };
        }
        if tekst.is_empty() { "--".to_owned() } else { tekst }
    }

    pub(super) fn lees(t: &Tabel<'_>, instructie: &str, bekend: &mut Vraagnummers) -> Option<Self> {
        let nr = t.rij("nr");
        let (incident, toelichting) = (t.tekst("incident"), t.tekst("toelichting"));
        let alternatief = t.tekst_of_niets("alternatief");
        let [letter_t, letter_m, letter_p, letter_a] = ["t", "m", "p", "a"].map(|veld| Code::lees(t, veld));
        let opsteller = t.keuze_of_niets("opsteller", &Opsteller::ALLE.map(|o| (o.sleutel(), o)));
        let zoekwoorden = t.teksten("zoekwoorden").into_iter().map(|(w, _)| w.to_lowercase()).collect();
        let weegvragen = Weegvraag::lees_alle(&t.tabellen("weegvraag", "weegvraag"), nr, bekend);
        let bron = Bron::lees(t, instructie);
        Some(Self {
            nr: nr?,
            incident: incident?,
            t: letter_t?,
            m: letter_m?,
            p: letter_p?,
            a: letter_a?,
            opsteller: opsteller.unwrap_or_default(),
            weegvragen,
            toelichting: toelichting?,
            alternatief,
            zoekwoorden,
            bron: bron?,
        })
    }
}
