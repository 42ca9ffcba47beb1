//! The officer's decisions, each with a reason that can be defended months later, and the
//! answers to the weighing questions they rest on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{matrix_letter::MatrixLetter, moment::Moment, rij::Rij, text::Vertrouwelijk, weegvraag_id::WeegvraagId};

/// What is decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum BesluitKind {
    /// Whether the inrichting must report by phone, where the matrix leaves that open.
    T,
    /// Piket-SMS and piketmelding to the bewindspersoon.
    P,
    /// Afloopbericht to the bewindspersoon.
    A,
}

impl BesluitKind {
    /// All decisions, in the order of the matrix.
    pub const ALL: [Self; 3] = [Self::T, Self::P, Self::A];

    /// The letter of the matrix.
    pub const fn letter(self) -> MatrixLetter {
        match self {
            Self::T => MatrixLetter::T,
            Self::P => MatrixLetter::P,
            Self::A => MatrixLetter::A,
        }
    }

    /// What the letter stands for.
    pub const fn label(self) -> &'static str {
        match self {
            Self::T => "telefonische melding",
            Self::P => "piketmelding",
            Self::A => "afloopbericht",
        }
    }
}

/// Yes or no, where a boolean would hide which is which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum YesNo {
    /// Yes.
    #[serde(rename = "ja")]
    Yes,
    /// No.
    #[serde(rename = "nee")]
    No,
}

impl From<bool> for YesNo {
    fn from(is_so: bool) -> Self {
        if is_so { Self::Yes } else { Self::No }
    }
}

impl YesNo {
    /// The word itself.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "ja",
            Self::No => "nee",
        }
    }
}

/// The answer to a weighing question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Yes.
    #[serde(rename = "ja")]
    Yes,
    /// No.
    #[serde(rename = "nee")]
    No,
    /// Not known yet; asked again later.
    #[serde(rename = "onbekend")]
    Unknown,
}

impl Answer {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unknown];

    /// The word itself.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "ja",
            Self::No => "nee",
            Self::Unknown => "onbekend",
        }
    }
}

/// A decision as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Besluit {
    /// Yes or no.
    #[serde(rename = "keuze")]
    pub choice: YesNo,
    /// Why.
    #[serde(rename = "reden")]
    pub reason: Vertrouwelijk,
    /// When it was taken.
    #[serde(rename = "op")]
    pub at: Moment,
    /// The row it was taken on; on another row the question is open again.
    pub rij: Option<Rij>,
    /// The answers to weighing questions it was taken on, by the question's id; `None` for a decision of
    /// before these were kept.
    #[serde(rename = "grond")]
    pub ground: Option<BTreeMap<WeegvraagId, Answer>>,
}
