//! How officers and scripts write a time: day and month in either order, with or without year, seconds and
//! offset. Only the reading of the text stands here; what the clock makes of it is settled in the parent.

use chrono::{Datelike, Duration, NaiveDate, NaiveTime};

use super::Moment;

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
        text.split(':').map(str::parse).collect::<Result<_, _>>().ok()?
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

/// A date; one without a year is, for that clock time, the one nearest to `now`.
pub(super) fn parse_day(text: &str, time: NaiveTime, now: Option<Moment>) -> Option<NaiveDate> {
    let parts: Vec<i32> = text.split(['-', '/']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let month_day = |j: i32, m: i32, d: i32| NaiveDate::from_ymd_opt(j, u32::try_from(m).ok()?, u32::try_from(d).ok()?);
    let day = match parts.as_slice() {
        [j, m, d] if *j >= 1000 => month_day(*j, *m, *d),
        [d, m, j] if *j >= 1000 => month_day(*j, *m, *d),
        [d, m] => nearest(now?, time, |year| month_day(year, *m, *d)),
        _ => None,
    }?;
    Some(day).filter(|d| plausible(*d))
}

/// The date of a year around `now` whose moment lies nearest to it, past or future: on 1 January "31-12" is
/// yesterday. 29 February may be four years away, around 2100 eight.
fn nearest(now: Moment, time: NaiveTime, in_year: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    let (year, now) = (now.date().year(), now.amsterdam().naive_local());
    (year - 8..=year + 8).filter_map(in_year).min_by_key(|day| (day.and_time(time) - now).abs())
}

/// Years far outside any file on a desk are typing errors; refusing them also keeps every sum in range,
/// and every moment in four digits: the log could not be read back with more.
pub(super) fn plausible(day: NaiveDate) -> bool {
    (1900..=2999).contains(&day.year())
}
