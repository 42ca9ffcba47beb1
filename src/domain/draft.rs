//! The messages the desk drafts: three to the line, one to the inrichting. Every version that was typed stays in the log; a case keeps
//! the latest text, whether that very version was checked, and what was sent when and to whom.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    besluit::BesluitKind,
    error::{Error, Result},
    moment::Moment,
    step::Step,
    text::Vertrouwelijk,
};

/// Which message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DraftKind {
    /// The short text message that announces the piketmelding.
    Sms,
    /// The message to the bewindspersoon.
    Piketmelding,
    /// The message about the outcome.
    Afloopbericht,
    /// The request to the inrichting for what its form lacks.
    Aanvulverzoek,
}

impl DraftKind {
    /// All messages: those to the line in the order in which they go out, then the request.
    pub const ALL: [Self; 4] = [Self::Sms, Self::Piketmelding, Self::Afloopbericht, Self::Aanvulverzoek];

    /// The name in verbs and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Piketmelding => "piketmelding",
            Self::Afloopbericht => "afloopbericht",
            Self::Aanvulverzoek => "aanvulverzoek",
        }
    }

    /// The decision it goes out on; the request to the inrichting needs none.
    pub const fn besluit(self) -> Option<BesluitKind> {
        match self {
            Self::Sms | Self::Piketmelding => Some(BesluitKind::P),
            Self::Afloopbericht => Some(BesluitKind::A),
            Self::Aanvulverzoek => None,
        }
    }

    /// The step it belongs to; sending the request does not end its step, the supplement does.
    pub const fn step(self) -> Step {
        match self {
            Self::Sms => Step::Sms,
            Self::Piketmelding => Step::Piketmelding,
            Self::Afloopbericht => Step::Afloopbericht,
            Self::Aanvulverzoek => Step::Form,
        }
    }

    /// The name on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sms => "piket-SMS",
            Self::Piketmelding => "piketmelding",
            Self::Afloopbericht => "afloopbericht",
            Self::Aanvulverzoek => "aanvulverzoek",
        }
    }
}

impl fmt::Display for DraftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for DraftKind {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|c| c.code() == s.trim()).ok_or_else(|| {
            Error::usage(format!("Concept «{}» bestaat niet.", s.trim()))
                .hint("Kies sms, piketmelding, afloopbericht of aanvulverzoek.")
        })
    }
}

/// Proof that a version left the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// The version that was sent.
    #[serde(rename = "versie")]
    pub version: u32,
    /// When, as the officer stated it.
    #[serde(rename = "op")]
    pub at: Moment,
    /// By which channel: sms, e-mail, telefoon …
    #[serde(rename = "kanaal")]
    pub channel: Vertrouwelijk,
    /// To whom.
    #[serde(rename = "ontvangers")]
    pub recipients: Vertrouwelijk,
}

/// A draft as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The number of the latest version, from 1.
    #[serde(rename = "versie")]
    pub version: u32,
    /// Its text.
    #[serde(rename = "tekst")]
    pub text: Vertrouwelijk,
    /// When it was saved.
    #[serde(rename = "bewaard")]
    pub saved: Moment,
    /// The version that was checked, if any.
    #[serde(rename = "gecontroleerd")]
    pub checked: Option<u32>,
    /// What was sent, oldest first.
    #[serde(rename = "verzonden")]
    pub sent: Vec<Dispatch>,
}

impl Draft {
    /// True when the latest version, and no earlier one, was checked.
    pub fn is_checked(&self) -> bool {
        self.checked == Some(self.version)
    }
}
