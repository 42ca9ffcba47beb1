//! The officer's two decisions, each with a reason that can be defended months later, and the
//! answers to the weighing questions they rest on.

use serde::{Deserialize, Serialize};

use super::{moment::Moment, rij::Rij, tekst::Vertrouwelijk};

/// What is decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Besluitsoort {
    /// Piket-SMS and piketmelding to the bewindspersoon.
    P,
    /// Afloopbericht to the bewindspersoon.
    A,
}

impl Besluitsoort {
    /// The letter of the matrix.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::P => "P",
            Self::A => "A",
        }
    }

    /// What the letter stands for.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::P => "piketmelding",
            Self::A => "afloopbericht",
        }
    }
}

/// Yes or no, where a boolean would hide which is which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum JaNee {
    /// Yes.
    #[serde(rename = "ja")]
    Ja,
    /// No.
    #[serde(rename = "nee")]
    Nee,
}

impl JaNee {
    /// The word itself.
    pub const fn woord(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::Nee => "nee",
        }
    }
}

/// The answer to a weighing question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Antwoord {
    /// Yes.
    #[serde(rename = "ja")]
    Ja,
    /// No.
    #[serde(rename = "nee")]
    Nee,
    /// Not known yet; asked again later.
    #[serde(rename = "onbekend")]
    Onbekend,
}

impl Antwoord {
    /// The word itself.
    pub const fn woord(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::Nee => "nee",
            Self::Onbekend => "onbekend",
        }
    }
}

/// A decision as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Besluit {
    /// Yes or no.
    #[serde(rename = "keuze")]
    pub keuze: JaNee,
    /// Why.
    #[serde(rename = "reden")]
    pub reden: Vertrouwelijk,
    /// When it was taken.
    #[serde(rename = "op")]
    pub op: Moment,
    /// The row it was taken on; on another row the question is open again.
    pub rij: Option<Rij>,
}
