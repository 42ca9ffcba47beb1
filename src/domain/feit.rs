//! The beeld: facts with a source and a status, so that a draft can say what is known, by whom, and
//! what is not known yet.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    call_answer::CallAnswer,
    error::{Error, Result},
    moment::Moment,
    text::Vertrouwelijk,
};

/// The number of a fact in its case, from 1. It is never given a second time, also where its fact was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FeitNumber(u32);

impl FeitNumber {
    /// The last where there is none.
    pub const NONE: Self = Self(0);
    /// That of the first.
    pub const FIRST: Self = Self(1);

    /// The one after it.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// This one and those after it.
    pub fn onward(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |number| Some(number.next()))
    }

    /// The first up to this one.
    pub fn up_to(self) -> impl Iterator<Item = Self> {
        Self::FIRST.onward().take_while(move |number| *number <= self)
    }
}

impl From<u32> for FeitNumber {
    fn from(number: u32) -> Self {
        Self(number)
    }
}

impl fmt::Display for FeitNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for FeitNumber {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let number = text.trim().parse().map(Self);
        number.map_err(|_| Error::usage(format!("«{}» is geen nummer van een feit.", text.trim())))
    }
}

/// What a fact is about; the headings of the piketmelding follow these. They are what anybody asks of any voorval, and the same in
/// every sector; which of them a form fills, a caller is asked and a message tells is said by the book. Since when somebody was
/// there, who was spoken with before and what leave there was are asked by forms alone: a book whose forms do not ask has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Topic {
    /// What happened.
    #[serde(rename = "gebeurtenis")]
    Event,
    /// Who was involved: number and role, no names.
    #[serde(rename = "betrokkenen")]
    Involved,
    /// Injuries and victims.
    #[serde(rename = "letsel")]
    Injury,
    /// How things stand now.
    #[serde(rename = "situatie")]
    Situation,
    /// Measures taken.
    #[serde(rename = "maatregelen")]
    Measures,
    /// Police, OM, who seeks somebody.
    #[serde(rename = "politie")]
    Police,
    /// Media and the line of the spokesperson.
    Media,
    /// Mayor, neighbours, victims.
    #[serde(rename = "omgeving")]
    Surroundings,
    /// What is not known yet.
    #[serde(rename = "onbekend")]
    Unknown,
    /// What is expected next.
    #[serde(rename = "vervolg")]
    FollowUp,
    /// The outcome.
    #[serde(rename = "afloop")]
    Outcome,
    /// What the spokesperson says when asked.
    #[serde(rename = "woordvoering")]
    PressLine,
    /// Since when somebody was there; for the background, and in no message.
    #[serde(rename = "aankomst")]
    Arrival,
    /// Conversations before the voorval; for the background, and in no message.
    #[serde(rename = "contacten")]
    Contacts,
    /// Leave before the voorval; for the background, and in no message.
    #[serde(rename = "verlof")]
    Leave,
}

impl Topic {
    /// All that can be noted: those of the message, and behind them what is asked for its background.
    pub const NOTED: [Self; 15] = [
        Self::Event,
        Self::Involved,
        Self::Injury,
        Self::Situation,
        Self::Measures,
        Self::Police,
        Self::Media,
        Self::Surroundings,
        Self::Unknown,
        Self::FollowUp,
        Self::Outcome,
        Self::PressLine,
        Self::Arrival,
        Self::Contacts,
        Self::Leave,
    ];

    /// All subjects in the order of the message.
    pub const ALL: [Self; 12] = {
        let [of_message @ .., _, _, _] = Self::NOTED;
        of_message
    };

    /// The name in verbs, templates and on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Event => "gebeurtenis",
            Self::Involved => "betrokkenen",
            Self::Injury => "letsel",
            Self::Situation => "situatie",
            Self::Measures => "maatregelen",
            Self::Police => "politie",
            Self::Media => "media",
            Self::Surroundings => "omgeving",
            Self::Unknown => "onbekend",
            Self::FollowUp => "vervolg",
            Self::Outcome => "afloop",
            Self::PressLine => "woordvoering",
            Self::Arrival => "aankomst",
            Self::Contacts => "contacten",
            Self::Leave => "verlof",
        }
    }
}

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FeitStatus {
    /// Somebody said so.
    #[serde(rename = "gemeld")]
    Reported,
    /// A second source says so too.
    #[serde(rename = "bevestigd")]
    Confirmed,
    /// A second source says otherwise.
    #[serde(rename = "tegengesproken")]
    Contradicted,
    /// Not known.
    #[serde(rename = "onbekend")]
    Unknown,
}

impl FeitStatus {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Reported, Self::Confirmed, Self::Contradicted, Self::Unknown];
    /// Those that are given by hand, in the order in which a key walks through them. Contradicted is only what another
    /// fact contradicts.
    pub const BY_HAND: [Self; 3] = [Self::Reported, Self::Confirmed, Self::Unknown];

    /// True while nobody said otherwise.
    pub fn counted(self) -> bool {
        self != Self::Contradicted
    }

    /// The word on screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reported => "gemeld",
            Self::Confirmed => "bevestigd",
            Self::Contradicted => "tegengesproken",
            Self::Unknown => "onbekend",
        }
    }
}

/// One fact with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feit {
    /// Its number.
    #[serde(rename = "nummer")]
    pub number: FeitNumber,
    /// What it is about.
    #[serde(rename = "onderwerp")]
    pub topic: Topic,
    /// The fact.
    #[serde(rename = "tekst")]
    pub text: Vertrouwelijk,
    /// Who or what says so.
    #[serde(rename = "bron")]
    pub source: Vertrouwelijk,
    /// How sure it is.
    pub status: FeitStatus,
    /// When it was noted.
    #[serde(rename = "op")]
    pub at: Moment,
    /// When it happened, where somebody said so.
    #[serde(rename = "moment")]
    pub happened: Option<Moment>,
    /// The question of the call that it answers.
    #[serde(rename = "gevraagd")]
    pub asked: Option<CallAnswer>,
}

impl Feit {
    /// Its place in a story: when it happened, else when it was noted.
    pub fn told_at(&self) -> Moment {
        self.happened.unwrap_or(self.at)
    }

    /// Moves a fact to where it belongs, by number.
    pub fn relocate(number: FeitNumber, from: &mut Vec<Self>, to: &mut Vec<Self>) {
        to.extend(from.extract_if(.., |f| f.number == number));
        to.sort_by_key(|f| f.number);
    }
}
