//! Whether an answer is nothing but a day or a time, which tells no manner, no measure and no story.

use chrono::NaiveDate;

use super::{date, moment, spoken, time};
use crate::{
    domain::{
        near_day::near_day,
        weekdays::{SHORT_WEEKDAYS, WEEKDAYS},
    },
    intake::reading_words::READING,
};

/// True for an answer that is a day or a time and tells nothing besides.
pub fn is_only_when(text: &str, anchor: Option<NaiveDate>) -> bool {
    let digits = spoken::in_digits(text, spoken::day_part(text));
    let dated = date(&digits, anchor, false).is_some() || time(&digits).is_some();
    let dated = dated || moment(&[&digits], anchor).is_ok();
    dated && digits.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).all(is_of_a_time)
}

/// True for a word that a day or a time is said with.
fn is_of_a_time(word: &str) -> bool {
    let lower = word.to_lowercase();
    let word = lower.as_str();
    let month = || READING.months.iter().any(|names| names.contains(&word));
    let listed = [READING.beside_a_date, READING.roughly, READING.before_a_date];
    word.chars().count() < 3
        || WEEKDAYS.contains(&word)
        || SHORT_WEEKDAYS.contains(&word)
        || month()
        || listed.iter().any(|words| words.contains(&word))
        || near_day(word).is_some()
        || spoken::day_part(word).is_some()
}
