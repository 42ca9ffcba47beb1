//! Whom a text is about: the name before "geb." and the day behind it, or the name behind "de heer".

use chrono::NaiveDate;

use super::Sentence;
use crate::intake::{date, limits, reading::ReadingEnv, value};

/// A day of birth in a text.
#[derive(Debug, Clone)]
pub struct Birth<'s> {
    pub date: NaiveDate,
    pub sentence: &'s Sentence,
    /// The words that say so.
    pub words: String,
    /// What stands before them.
    before: String,
}

/// Bytes behind "geb" in which the day stands.
const WINDOW: usize = 40;
/// Words before a name.
const TITLES: [&str; 15] = [
    "heer",
    "dhr",
    "mevrouw",
    "mevr",
    "mw",
    "patiënt",
    "patient",
    "patiënte",
    "cliënt",
    "client",
    "cliënte",
    "betrokkene",
    "verpleegde",
    "bewoner",
    "naam",
];

/// The day of birth in a text, and whether there are two: then it is about two persons and nothing is proposed.
pub fn born<'s>(sentences: &[&'s Sentence], env: ReadingEnv<'_>) -> (Option<Birth<'s>>, bool) {
    let mut out: Option<Birth<'s>> = None;
    for sentence in sentences {
        let lower = sentence.text.to_lowercase();
        if lower.len() != sentence.text.len() {
            continue;
        }
        for (pos, _) in lower.match_indices("geb") {
            let (Some(before), Some(after)) = (sentence.text.get(..pos), sentence.text.get(pos..)) else { continue };
            let begins = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let words = limits::start(after, WINDOW).split([',', ';', ')']).next().unwrap_or_default();
            let Some(date) = date::date(words, env.anchor, true).filter(|_| begins) else { continue };
            if out.as_ref().is_some_and(|known| known.date != date) {
                return (None, true);
            }
            out = Some(Birth { date, sentence, words: words.to_owned(), before: before.to_owned() });
        }
    }
    (out, false)
}

/// The name of that person, or the only one that a title announces.
pub fn name<'s>(sentences: &[&'s Sentence], born: Option<&Birth<'s>>) -> Option<(String, &'s Sentence)> {
    if let Some(born) = born
        && let Some(name) = last_name(&born.before)
    {
        return Some((name, born.sentence));
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
    TITLES.contains(&bare(word).as_str())
}

/// The words of a name at the end of a text.
fn last_name(before: &str) -> Option<String> {
    let text = before.trim_end_matches([',', '(', ' ', ';']);
    let mut words: Vec<&str> = Vec::new();
    for word in text.rsplit(' ') {
        let ends = !words.is_empty() && word.ends_with([',', ';', ':']);
        if is_title(word) || ends || !is_of_name(word) {
            break;
        }
        words.push(word);
    }
    words.reverse();
    while words.first().is_some_and(|w| w.starts_with(char::is_lowercase)) {
        words.remove(0);
    }
    whole(&words)
}

/// The words of a name behind a title.
fn announced(text: &str) -> Option<String> {
    let mut rest = text.split(' ');
    rest.by_ref().find(|word| is_title(word) && !word.ends_with([',', ';', ':']))?;
    let mut words: Vec<&str> = Vec::new();
    for word in rest {
        if !is_of_name(word) {
            break;
        }
        words.push(word.trim_end_matches([',', ';', ')']));
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
    let small =
        ["de", "den", "der", "van", "het", "el", "al", "ten", "ter", "van't", "'t", "von", "la", "le", "bin", "ben"];
    bare.starts_with(char::is_uppercase) && !bare.contains(|c: char| c.is_ascii_digit()) || small.contains(&bare)
}
