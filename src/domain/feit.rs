//! The beeld: facts with a source and a status, so that a draft can say what is known, by whom, and
//! what is not known yet.

use serde::{Deserialize, Serialize};

use super::{moment::Moment, tekst::Vertrouwelijk};

/// What a fact is about; the headings of the piketmelding follow these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Onderwerp {
    /// What happened.
    #[serde(rename = "gebeurtenis")]
    Gebeurtenis,
    /// Who was involved: number and role, no names.
    #[serde(rename = "betrokkenen")]
    Betrokkenen,
    /// Injuries and victims.
    #[serde(rename = "letsel")]
    Letsel,
    /// How things stand now.
    #[serde(rename = "situatie")]
    Situatie,
    /// Measures taken.
    #[serde(rename = "maatregelen")]
    Maatregelen,
    /// Police, OM, Fast NL.
    #[serde(rename = "politie")]
    Politie,
    /// Media and the line of the spokesperson.
    Media,
    /// Mayor, neighbours, victims.
    #[serde(rename = "omgeving")]
    Omgeving,
    /// What is not known yet.
    #[serde(rename = "onbekend")]
    Onbekend,
    /// What is expected next.
    #[serde(rename = "vervolg")]
    Vervolg,
    /// The outcome.
    #[serde(rename = "afloop")]
    Afloop,
}

impl Onderwerp {
    /// All subjects in the order of the message.
    pub const ALLE: [Self; 11] = [
        Self::Gebeurtenis,
        Self::Betrokkenen,
        Self::Letsel,
        Self::Situatie,
        Self::Maatregelen,
        Self::Politie,
        Self::Media,
        Self::Omgeving,
        Self::Onbekend,
        Self::Vervolg,
        Self::Afloop,
    ];

    /// The name in verbs, templates and on screen.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Gebeurtenis => "gebeurtenis",
            Self::Betrokkenen => "betrokkenen",
            Self::Letsel => "letsel",
            Self::Situatie => "situatie",
            Self::Maatregelen => "maatregelen",
            Self::Politie => "politie",
            Self::Media => "media",
            Self::Omgeving => "omgeving",
            Self::Onbekend => "onbekend",
            Self::Vervolg => "vervolg",
            Self::Afloop => "afloop",
        }
    }
}

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Feitstatus {
    /// Somebody said so.
    #[serde(rename = "gemeld")]
    Gemeld,
    /// A second source says so too.
    #[serde(rename = "bevestigd")]
    Bevestigd,
    /// A second source says otherwise.
    #[serde(rename = "tegengesproken")]
    Tegengesproken,
    /// Not known.
    #[serde(rename = "onbekend")]
    Onbekend,
}

impl Feitstatus {
    /// All of them, in the order in which a key walks through them.
    pub const ALLE: [Self; 4] = [Self::Gemeld, Self::Bevestigd, Self::Tegengesproken, Self::Onbekend];

    /// True while nobody said otherwise.
    pub fn telt(self) -> bool {
        self != Self::Tegengesproken
    }

    /// The word on screen.
    pub const fn woord(self) -> &'static str {
        match self {
            Self::Gemeld => "gemeld",
            Self::Bevestigd => "bevestigd",
            Self::Tegengesproken => "tegengesproken",
            Self::Onbekend => "onbekend",
        }
    }
}

/// One fact with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feit {
    /// Number within the case, from 1.
    #[serde(rename = "nummer")]
    pub nummer: u32,
    /// What it is about.
    #[serde(rename = "onderwerp")]
    pub onderwerp: Onderwerp,
    /// The fact.
    #[serde(rename = "tekst")]
    pub tekst: Vertrouwelijk,
    /// Who or what says so.
    #[serde(rename = "bron")]
    pub bron: Vertrouwelijk,
    /// How sure it is.
    pub status: Feitstatus,
    /// When it was noted.
    #[serde(rename = "op")]
    pub op: Moment,
}
