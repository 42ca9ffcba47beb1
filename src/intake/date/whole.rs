//! Whether a whole answer is one date, or one date with its time. What is not (a range, a second time, "niet", another
//! time zone, a weekday that the date does not have) is told in words, so that nobody takes it for certain.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};

use super::{MAX_LEN, MAX_PIECES, TokenKind, countdowns, days, month, tokens};
use crate::{
    domain::{moment::Moment, weekdays::WEEKDAYS},
    intake::{limits, reading_words::READING},
};

/// What the answer is to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedTime {
    /// On which day somebody was born.
    Birth,
    /// On which day.
    Day,
    /// On which day and at what time.
    Moment,
}

/// Why an answer of more than one time is told in words.
pub const SEVERAL_TIMES: &str = "noemt meer dan één tijd";

/// Letters from which on a word says something.
const TELLING: usize = 4;
/// Days after the mail on which something may have happened, and before it.
const AFTER: u64 = 1;
const BEFORE: u64 = 366;
/// Years from the mail on which a term can begin or end.
const FAR: i32 = 60;

/// Why these answers to one question are not one date or moment as a whole; `None` when they are.
pub fn doubt(pieces: &[&str], anchor: Option<NaiveDate>, asked: AskedTime) -> Option<&'static str> {
    let (mut all, mut times) = (BTreeSet::new(), BTreeSet::new());
    let mut said = None;
    for piece in pieces.iter().take(MAX_PIECES).map(|p| limits::start(p, MAX_LEN)) {
        if let Some(exact) = Moment::exact(piece.trim()) {
            all.insert(exact.date());
            continue;
        }
        let sequence = tokens(piece);
        let found = days(&sequence, anchor, asked == AskedTime::Birth, asked == AskedTime::Moment);
        all.extend(found.iter().filter_map(|day| day.date));
        times.extend(countdowns(&sequence, &found, found.is_empty()).iter().map(|t| (t.midnight, t.time)));
        let word = |i: usize| match sequence.get(i).map(|t| &t.kind) {
            Some(TokenKind::Word(word)) => Some(word.as_str()),
            Some(TokenKind::Number { .. } | TokenKind::Sign(_) | TokenKind::Whitespace) | None => None,
        };
        for day in &found {
            let mut before = day.start;
            while before > 0
                && matches!(
                    sequence.get(before - 1).map(|t| &t.kind),
                    Some(TokenKind::Whitespace | TokenKind::Sign('.' | ','))
                )
            {
                before -= 1;
            }
            let weekday = before.checked_sub(1).and_then(word).and_then(weekday);
            if weekday.zip(day.date).is_some_and(|(named, date)| named != date.weekday().num_days_from_monday()) {
                return Some("noemt een dag van de week die niet bij de datum hoort");
            }
        }
        for (i, token) in sequence.iter().enumerate() {
            let in_date = found.iter().any(|day| (day.start..day.end).contains(&i));
            match &token.kind {
                TokenKind::Sign('?') => said = said.or(Some("staat er met een vraagteken")),
                TokenKind::Word(word) if !in_date => {
                    let place = asked == AskedTime::Birth && is_place(&sequence, i);
                    said = said.or_else(|| if place { None } else { says(word, asked) });
                }
                TokenKind::Word(_) | TokenKind::Sign(_) | TokenKind::Number { .. } | TokenKind::Whitespace => {}
            }
        }
    }
    if all.len() > 1 {
        return Some("noemt meer dan één datum");
    }
    if times.len() > 1 {
        return Some(SEVERAL_TIMES);
    }
    said.or_else(|| far(*all.first()?, anchor?, asked))
}

/// What a word beside a date makes of it.
fn says(word: &str, asked: AskedTime) -> Option<&'static str> {
    if READING.zones.contains(&word) {
        Some("noemt een andere tijdzone; de tijd is als Nederlandse tijd gelezen")
    } else if READING.date_denials.contains(&word) {
        Some("zegt wat het niet is")
    } else if READING.ranges.contains(&word) {
        Some("noemt een tijdvak of een keuze")
    } else if READING.roughly.contains(&word) {
        Some("is bij benadering")
    } else {
        let known =
            WEEKDAYS.iter().chain(READING.of_a_time.iter()).any(|w| word.starts_with(w)) || month(word).is_some();
        let more = match asked {
            AskedTime::Birth | AskedTime::Day => "zegt meer dan een datum",
            AskedTime::Moment => "zegt meer dan wanneer",
        };
        (word.chars().count() >= TELLING && !known).then_some(more)
    }
}

/// "Geboren te Den Haag": where, behind a word for it.
fn is_place(sequence: &[super::Token], at: usize) -> bool {
    sequence.iter().take(at).any(|t| matches!(&t.kind, TokenKind::Word(word) if word == "te" || word == "in"))
}

fn weekday(word: &str) -> Option<u32> {
    let named = |day: &str| word == day || word.chars().count() == 2 && day.starts_with(word);
    (0..).zip(WEEKDAYS).find(|(_, day)| named(day)).map(|(nr, _)| nr)
}

/// What lies too far from the day of the mail to be meant.
fn far(day: NaiveDate, anchor: NaiveDate, asked: AskedTime) -> Option<&'static str> {
    let years = anchor.year() - day.year();
    match asked {
        AskedTime::Birth => (!(12..=105).contains(&years)).then_some("geeft geen leeftijd die een justitiabele heeft"),
        AskedTime::Day => (years.abs() > FAR).then_some("ligt heel ver van de dag van de mail"),
        AskedTime::Moment if anchor.checked_add_days(Days::new(AFTER)).is_some_and(|last| day > last) => {
            Some("ligt na de dag van de mail")
        }
        AskedTime::Moment => anchor
            .checked_sub_days(Days::new(BEFORE))
            .is_some_and(|first| day < first)
            .then_some("ligt meer dan een jaar voor de mail"),
    }
}
