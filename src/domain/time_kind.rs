//! The four times of a case: which of them is known decides from when its terms run.

use serde::{Deserialize, Serialize};

/// Which of the case's times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeKind {
    /// When it happened.
    Voorval,
    /// When it was discovered.
    Constatering,
    /// When the officer was phoned.
    #[serde(rename = "gebeld")]
    Called,
    /// When the absent person returned or was arrested.
    #[serde(rename = "einde-oa")]
    OaEnd,
}

impl TimeKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Voorval, Self::Constatering, Self::Called, Self::OaEnd];

    /// In a sentence.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Voorval => "voorval",
            Self::Constatering => "constatering",
            Self::Called => "telefoontje",
            Self::OaEnd => "terugkeer of aanhouding",
        }
    }

    /// The name in verbs and on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Voorval => "voorval",
            Self::Constatering => "constatering",
            Self::Called => "gebeld",
            Self::OaEnd => "einde-oa",
        }
    }
}
