//! Numbers people say over the phone: the piketweek, the zaaknummer (`2026-W47-03`) and the
//! number of a melding (`M0012`). Newtypes, so that none is taken for another.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use super::{
    error::{Error, Result},
    moment::{Moment, short_day},
};

/// When a piketweek starts, Amsterdam clock. The source gives no moment, so this is a setting;
/// Monday 00:00 unless told otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekStart {
    /// Day of the week.
    #[serde(rename = "dag")]
    pub day: Weekday,
    /// Time of that day.
    #[serde(rename = "tijd")]
    pub time: NaiveTime,
}

impl Default for WeekStart {
    fn default() -> Self {
        Self { day: Weekday::Mon, time: NaiveTime::MIN }
    }
}

impl fmt::Display for WeekStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", short_day(self.day), self.time.format("%H:%M"))
    }
}

/// An on-call week, named after the ISO week in which it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Piketweek {
    year: i32,
    week: u32,
}

impl Piketweek {
    /// The week that `moment` falls in, with weeks starting at `week_start`.
    pub fn from(moment: Moment, week_start: WeekStart) -> Self {
        let local = moment.date();
        let back = i64::from((7 + local.weekday().num_days_from_monday() - week_start.day.num_days_from_monday()) % 7);
        let week = Self::of_day(local - Duration::days(back));
        // By moments, not by the clock: in the autumn night the clock shows an hour twice.
        if moment < week.begin(week_start) { week.previous() } else { week }
    }

    /// The week that starts on this day.
    fn of_day(day: NaiveDate) -> Self {
        let iso = day.iso_week();
        Self { year: iso.year(), week: iso.week() }
    }

    /// The first week of an ISO year.
    pub const fn first_of(year: i32) -> Self {
        Self { year, week: 1 }
    }

    /// The ISO year that it is a week of.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The local date on which the week starts.
    pub fn start(self, week_start: WeekStart) -> NaiveDate {
        NaiveDate::from_isoywd_opt(self.year, self.week, week_start.day).unwrap_or_default()
    }

    /// Its number alone: `W47`.
    pub fn short(self) -> String {
        format!("W{:02}", self.week)
    }

    /// Its first moment. Where the clock skips the hour of the setting, the week starts an hour of that clock later,
    /// which is as long after midnight; of a doubled hour it is the first.
    pub fn begin(self, week_start: WeekStart) -> Moment {
        Moment::local_or_later(self.start(week_start), week_start.time)
    }

    /// The first moment after it.
    pub fn end(self, week_start: WeekStart) -> Moment {
        self.next().begin(week_start)
    }

    /// The week after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self::of_day(self.start(WeekStart::default()) + Duration::days(7))
    }

    /// The week before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::of_day(self.start(WeekStart::default()) - Duration::days(7))
    }
}

impl fmt::Display for Piketweek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.week)
    }
}

impl FromStr for Piketweek {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self> {
        let read = || {
            let (year, week) = s.trim().split_once("-W").or_else(|| s.trim().split_once("-w"))?;
            let (year, week): (i32, u32) = (year.parse().ok()?, week.parse().ok()?);
            // A year has 52 or 53 ISO weeks; asking chrono keeps that knowledge in one place.
            ((1970..=2999).contains(&year) && NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).is_some())
                .then_some(Self { year, week })
        };
        read().ok_or_else(|| {
            Error::usage(format!("«{}» is geen piketweek.", s.trim())).hint("Schrijf bijvoorbeeld 2026-W47.")
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
    pub sequence: u32,
}

impl Zaaknummer {
    /// What is said where no case has this number.
    pub fn unknown(self) -> Error {
        Error::usage(format!("Zaak {self} bestaat niet.")).hint("«piket incidenten --alles» toont de zaken.")
    }

    /// Where the week is known: its sequence alone, of another week with that week.
    pub fn short(self, week: Piketweek) -> String {
        match (self.week == week, self.week.year == week.year) {
            (true, _) => format!("{:02}", self.sequence),
            (false, true) => format!("W{:02}-{:02}", self.week.week, self.sequence),
            (false, false) => self.to_string(),
        }
    }
}

impl fmt::Display for Zaaknummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.week, self.sequence)
    }
}

impl FromStr for Zaaknummer {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self> {
        let error =
            || Error::usage(format!("«{}» is geen zaaknummer.", s.trim())).hint("Schrijf bijvoorbeeld 2026-W47-03.");
        let (week, nr) = s.trim().rsplit_once('-').ok_or_else(error)?;
        let sequence = nr.parse().ok().filter(|n| *n > 0 && nr.len() <= 6).ok_or_else(error)?;
        Ok(Self { week: week.parse().map_err(|_| error())?, sequence })
    }
}

/// An incoming report in the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Meldingnummer(pub u32);

impl Meldingnummer {
    /// What is said where no report has this number.
    pub fn unknown(self) -> Error {
        Error::usage(format!("Melding {self} bestaat niet.")).hint("«piket inbox --alles» toont de meldingen.")
    }
}

impl fmt::Display for Meldingnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "M{:04}", self.0)
    }
}

impl FromStr for Meldingnummer {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self> {
        s.trim().strip_prefix(['M', 'm']).and_then(|n| n.parse().ok()).filter(|n| *n > 0).map(Self).ok_or_else(|| {
            Error::usage(format!("«{}» is geen meldingnummer.", s.trim())).hint("Schrijf bijvoorbeeld M0012.")
        })
    }
}

macro_rules! as_text {
    ($($t:ty),*) => {$(
        impl TryFrom<String> for $t {
            type Error = Error;
            fn try_from(s: String) -> Result<Self> { s.parse() }
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
    fn a_week_starts_when_the_setting_says() -> Result<()> {
        let week_start = WeekStart { day: Weekday::Fri, time: NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default() };
        let week = |t: &str, s| Moment::from_rfc3339(t).map(|m| Piketweek::from(m, s).to_string());
        assert_eq!(week("2026-11-22T23:59:59+01:00", WeekStart::default())?, "2026-W47");
        assert_eq!(week("2026-11-23T00:00:00+01:00", WeekStart::default())?, "2026-W48");
        assert_eq!(week("2026-11-27T08:59:00+01:00", week_start)?, "2026-W47");
        assert_eq!(week("2026-11-27T09:00:00+01:00", week_start)?, "2026-W48");
        assert_eq!(week("2027-01-01T12:00:00+01:00", WeekStart::default())?, "2026-W53");
        Ok(())
    }
}
