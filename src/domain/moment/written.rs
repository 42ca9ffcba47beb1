//! How officers and scripts write a time: day and month in either order, with or without year, seconds and
//! offset. Only the reading of the text stands here; what the clock makes of it is settled in the parent.

use std::ops::RangeInclusive;

use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Weekday};

use super::{ClockDay, Moment};

/// Within so many days of now a day is meant as it stands: on the wrong side of now it is a slip, to be refused and not
/// read as one of another year.
const NEARBY: Duration = Duration::days(7);

/// A day and a clock time as people write them, with an offset right behind: the only way to name the
/// second of the two hours in the autumn night without writing seconds as well.
pub(super) fn with_offset(text: &str) -> Option<Moment> {
    let (local, east) = if let Some(local) = text.strip_suffix(['Z', 'z']) {
        (local, Duration::zero())
    } else {
        let (local, utc_offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
        let (character, hours) = utc_offset.split_at_checked(1)?;
        let duration = parse_clock(hours)?.signed_duration_since(NaiveTime::MIN);
        match character {
            "+" => (local, duration),
            "-" => (local, -duration),
            _ => return None,
        }
    };
    let (day, time) = local.split_once(['T', 't', ' '])?;
    let time = parse_clock(time.trim())?;
    let local = parse_day(day, time, None)?.and_time(time);
    Some(Moment::from_utc(local.checked_sub_signed(east)?.and_utc()))
}

pub(super) fn parse_clock(text: &str) -> Option<NaiveTime> {
    let text = text.replace('.', ":");
    if !text.chars().all(|c| c.is_ascii_digit() || c == ':') {
        return None;
    }
    let parts: Vec<u32> = if text.contains(':') {
        text.split(':').map(short_number).collect::<Option<_>>()?
    } else if text.len() == 4 {
        let everything: u32 = text.parse().ok()?;
        vec![everything / 100, everything % 100]
    } else {
        return None;
    };
    match parts.as_slice() {
        [u, m] => NaiveTime::from_hms_opt(*u, *m, 0),
        [u, m, s] => NaiveTime::from_hms_opt(*u, *m, *s),
        _ => None,
    }
}

/// A number of one or two digits: "001" is what was typed behind a time that stood there already.
fn short_number(text: &str) -> Option<u32> {
    (text.len() <= 2).then(|| text.parse().ok()).flatten()
}

/// A date; one without a year is, for that clock time, the nearest to `now` that fits: what happened lies behind it,
/// what is still to come ahead.
pub(super) fn parse_day(text: &str, time: NaiveTime, now: Option<(Moment, ClockDay)>) -> Option<NaiveDate> {
    match written_day(text)? {
        WrittenDay::Whole(day) => Some(day),
        WrittenDay::OfYear(of_year) => nearest(now?, time, of_year),
    }
    .filter(|day| plausible(*day))
}

/// As [`parse_day`], behind the weekday that it must have: that of the nearest day, on whatever side, or else of the
/// nearest that fits. The day itself where neither has it.
pub(super) fn parse_day_on(
    text: &str,
    weekday: Weekday,
    time: NaiveTime,
    (now, clock_day): (Moment, ClockDay),
) -> Option<NaiveDate> {
    let WrittenDay::OfYear(of_year) = written_day(text)? else { return parse_day(text, time, None) };
    let fitting = nearest((now, clock_day), time, of_year)?;
    let any = years(now).filter_map(|year| of_year.in_year(year)).min_by_key(|day| distance(now, time, *day).abs())?;
    Some(if any.weekday() == weekday { any } else { fitting })
}

/// A day as it was written.
enum WrittenDay {
    Whole(NaiveDate),
    OfYear(DayOfYear),
}

/// A day and month without a year.
#[derive(Debug, Clone, Copy)]
struct DayOfYear {
    month: u32,
    day: u32,
}

impl DayOfYear {
    fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }
}

fn written_day(text: &str) -> Option<WrittenDay> {
    // A year has four digits.
    let number = |part: &str| if part.len() == 4 { part.parse().ok() } else { short_number(part) };
    let parts: Vec<u32> = text.split(['-', '/']).map(number).collect::<Option<_>>()?;
    let whole = |year: u32, month, day| {
        let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
        day.map(WrittenDay::Whole)
    };
    match parts.as_slice() {
        [j, m, d] if *j >= 1000 => whole(*j, *m, *d),
        [d, m, j] if *j >= 1000 => whole(*j, *m, *d),
        [d, m] => Some(WrittenDay::OfYear(DayOfYear { month: *m, day: *d })),
        _ => None,
    }
}

/// The day of a year around `now` whose moment lies nearest to it, on the side that is meant: on 1 January "31-12" is
/// yesterday, and in November "1-1" happened in this year and is still to come in the next.
fn nearest((now, clock_day): (Moment, ClockDay), time: NaiveTime, of_year: DayOfYear) -> Option<NaiveDate> {
    let fits = |day: &NaiveDate| match clock_day {
        ClockDay::Past => distance(now, time, *day) <= NEARBY,
        ClockDay::Upcoming => distance(now, time, *day) >= -NEARBY,
    };
    let days = years(now).filter_map(|year| of_year.in_year(year)).filter(fits);
    days.min_by_key(|day| distance(now, time, *day).abs())
}

/// The day of that month that something happened on, for who looks back from a day: the nearest that fits, as where it is
/// typed; `None` where no year has it.
pub fn happened_on(day: u32, month: u32, from: NaiveDate) -> Option<NaiveDate> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0)?;
    let from = Moment::local(from, noon).ok()?.moment;
    nearest((from, ClockDay::Past), noon, DayOfYear { month, day })
}

/// 29 February may be four years away, around 2100 eight.
fn years(now: Moment) -> RangeInclusive<i32> {
    let year = now.date().year();
    year - 8..=year + 8
}

/// How far ahead of now the clock shows that time on that day.
fn distance(now: Moment, time: NaiveTime, day: NaiveDate) -> Duration {
    day.and_time(time) - now.amsterdam().naive_local()
}

/// Years far outside any file on a desk are typing errors; refusing them also keeps every sum in range,
/// and every moment in four digits: the log could not be read back with more.
pub(super) fn plausible(day: NaiveDate) -> bool {
    (1900..=2999).contains(&day.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::error::Result;

    #[test]
    fn what_is_typed_behind_a_time_or_a_day_makes_no_other_of_it() -> Result<()> {
        let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
        for text in [
            "22-11-2026 02:001:30",
            "02:001:30",
            "002:10",
            "02:010",
            "22-11-2026 02:10:005",
            "22-011-2026 02:10",
            "022-11-2026 02:10",
            "22-11-02026 02:10",
            "2026-011-22 02:10",
            "022-11 02:10",
        ] {
            assert!(Moment::parse(text, Some(now)).is_err(), "{text}");
        }
        Ok(())
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest_that_fits() -> Result<()> {
        for (text, when, happened, to_come) in [
            ("31-12 23:50", "2027-01-01T00:10", "2026-12-31T23:50", "2026-12-31T23:50"),
            ("01-01 08:00", "2026-12-31T23:50", "2027-01-01T08:00", "2027-01-01T08:00"),
            ("22-11 02:10", "2026-11-22T02:15", "2026-11-22T02:10", "2026-11-22T02:10"),
            ("22-11 02:30", "2026-11-22T02:15", "2026-11-22T02:30", "2026-11-22T02:30"),
            ("1-1 8:00", "2026-11-22T02:10", "2026-01-01T08:00", "2027-01-01T08:00"),
            ("15-12 10:00", "2027-01-20T08:00", "2026-12-15T10:00", "2027-12-15T10:00"),
            ("29-02 08:00", "2026-11-22T02:10", "2024-02-29T08:00", "2028-02-29T08:00"),
            ("29-02 10:00", "2027-03-01T10:00", "2024-02-29T10:00", "2028-02-29T10:00"),
            ("29/2 10.00", "2103-03-01T10:00", "2096-02-29T10:00", "2104-02-29T10:00"),
            // A day of the coming week is a slip where it should have happened, and the other way round.
            ("29-11 02:10", "2026-11-22T02:10", "2026-11-29T02:10", "2026-11-29T02:10"),
            ("29-11 02:11", "2026-11-22T02:10", "2025-11-29T02:11", "2026-11-29T02:11"),
            ("15-11 02:09", "2026-11-22T02:10", "2026-11-15T02:09", "2027-11-15T02:09"),
            ("do 1-1 8:00", "2026-11-22T02:10", "2026-01-01T08:00", ""),
            ("vr 1-1 8:00", "2026-11-22T02:10", "2027-01-01T08:00", "2027-01-01T08:00"),
        ] {
            let now = Moment::from_rfc3339(&format!("{when}:00+01:00"))?;
            for (clock_day, read) in [(ClockDay::Past, happened), (ClockDay::Upcoming, to_come)] {
                let found = Moment::parse_on(text, Some((now, clock_day))).map(|found| found.moment.rfc3339());
                let read = if read.is_empty() { None } else { Some(format!("{read}:00+01:00")) };
                assert_eq!(found.ok(), read, "{text} op {when}");
            }
        }
        Ok(())
    }

    /// Every day there is, walked through, and the moments compared as they are.
    #[test]
    fn every_day_of_a_year_is_the_nearest_that_fits_by_hand() {
        proptest::proptest!(|(at in 946_684_800..4_102_444_800_i64, d in 1..=31_u32, m in 1..=12_u32, minute in 0..1440_i64, past: bool)| {
            let Some(now) = chrono::DateTime::from_timestamp(at, 0).map(|t| Moment::from_utc(t).minute()) else { return Ok(()) };
            let clock = now.amsterdam().naive_local();
            let side = |at: &chrono::NaiveDateTime| if past { *at <= clock + Duration::days(7) } else { *at >= clock - Duration::days(7) };
            let days = (-3300..3300).filter_map(|n| now.date().checked_add_signed(Duration::days(n)));
            let same = days.filter(|day| (day.day(), day.month()) == (d, m));
            let moments = same.map(|day| day.and_time(NaiveTime::MIN) + Duration::minutes(minute)).filter(side);
            let expected = moments.min_by_key(|moment| (*moment - clock).abs());
            let clock_day = if past { ClockDay::Past } else { ClockDay::Upcoming };
            let text = format!("{d}-{m} {:02}:{:02}", minute / 60, minute % 60);
            let read = Moment::parse_on(&text, Some((now, clock_day))).map(|read| read.moment.amsterdam().naive_local());
            // The clock may skip the time on that day.
            let skipped = expected.is_some_and(|e| Moment::local(e.date(), e.time()).is_err());
            if !skipped {
                proptest::prop_assert_eq!(read.ok(), expected, "{} op {}", text, now);
            }
        });
    }
}
