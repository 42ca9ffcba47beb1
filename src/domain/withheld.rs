//! Why no decision lets a message go, and that a version may leave all the same, by a reason of the officer.

use serde::{Deserialize, Serialize};

use super::{besluit::BesluitKind, moment::Moment};

/// Why no decision lets a message go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Withheld {
    /// It was not decided yet, or is to be decided again.
    #[serde(rename = "open")]
    Open,
    /// The decision is no.
    #[serde(rename = "nee")]
    No,
    /// Another body writes it.
    #[serde(rename = "elders")]
    Elsewhere,
    /// No other body writes, so nobody is there to read it beforehand.
    #[serde(rename = "zelf")]
    Ours,
    /// Nothing of it may be told to the public yet.
    #[serde(rename = "binnen")]
    Inside,
}

impl Withheld {
    /// True where the decision itself keeps the message back, so that the next decision is another matter.
    pub const fn is_of_decision(self) -> bool {
        match self {
            Self::Open | Self::No => true,
            Self::Elsewhere | Self::Ours | Self::Inside => false,
        }
    }

    /// As the log tells it of a message on this decision.
    pub fn told(self, about: Option<BesluitKind>) -> String {
        let letter = about.map_or_else(String::new, |about| format!("{} ", about.letter()));
        match self {
            Self::Open => format!("{letter}nog open"),
            Self::No => format!("{letter}nee"),
            Self::Elsewhere => "een andere instantie schrijft".to_owned(),
            Self::Ours => "geen andere instantie schrijft".to_owned(),
            Self::Inside => "nog niets naar buiten mag".to_owned(),
        }
    }
}

/// A version that may leave although no decision lets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetGo {
    /// Which.
    #[serde(rename = "versie")]
    pub version: u32,
    /// How it stood then; where it stands otherwise now, that was not said.
    #[serde(rename = "besluit")]
    pub withheld: Withheld,
    /// When: what was decided since is another decision, also where it says the same.
    #[serde(rename = "op")]
    pub at: Moment,
}
