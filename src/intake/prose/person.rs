//! Whom a text is about: the day of birth behind "geb." or behind a name, the name before it, or the name that a title
//! announces. What is told of somebody who works there, of family or of a victim is not taken.

use chrono::NaiveDate;

use super::{
    sentence::{Sentence, tokens},
    words::WORDS,
};
use crate::intake::{date, reading::ReadingEnv, reading_words::READING, value};

/// A day of birth in a text.
#[derive(Debug, Clone)]
pub struct Birth<'s> {
    pub date: NaiveDate,
    pub sentence: &'s Sentence,
    /// The words that say so.
    pub words: String,
    /// Whose it is, where that stands before it.
    name: Option<String>,
}

/// The days of birth that a text tells of whom it is about.
#[derive(Debug)]
pub enum Births<'s> {
    Untold,
    One(Birth<'s>),
    /// Of more than one person.
    Several,
}

/// Ages that a day of birth behind a name can give.
const AGES: std::ops::RangeInclusive<i32> = 10..=90;
/// Bytes before a day in which "geboren" stands.
const WINDOW: usize = 45;

/// The day of birth in a text.
pub fn born<'s>(sentences: &[&'s Sentence], env: ReadingEnv<'_>) -> Births<'s> {
    let mut out: Option<Birth<'s>> = None;
    for sentence in sentences {
        for (span, date) in date::spans(&sentence.text, env.anchor, true) {
            let age = env.anchor.and_then(|anchor| anchor.years_since(date)).and_then(|age| i32::try_from(age).ok());
            let old_enough = env.anchor.is_none() || age.is_some_and(|age| AGES.contains(&age));
            let Some(before) = sentence.text.get(..span.start).filter(|_| old_enough) else { continue };
            let Some(birth) = birth(before, sentence.text.get(span).unwrap_or_default(), date, sentence, env) else {
                continue;
            };
            match &mut out {
                Some(known) if known.date != birth.date => return Births::Several,
                Some(known) => known.name = known.name.take().or(birth.name),
                None => out = Some(birth),
            }
        }
    }
    out.map_or(Births::Untold, Births::One)
}

/// That day as one of birth, if what stands before it says so and not that it is somebody else's.
fn birth<'s>(
    before: &str,
    day: &str,
    date: NaiveDate,
    sentence: &'s Sentence,
    env: ReadingEnv<'_>,
) -> Option<Birth<'s>> {
    let lower = sentence.lower.get(..before.len())?;
    let start = (lower.len().saturating_sub(WINDOW)..=lower.len()).find(|at| lower.is_char_boundary(*at))?;
    let from = lower.get(start..)?;
    let told = tokens(from).into_iter().rev().find(|(_, word)| word.starts_with("geb"));
    let (whose, words) = if let Some((at, _)) = told {
        let at = start + at;
        (before.get(..at)?, format!("{}{day}", before.get(at..)?))
    } else {
        // "R. Proef (16-01-1982)".
        let bare = before.trim_end_matches([' ', '°', '*']);
        bare.ends_with(['(', ',']).then_some(())?;
        last_name(bare).filter(|name| name.contains('.'))?;
        (before, day.to_owned())
    };
    let name = last_name(whose).filter(|name| env.inrichtingen.recognise(name).is_none());
    let left = name.as_deref().and_then(|name| whose.rfind(name)).map_or(whose, |at| whose.get(..at).unwrap_or(whose));
    let role = tokens(sentence.lower.get(..left.len())?).last().map_or("", |(_, word)| *word);
    // "Geboortedatum medewerker: 4-4-1989".
    let behind =
        told.and_then(|_| tokens(words.to_lowercase().as_str()).get(1).map(|(_, word)| WORDS.others.contains(word)));
    (!WORDS.others.contains(&role) && behind != Some(true)).then_some(Birth { date, sentence, words, name })
}

/// The name of that person, or the only one that a title announces.
pub fn name<'s>(sentences: &[&'s Sentence], born: &Births<'s>) -> Option<(String, &'s Sentence)> {
    match born {
        Births::Several => return None,
        Births::One(Birth { name: Some(name), sentence, .. }) => return Some((name.clone(), sentence)),
        Births::One(_) | Births::Untold => {}
    }
    let mut found: Vec<(String, &'s Sentence)> =
        sentences.iter().filter_map(|s| Some((announced(&s.text)?, *s))).collect();
    found.dedup_by(|a, b| a.0 == b.0);
    match found.as_slice() {
        [(name, sentence)] => Some((name.clone(), *sentence)),
        _ => None,
    }
}

fn bare(word: &str) -> String {
    word.trim_matches([',', '(', ')', ';', ':', '«', '»', '"']).trim_end_matches('.').to_lowercase()
}

fn is_title(word: &str) -> bool {
    WORDS.titles.contains(&bare(word).as_str())
}

/// The words of a name at the end of a text.
fn last_name(before: &str) -> Option<String> {
    let text = before.trim_end_matches([',', '(', ' ', ';', '-', '–', '*', '°']);
    let mut words: Vec<&str> = Vec::new();
    for word in text.rsplit(' ') {
        let ends = !words.is_empty() && word.ends_with([',', ';', ':']);
        if is_title(word) || ends || !is_of_name(word) {
            break;
        }
        words.push(word.trim_start_matches('('));
        if word.starts_with('(') {
            break;
        }
    }
    words.reverse();
    while words.first().is_some_and(|w| w.starts_with(char::is_lowercase)) {
        words.remove(0);
    }
    whole(&words)
}

/// The words of a name behind a title.
fn announced(text: &str) -> Option<String> {
    let all: Vec<&str> = text.split(' ').collect();
    let title = all.iter().enumerate().find_map(|(nr, word)| {
        let (before, next) = (nr.checked_sub(1).and_then(|nr| all.get(nr)), all.get(nr + 1)?);
        let colon = word.ends_with(':') || is_title(word) && matches!(*next, "is" | "bewoner:" | "patiënt:");
        let adjoins = !word.ends_with([',', ';']);
        let other = before.is_some_and(|before| WORDS.others.contains(&bare(before).as_str()));
        (is_title(word) && adjoins && !other).then_some(nr + 1 + usize::from(colon && !word.ends_with(':')))
    })?;
    let mut words: Vec<&str> = Vec::new();
    for word in all.get(title..).unwrap_or_default() {
        if !is_of_name(word) {
            break;
        }
        words.push(word.trim_start_matches('(').trim_end_matches([',', ';', ')']));
        // "A." goes on, "Proef," and "Proef." do not.
        if word.ends_with([',', ';', ')']) || word.ends_with('.') && word.chars().count() > 3 && !is_initials(word) {
            break;
        }
    }
    let initials = words.first().is_some_and(|w| is_initials(w));
    whole(&words).filter(|_| initials)
}

fn whole(words: &[&str]) -> Option<String> {
    let name = words.join(" ");
    let name = if words.last().is_some_and(|w| is_initials(w)) { name } else { name.trim_end_matches('.').to_owned() };
    value::is_name(&name).then_some(name)
}

/// "A.B."
fn is_initials(word: &str) -> bool {
    word.ends_with('.') && word.split('.').all(|part| part.chars().count() <= 2) && word.starts_with(char::is_uppercase)
}

fn is_of_name(word: &str) -> bool {
    let bare = word.trim_matches([',', '(', ')', ';']);
    bare.starts_with(char::is_uppercase) && !bare.contains(|c: char| c.is_ascii_digit())
        || READING.particles.contains(&bare)
}
