//! What a monitor is about: whole piketweeks that follow each other, or days. Weeks are read as people write them:
//! `2026-W47`, `2026-W45..2026-W47`; a year is its ISO weeks, 52 or 53.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::{
    error::{Error, Result},
    ids::{Piketweek, WeekStart},
    moment::Moment,
    sanitize,
};

/// How many weeks one monitor can be about: twenty years.
const MOST: usize = 1_044;

/// Weeks that follow each other, the first and the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekSpan {
    first: Piketweek,
    last: Piketweek,
}

impl From<Piketweek> for WeekSpan {
    fn from(week: Piketweek) -> Self {
        Self { first: week, last: week }
    }
}

impl WeekSpan {
    /// From one week to another.
    ///
    /// # Errors
    /// When the last comes before the first, or too far after it.
    pub fn new(first: Piketweek, last: Piketweek) -> Result<Self> {
        if last < first {
            return Err(Error::usage(format!("{last} ligt vóór {first}.")).hint("Noem de eerste week eerst."));
        }
        let span = Self { first, last };
        if span.weeks().nth(MOST).is_some() {
            return Err(
                Error::usage(format!("{first} tot {last} is meer dan twintig jaar.")).hint("Noem minder weken.")
            );
        }
        Ok(span)
    }

    /// All weeks of an ISO year.
    pub fn year(year: i32) -> Self {
        Self { first: Piketweek::first_of(year), last: Piketweek::first_of(year + 1).previous() }
    }

    /// So many weeks before these; none where there are none.
    pub fn before(self, count: usize) -> Option<Self> {
        let last = self.first.previous();
        let first = std::iter::successors(Some(last), |week| Some(week.previous())).take(count).last()?;
        Some(Self { first, last })
    }

    /// The first week.
    pub const fn first(self) -> Piketweek {
        self.first
    }

    /// The last week.
    pub const fn last(self) -> Piketweek {
        self.last
    }

    /// Every week, in order.
    pub fn weeks(self) -> impl Iterator<Item = Piketweek> {
        std::iter::successors(Some(self.first), move |week| Some(week.next()).filter(|next| *next <= self.last))
    }

    /// Whether it is one of them.
    pub fn contains(self, week: Piketweek) -> bool {
        (self.first..=self.last).contains(&week)
    }

    /// The only one, where it is one.
    pub fn single(self) -> Option<Piketweek> {
        (self.first == self.last).then_some(self.first)
    }
}

impl fmt::Display for WeekSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.single() {
            Some(week) => week.fmt(f),
            None => write!(f, "{} t/m {}", self.first, self.last),
        }
    }
}

impl FromStr for WeekSpan {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.split_once("..") {
            Some((first, last)) => Self::new(first.parse()?, last.parse()?),
            None => text.parse::<Piketweek>().map(Self::from),
        }
    }
}

/// What a monitor is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// The cases of these weeks, by their number.
    Weeks(WeekSpan),
    /// What came up on these days, the last included; weeks are those of the settings.
    Days {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
}

impl Period {
    /// The days from one to another.
    ///
    /// # Errors
    /// When the last comes before the first, or too far after it.
    pub fn days(from: NaiveDate, until: NaiveDate) -> Result<Self> {
        let (first, last) = (from.format("%d-%m-%Y"), until.format("%d-%m-%Y"));
        if until < from {
            return Err(Error::usage(format!("{last} ligt vóór {first}.")).hint("Noem de eerste dag eerst."));
        }
        if (until - from).num_weeks() > 1_043 {
            return Err(
                Error::usage(format!("{first} tot {last} is meer dan twintig jaar.")).hint("Noem minder dagen.")
            );
        }
        Ok(Self::Days { from, until })
    }

    /// Its first moment.
    pub fn begin(self, week_start: WeekStart) -> Moment {
        match self {
            Self::Weeks(weeks) => weeks.first.begin(week_start),
            Self::Days { from, .. } => Moment::local_or_later(from, NaiveTime::MIN),
        }
    }

    /// The first moment after it.
    pub fn end(self, week_start: WeekStart) -> Moment {
        match self {
            Self::Weeks(weeks) => weeks.last.end(week_start),
            Self::Days { until, .. } => Moment::local_or_later(until.succ_opt().unwrap_or(until), NaiveTime::MIN),
        }
    }

    /// Every week of which it has a part.
    pub fn weeks(self, week_start: WeekStart) -> WeekSpan {
        match self {
            Self::Weeks(weeks) => weeks,
            Self::Days { .. } => {
                let last = self.end(week_start).plus(chrono::Duration::milliseconds(-1));
                WeekSpan {
                    first: Piketweek::from(self.begin(week_start), week_start),
                    last: Piketweek::from(last, week_start),
                }
            }
        }
    }

    /// The week whose monitor this is, where it is that of one whole week.
    pub fn week(self) -> Option<Piketweek> {
        match self {
            Self::Weeks(weeks) => weeks.single(),
            Self::Days { .. } => None,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weeks(weeks) => weeks.fmt(f),
            Self::Days { from, until } => write!(f, "{} t/m {}", from.format("%d-%m-%Y"), until.format("%d-%m-%Y")),
        }
    }
}

impl FromStr for Period {
    type Err = Error;

    /// `2026-W47`, `2026-W45..2026-W47`, `2026`, or days: `2026-11-02..2026-11-30`.
    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        if let Some(year) = text.parse::<i32>().ok().filter(|year| (1970..=2998).contains(year)) {
            return Ok(Self::Weeks(WeekSpan::year(year)));
        }
        match text.split_once("..") {
            Some((from, until)) if !text.contains(['W', 'w']) => Self::days(day(from)?, day(until)?),
            Some(_) | None => text.parse().map(Self::Weeks),
        }
    }
}

/// A day as it is written: 2026-11-22 or 22-11-2026.
///
/// # Errors
/// When it is no day.
pub fn day(text: &str) -> Result<NaiveDate> {
    let read = |form| NaiveDate::parse_from_str(text.trim(), form).ok();
    let date = read("%Y-%m-%d").or_else(|| read("%d-%m-%Y"));
    // A day that this clock does not know is no day to ask for.
    date.filter(|d| (1900..=2999).contains(&d.year())).ok_or_else(|| {
        Error::usage(format!("«{}» is geen dag.", sanitize::line(text))).hint("Schrijf bijvoorbeeld 2026-11-22.")
    })
}
