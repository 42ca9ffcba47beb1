//! Whether an answer is of the kind that a field asks for: a birth date is no moment, "man" is no delict. From
//! -1, it cannot be, over 0, it may be, to 1, hardly anything else is answered so.

use super::{
    date::{self, only::is_only_when},
    label::{FieldShape, KnownField},
    mention,
    reading::ReadingEnv,
    value,
};
use crate::intake::reading_words::READING;

/// Words from which on an answer is a story.
const LONG: usize = 6;
/// Letters and digits of a reference.
const MIN_REFERENCE: usize = 3;
/// What happened is not told in fewer.
const STORY_WORDS: usize = 4;

/// How well an answer fits a field.
pub fn fits(raw: &str, field: usize, env: ReadingEnv<'_>) -> f64 {
    let Some(spec) = env.labels.field(field) else { return -1.0 };
    let Some(text) = value::clean(raw, spec.shape, env.labels) else { return -1.0 };
    let words = text.split_whitespace().count();
    let digits = text.chars().any(|c| c.is_ascii_digit());
    let negated = value::is_negation(&text);
    let listed = env.labels.is_answer(field, &text);
    match spec.shape {
        FieldShape::Date => day(&text, false, env),
        FieldShape::BirthDate => day(&text, true, env),
        FieldShape::Moment => moment(&text, env),
        FieldShape::Letter if text.chars().count() == 1 => letter(raw.trim()),
        FieldShape::Letter => -1.0,
        FieldShape::Choice if listed => 1.0,
        FieldShape::Choice if negated && words <= 3 => 0.0,
        FieldShape::Choice => -0.7,
        FieldShape::Inrichting if env.inrichtingen.recognise(&text).is_some() => 1.0,
        FieldShape::Inrichting if digits || words > LONG => -1.0,
        // One that nobody listed calls itself what it is.
        FieldShape::Inrichting if text.starts_with(char::is_uppercase) && mention::is_called_one(&text) => 0.5,
        FieldShape::Inrichting => -0.5,
        FieldShape::Name if env.inrichtingen.recognise(&text).is_some() => -1.0,
        FieldShape::Name if value::is_name(&text) => 0.6,
        FieldShape::Name if digits || words > LONG => -1.0,
        FieldShape::Name => -0.4,
        FieldShape::Short if listed => 0.8,
        FieldShape::Short => short(&text, words, false, env),
        FieldShape::Reference => short(&text, words, true, env),
        FieldShape::Text if env.labels.is_told(field) && is_only_when(&text, env.anchor) => -0.9,
        FieldShape::Text if words <= LONG && env.inrichtingen.recognise(&text).is_some() => -0.8,
        FieldShape::Text if words < STORY_WORDS && spec.name == env.labels.name_of(KnownField::Story) => -0.6,
        FieldShape::Text => running(&text, words, digits),
    }
}

/// True for an answer that only this field has, whatever stands before it.
pub fn tells(raw: &str, field: usize, env: ReadingEnv<'_>) -> bool {
    let Some(spec) = env.labels.field(field) else { return false };
    let short = || value::clean(raw, spec.shape, env.labels).filter(|text| text.split_whitespace().count() <= LONG);
    match spec.shape {
        FieldShape::Choice => short().is_some_and(|text| env.labels.is_plain_answer(field, &text)),
        FieldShape::Inrichting => short().is_some_and(|text| env.inrichtingen.recognise(&text).is_some()),
        FieldShape::Name
        | FieldShape::Date
        | FieldShape::BirthDate
        | FieldShape::Moment
        | FieldShape::Short
        | FieldShape::Reference
        | FieldShape::Text
        | FieldShape::Letter => false,
    }
}

/// A title before a name, or a function behind it.
pub fn has_title(text: &str) -> bool {
    let lower = text.to_lowercase();
    READING.name_titles.iter().any(|title| lower.starts_with(title)) || text.contains(',')
}

/// How well an answer fits two fields that are asked for together.
pub fn fits_both(raw: &str, one: usize, two: usize, env: ReadingEnv<'_>) -> f64 {
    let dated = env.labels.field(two).is_some_and(|f| matches!(f.shape, FieldShape::Date | FieldShape::BirthDate));
    let (left, right) = if dated { value::before_date(raw) } else { value::two_parts(raw) };
    if left.is_empty() || right.is_empty() {
        return -1.0;
    }
    fits(left, one, env).min(fits(right, two, env)).max(-1.0) + if dated { 0.3 } else { 0.0 }
}

/// "A.B. Yılmaz" begins with a letter and is a name.
fn letter(raw: &str) -> f64 {
    let mut chars = raw.chars().skip(1);
    match (chars.next(), chars.next()) {
        (Some('.'), Some(second)) if second.is_alphabetic() => -1.0,
        (Some('.'), Some(_)) if value::is_name(raw) => 0.4,
        _ => 1.0,
    }
}

fn day(text: &str, born: bool, env: ReadingEnv<'_>) -> f64 {
    use chrono::Datelike;
    let Some(found) = date::date(text, env.anchor, born) else {
        return if value::is_negation(text) && !born { -0.2 } else { -1.0 };
    };
    if date::moment(&[text], env.anchor).is_ok() {
        return -0.6;
    }
    let age = env.anchor.map_or(30, |day| day.year() - found.year());
    match (born, age) {
        (true, 16..=99) => 0.7,
        (true, _) => -0.8,
        (false, 0..=40) => 0.4,
        (false, _) => 0.2,
    }
}

fn moment(text: &str, env: ReadingEnv<'_>) -> f64 {
    // "30-10-2026 08:20, melding vermissing" tells more than when.
    let tells = text.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 3).count();
    match date::moment(&[text], env.anchor) {
        // "mr. B. Kamp, 14-11-2026 16:30" tells with whom.
        Ok(_) if value::is_name(value::before_date(text).0) => -0.3,
        Ok(_) if tells <= 2 => 0.7,
        Ok(_) => -0.3,
        Err(date::MomentError::Time) => -0.2,
        Err(date::MomentError::Date | date::MomentError::ClockTime) => -1.0,
    }
}

fn short(text: &str, words: usize, reference: bool, env: ReadingEnv<'_>) -> f64 {
    let dated = date::date(text, env.anchor, false).is_some();
    if dated || words > 14 {
        return -0.8;
    }
    // "3" counts the items.
    if reference && (is_telephone(text) || text.chars().filter(|c| c.is_alphanumeric()).count() < MIN_REFERENCE) {
        return -1.0;
    }
    // A reference is the one short answer that is made of digits.
    let digits = text.chars().filter(char::is_ascii_digit).count();
    match (reference, digits) {
        (true, 0) => -0.6,
        (true, _) => 0.5,
        (false, 5..) => -0.5,
        (false, _) if words > 9 => -0.3,
        (false, _) => 0.0,
    }
}

/// "0475-555019", "+31 6 12345678": nothing but the digits of a telephone.
fn is_telephone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')'));
    plain && (9..=13).contains(&digits) && text.trim_start().starts_with(['0', '+', '('])
}

fn running(text: &str, words: usize, digits: bool) -> f64 {
    let tells = text.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 3).count();
    if digits && tells == 0 {
        return -0.6;
    }
    if words >= LONG { 0.2 } else { 0.0 }
}
