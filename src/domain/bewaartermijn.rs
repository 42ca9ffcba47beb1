//! How long texts are kept. The sources fix no term, so it is a setting, and the setting is to ask:
//! nothing is ever destroyed because a day has come.

use std::{fmt, str::FromStr};

use chrono::{Days, Duration, Months};

use super::{
    error::{Error, Result},
    ids::{Meldingnummer, Zaaknummer},
    moment::Moment,
};

/// The term of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bewaartermijn {
    /// The officer decides, at the handover.
    #[default]
    Question,
    /// So many days after it was finished.
    Days(u32),
    /// So many calendar months after it was finished, in Amsterdam: after 31 January comes 28 February.
    Months(u32),
}

impl Bewaartermijn {
    /// When the term of something finished at `done` ends; `None` where somebody must decide.
    pub fn end(self, done: Moment) -> Option<Moment> {
        match self {
            Self::Question => None,
            Self::Days(days) => Some(done.plus(Duration::days(i64::from(days)))),
            Self::Months(months) => {
                let t = done.amsterdam();
                let day = t.date_naive().checked_add_months(Months::new(months))?;
                // An hour that the clock skips there is passed the day after.
                let end = Moment::local(day, t.time()).or_else(|_| Moment::local(day + Days::new(1), t.time()));
                end.ok().map(|read| read.moment)
            }
        }
    }
}

impl FromStr for Bewaartermijn {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parts: Vec<&str> = text.split_whitespace().collect();
        match parts.as_slice() {
            ["vraag"] => Some(Self::Question),
            [count, "dag" | "dagen"] => count.parse().ok().filter(|n| (1..=36_525).contains(n)).map(Self::Days),
            [count, "maand" | "maanden"] => count.parse().ok().filter(|n| (1..=1200).contains(n)).map(Self::Months),
            [count, "jaar"] => {
                let years = count.parse().ok().filter(|n| (1..=100_u32).contains(n));
                years.map(|n| Self::Months(n * 12))
            }
            _ => None,
        }
        .ok_or_else(|| Error::usage(format!("«{text}» is geen bewaartermijn.")))
    }
}

/// What has a term of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RetentionObject {
    /// A case, with the reports in it.
    Zaak(Zaaknummer),
    /// A report that was set aside.
    Melding(Meldingnummer),
}

impl fmt::Display for RetentionObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zaak(number) => number.fmt(f),
            Self::Melding(number) => number.fmt(f),
        }
    }
}

impl FromStr for RetentionObject {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if text.starts_with(['M', 'm']) { text.parse().map(Self::Melding) } else { text.parse().map(Self::Zaak) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_reads_and_ends_as_it_says() -> Result<()> {
        let done = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
        assert_eq!("vraag".parse::<Bewaartermijn>()?.end(done), None);
        let end = "90 dagen".parse::<Bewaartermijn>()?.end(done);
        assert_eq!(end, Some(Moment::from_rfc3339("2027-02-20T02:10:00+01:00")?));
        for (termijn, start, expected_end) in [
            ("1 maand", "2026-01-31T12:00:00+01:00", "2026-02-28T12:00:00+01:00"),
            ("6 maanden", "2026-11-22T02:10:00+01:00", "2027-05-22T02:10:00+02:00"),
            ("2 jaar", "2026-11-22T02:10:00+01:00", "2028-11-22T02:10:00+01:00"),
            // That night has no half past two.
            ("1 jaar", "2025-03-29T02:30:00+01:00", "2026-03-30T02:30:00+02:00"),
        ] {
            let end = termijn.parse::<Bewaartermijn>()?.end(Moment::from_rfc3339(start)?);
            assert_eq!(end, Some(Moment::from_rfc3339(expected_end)?), "{termijn}");
        }
        for error in [
            "",
            "0 dagen",
            "0 jaar",
            "1201 maanden",
            "2 jaren oud",
            "dagen",
            "90",
            "-1 dagen",
            "99999 dagen",
            "twee dagen",
        ] {
            assert!(error.parse::<Bewaartermijn>().is_err(), "{error}");
        }
        assert_eq!("m12".parse::<RetentionObject>()?, RetentionObject::Melding(Meldingnummer(12)));
        assert_eq!("2026-W47-03".parse::<RetentionObject>()?.to_string(), "2026-W47-03");
        Ok(())
    }
}
