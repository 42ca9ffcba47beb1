//! How people say a time: "over een half uur", "morgen 8:00", "ma 9", "vanmiddag kwart over 3"; and how the desk
//! itself writes one, so that what stands on a screen can be typed over. What the clock makes of it is settled in
//! the parent.

use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Timelike, Weekday};

use day_name::{DayName, months_as_numbers, named_day};
use length::{distance, number};

use super::{
    ClockDay, Moment, ParsedMoment,
    written::{parse_clock, parse_day, parse_day_on},
};
use crate::domain::{
    error::{Error, Result},
    near_day::DayPart,
};

mod day_name;
mod day_part;
mod length;

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
    /// Nothing was said of it.
    Open,
    First,
    Second,
}

/// Reads it; `None` when it is no time that anybody says.
pub(super) fn spoken(text: &str, now: Moment, clock_day: ClockDay) -> Option<Result<ParsedMoment>> {
    let lower = loose_commas(&text.to_lowercase().replace(['’', '‘', '`', '´'], "'"));
    let (bare, half) = match lower.trim_end() {
        t if t.ends_with("(zomertijd)") => (t.trim_end_matches("(zomertijd)"), Half::First),
        t if t.ends_with("(wintertijd)") => (t.trim_end_matches("(wintertijd)"), Half::Second),
        t => (t, Half::Open),
    };
    let bare = months_as_numbers(bare);
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
            Half::Open => clock_day.which(read, now),
            Half::First | Half::Second => read,
        })
    };
    let (words, behind) = DayPart::behind(&words);
    let placed = |words: &[&str], place, part: Option<DayPart>| {
        let clock = clock(words, place)?;
        part.or(behind).map_or(Some(clock), |part| part.place(clock))
    };
    if let Some((day, part, rest)) = named_day(words) {
        return match day {
            DayName::FromToday(0) if part == Some(DayPart::Night) => {
                nearest([placed(rest, ClockPlace::BehindDay, part)?.time], now, clock_day, read)
            }
            DayName::FromToday(days) => {
                let day = now.date().checked_add_signed(Duration::days(days))?;
                Some(on_day(day, placed(rest, ClockPlace::BehindDay, part)?, now, clock_day, read))
            }
            DayName::Weekday(weekday) => {
                let clock = |words: &[&str]| placed(words, ClockPlace::BehindDay, part);
                on_weekday(weekday, rest, now, clock_day, clock, read)
            }
        };
    }
    let (first, rest) = words.split_first()?;
    if let Some(clock) = placed(rest, ClockPlace::BehindDay, None)
        && let Some(day) = parse_day(first, clock.time, Some((now, clock_day)))
    {
        return Some(on_day(day, clock, now, clock_day, read));
    }
    let clock = placed(words, ClockPlace::Alone, None)?;
    let on = |day| read(day, clock);
    let literal = if clock.ends_day { on(now.date()) } else { clock_day.at(now, clock.time, on) };
    let other = clock.time.overflowing_add_signed(Duration::hours(12)).0;
    let nearest = || nearest([clock.time, other], now, clock_day, read);
    Some(if clock.dial { nearest().unwrap_or(literal) } else { literal })
}

/// Without the commas of a sentence: one between digits is of a number.
fn loose_commas(text: &str) -> String {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut before = None;
    let mut rest = text.chars();
    let mut loose = String::with_capacity(text.len());
    while let Some(c) = rest.next() {
        let inside = digit(before) && digit(rest.clone().next());
        loose.push(if c == ',' && !inside { ' ' } else { c });
        before = Some(c);
    }
    loose
}

/// With a date behind it the weekday must be that of the date; alone it is the nearest on its side.
fn on_weekday(
    weekday: Weekday,
    rest: &[&str],
    now: Moment,
    clock_day: ClockDay,
    clock: impl Fn(&[&str]) -> Option<SpokenClock>,
    read: impl Fn(NaiveDate, SpokenClock) -> Result<ParsedMoment>,
) -> Option<Result<ParsedMoment>> {
    if let Some((date, rest)) = rest.split_first()
        && let Some(clock) = clock(rest)
        && let Some(day) = parse_day_on(date, weekday, clock.time, (now, clock_day))
    {
        if day.weekday() != weekday {
            let right = super::short_day(day.weekday());
            let error = Error::usage(format!("{} is geen {}.", day.format("%d-%m-%Y"), super::short_day(weekday)));
            return Some(Err(error.hint(format!("Het is een {right}; verbeter de dag of de datum."))));
        }
        return Some(on_day(day, clock, now, clock_day, read));
    }
    let clock = clock(rest)?;
    let mut days = (-7..=7).filter_map(|n| now.date().checked_add_signed(Duration::days(n)));
    let fits = |day: &NaiveDate| {
        day.weekday() == weekday
            && match (clock_day, on_day(*day, clock, now, clock_day, &read)) {
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
    day.map(|day| on_day(day, clock, now, clock_day, read))
}

/// A clock time of a day that was said with it. One of a dial leaves open which half of that day is meant: it is the one
/// that lies nearest on its side, as where no day was said.
fn on_day(
    day: NaiveDate,
    clock: SpokenClock,
    now: Moment,
    clock_day: ClockDay,
    read: impl Fn(NaiveDate, SpokenClock) -> Result<ParsedMoment>,
) -> Result<ParsedMoment> {
    let halves = [clock.time, clock.time.overflowing_add_signed(Duration::hours(12)).0];
    let both = halves.into_iter().filter(|_| clock.dial).map(|time| read(day, SpokenClock { time, ..clock }));
    nearest_of(both, now, clock_day).map_or_else(|| read(day, clock), Ok)
}

/// Of clock times that may all be meant the nearest on the side that is meant: of a dial the two of its halves, of a
/// night the one. What happened may be up to an hour ahead of a clock that is slow.
fn nearest<const N: usize>(
    times: [NaiveTime; N],
    now: Moment,
    clock_day: ClockDay,
    read: impl Fn(NaiveDate, SpokenClock) -> Result<ParsedMoment>,
) -> Option<Result<ParsedMoment>> {
    let near = (-1..=1).filter_map(|n| now.date().checked_add_signed(Duration::days(n)));
    let clock = |time| SpokenClock { time, ends_day: false, dial: false };
    nearest_of(near.flat_map(|day| times.map(|time| read(day, clock(time)))), now, clock_day).map(Ok)
}

fn nearest_of(
    all: impl Iterator<Item = Result<ParsedMoment>>,
    now: Moment,
    clock_day: ClockDay,
) -> Option<ParsedMoment> {
    let mut all: Vec<ParsedMoment> = all.filter_map(Result::ok).collect();
    all.sort_by_key(|read| read.moment);
    match clock_day {
        ClockDay::Upcoming => all.into_iter().find(|read| read.moment > now),
        ClockDay::Past => all.into_iter().rfind(|read| read.moment <= now.plus(Duration::hours(1))),
    }
}

/// Where a clock time stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClockPlace {
    /// Behind a day, where an hour alone can be nothing else.
    BehindDay,
    /// With nothing before it.
    Alone,
}

/// A clock time: "02.30 uur", "14u30", "half 3", "kwart over 3", "vijf voor half 4", "24:00"; an hour alone only
/// behind a day.
fn clock(words: &[&str], place: ClockPlace) -> Option<SpokenClock> {
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
        // "9" alone may become anything yet, and so may "drie"; four digits are a time.
        [one] if place == ClockPlace::Alone && number(one).is_some() && parse_clock(one).is_none() => return None,
        words => words,
    };
    let words: Vec<&str> = words.iter().copied().filter(|w| !matches!(*w, "min" | "minuten")).collect();
    match words.as_slice() {
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
