//! The day that is said before a time: "overmorgen", "vr", "vanmiddag", "maandag ochtend", "komende vrijdag", and
//! months by their names.

use chrono::Weekday;

use crate::domain::{
    near_day::{DayPart, NearDay, near_day},
    time_words::month_name,
};

/// A day by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayName {
    /// So many days from today.
    FromToday(i64),
    /// The nearest on the side that is meant.
    Weekday(Weekday),
}

/// The day that the words begin with, the part of it that is said with it, and the words behind both.
pub(super) fn named_day<'a>(words: &'a [&'a str]) -> Option<(DayName, Option<DayPart>, &'a [&'a str])> {
    let (first, rest) = words.split_first()?;
    let first = first.trim_end_matches('.');
    let near = near_day(first);
    if let Some(NearDay { days, part: Some(part) }) = near {
        return Some((DayName::FromToday(days), Some(part), rest));
    }
    if let Some(day) = near.map(|near| DayName::FromToday(near.days)).or_else(|| weekday(first)) {
        let part = rest.split_first().and_then(|(word, rest)| {
            DayPart::beside_a_day().find(|(name, _)| name == word).map(|(_, part)| (part, rest))
        });
        return Some(part.map_or((day, None, rest), |(part, rest)| (day, Some(part), rest)));
    }
    DayPart::beside_a_day().find_map(|(end, part)| {
        let stem = first.strip_suffix(end)?;
        let near = || near_day(stem).filter(|near| near.part.is_none()).map(|near| DayName::FromToday(near.days));
        Some((weekday(stem).or_else(near)?, Some(part), rest))
    })
}

fn weekday(word: &str) -> Option<DayName> {
    Some(match word {
        "ma" | "maandag" => DayName::Weekday(Weekday::Mon),
        "di" | "dinsdag" => DayName::Weekday(Weekday::Tue),
        "wo" | "woensdag" => DayName::Weekday(Weekday::Wed),
        "do" | "donderdag" => DayName::Weekday(Weekday::Thu),
        "vr" | "vrijdag" => DayName::Weekday(Weekday::Fri),
        "za" | "zaterdag" => DayName::Weekday(Weekday::Sat),
        "zo" | "zondag" => DayName::Weekday(Weekday::Sun),
        _ => return None,
    })
}

/// "23 nov 9:00" and "23 november 2026 9:00" with the month as a number, as it is written otherwise.
pub(super) fn months_as_numbers(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (mut rest, mut written) = (words.as_slice(), Vec::new());
    while let [word, behind @ ..] = rest {
        let of_month =
            behind.split_first().and_then(|(name, behind)| Some((day_of_month(word)?, month(name)?, behind)));
        let Some((day, month, behind)) = of_month else {
            written.push((*word).to_owned());
            rest = behind;
            continue;
        };
        // Four digits behind a month are its year, also where the time is missing; "1630" is none.
        let year = match behind {
            [year, time @ ..] if is_year(year) => {
                rest = time;
                format!("-{year}")
            }
            _ => {
                rest = behind;
                String::new()
            }
        };
        written.push(format!("{day}-{month}{year}"));
    }
    written.join(" ")
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.chars().all(|c| c.is_ascii_digit())
}

fn day_of_month(word: &str) -> Option<u32> {
    (word.len() <= 2).then(|| word.parse().ok()).flatten()
}

/// Its name whole, or its first three letters; of March also the three that people write.
fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    let named = |month0: &u32| {
        let name = month_name(*month0);
        word == name
            || name.get(..3) == Some(word)
            || (*month0 == 2 && word == "mrt")
            || (*month0 == 8 && word == "sept")
    };
    (0..12).find(named).map(|month0| month0 + 1)
}
