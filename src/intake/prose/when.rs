//! When a text says that something was: each clause of a sentence that names a time, with the day that it or what
//! stands before it names. "Vannacht", "afgelopen zaterdag" and a time without a day are reckoned back from when the
//! mail was sent, and nothing is ever put after that.

use std::ops::Range;

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveTime, Timelike};

use super::{
    ago::ago,
    sentence::{Sentence, tokens},
};
use crate::{
    domain::{
        moment::Moment,
        near_day::{DayPart, near_day},
        weekdays::WEEKDAYS,
    },
    intake::{
        date::{self, spoken},
        reading_words::READING,
    },
};

/// A clause that names a time.
#[derive(Debug, Clone)]
pub struct ToldTime {
    pub moment: Moment,
    /// Where the clause stands in its sentence.
    pub clause: Range<usize>,
}

/// A day as people say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ToldDay {
    Date(NaiveDate),
    /// So many days before the mail.
    Ago(u64),
    /// The night that was going on or just over.
    Tonight,
    /// This evening, also just after midnight.
    Evening,
    /// The last such day of the week, from Monday.
    Weekday(u32),
    /// The night that ended on such a day.
    NightBefore(u32),
}

/// Reads the times of a text, sentence by sentence.
#[derive(Debug)]
pub struct ToldClock {
    sent: Option<Moment>,
    day: Option<ToldDay>,
}

/// How far the clock of a mail may be behind that of who wrote it.
const SLACK: Duration = Duration::minutes(60);
/// Days before a mail from which on a date in it is not that of a report.
const OLD: u64 = 400;
/// Days before the mail in which a day without a year lies.
const NEAR: u64 = 31;
/// What stands for a date of long ago.
const LONG_AGO: char = '\u{1}';
/// Words before a date in which "geboren" stands.
const BORN: usize = 5;
/// The hour until which an evening is the one before midnight.
const SMALL_HOURS: u32 = 5;
const NOON: u32 = 12;

impl ToldClock {
    /// For a text that was sent then.
    pub const fn new(sent: Option<Moment>) -> Self {
        Self { sent, day: None }
    }

    fn anchor(&self) -> Option<NaiveDate> {
        self.sent.map(Moment::date)
    }

    /// The times that a sentence names, in its order; the day it names counts for what follows. Clauses for which
    /// `skip` is true neither name a time nor a day.
    pub fn times(&mut self, sentence: &Sentence, skip: impl Fn(&str) -> bool) -> Vec<ToldTime> {
        let masked = self.without_old_dates(&sentence.lower);
        let sentence_part = spoken::day_part(&masked);
        let parts: Vec<Range<usize>> = clauses(&masked)
            .into_iter()
            .filter(|part| masked.get(part.clone()).is_some_and(|clause| !skip(clause)))
            .collect();
        let of = |part: &Range<usize>| masked.get(part.clone()).unwrap_or_default();
        if let Some(day) = parts.iter().find_map(|part| self.day(of(part))) {
            self.day = Some(day);
        }
        let mut out = Vec::new();
        for part in &parts {
            let clause = of(part);
            self.day = self.day(clause).or(self.day);
            let bare = without_days(clause);
            let digits = spoken::in_digits(&bare, spoken::day_part(clause).or(sentence_part));
            if let Some(moment) = self.moment(&digits) {
                out.push(ToldTime { moment, clause: part.clone() });
            }
        }
        out
    }

    /// Dates that are those of a birth or of long ago, blanked. Where one is none of a birth a mark stays: the time
    /// beside it is of long ago too.
    fn without_old_dates(&self, lower: &str) -> String {
        let first = self.anchor().and_then(|anchor| anchor.checked_sub_days(Days::new(OLD)));
        let mut out = lower.to_owned();
        for (span, day) in date::spans(lower, self.anchor(), false) {
            if first.is_some_and(|first| day < first) {
                let before = lower.get(..span.start).unwrap_or_default();
                let adjoins = before.trim_end().ends_with(['(', ',', '°', '*']);
                let near = tokens(before).into_iter().rev().take(BORN).any(|(_, word)| word.starts_with("geb"));
                let mark = if adjoins || near { ' ' } else { LONG_AGO };
                out.replace_range(span.clone(), &format!("{mark}{}", " ".repeat(span.len() - 1)));
            }
        }
        out
    }

    /// The moment that a clause names.
    fn moment(&self, digits: &str) -> Option<Moment> {
        if digits.contains(LONG_AGO) {
            return None;
        }
        if let Some(ago) = ago(digits) {
            return self.sent.map(|sent| sent.plus(-ago).minute());
        }
        if let Ok(found) = date::moment(&[digits], self.anchor()) {
            return Some(found.moment);
        }
        let time = date::time(&without_short_date(digits))?;
        self.on(self.day, time)
    }

    /// That time of the day that is meant.
    fn on(&self, day: Option<ToldDay>, time: NaiveTime) -> Option<Moment> {
        let local = |day: NaiveDate| Moment::local(day, time).ok().map(|read| read.moment);
        if let Some(ToldDay::Date(date)) = day {
            return local(date);
        }
        let sent = self.sent?;
        let today = sent.date();
        let before = |days: u64| today.checked_sub_days(Days::new(days));
        let past = |moment: &Moment| *moment <= sent.plus(SLACK);
        let last = |days: u64, step: u64| {
            let near = before(days).and_then(local).filter(past);
            near.or_else(|| before(days + step).and_then(local))
        };
        let since = |weekday: u32| u64::from((today.weekday().num_days_from_monday() + 7 - weekday) % 7);
        match day {
            Some(ToldDay::Date(date)) => local(date),
            Some(ToldDay::Ago(days)) => before(days).and_then(local),
            // "Vannacht" at an hour before noon is the night of the mail's own day.
            Some(ToldDay::Tonight) if time.hour() < NOON => local(today),
            Some(ToldDay::Tonight) | None => last(0, 1),
            Some(ToldDay::Evening) => {
                let over = sent.amsterdam().hour() < SMALL_HOURS;
                before(u64::from(over)).and_then(local)
            }
            Some(ToldDay::Weekday(weekday)) => last(since(weekday), 7),
            Some(ToldDay::NightBefore(weekday)) => {
                before(since(weekday) + u64::from(time.hour() >= NOON)).and_then(local)
            }
        }
    }

    /// The day that a clause names.
    fn day(&self, clause: &str) -> Option<ToldDay> {
        let near = |day: &NaiveDate| {
            self.anchor().is_none_or(|anchor| {
                // A clock that is behind may name a day that is still to come.
                anchor.checked_add_days(Days::new(1)).is_none_or(|last| *day <= last)
                    && anchor.checked_sub_days(Days::new(OLD)).is_none_or(|first| *day >= first)
            })
        };
        let bare = without_days(clause);
        let whole = date::spans(&bare, self.anchor(), false).into_iter().map(|(_, day)| day).find(near);
        let loose = || {
            let dated = date::moment(&[&bare, "00:00"], self.anchor()).ok()?.moment.date();
            Some(dated).filter(near)
        };
        let short = || self.short_date(&bare);
        whole.or_else(loose).or_else(short).map(ToldDay::Date).or_else(|| relative(clause))
    }

    /// "25-11": a day of the last weeks.
    fn short_date(&self, clause: &str) -> Option<NaiveDate> {
        let anchor = self.anchor()?;
        let (_, day, month) = short_dates(clause).next()?;
        let year = anchor.year();
        let near = |date: &NaiveDate| {
            *date <= anchor && anchor.checked_sub_days(Days::new(NEAR)).is_none_or(|first| *date >= first)
        };
        [year, year - 1].into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)).find(near)
    }
}

/// Where a day and a month stand without a year, with both.
fn short_dates(clause: &str) -> impl Iterator<Item = (Range<usize>, u32, u32)> {
    let all = tokens(clause);
    let pairs = all.iter().zip(all.iter().skip(1)).filter_map(|((from, day), (second, month))| {
        let number = |word: &str| word.parse::<u32>().ok().filter(|_| word.len() <= 2);
        let (end, joint) = (second + month.len(), clause.get(from + day.len()..*second)?);
        let beside = |text: Option<&str>, signs: &[char]| {
            text.is_some_and(|text| text.trim_end_matches(' ').len() == text.len() && text.ends_with(signs))
        };
        let longer = beside(clause.get(..*from), &['-', '/', '.'])
            || clause.get(end..)?.starts_with(['-', '/', '.'])
                && clause.get(end + 1..)?.starts_with(char::is_alphanumeric);
        let (day, month) = (number(day)?, number(month)?);
        let is_date = (1..=31).contains(&day) && (1..=12).contains(&month);
        (matches!(joint, "-" | "/") && !longer && is_date).then_some((*from..end, day, month))
    });
    pairs.collect::<Vec<_>>().into_iter()
}

fn without_short_date(clause: &str) -> String {
    let mut out = clause.to_owned();
    for (span, ..) in short_dates(clause) {
        out.replace_range(span.clone(), &" ".repeat(span.len()));
    }
    out
}

/// The parts of a sentence that can be about different times.
pub fn clauses(lower: &str) -> Vec<Range<usize>> {
    let mut cuts = vec![(0, 0)];
    let found = READING
        .clause_joints
        .iter()
        .flat_map(|joint| lower.match_indices(joint).map(|(at, joint)| (at, at + joint.len())));
    // "Tussen 23.00 en 23.30 uur" is one time, that of its beginning.
    let number = |text: Option<&str>, last: bool| {
        text.and_then(|text| if last { text.chars().next_back() } else { text.chars().next() })
            .is_some_and(|c| c.is_ascii_digit())
    };
    cuts.extend(found.filter(|(at, end)| !(number(lower.get(..*at), true) && number(lower.get(*end..), false))));
    cuts.sort_unstable();
    let ends = cuts.iter().skip(1).map(|(at, _)| *at).chain([lower.len()]);
    let parts = cuts.iter().zip(ends).filter_map(|((_, from), end)| (*from < end).then_some(*from..end));
    parts.filter(|part| lower.get(part.clone()).is_some_and(|text| !text.trim().is_empty())).collect()
}

/// Which day of the week a word names, and the part of the day behind it: "zaterdagavond".
fn weekday(word: &str) -> Option<(u32, &str)> {
    (0..).zip(WEEKDAYS).find_map(|(nr, day)| Some((nr, word.strip_prefix(day)?)))
}

/// The day that words of a clause name without a date.
fn relative(clause: &str) -> Option<ToldDay> {
    let all = tokens(clause);
    let word = |nr: usize| all.get(nr).map_or("", |(_, word)| *word);
    all.iter().enumerate().find_map(|(nr, (_, here))| {
        if *here == "nacht" && matches!(word(nr.wrapping_sub(1)), "afgelopen" | "deze") {
            return Some(ToldDay::Tonight);
        }
        if let Some(near) = near_day(here) {
            return match (near.days, near.part) {
                (_, Some(DayPart::Night)) => Some(ToldDay::Tonight),
                (0, Some(DayPart::Evening)) => Some(ToldDay::Evening),
                // What is told is over.
                (days, Some(DayPart::Morning | DayPart::Afternoon | DayPart::Evening) | None) => {
                    u64::try_from(-days).ok().map(ToldDay::Ago)
                }
            };
        }
        let (day, _) = weekday(here)?;
        let second = (word(nr + 1) == "op").then(|| weekday(word(nr + 2))).flatten();
        Some(second.map_or(ToldDay::Weekday(day), |(next, _)| ToldDay::NightBefore(next)))
    })
}

/// True where a text in small letters names a day by how near it is.
pub fn names_near_day(lower: &str) -> bool {
    relative(lower).is_some()
}

/// A clause without the words for a day, so that only its dates are left.
fn without_days(clause: &str) -> String {
    let mut out = clause.to_owned();
    for (at, word) in tokens(clause) {
        let names_a_day = relative(word).is_some();
        if names_a_day {
            out.replace_range(at..at + word.len(), &" ".repeat(word.len()));
        }
    }
    out
}
