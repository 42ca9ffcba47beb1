//! How long from now: "+30", "over drie kwartier", "over 1,5 uur", "20 minuten terug". Only what names its unit is a
//! length, but for the minutes behind a plus and those behind an hour.

use chrono::Duration;

use crate::domain::time_words::{self, TIME_WORDS};

/// How far from now: "+30", "over 2 uur", "een kwartier geleden".
pub(super) fn distance(words: &[&str]) -> Option<Duration> {
    match words {
        ["over", length @ ..] => self::length(length),
        [length @ .., "geleden" | "terug"] => self::length(length).map(|d| -d),
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

/// "30 min", "2u", "1u30", "een half uur", "twee en een half uur", "2 uur en 15 minuten".
fn length(words: &[&str]) -> Option<Duration> {
    let words: Vec<&str> = words.iter().flat_map(|w| pieces(w)).filter(|w| *w != "en").collect();
    let (mut total, mut rest, mut unit_before) = (Duration::zero(), words.as_slice(), None);
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        if let [minutes] = rest
            && unit_before == Some(Duration::hours(1))
        {
            return number(minutes).filter(|n| *n < 60).map(|n| total + Duration::minutes(n));
        }
        let (hundredths, used) = amount(rest)?;
        let unit = unit(rest.get(used)?)?;
        total += Duration::minutes(unit.num_minutes().checked_mul(hundredths)? / 100);
        unit_before = Some(unit);
        rest = rest.get(used + 1..)?;
    }
    Some(total)
}

/// How many, in hundredths, and in how many words: "½", "een half", "2 een half", "anderhalf", "1,5", "drie", or in
/// none.
fn amount(words: &[&str]) -> Option<(i64, usize)> {
    match words {
        ["half" | "halve" | "½", ..] => Some((50, 1)),
        ["een", "half" | "halve", ..] => Some((50, 2)),
        ["anderhalf" | "anderhalve", ..] => Some((150, 1)),
        [n, "een", "half" | "halve", ..] => Some((number(n)? * 100 + 50, 3)),
        [n, "½", ..] => Some((number(n)? * 100 + 50, 2)),
        [one, ..] if quarters(one).is_some() => Some((100, 0)),
        [one, ..] => Some((number(one).map(|n| n * 100).or_else(|| decimal(one))?, 1)),
        [] => None,
    }
}

/// "1,5" and "0.75", in hundredths.
fn decimal(word: &str) -> Option<i64> {
    let (whole, part) = word.split_once([',', '.'])?;
    let part = match part.len() {
        1 => number(part)? * 10,
        2 => number(part)?,
        _ => return None,
    };
    Some(number(whole)? * 100 + part)
}

/// "1u30" is "1", "u" and "30"; a comma or point between digits is of the number.
fn pieces(word: &str) -> Vec<&str> {
    let of_number = |at: usize, c: char| {
        let next = word.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        c.is_ascii_digit() || (matches!(c, ',' | '.') && next.is_some_and(|c| c.is_ascii_digit()))
    };
    let kind = |at: usize, c: char| if c == '½' { 2 } else { u8::from(of_number(at, c)) };
    let kinds: Vec<(usize, u8)> = word.char_indices().map(|(at, c)| (at, kind(at, c))).collect();
    let breaks = kinds.windows(2).filter_map(|pair| match pair {
        [(_, before), (at, behind)] if before != behind => Some(*at),
        _ => None,
    });
    let ends: Vec<usize> = breaks.chain([word.len()]).collect();
    let starts = [0].into_iter().chain(ends.iter().copied());
    starts.zip(ends.iter().copied()).filter_map(|(from, to)| word.get(from..to)).collect()
}

fn unit(word: &str) -> Option<Duration> {
    let word = word.trim_end_matches('.');
    let units = [
        (TIME_WORDS.minutes, Duration::minutes(1)),
        (TIME_WORDS.hours, Duration::hours(1)),
        (TIME_WORDS.days, Duration::days(1)),
        (TIME_WORDS.weeks, Duration::weeks(1)),
    ];
    units.into_iter().find(|(names, _)| names.contains(&word)).map(|(_, unit)| unit).or_else(|| quarters(word))
}

/// What needs no number.
fn quarters(word: &str) -> Option<Duration> {
    match word.trim_end_matches('.') {
        "kwartier" | "kwartiertje" => Some(Duration::minutes(15)),
        "driekwartier" | "drie-kwartier" => Some(Duration::minutes(45)),
        _ => None,
    }
}

/// A number in digits or as it is said; never more than a few days of minutes.
pub(super) fn number(word: &str) -> Option<i64> {
    let digits = || word.chars().all(|c| c.is_ascii_digit()).then(|| word.parse().ok()).flatten();
    time_words::number(word).map(i64::from).or_else(digits).filter(|n| *n <= 9999)
}
