//! Numbers people say over the phone: the piketweek, the zaaknummer (`2026-W47-03`) and the
//! number of a melding (`M0012`). Newtypes, so that none is taken for another.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use super::{
    fout::{Fout, Uitkomst},
    moment::{Moment, dag_kort},
};

/// When a piketweek starts, Amsterdam clock. The source gives no moment, so this is a setting;
/// Monday 00:00 unless told otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weekstart {
    /// Day of the week.
    #[serde(rename = "dag")]
    pub dag: Weekday,
    /// Time of that day.
    #[serde(rename = "tijd")]
    pub tijd: NaiveTime,
}

impl Default for Weekstart {
    fn default() -> Self {
        Self { dag: Weekday::Mon, tijd: NaiveTime::MIN }
    }
}

impl fmt::Display for Weekstart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", dag_kort(self.dag), self.tijd.format("%H:%M"))
    }
}

/// An on-call week, named after the ISO week in which it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Piketweek {
    jaar: i32,
    week: u32,
}

impl Piketweek {
    /// The week that `moment` falls in, with weeks starting at `start`.
    pub fn van(moment: Moment, start: Weekstart) -> Self {
        let lokaal = moment.amsterdam().naive_local();
        let terug = i64::from((7 + lokaal.weekday().num_days_from_monday() - start.dag.num_days_from_monday()) % 7);
        let mut begin = lokaal.date() - Duration::days(terug);
        if begin == lokaal.date() && lokaal.time() < start.tijd {
            begin -= Duration::days(7);
        }
        let iso = begin.iso_week();
        Self { jaar: iso.year(), week: iso.week() }
    }

    /// The local date on which the week starts.
    pub fn begin(self, start: Weekstart) -> NaiveDate {
        NaiveDate::from_isoywd_opt(self.jaar, self.week, start.dag).unwrap_or_default()
    }

    /// The week after this one.
    #[must_use]
    pub fn volgende(self) -> Self {
        let iso = (self.begin(Weekstart::default()) + Duration::days(7)).iso_week();
        Self { jaar: iso.year(), week: iso.week() }
    }
}

impl fmt::Display for Piketweek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.jaar, self.week)
    }
}

impl FromStr for Piketweek {
    type Err = Fout;

    fn from_str(s: &str) -> Uitkomst<Self> {
        let gelezen = || {
            let (jaar, week) = s.trim().split_once("-W").or_else(|| s.trim().split_once("-w"))?;
            let (jaar, week): (i32, u32) = (jaar.parse().ok()?, week.parse().ok()?);
            // A year has 52 or 53 ISO weeks; asking chrono keeps that knowledge in one place.
            ((1970..=2999).contains(&jaar) && NaiveDate::from_isoywd_opt(jaar, week, Weekday::Mon).is_some())
                .then_some(Self { jaar, week })
        };
        gelezen().ok_or_else(|| {
            Fout::gebruik(format!("«{}» is geen piketweek.", s.trim())).hint("Schrijf bijvoorbeeld 2026-W47.")
        })
    }
}

/// A case: piketweek and sequence within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zaaknummer {
    /// The week in which the case was opened.
    pub week: Piketweek,
    /// 1, 2, 3 … within the week.
    pub volgnummer: u32,
}

impl fmt::Display for Zaaknummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.week, self.volgnummer)
    }
}

impl FromStr for Zaaknummer {
    type Err = Fout;

    fn from_str(s: &str) -> Uitkomst<Self> {
        let fout =
            || Fout::gebruik(format!("«{}» is geen zaaknummer.", s.trim())).hint("Schrijf bijvoorbeeld 2026-W47-03.");
        let (week, nr) = s.trim().rsplit_once('-').ok_or_else(fout)?;
        let volgnummer = nr.parse().ok().filter(|n| *n > 0 && nr.len() <= 6).ok_or_else(fout)?;
        Ok(Self { week: week.parse().map_err(|_| fout())?, volgnummer })
    }
}

/// An incoming report in the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Meldingnummer(pub u32);

impl fmt::Display for Meldingnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "M{:04}", self.0)
    }
}

impl FromStr for Meldingnummer {
    type Err = Fout;

    fn from_str(s: &str) -> Uitkomst<Self> {
        s.trim().strip_prefix(['M', 'm']).and_then(|n| n.parse().ok()).filter(|n| *n > 0).map(Self).ok_or_else(|| {
            Fout::gebruik(format!("«{}» is geen meldingnummer.", s.trim())).hint("Schrijf bijvoorbeeld M0012.")
        })
    }
}

macro_rules! as_text {
    ($($t:ty),*) => {$(
        impl TryFrom<String> for $t {
            type Error = Fout;
            fn try_from(s: String) -> Uitkomst<Self> { s.parse() }
        }
        impl From<$t> for String {
            fn from(v: $t) -> Self { v.to_string() }
        }
    )*};
}
as_text!(Piketweek, Zaaknummer, Meldingnummer);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back() {
        for t in ["2026-W47-03", "2026-W53-120"] {
            assert_eq!(t.parse::<Zaaknummer>().map(|z| z.to_string()), Ok(t.to_owned()));
        }
        for t in ["2026-W54-01", "2026-W47", "2026-W47-00", "x", "2025-W53-01"] {
            assert!(t.parse::<Zaaknummer>().is_err(), "{t}");
        }
        assert_eq!("m12".parse::<Meldingnummer>().map(|m| m.to_string()), Ok("M0012".to_owned()));
    }

    #[test]
    fn a_week_starts_when_the_setting_says() -> Uitkomst<()> {
        let start = Weekstart { dag: Weekday::Fri, tijd: NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default() };
        let week = |t: &str, s| Moment::uit_rfc3339(t).map(|m| Piketweek::van(m, s).to_string());
        assert_eq!(week("2026-11-22T23:59:59+01:00", Weekstart::default())?, "2026-W47");
        assert_eq!(week("2026-11-23T00:00:00+01:00", Weekstart::default())?, "2026-W48");
        assert_eq!(week("2026-11-27T08:59:00+01:00", start)?, "2026-W47");
        assert_eq!(week("2026-11-27T09:00:00+01:00", start)?, "2026-W48");
        assert_eq!(week("2027-01-01T12:00:00+01:00", Weekstart::default())?, "2026-W53");
        Ok(())
    }
}
