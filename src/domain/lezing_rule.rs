//! The ways in which the source can be read where it is not clear. Which one applies when is the
//! calculation's business, what each says is data; the name is what the log keeps of a choice.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::error::{Error, Result};

/// A way of reading the term of a form, or an elapsed term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LezingRule {
    /// In office hours: the same day.
    #[serde(rename = "dezelfde-dag")]
    SameDay,
    /// Outside office hours: the next werkdag.
    #[serde(rename = "volgende-werkdag")]
    NextWerkdag,
    /// On a feestdag in daytime, taken as outside office hours.
    Feestdag,
    /// On a feestdag in daytime, taken as the weekday it also is.
    #[serde(rename = "feestdag-als-weekdag")]
    FeestdagAsWeekday,
    /// Before office hours: the werkdag about to begin.
    #[serde(rename = "vroege-ochtend")]
    EarlyMorning,
    /// Before office hours: the werkdag after.
    #[serde(rename = "vroege-ochtend-dag-erna")]
    EarlyMorningDayAfter,
    /// Weekend: Monday morning.
    Weekend,
    /// Weekend before a feestdag: the first werkdag takes Monday's place.
    #[serde(rename = "weekend-na-feestdag")]
    WeekendAfterFeestdag,
    /// Weekend before a feestdag: that Monday all the same.
    #[serde(rename = "weekend-letterlijk")]
    WeekendLiteral,
    /// The officer's own days off do not count: no regulation knows them.
    #[serde(rename = "zonder-eigen-dagen")]
    WithoutOwnDays,
    /// A number of elapsed hours.
    #[serde(rename = "uren")]
    Hours,
}

impl LezingRule {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::SameDay,
        Self::NextWerkdag,
        Self::Feestdag,
        Self::FeestdagAsWeekday,
        Self::EarlyMorning,
        Self::EarlyMorningDayAfter,
        Self::Weekend,
        Self::WeekendAfterFeestdag,
        Self::WeekendLiteral,
        Self::WithoutOwnDays,
        Self::Hours,
    ];

    /// The name in data and verbs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SameDay => "dezelfde-dag",
            Self::NextWerkdag => "volgende-werkdag",
            Self::Feestdag => "feestdag",
            Self::FeestdagAsWeekday => "feestdag-als-weekdag",
            Self::EarlyMorning => "vroege-ochtend",
            Self::EarlyMorningDayAfter => "vroege-ochtend-dag-erna",
            Self::Weekend => "weekend",
            Self::WeekendAfterFeestdag => "weekend-na-feestdag",
            Self::WeekendLiteral => "weekend-letterlijk",
            Self::WithoutOwnDays => "zonder-eigen-dagen",
            Self::Hours => "uren",
        }
    }
}

impl fmt::Display for LezingRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for LezingRule {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|l| l.code() == s).ok_or_else(|| {
            let names = Self::ALL.map(Self::code).join(", ");
            Error::usage(format!("Lezing «{s}» is niet bekend.")).hint(format!("Kies uit: {names}."))
        })
    }
}
