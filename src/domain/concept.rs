//! The messages the desk drafts: three to the line, one to the inrichting. Every version that was typed stays in the log; a case keeps
//! the latest text, whether that very version was checked, and what was sent when and to whom.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    besluit::Besluitsoort,
    fout::{Fout, Uitkomst},
    moment::Moment,
    stap::Stap,
    tekst::Vertrouwelijk,
};

/// Which message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConceptSoort {
    /// The short text message that announces the piketmelding.
    Sms,
    /// The message to the bewindspersoon.
    Piketmelding,
    /// The message about the outcome.
    Afloopbericht,
    /// The request to the inrichting for what its form lacks.
    Aanvulverzoek,
}

impl ConceptSoort {
    /// All messages: those to the line in the order in which they go out, then the request.
    pub const ALLE: [Self; 4] = [Self::Sms, Self::Piketmelding, Self::Afloopbericht, Self::Aanvulverzoek];

    /// The name in verbs and files.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Piketmelding => "piketmelding",
            Self::Afloopbericht => "afloopbericht",
            Self::Aanvulverzoek => "aanvulverzoek",
        }
    }

    /// The decision it goes out on; the request to the inrichting needs none.
    pub const fn besluit(self) -> Option<Besluitsoort> {
        match self {
            Self::Sms | Self::Piketmelding => Some(Besluitsoort::P),
            Self::Afloopbericht => Some(Besluitsoort::A),
            Self::Aanvulverzoek => None,
        }
    }

    /// The step it belongs to; sending the request does not end its step, the supplement does.
    pub const fn stap(self) -> Stap {
        match self {
            Self::Sms => Stap::Sms,
            Self::Piketmelding => Stap::Piketmelding,
            Self::Afloopbericht => Stap::Afloopbericht,
            Self::Aanvulverzoek => Stap::Formulier,
        }
    }

    /// The name on screen.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Sms => "piket-SMS",
            Self::Piketmelding => "piketmelding",
            Self::Afloopbericht => "afloopbericht",
            Self::Aanvulverzoek => "aanvulverzoek",
        }
    }
}

impl fmt::Display for ConceptSoort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sleutel())
    }
}

impl FromStr for ConceptSoort {
    type Err = Fout;

    fn from_str(s: &str) -> Uitkomst<Self> {
        Self::ALLE.into_iter().find(|c| c.sleutel() == s.trim()).ok_or_else(|| {
            Fout::gebruik(format!("Concept «{}» bestaat niet.", s.trim()))
                .hint("Kies sms, piketmelding, afloopbericht of aanvulverzoek.")
        })
    }
}

/// Proof that a version left the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verzending {
    /// The version that was sent.
    #[serde(rename = "versie")]
    pub versie: u32,
    /// When, as the officer stated it.
    #[serde(rename = "op")]
    pub op: Moment,
    /// By which channel: sms, e-mail, telefoon …
    #[serde(rename = "kanaal")]
    pub kanaal: Vertrouwelijk,
    /// To whom.
    #[serde(rename = "ontvangers")]
    pub ontvangers: Vertrouwelijk,
}

/// A draft as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// The number of the latest version, from 1.
    #[serde(rename = "versie")]
    pub versie: u32,
    /// Its text.
    #[serde(rename = "tekst")]
    pub tekst: Vertrouwelijk,
    /// When it was saved.
    #[serde(rename = "bewaard")]
    pub bewaard: Moment,
    /// The version that was checked, if any.
    #[serde(rename = "gecontroleerd")]
    pub gecontroleerd: Option<u32>,
    /// What was sent, oldest first.
    #[serde(rename = "verzonden")]
    pub verzonden: Vec<Verzending>,
}

impl Concept {
    /// True when the latest version, and no earlier one, was checked.
    pub fn is_gecontroleerd(&self) -> bool {
        self.gecontroleerd == Some(self.versie)
    }
}
