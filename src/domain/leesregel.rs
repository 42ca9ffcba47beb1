//! The ways in which the source can be read where it is not clear. Which one applies when is the
//! calculation's business, what each says is data; the name is what the log keeps of a choice.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::fout::{Fout, Uitkomst};

/// A way of reading the term of a form, or an elapsed term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Leesregel {
    /// In office hours: the same day.
    #[serde(rename = "dezelfde-dag")]
    DezelfdeDag,
    /// Outside office hours: the next werkdag.
    #[serde(rename = "volgende-werkdag")]
    VolgendeWerkdag,
    /// On a feestdag in daytime, taken as outside office hours.
    Feestdag,
    /// On a feestdag in daytime, taken as the weekday it also is.
    #[serde(rename = "feestdag-als-weekdag")]
    FeestdagAlsWeekdag,
    /// Before office hours: the werkdag about to begin.
    #[serde(rename = "vroege-ochtend")]
    VroegeOchtend,
    /// Before office hours: the werkdag after.
    #[serde(rename = "vroege-ochtend-dag-erna")]
    VroegeOchtendDagErna,
    /// Weekend: Monday morning.
    Weekend,
    /// Weekend before a feestdag: the first werkdag takes Monday's place.
    #[serde(rename = "weekend-na-feestdag")]
    WeekendNaFeestdag,
    /// Weekend before a feestdag: that Monday all the same.
    #[serde(rename = "weekend-letterlijk")]
    WeekendLetterlijk,
    /// The officer's own days off do not count: no regulation knows them.
    #[serde(rename = "zonder-eigen-dagen")]
    ZonderEigenDagen,
    /// A number of elapsed hours.
    #[serde(rename = "uren")]
    Uren,
}

impl Leesregel {
    /// All of them.
    pub const ALLE: [Self; 11] = [
        Self::DezelfdeDag,
        Self::VolgendeWerkdag,
        Self::Feestdag,
        Self::FeestdagAlsWeekdag,
        Self::VroegeOchtend,
        Self::VroegeOchtendDagErna,
        Self::Weekend,
        Self::WeekendNaFeestdag,
        Self::WeekendLetterlijk,
        Self::ZonderEigenDagen,
        Self::Uren,
    ];

    /// The name in data and verbs.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::DezelfdeDag => "dezelfde-dag",
            Self::VolgendeWerkdag => "volgende-werkdag",
            Self::Feestdag => "feestdag",
            Self::FeestdagAlsWeekdag => "feestdag-als-weekdag",
            Self::VroegeOchtend => "vroege-ochtend",
            Self::VroegeOchtendDagErna => "vroege-ochtend-dag-erna",
            Self::Weekend => "weekend",
            Self::WeekendNaFeestdag => "weekend-na-feestdag",
            Self::WeekendLetterlijk => "weekend-letterlijk",
            Self::ZonderEigenDagen => "zonder-eigen-dagen",
            Self::Uren => "uren",
        }
    }
}

impl fmt::Display for Leesregel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sleutel())
    }
}

impl FromStr for Leesregel {
    type Err = Fout;

    fn from_str(s: &str) -> Uitkomst<Self> {
        Self::ALLE.into_iter().find(|l| l.sleutel() == s).ok_or_else(|| {
            let namen = Self::ALLE.map(Self::sleutel).join(", ");
            Fout::gebruik(format!("Lezing «{s}» is niet bekend.")).hint(format!("Kies uit: {namen}."))
        })
    }
}
