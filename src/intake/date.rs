//! Dutch dates and clock times as people write them: "28 september 2026, 14.28 uur", "ma 28 sep. '26 om
//! 14u28", ISO. What is not a date is nothing: this file never guesses a day or an hour.

mod day_part;
mod near;
pub mod only;
mod range;
mod spans;
pub mod spoken;
mod token;
mod whole;

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use self::{
    range::earliest,
    token::{Token, TokenKind, tokens},
};
pub use self::{
    spans::spans,
    whole::{AskedTime, SEVERAL_TIMES, doubt},
};
use crate::{
    domain::moment::{Moment, happened_on},
    intake::{limits, reading_words::READING},
};

/// Bytes in which a date must stand to be found: an answer or a sentence, not a story.
const MAX_LEN: usize = 1500;
/// Pieces that one answer may be spread over.
const MAX_PIECES: usize = 16;

/// A date found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The date; `None` when it is written as a date but no calendar has it.
    pub date: Option<NaiveDate>,
    /// Where it starts, as an index of signs.
    start: usize,
    end: usize,
}

/// A clock time found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ClockTime {
    time: NaiveTime,
    /// True for 24:00, which is the next day.
    midnight: bool,
    start: usize,
    end: usize,
}

/// A moment found in a text, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundMoment {
    /// The moment.
    pub moment: Moment,
    /// Byte offset in the text.
    pub pos: usize,
    /// True when the clock time exists twice that night and the first was taken.
    pub doubled_hour: bool,
}

/// Why a text that should hold a moment gives none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentError {
    /// There is no date in it, or none that exists.
    Date,
    /// There is a date but no time.
    Time,
    /// The clock skips that time in the spring night.
    ClockTime,
}

/// The date in the value of a date field. A year of two digits is the one that a person born then,
/// or a term that ends then, can have: never more than ten years after `anchor` (the day the mail was
/// sent), and for a birth date (`born`) at least twelve years before it.
pub fn date(text: &str, anchor: Option<NaiveDate>, born: bool) -> Option<NaiveDate> {
    let sequence = tokens(limits::start(text, MAX_LEN));
    let days = days(&sequence, anchor, born, false);
    let first = days.first()?.date?;
    // Two different dates in one answer: which one is meant is not for the desk to say.
    let unambiguous = days.iter().all(|d| d.date == Some(first));
    let possible = !born || anchor.is_none_or(|a| first <= a);
    (unambiguous && possible && (1900..=2100).contains(&first.year())).then_some(first)
}

/// The moment in the answers to one question, which may be spread over several cells: a date in one,
/// a time in another. Of more than one the first counts: a course of events starts at its start.
pub fn moment(pieces: &[&str], anchor: Option<NaiveDate>) -> Result<FoundMoment, MomentError> {
    let pieces: Vec<_> =
        pieces.iter().take(MAX_PIECES).map(|s| spoken::of_a_day_part(limits::start(s, MAX_LEN))).collect();
    for piece in &pieces {
        if let Some(first) = moments(piece, anchor).into_iter().next() {
            return first;
        }
    }
    let day = pieces.iter().find_map(|s| days(&tokens(s), anchor, false, true).first().and_then(|d| d.date));
    let day = day.ok_or(MomentError::Date)?;
    let clock_time = pieces.iter().find_map(|s| {
        let sequence = tokens(s);
        // A year of a date without its time must not be read as one: 28-09-2026 is not 20:26.
        let alone = days(&sequence, anchor, false, true).is_empty();
        alone.then(|| earliest(&sequence, &countdowns(&sequence, &[], true), 0)).flatten()
    });
    combine(day, clock_time.ok_or(MomentError::Time)?, 0)
}

/// The time of day in a text without a date.
pub fn time(text: &str) -> Option<NaiveTime> {
    let sequence = tokens(&spoken::of_a_day_part(limits::start(text, MAX_LEN)));
    let clock_time = days(&sequence, None, false, true)
        .is_empty()
        .then(|| countdowns(&sequence, &[], true).first().copied())
        .flatten()?;
    (!clock_time.midnight).then_some(clock_time.time)
}

/// All moments in a text, in order: each date with the time nearest after it, else before it.
pub fn moments(text: &str, anchor: Option<NaiveDate>) -> Vec<Result<FoundMoment, MomentError>> {
    if let Some(moment) = Moment::exact(text.trim()) {
        return vec![Ok(FoundMoment { moment, pos: 0, doubled_hour: false })];
    }
    let sequence = tokens(limits::start(text, MAX_LEN));
    let days = days(&sequence, anchor, false, true);
    let countdowns = countdowns(&sequence, &days, false);
    let mut out = Vec::new();
    for (i, day) in days.iter().enumerate() {
        let next = days.get(i + 1).map_or(usize::MAX, |d| d.start);
        let previous = i.checked_sub(1).and_then(|v| days.get(v)).map_or(0, |d| d.end);
        let after = countdowns.iter().position(|k| k.start >= day.end && k.start < next);
        let before = || countdowns.iter().rposition(|k| k.start >= previous && k.start < day.start);
        let clock_time = after.or_else(before).and_then(|at| earliest(&sequence, &countdowns, at));
        let (Some(date), Some(clock_time)) = (day.date, clock_time) else { continue };
        out.push(combine(date, clock_time, sequence.get(day.start).map_or(0, |t| t.pos)));
    }
    out
}

fn combine(day: NaiveDate, clock_time: ClockTime, pos: usize) -> Result<FoundMoment, MomentError> {
    let day = if clock_time.midnight { day.checked_add_days(Days::new(1)).ok_or(MomentError::Date)? } else { day };
    if !(1990..=2999).contains(&day.year()) {
        return Err(MomentError::Date);
    }
    let read = Moment::local(day, clock_time.time).map_err(|_| MomentError::ClockTime)?;
    Ok(FoundMoment { moment: read.moment, pos, doubled_hour: read.doubled_hour })
}

/// The dates in a row of signs. With `loose` also a day without a year and words such as "vandaag", both
/// read from the day the mail was sent.
fn days(sequence: &[Token], anchor: Option<NaiveDate>, born: bool, loose: bool) -> Vec<Day> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < sequence.len() {
        let found = DateParser { sequence, pos: i, anchor, born }.day(loose);
        match found {
            Some((date, end)) => {
                out.push(Day { date, start: i, end });
                i = end.max(i + 1);
            }
            None => i += 1,
        }
    }
    out
}

/// The clock times outside the dates. With `only` the text is the answer to "hoe laat", so that bare
/// digits count too.
fn countdowns(sequence: &[Token], days: &[Day], only: bool) -> Vec<ClockTime> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < sequence.len() {
        if let Some(day) = days.iter().find(|d| (d.start..d.end).contains(&i)) {
            i = day.end;
            continue;
        }
        match (DateParser { sequence, pos: i, anchor: None, born: false }.clock_time(only)) {
            Some((time, midnight, end)) => {
                out.push(ClockTime { time, midnight, start: i, end });
                i = end;
            }
            None => i += 1,
        }
    }
    out
}

struct DateParser<'a> {
    sequence: &'a [Token],
    pos: usize,
    anchor: Option<NaiveDate>,
    born: bool,
}

impl DateParser<'_> {
    fn kind(&self, i: usize) -> Option<&TokenKind> {
        self.sequence.get(i).map(|t| &t.kind)
    }

    fn number(&self, i: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        match self.kind(i)? {
            TokenKind::Number { value, length } if digits.contains(length) => Some(*value),
            TokenKind::Number { .. } | TokenKind::Word(_) | TokenKind::Sign(_) | TokenKind::Whitespace => None,
        }
    }

    fn is(&self, i: usize, tokens: &[char]) -> Option<char> {
        match self.kind(i)? {
            TokenKind::Sign(c) if tokens.contains(c) => Some(*c),
            TokenKind::Sign(_) | TokenKind::Number { .. } | TokenKind::Word(_) | TokenKind::Whitespace => None,
        }
    }

    fn word(&self, i: usize) -> Option<&str> {
        match self.kind(i)? {
            TokenKind::Word(w) => Some(w),
            TokenKind::Number { .. } | TokenKind::Sign(_) | TokenKind::Whitespace => None,
        }
    }

    /// Past white space.
    fn skip_space(&self, i: usize) -> usize {
        if self.kind(i) == Some(&TokenKind::Whitespace) { i + 1 } else { i }
    }

    fn day(&self, loose: bool) -> Option<(Option<NaiveDate>, usize)> {
        let i = self.pos;
        // Part of a longer number, such as a file reference: not a date.
        if i > 0 && self.is(i - 1, &['-', '/', '.']).is_some() && i > 1 && self.number(i - 2, 1..=12).is_some() {
            return None;
        }
        self.year_first()
            .or_else(|| self.digits())
            .or_else(|| self.with_month_name(loose))
            .or_else(|| if loose { self.without_year().or_else(|| self.relative()) } else { None })
    }

    /// 2026-09-28, 2026/09/28 and 20260928.
    fn year_first(&self) -> Option<(Option<NaiveDate>, usize)> {
        let i = self.pos;
        if let Some(eight) = self.number(i, 8..=8)
            && (1900..2100).contains(&(eight / 10_000))
        {
            return Some((ymd(eight / 10_000, eight / 100 % 100, eight % 100), i + 1));
        }
        let year = self.number(i, 4..=4)?;
        let separator = self.is(i + 1, &['-', '/'])?;
        let month = self.number(i + 2, 1..=2)?;
        self.is(i + 3, &[separator])?;
        Some((ymd(year, month, self.number(i + 4, 1..=2)?), i + 5))
    }

    /// 28-09-2026, 28/9/26, 28.09.2026, 28 - 09 - '26.
    fn digits(&self) -> Option<(Option<NaiveDate>, usize)> {
        let day = self.number(self.pos, 1..=2)?;
        let i = self.skip_space(self.pos + 1);
        let separator = self.is(i, &['-', '/', '.', '–'])?;
        let i = self.skip_space(i + 1);
        let month = self.number(i, 1..=2)?;
        let i = self.skip_space(i + 1);
        self.is(i, &[separator])?;
        let i = self.skip_space(i + 1);
        let i = if self.is(i, &['\'', '’', '‘']).is_some() { i + 1 } else { i };
        let (year, short) = match (self.number(i, 4..=4), self.number(i, 2..=2)) {
            (Some(year), _) => (year, false),
            (None, Some(short)) => (self.century(short), true),
            (None, None) => return None,
        };
        let date = ymd(year, month, day);
        // 14.28.30 is a time with seconds, 3.12.45 may be a version.
        if short && separator == '.' && date.is_none() {
            return None;
        }
        Some((date, i + 1))
    }

    /// 28 september 2026, 28e sep. '26, 28-sep-2026; with `loose` also without the year.
    fn with_month_name(&self, loose: bool) -> Option<(Option<NaiveDate>, usize)> {
        let day = self.number(self.pos, 1..=2)?;
        let mut i = self.pos + 1;
        if matches!(self.word(i), Some("e" | "ste" | "de")) || self.is(i, &['.']).is_some() {
            i += 1;
        }
        i = self.skip_space(i);
        i += usize::from(self.is(i, &['-', '/']).is_some());
        let month = month(self.word(i)?)?;
        let after_month = i + 1;
        i = after_month + usize::from(self.is(after_month, &['.']).is_some());
        i = self.skip_space(i);
        i += usize::from(self.is(i, &['-', '/', ',']).is_some());
        i = self.skip_space(i);
        let apostrophe = self.is(i, &['\'', '’', '‘']).is_some();
        i += usize::from(apostrophe);
        if let Some(year) = self.number(i, 4..=4).filter(|j| (1900..=2100).contains(j)) {
            return Some((ymd(year, month, day), i + 1));
        }
        let is_clock = self.is(i + 1, &[':', '.']).is_some() && self.number(i + 2, 2..=2).is_some()
            || matches!(self.word(self.skip_space(i + 1)), Some("u" | "uur" | "h"));
        if let Some(short) = self.number(i, 2..=2).filter(|_| apostrophe || !is_clock) {
            return Some((ymd(self.century(short), month, day), i + 1));
        }
        let anchor = self.anchor.filter(|_| loose)?;
        Some((happened_on(day, month, anchor), after_month))
    }

    fn century(&self, short: u32) -> u32 {
        let now = self.anchor.map_or(2026, |a| u32::try_from(a.year()).unwrap_or(2026));
        let latest_year = if self.born { now.saturating_sub(12) } else { now + 10 };
        if 2000 + short <= latest_year { 2000 + short } else { 1900 + short }
    }

    fn clock_time(&self, only: bool) -> Option<(NaiveTime, bool, usize)> {
        let i = self.pos;
        // Digits after a point, dash or currency sign belong to something else.
        if i > 0
            && self.is(i - 1, &['.', ':', '/', '-', '€', '+']).is_some()
            && i > 1
            && self.kind(i - 2) != Some(&TokenKind::Whitespace)
            && self.number(i - 2, 1..=12).is_some()
        {
            return None;
        }
        let mut out = None;
        if let Some(hour) = self.number(i, 1..=2) {
            let loose = self.skip_space(i + 1);
            if self.is(loose, &[':']).is_some()
                && loose > i + 1
                && let Some(minute) = self.number(self.skip_space(loose + 1), 2..=2)
            {
                // "02 : 10", as some forms part their fields.
                out = Some((hour, minute, 0, self.skip_space(loose + 1) + 1));
            } else if self.is(i + 1, &[':', '.']).is_some()
                && let Some(minute) = self.number(i + 2, 2..=2)
            {
                let second = self.is(i + 3, &[':', '.']).and_then(|_| self.number(i + 4, 2..=2));
                let end = if second.is_some() { i + 5 } else { i + 3 };
                out = Some((hour, minute, second.unwrap_or(0), end));
            } else if matches!(self.word(self.skip_space(i + 1)), Some("u" | "h" | "uur")) {
                let after = self.skip_space(i + 1) + 1;
                let minute = self.number(after, 2..=2);
                out = Some((hour, minute.unwrap_or(0), 0, if minute.is_some() { after + 1 } else { after }));
            }
        } else if let Some(four) = self.number(i, 4..=4) {
            let hour = matches!(self.word(self.skip_space(i + 1)), Some("u" | "h" | "uur"));
            if hour || only && self.sequence.len() <= 2 {
                out = Some((four / 100, four % 100, 0, i + 1));
            }
        }
        let (hour, minute, second, end) = out?;
        let (hour, end) = self.to_24_hour(hour, end);
        if (hour, minute, second) == (24, 0, 0) {
            return Some((NaiveTime::MIN, true, end));
        }
        Some((NaiveTime::from_hms_opt(hour, minute, second)?, false, end))
    }
}

fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn month(word: &str) -> Option<u32> {
    (1..).zip(READING.months).find(|(_, names)| names.contains(&word)).map(|(nr, _)| nr)
}

#[cfg(test)]
mod tests;
