//! The five times of a case: which of them is known decides from when its terms run.

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
    /// When that return or arrest was heard of.
    #[serde(rename = "einde-gehoord")]
    OaEndHeard,
}

impl TimeKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Voorval, Self::Constatering, Self::Called, Self::OaEnd, Self::OaEndHeard];

    /// True for the times of an absence that is over.
    pub const fn is_oa_end(self) -> bool {
        match self {
            Self::OaEnd | Self::OaEndHeard => true,
            Self::Voorval | Self::Constatering | Self::Called => false,
        }
    }

    /// In a sentence.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Voorval => "voorval",
            Self::Constatering => "constatering",
            Self::Called => "telefoontje",
            Self::OaEnd => "terugkeer of aanhouding",
            Self::OaEndHeard => "bericht van terugkeer of aanhouding",
        }
    }

    /// In a sentence, with its article: "het voorval".
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::Voorval => "het voorval",
            Self::Constatering => "de constatering",
            Self::Called => "het telefoontje",
            Self::OaEnd => "de terugkeer of aanhouding",
            Self::OaEndHeard => "het bericht van de terugkeer of aanhouding",
        }
    }

    /// The name in data: of the field of a form that names this time.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Voorval => "voorval",
            Self::Constatering => "constatering",
            Self::Called => "gebeld",
            Self::OaEnd => "einde_oa",
            Self::OaEndHeard => "einde_gehoord",
        }
    }

    /// The name in verbs and on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Voorval => "voorval",
            Self::Constatering => "constatering",
            Self::Called => "gebeld",
            Self::OaEnd => "einde-oa",
            Self::OaEndHeard => "einde-gehoord",
        }
    }
}
