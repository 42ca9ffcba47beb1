//! The beeld: facts with a source and a status, so that a draft can say what is known, by whom, and
//! what is not known yet.

use serde::{Deserialize, Serialize};

use super::{moment::Moment, tekst::Vertrouwelijk};

/// What a fact is about; the headings of the piketmelding follow these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Onderwerp {
    /// What happened.
    Gebeurtenis,
    /// Who was involved: number and role, no names.
    Betrokkenen,
    /// Injuries and victims.
    Letsel,
    /// How things stand now.
    Situatie,
    /// Measures taken.
    Maatregelen,
    /// Police, OM, Fast NL.
    Politie,
    /// Media and the line of the spokesperson.
    Media,
    /// Mayor, neighbours, victims.
    Omgeving,
    /// What is not known yet.
    Onbekend,
    /// What is expected next.
    Vervolg,
    /// The outcome.
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
    Gemeld,
    /// A second source says so too.
    Bevestigd,
    /// A second source says otherwise.
    Tegengesproken,
    /// Not known.
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
    pub nummer: u32,
    /// What it is about.
    pub onderwerp: Onderwerp,
    /// The fact.
    pub tekst: Vertrouwelijk,
    /// Who or what says so.
    pub bron: Vertrouwelijk,
    /// How sure it is.
    pub status: Feitstatus,
    /// When it was noted.
    pub op: Moment,
}
