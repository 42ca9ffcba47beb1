//! Two sources that do not agree: two facts, or a time of the case and what a report says. The log
//! keeps which of them the officer let stand side by side, with what was said at that moment: when a
//! time changes afterwards it is another contradiction.

use serde::{Deserialize, Serialize};

use super::{feit::FeitNumber, ids::Meldingnummer, moment::Moment, text::Vertrouwelijk, time_kind::TimeKind};

/// What does not agree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "tussen", rename_all = "lowercase")]
pub enum Tegenspraak {
    /// Two facts that cannot both be true.
    Feiten {
        /// What they disagree on: "letsel".
        #[serde(rename = "over")]
        about: String,
        /// The number of the earlier fact.
        #[serde(rename = "eerder")]
        earlier: FeitNumber,
        /// The number of the later one.
        later: FeitNumber,
    },
    /// A time of the case and the same time in a linked report.
    #[serde(rename = "tijd")]
    Time {
        /// Which time.
        #[serde(rename = "tijd")]
        time: TimeKind,
        /// As the case has it.
        zaak: Moment,
        /// The report that says otherwise.
        melding: Meldingnummer,
        /// As the report has it.
        #[serde(rename = "genoemd")]
        named: Moment,
    },
}

impl Tegenspraak {
    /// What it is about, in a word or two.
    pub fn about(&self) -> &str {
        match self {
            Self::Feiten { about, .. } => about,
            Self::Time { time, .. } => time.label(),
        }
    }

    /// As one phrase.
    pub fn words(&self) -> String {
        match self {
            Self::Feiten { about, earlier, later } => {
                format!("feit {earlier} en {later} spreken elkaar tegen over {about}")
            }
            Self::Time { time, zaak, melding, named } => {
                let (zaak, named) = clock_times(*zaak, *named);
                format!("{}: de zaak zegt {zaak}, {melding} zegt {named}", time.label())
            }
        }
    }
}

/// Two moments as they are told apart: the date only where it differs.
pub fn clock_times(one: Moment, other: Moment) -> (String, String) {
    if one.date() == other.date() { (one.clock_time(), other.clock_time()) } else { (one.long(), other.long()) }
}

/// Which of the two counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ruling {
    /// The earlier fact, or the time of the case.
    First,
    /// The later fact, or the time in the report.
    Second,
    /// Both: they do not exclude each other after all.
    Both,
}

impl Ruling {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::First, Self::Second, Self::Both];

    /// The name in verbs.
    pub const fn label(self) -> &'static str {
        match self {
            Self::First => "eerste",
            Self::Second => "tweede",
            Self::Both => "beide",
        }
    }
}

/// A contradiction that the officer let stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// Which one.
    pub tegenspraak: Tegenspraak,
    /// Why.
    #[serde(rename = "reden")]
    pub reason: Vertrouwelijk,
    /// When that was noted.
    #[serde(rename = "op")]
    pub at: Moment,
}
