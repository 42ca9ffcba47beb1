//! Two sources that do not agree: two facts, or a time of the case and what a report says. The log
//! keeps which of them the officer let stand side by side, with what was said at that moment: when a
//! time changes afterwards it is another contradiction.

use serde::{Deserialize, Serialize};

use super::{ids::Meldingnummer, moment::Moment, tekst::Vertrouwelijk, zaak::Tijdsoort};

/// What does not agree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "tussen", rename_all = "lowercase")]
pub enum Tegenspraak {
    /// Two facts that cannot both be true.
    Feiten {
        /// What they disagree on: "letsel".
        #[serde(rename = "over")]
        over: String,
        /// The number of the earlier fact.
        #[serde(rename = "eerder")]
        eerder: u32,
        /// The number of the later one.
        later: u32,
    },
    /// A time of the case and the same time in a linked report.
    #[serde(rename = "tijd")]
    Tijd {
        /// Which time.
        #[serde(rename = "tijd")]
        tijd: Tijdsoort,
        /// As the case has it.
        zaak: Moment,
        /// The report that says otherwise.
        melding: Meldingnummer,
        /// As the report has it.
        #[serde(rename = "genoemd")]
        genoemd: Moment,
    },
}

impl Tegenspraak {
    /// What it is about, in a word or two.
    pub fn over(&self) -> &str {
        match self {
            Self::Feiten { over, .. } => over,
            Self::Tijd { tijd, .. } => tijd.naam(),
        }
    }

    /// As one phrase.
    pub fn woorden(&self) -> String {
        match self {
            Self::Feiten { over, eerder, later } => {
                format!("feit {eerder} en {later} spreken elkaar tegen over {over}")
            }
            Self::Tijd { tijd, zaak, melding, genoemd } => {
                let (zaak, genoemd) = klokken(*zaak, *genoemd);
                format!("{}: de zaak zegt {zaak}, {melding} zegt {genoemd}", tijd.naam())
            }
        }
    }
}

/// Two moments as they are told apart: the date only where it differs.
pub fn klokken(een: Moment, ander: Moment) -> (String, String) {
    if een.datum() == ander.datum() { (een.klok(), ander.klok()) } else { (een.lang(), ander.lang()) }
}

/// Which of the two counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Uitspraak {
    /// The earlier fact, or the time of the case.
    Eerste,
    /// The later fact, or the time in the report.
    Tweede,
    /// Both: they do not exclude each other after all.
    Beide,
}

impl Uitspraak {
    /// All of them.
    pub const ALLE: [Self; 3] = [Self::Eerste, Self::Tweede, Self::Beide];

    /// The name in verbs.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Eerste => "eerste",
            Self::Tweede => "tweede",
            Self::Beide => "beide",
        }
    }
}

/// A contradiction that the officer let stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beslechting {
    /// Which one.
    pub tegenspraak: Tegenspraak,
    /// Why.
    #[serde(rename = "reden")]
    pub reden: Vertrouwelijk,
}
