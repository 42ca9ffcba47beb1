//! How people say a time: "over een half uur", "morgen 8:00", "ma 9", "kwart over 3"; and how the desk itself
//! writes one, so that what stands on a screen can be typed over. What the clock makes of it is settled in the
//! parent.

use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Timelike, Weekday};

use super::{
    ClockDay, Moment, ParsedMoment,
    written::{parse_clock, parse_day, parse_day_on},
};
use crate::domain::error::{Error, Result};

/// A clock time as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct SpokenClock {
    time: NaiveTime,
    /// Midnight at the end of the day.
    ends_day: bool,
    /// Said by the twelve hours of a dial: which half of the day is open.
    dial: bool,
}

/// Which of two equal clock times, in the autumn night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    First,
    Second,
}

/// Reads it; `None` when it is no time that anybody says.
pub(super) fn spoken(text: &str, now: Moment, clock_day: ClockDay) -> Option<Result<ParsedMoment>> {
    let lower = text.to_lowercase().replace(',', " ");
    let (bare, half) = match lower.trim_end() {
        t if t.ends_with("(zomertijd)") => (t.trim_end_matches("(zomertijd)"), Half::First),
        t if t.ends_with("(wintertijd)") => (t.trim_end_matches("(wintertijd)"), Half::Second),
        t => (t, Half::First),
    };
    let words: Vec<&str> = bare.split_whitespace().filter(|w| *w != "om").collect();
    if let Some(distance) = distance(&words) {
        return Some(Ok(ParsedMoment { moment: now.plus(distance).minute(), doubled_hour: false }));
    }
    let read = |day: NaiveDate, clock: SpokenClock| {
        let day = if clock.ends_day { day.succ_opt().unwrap_or(day) } else { day };
        let read = Moment::local(day, clock.time)?;
        Ok(match half {
            Half::Second if read.doubled_hour => {
                ParsedMoment { moment: read.moment.plus(Duration::hours(1)), doubled_hour: false }
            }
            Half::First | Half::Second => read,
        })
    };
    let (first, rest) = words.split_first()?;
    if let Some(days) = day_word(first) {
        let day = now.date().checked_add_signed(Duration::days(days))?;
        return Some(read(day, clock(rest, true)?));
    }
    if let Some(weekday) = weekday(first) {
        return on_weekday(weekday, rest, now, clock_day, read);
    }
    if let Some(clock) = clock(rest, true)
        && let Some(day) = parse_day(first, clock.time, Some((now, clock_day)))
    {
        return Some(read(day, clock));
    }
    let clock = clock(&words, false)?;
    let day = if clock.ends_day { now.date() } else { clock_day.day(now, clock.time) };
    let literal = read(day, clock);
    Some(if clock.dial { nearest_half(literal, clock, now, clock_day, read) } else { literal })
}

/// With a date behind it the weekday must be that of the date; alone it is the nearest on its side.
fn on_weekday(
    weekday: Weekday,
    rest: &[&str],
    now: Moment,
    clock_day: ClockDay,
    read: impl Fn(NaiveDate, SpokenClock) -> Result<ParsedMoment>,
) -> Option<Result<ParsedMoment>> {
    if let Some((date, rest)) = rest.split_first()
        && let Some(clock) = clock(rest, true)
        && let Some(day) = parse_day_on(date, weekday, clock.time, (now, clock_day))
    {
        if day.weekday() != weekday {
            let right = super::short_day(day.weekday());
            let error = Error::usage(format!("{} is geen {}.", day.format("%d-%m-%Y"), super::short_day(weekday)));
            return Some(Err(error.hint(format!("Het is een {right}; verbeter de dag of de datum."))));
        }
        return Some(read(day, clock));
    }
    let clock = clock(rest, true)?;
    let mut days = (-7..=7).filter_map(|n| now.date().checked_add_signed(Duration::days(n)));
    let fits = |day: &NaiveDate| {
        day.weekday() == weekday
            && match (clock_day, read(*day, clock)) {
                (ClockDay::Upcoming, Ok(read)) => read.moment > now,
                // An hour that is typed wrong is refused as future, not read as a week ago.
                (ClockDay::Past, Ok(read)) => read.moment <= now.plus(Duration::hours(12)),
                (ClockDay::Upcoming | ClockDay::Past, Err(_)) => false,
            }
    };
    let day = match clock_day {
        ClockDay::Upcoming => days.find(fits),
        ClockDay::Past => days.filter(fits).last(),
    };
    day.map(|day| read(day, clock))
}

/// A time of the dial is the nearest of its two on the side that is meant: what happened may be up to an hour
/// ahead of a clock that is slow.
fn nearest_half(
    literal: Result<ParsedMoment>,
    clock: SpokenClock,
    now: Moment,
    clock_day: ClockDay,
    read: impl Fn(NaiveDate, SpokenClock) -> Result<ParsedMoment>,
) -> Result<ParsedMoment> {
    let half_day = Duration::hours(12);
    let other = clock.time.overflowing_add_signed(half_day).0;
    let near = (-1..=1).filter_map(|n| now.date().checked_add_signed(Duration::days(n)));
    let all = near.flat_map(|day| [clock.time, other].map(|time| read(day, SpokenClock { time, ..clock })));
    let mut all: Vec<ParsedMoment> = all.filter_map(Result::ok).collect();
    all.sort_by_key(|read| read.moment);
    let found = match clock_day {
        ClockDay::Upcoming => all.into_iter().find(|read| read.moment > now),
        ClockDay::Past => all.into_iter().rfind(|read| read.moment <= now.plus(Duration::hours(1))),
    };
    found.map_or(literal, Ok)
}

/// How far from now: "+30", "over 2 uur", "een kwartier geleden".
fn distance(words: &[&str]) -> Option<Duration> {
    match words {
        ["over", length @ ..] => self::length(length),
        [length @ .., "geleden"] => self::length(length).map(|d| -d),
        [first, rest @ ..] if first.starts_with('+') => {
            let first = first.strip_prefix('+').filter(|w| !w.is_empty());
            let words: Vec<&str> = first.into_iter().chain(rest.iter().copied()).collect();
            if let [one] = words.as_slice() {
                let clock = one.split_once(':').and_then(|(h, m)| Some((number(h)?, number(m)?)));
                let length = clock.map(|(h, m)| Duration::minutes(h * 60 + m));
                return length.or_else(|| number(one).map(Duration::minutes)).or_else(|| self::length(&words));
            }
            length(&words)
        }
        [one] => number(one.strip_prefix('-')?).map(|n| -Duration::minutes(n)),
        _ => None,
    }
}

/// "30 min", "2u", "een half uur", "2 uur en 15 minuten".
fn length(words: &[&str]) -> Option<Duration> {
    let words: Vec<&str> = words.iter().copied().filter(|w| *w != "en").collect();
    let (mut total, mut rest) = (Duration::zero(), words.as_slice());
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let (part, used) = match rest {
            ["een", "half", "uur", ..] => (Duration::minutes(30), 3),
            ["half", "uur", ..] => (Duration::minutes(30), 2),
            ["anderhalf", "uur", ..] => (Duration::minutes(90), 2),
            ["een", "kwartier", ..] => (Duration::minutes(15), 2),
            ["kwartier", ..] => (Duration::minutes(15), 1),
            ["driekwartier" | "drie-kwartier", ..] => (Duration::minutes(45), 1),
            [n, unit, ..] if number(n).is_some() && self::unit(unit).is_some() => {
                (self::unit(unit)? * i32::try_from(number(n)?).ok()?, 2)
            }
            [joined, ..] => {
                let end = joined.find(|c: char| !c.is_ascii_digit())?;
                let (n, unit) = joined.split_at_checked(end)?;
                (self::unit(unit)? * i32::try_from(number(n)?).ok()?, 1)
            }
            [] => return None,
        };
        total += part;
        rest = rest.get(used..)?;
    }
    Some(total)
}

fn unit(word: &str) -> Option<Duration> {
    match word.trim_end_matches('.') {
        "m" | "min" | "minuut" | "minuten" => Some(Duration::minutes(1)),
        "u" | "uur" | "uren" => Some(Duration::hours(1)),
        "kwartier" => Some(Duration::minutes(15)),
        "d" | "dag" | "dagen" => Some(Duration::days(1)),
        _ => None,
    }
}

/// A number in digits or as it is said; never more than a few days of minutes.
fn number(word: &str) -> Option<i64> {
    const SAID: [&str; 12] =
        ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];
    if word == "twintig" {
        return Some(20);
    }
    let said = SAID.iter().position(|w| *w == word).or_else(|| (word == "één").then_some(0));
    let digits = || word.chars().all(|c| c.is_ascii_digit()).then(|| word.parse().ok()).flatten();
    said.and_then(|n| i64::try_from(n + 1).ok()).or_else(digits).filter(|n| *n <= 9999)
}

fn day_word(word: &str) -> Option<i64> {
    match word {
        "eergisteren" => Some(-2),
        "gisteren" => Some(-1),
        "vandaag" => Some(0),
        "morgen" => Some(1),
        "overmorgen" => Some(2),
        _ => None,
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    match word.trim_end_matches('.') {
        "ma" | "maandag" => Some(Weekday::Mon),
        "di" | "dinsdag" => Some(Weekday::Tue),
        "wo" | "woensdag" => Some(Weekday::Wed),
        "do" | "donderdag" => Some(Weekday::Thu),
        "vr" | "vrijdag" => Some(Weekday::Fri),
        "za" | "zaterdag" => Some(Weekday::Sat),
        "zo" | "zondag" => Some(Weekday::Sun),
        _ => None,
    }
}

/// A clock time: "02.30 uur", "14u30", "half 3", "kwart over 3", "vijf voor half 4", "24:00"; an hour alone only
/// behind a day, where it can be nothing else.
fn clock(words: &[&str], behind_day: bool) -> Option<SpokenClock> {
    let plain = |time| SpokenClock { time, ends_day: false, dial: false };
    let dial = |minutes: i64| {
        let minutes = u32::try_from(minutes.rem_euclid(12 * 60)).ok()?;
        let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)?;
        // Noon and midnight are the same on a dial; by day it is noon.
        Some(SpokenClock {
            time: if time.hour() == 0 { time + Duration::hours(12) } else { time },
            ends_day: false,
            dial: true,
        })
    };
    let hour = |word: &str| number(word).filter(|h| (1..=12).contains(h)).map(|h| h * 60);
    let words = match words {
        [rest @ .., "uur" | "u"] if !rest.is_empty() => rest,
        _ if behind_day || words.len() != 1 => words,
        // "9" alone may become anything yet.
        [one] if number(one).is_none() || one.len() == 4 => words,
        _ => return None,
    };
    match words {
        ["24:00" | "24.00"] => Some(SpokenClock { time: NaiveTime::MIN, ends_day: true, dial: false }),
        [one] => {
            let text = one.replace(['u', 'h'], ":");
            let text = text.strip_suffix(':').unwrap_or(&text);
            let hour = || number(text).and_then(|h| NaiveTime::from_hms_opt(u32::try_from(h).ok()?, 0, 0));
            parse_clock(text).or_else(hour).map(plain)
        }
        ["half", h] => dial(hour(h)? - 30),
        ["kwart", "over", h] => dial(hour(h)? + 15),
        ["kwart", "voor", h] => dial(hour(h)? - 15),
        [m, "over", "half", h] => dial(hour(h)? - 30 + number(m).filter(|m| *m < 30)?),
        [m, "voor", "half", h] => dial(hour(h)? - 30 - number(m).filter(|m| *m < 30)?),
        [m, "over", h] => dial(hour(h)? + number(m).filter(|m| *m < 30)?),
        [m, "voor", h] => dial(hour(h)? - number(m).filter(|m| *m < 30)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
