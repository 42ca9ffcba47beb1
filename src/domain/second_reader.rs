//! A second pair of eyes on a message: who was asked to read it before it leaves, and what they said of which version.

use serde::{Deserialize, Serialize};

use super::{moment::Moment, text::Vertrouwelijk};

/// Where a second reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadingState {
    /// Asked, and not answered.
    #[serde(rename = "gevraagd")]
    Asked,
    /// It may leave as it is.
    #[serde(rename = "akkoord")]
    Approved,
    /// Something is to be changed first.
    #[serde(rename = "wijzigen")]
    Changes,
    /// It may not leave.
    #[serde(rename = "geweigerd")]
    Refused,
}

impl ReadingState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Approved, Self::Changes, Self::Refused];

    /// Its word on screen and in verbs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "gevraagd",
            Self::Approved => "akkoord",
            Self::Changes => "wijzigen",
            Self::Refused => "geweigerd",
        }
    }
}

/// What one reader was asked or said last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondReading {
    /// Who, as the address book names the role.
    #[serde(rename = "rol")]
    pub role: Vertrouwelijk,
    /// The version it is about.
    #[serde(rename = "versie")]
    pub version: u32,
    /// Where it stands.
    #[serde(rename = "stand")]
    pub state: ReadingState,
    /// What was said with it.
    #[serde(rename = "opmerking")]
    pub remark: Vertrouwelijk,
    /// When.
    #[serde(rename = "op")]
    pub at: Moment,
}

impl SecondReading {
    /// What a reader said of a version, and when.
    pub fn new(
        role: &Vertrouwelijk,
        (version, state): (u32, ReadingState),
        remark: &Vertrouwelijk,
        at: Moment,
    ) -> Self {
        Self { role: role.clone(), version, state, remark: remark.clone(), at }
    }

    /// True where this version may leave, as far as this reader goes.
    pub fn covers(&self, version: u32) -> bool {
        self.state == ReadingState::Approved && self.version == version
    }

    /// In a few words: "Woordvoering: akkoord met versie 2".
    pub fn words(&self) -> String {
        let (role, version) = (self.role.read(), self.version);
        match self.state {
            ReadingState::Asked => format!("{role}: gevraagd voor versie {version}"),
            ReadingState::Approved => format!("{role}: akkoord met versie {version}"),
            ReadingState::Changes => format!("{role}: wil versie {version} gewijzigd"),
            ReadingState::Refused => format!("{role}: weigert versie {version}"),
        }
    }
}
