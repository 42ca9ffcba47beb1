//! The questions that turn "it depends" into a decision with a reason. The source gives examples;
//! the questions are the project's own words, each with what a yes and a no imply.

use std::collections::HashMap;

use serde::Serialize;

use super::lezer::Tabel;
use crate::domain::rij::Rij;

/// A question to weigh an incident by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Weegvraag {
    /// Unique in the book: `G1`, `6.1`. The log refers to it.
    pub id: String,
    /// The question, to be answered with yes or no.
    #[serde(rename = "vraag")]
    pub vraag: String,
    /// What a yes implies.
    #[serde(rename = "ja")]
    pub ja: Gevolg,
    /// What a no implies.
    #[serde(rename = "nee")]
    pub nee: Gevolg,
}

/// What an answer implies. A suggestion always: the officer decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gevolg {
    /// A sentence for the officer.
    #[serde(rename = "tekst")]
    pub tekst: String,
    /// The decision it points to, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub besluit: Option<GevolgBesluit>,
    /// Another row that fits better or also applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rij: Option<Rij>,
}

/// The decision an answer points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GevolgBesluit {
    /// Have it phoned in.
    #[serde(rename = "t-ja")]
    TJa,
    /// Write a piketmelding.
    #[serde(rename = "p-ja")]
    PJa,
    /// Have it phoned in and write a piketmelding.
    #[serde(rename = "t-en-p-ja")]
    TEnPJa,
    /// Counts heavily towards a piketmelding; twice means yes unless argued otherwise.
    #[serde(rename = "p-zwaarder")]
    PZwaarder,
    /// A piketmelding is not needed.
    #[serde(rename = "p-nee")]
    PNee,
    /// Write an afloopbericht.
    #[serde(rename = "a-ja")]
    AJa,
}

impl GevolgBesluit {
    const SLEUTELS: [(&'static str, Self); 6] = [
        ("t-ja", Self::TJa),
        ("p-ja", Self::PJa),
        ("t-en-p-ja", Self::TEnPJa),
        ("p-zwaarder", Self::PZwaarder),
        ("p-nee", Self::PNee),
        ("a-ja", Self::AJa),
    ];

    /// True when it asks for a telephone report.
    pub const fn vraagt_t(self) -> bool {
        matches!(self, Self::TJa | Self::TEnPJa)
    }

    /// True when it asks for a piketmelding outright.
    pub const fn vraagt_p(self) -> bool {
        matches!(self, Self::PJa | Self::TEnPJa)
    }

    /// True when it asks for an afloopbericht.
    pub const fn vraagt_a(self) -> bool {
        matches!(self, Self::AJa)
    }
}

/// How many yeses to the general questions weigh how much, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weegwijzer {
    /// One yes.
    pub een_ja: String,
    /// Two or more.
    pub meer_ja: String,
    /// None.
    pub alles_nee: String,
    /// When in doubt.
    pub twijfel: String,
}

impl Weegwijzer {
    /// The advice that belongs to a number of yeses.
    pub fn advies(&self, keer_ja: usize) -> &str {
        match keer_ja {
            0 => &self.alles_nee,
            1 => &self.een_ja,
            _ => &self.meer_ja,
        }
    }

    pub(super) fn lees(t: &Tabel<'_>) -> Option<Self> {
        let (een_ja, meer_ja, alles_nee, twijfel) =
            (t.tekst("een_ja"), t.tekst("meer_ja"), t.tekst("alles_nee"), t.tekst("twijfel"));
        Some(Self { een_ja: een_ja?, meer_ja: meer_ja?, alles_nee: alles_nee?, twijfel: twijfel? })
    }
}

/// Question ids met so far, with their byte offset: an id names one question in the whole book.
pub(super) type Vraagnummers = HashMap<String, usize>;

impl Weegvraag {
    /// Reads a list of questions; `eigen` is the row they stand in, which no answer may point to.
    pub(super) fn lees_alle(tabellen: &[Tabel<'_>], eigen: Option<Rij>, bekend: &mut Vraagnummers) -> Vec<Self> {
        tabellen.iter().filter_map(|t| Self::lees(t, eigen, bekend)).collect()
    }

    fn lees(t: &Tabel<'_>, eigen: Option<Rij>, bekend: &mut Vraagnummers) -> Option<Self> {
        let (id, vraag) = (t.tekst("id"), t.tekst("vraag"));
        let ja = t.tabel("ja", "ja").and_then(|t| Gevolg::lees(&t, eigen));
        let nee = t.tabel("nee", "nee").and_then(|t| Gevolg::lees(&t, eigen));
        if let Some(id) = &id
            && let Some(eerder) = bekend.insert(id.clone(), t.plaats("id"))
        {
            let eerder = t.lezer().regel(eerder);
            t.fout("id", format!("Vraag {id} bestaat al, op regel {eerder}."));
        }
        Some(Self { id: id?, vraag: vraag?, ja: ja?, nee: nee? })
    }
}

impl Gevolg {
    fn lees(t: &Tabel<'_>, eigen: Option<Rij>) -> Option<Self> {
        let tekst = t.tekst("tekst");
        let besluit = t.keuze_of_niets("besluit", &GevolgBesluit::SLEUTELS);
        let rij = t.rij_of_niets("rij");
        if rij.is_some() && rij == eigen {
            t.fout("rij", "Dit verwijst naar de rij waarin het staat.");
        }
        Some(Self { tekst: tekst?, besluit, rij })
    }
}
