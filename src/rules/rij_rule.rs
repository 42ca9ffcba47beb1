//! One row of the meldingenmatrix and what it demands.

use std::fmt::Write;

use serde::Serialize;

use super::{
    reader::Table,
    source::Citation,
    weging::{QuestionIds, Weegvraag},
};
use crate::domain::rij::Rij;

/// One row: C.1 nr 1–23 or C.2 A–G.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RijRule {
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
    pub clarification: String,
    /// What to do instead; present exactly on rows that demand nothing.
    pub alternative: Option<String>,
    /// Other words under which a caller may bring it up, lower case.
    pub search_words: Vec<String>,
    /// Where the row stands.
    pub source: Citation,
}

/// What a row says about one letter of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The letter: always.
    #[serde(rename = "ja")]
    Yes,
    /// The letter in brackets: depends on gravity and extent.
    Weging,
    /// The letter with a star: if relevant.
    #[serde(rename = "indien-relevant")]
    IfRelevant,
    /// Dashes, or the letter is absent.
    #[serde(rename = "nee")]
    No,
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
    TransportAgency,
}

impl Code {
    const ALL: [Self; 4] = [Self::Yes, Self::Weging, Self::IfRelevant, Self::No];

    /// The name in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "ja",
            Self::Weging => "weging",
            Self::IfRelevant => "indien-relevant",
            Self::No => "nee",
        }
    }

    fn parse(t: &Table<'_>, field: &'static str) -> Option<Self> {
        t.choice(field, &Self::ALL.map(|c| (c.code(), c)))
    }
}

impl Opsteller {
    const ALL: [Self; 2] = [Self::Piket, Self::TransportAgency];

    /// The name in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Piket => "piket",
            Self::TransportAgency => "vervoersinstantie",
        }
    }
}

impl RijRule {
    /// True when the row demands anything at all.
    pub fn is_notifiable(&self) -> bool {
        self.letters().iter().any(|(_, code)| *code != Code::No)
    }

    /// The four letters with their codes, in the order of the matrix.
    pub const fn letters(&self) -> [(char, Code); 4] {
        [('T', self.t), ('M', self.m), ('P', self.p), ('A', self.a)]
    }

    /// The codes as the matrix writes them: `T+M+(P)+(A)*`, or `--`.
    pub fn codes(&self) -> String {
        let mut text = String::new();
        for (letter, code) in self.letters() {
            let plus = if text.is_empty() { "" } else { "+" };
            // Writing to a String cannot fail.
            let _ = match code {
                Code::Yes => write!(text, "{plus}{letter}"),
                Code::Weging => write!(text, "{plus}({letter})"),
                Code::IfRelevant => write!(text, "{plus}({letter})*"),
                Code::No => Ok(()),
            };
        }
        if text.is_empty() { "--".to_owned() } else { text }
    }

    pub(super) fn parse(t: &Table<'_>, instruction: &str, known: &mut QuestionIds) -> Option<Self> {
        let nr = t.rij("nr");
        let (incident, clarification) = (t.text("incident"), t.text("toelichting"));
        let alternative = t.text_or_none("alternatief");
        let [letter_t, letter_m, letter_p, letter_a] = ["t", "m", "p", "a"].map(|field| Code::parse(t, field));
        let opsteller = t.choice_or_none("opsteller", &Opsteller::ALL.map(|o| (o.code(), o)));
        let search_words = t.texts("zoekwoorden").into_iter().map(|(w, _)| w.to_lowercase()).collect();
        let weegvragen = Weegvraag::parse_all(&t.tables("weegvraag", "weegvraag"), nr, known);
        let source = Citation::parse(t, instruction);
        Some(Self {
            nr: nr?,
            incident: incident?,
            t: letter_t?,
            m: letter_m?,
            p: letter_p?,
            a: letter_a?,
            opsteller: opsteller.unwrap_or_default(),
            weegvragen,
            clarification: clarification?,
            alternative,
            search_words,
            source: source?,
        })
    }
}
