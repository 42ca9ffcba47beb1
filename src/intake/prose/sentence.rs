//! A sentence of a text, and what it claims: whether it tells that something happened, asks it, supposes it or denies
//! it.

use super::words::WORDS;
use crate::intake::{line::TextLine, reading_words::READING};

/// A sentence, and the line it begins on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub nr: usize,
    pub text: String,
    /// The same in small letters, byte for byte as long.
    pub lower: String,
}

/// Words before a word that deny it.
const REACH: usize = 3;
/// Words between "niet" and "teruggekeerd".
const APART: usize = 3;

/// How a sentence says that somebody is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone {
    /// Where the words begin.
    pub at: usize,
    /// What stood before them: "niet" of "niet is teruggekeerd".
    pub before: &'static str,
}

impl Sentence {
    pub fn new(nr: usize, text: String) -> Self {
        let lower = text.chars().map(small).collect();
        Self { nr, text, lower }
    }

    /// True where it asks something, thanks for something, or tells what could be.
    pub fn is_open(&self) -> bool {
        let begins = |with: &[&str]| with.iter().any(|begin| self.lower.starts_with(begin));
        self.text.trim_end().ends_with('?') || begins(WORDS.conditions) || begins(WORDS.thanks)
    }

    /// Where it tells of something that happened; `None` where it does not, or denies it.
    pub fn event(&self) -> Option<usize> {
        first(&self.lower, WORDS.events)
    }

    /// True where what it tells of did not happen, and nothing that did.
    pub fn denies(&self) -> bool {
        self.event().is_none() && tokens(&self.lower).iter().any(|(_, word)| is_stem(word, WORDS.events))
    }

    /// Where it tells that somebody is gone.
    pub fn gone(&self) -> Option<Gone> {
        if holds(&self.lower, WORDS.attempts) {
            return None;
        }
        let all = tokens(&self.lower);
        let denied = |at: usize| {
            let nr = all.iter().take_while(|(pos, _)| *pos < at).count();
            is_denied(&all, nr)
        };
        let phrase = WORDS.absent.iter().filter_map(|phrase| {
            let at = self.lower.match_indices(phrase).map(|(at, _)| at).find(|at| {
                let begins = self.lower.get(..*at).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
                let next = all.iter().find(|(pos, _)| *pos >= at + phrase.len()).map_or("", |(_, word)| *word);
                let described = WORDS.described.contains(&next);
                begins && !described && (phrase.starts_with("niet") || !denied(*at))
            })?;
            Some(Gone { at, before: "" })
        });
        let apart = all.iter().enumerate().find_map(|(nr, (_, word))| {
            let next = all.get(nr + 2..).unwrap_or_default().iter().take(APART);
            let back = next.clone().find(|(_, word)| word.starts_with("terugge") || *word == "terug")?;
            (*word == "niet").then_some(Gone { at: back.0, before: "niet " })
        });
        phrase.min_by_key(|gone| gone.at).or(apart)
    }
}

/// A letter as a small one, where that takes as many bytes.
fn small(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

/// The words of a text, each with where it begins.
pub fn tokens(lower: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut from = None;
    for (at, c) in lower.char_indices().chain([(lower.len(), ' ')]) {
        match (c.is_alphanumeric(), from) {
            (true, None) => from = Some(at),
            (false, Some(begin)) => {
                out.extend(lower.get(begin..at).map(|word| (begin, word)));
                from = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    out
}

/// True where a text in small letters has a word that begins so.
pub fn holds(lower: &str, stems: &[&str]) -> bool {
    tokens(lower).iter().any(|(_, word)| is_stem(word, stems))
}

/// True where a text in small letters has one of these words or phrases as a whole.
pub fn says(lower: &str, phrases: &[&str]) -> bool {
    let bare = format!(" {} ", tokens(lower).into_iter().map(|(_, word)| word).collect::<Vec<_>>().join(" "));
    phrases.iter().any(|phrase| bare.contains(&format!(" {phrase} ")))
}

/// Where the first word stands that begins so and is not denied.
fn first(lower: &str, stems: &[&str]) -> Option<usize> {
    let all = tokens(lower);
    let mut found = all.iter().enumerate().filter(|(_, (_, word))| is_stem(word, stems));
    found.find(|(nr, _)| !is_denied(&all, *nr)).map(|(_, (at, _))| *at)
}

fn is_stem(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| if WORDS.whole.contains(stem) { word == *stem } else { word.starts_with(stem) })
}

fn is_denied(all: &[(usize, &str)], nr: usize) -> bool {
    let before = all.get(nr.saturating_sub(REACH)..nr).unwrap_or_default();
    before.iter().any(|(_, word)| WORDS.denials.contains(word))
}

/// The sentences of running text.
pub fn sentences(lines: &[TextLine]) -> Vec<Sentence> {
    let plain: Vec<(&TextLine, String)> = lines.iter().map(|line| (line, line.plain())).collect();
    let words: Vec<SentenceWord<'_>> = plain.iter().flat_map(|(line, plain)| words_of(line, plain)).collect();
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut new = true;
    for (nr, word) in words.iter().enumerate() {
        match out.last_mut() {
            Some((_, sentence)) if !new && !word.begins => {
                sentence.push(' ');
                sentence.push_str(word.text);
            }
            _ => out.push((word.line, word.text.to_owned())),
        }
        new = word.ends || ends(word.text, words.get(nr + 1).map(|next| next.text));
    }
    out.retain(|(_, text)| !text.is_empty());
    out.into_iter().map(|(nr, text)| Sentence::new(nr, text)).collect()
}

/// A word on its line.
#[derive(Debug, Clone, Copy)]
struct SentenceWord<'t> {
    line: usize,
    text: &'t str,
    /// True where it can be no more of the sentence before it.
    begins: bool,
    /// True where nothing of its sentence follows.
    ends: bool,
}

fn words_of<'t>(line: &TextLine, plain: &'t str) -> Vec<SentenceWord<'t>> {
    if line.is_empty() || line.table {
        // Parts what stands above it from what stands below.
        return vec![SentenceWord { line: line.nr, text: "", begins: true, ends: true }];
    }
    // A line with a label stands alone.
    let labelled = plain
        .split_once(':')
        .is_some_and(|(before, _)| before.split_whitespace().count() <= 4 && !before.ends_with(char::is_numeric));
    let mut out: Vec<SentenceWord<'_>> =
        plain.split_whitespace().map(|text| SentenceWord { line: line.nr, text, begins: false, ends: false }).collect();
    if let Some(last) = out.last_mut() {
        last.ends = labelled;
    }
    out
}

/// Letters from which on a word with a full stop behind it ends a sentence.
const LONG: usize = 4;

/// True where a sentence ends behind a word: "04.39" and "sep." end nothing; a full stop behind a longer word does, and
/// behind a short one where a capital follows.
fn ends(word: &str, next: Option<&str>) -> bool {
    let word = word.trim_end_matches([')', '"', '»', '’']);
    if word.ends_with(['!', '?']) {
        return true;
    }
    let Some(bare) = word.strip_suffix('.') else { return false };
    let bare = bare.trim_start_matches(['(', '"', '«', '‘']).to_lowercase();
    let initial = bare.split('.').all(|part| part.chars().count() <= 1);
    if initial || READING.abbreviated.contains(&bare.as_str()) {
        return false;
    }
    let capital = next.is_some_and(|next| next.starts_with(char::is_uppercase));
    capital || bare.chars().count() >= LONG && bare.chars().all(char::is_alphabetic)
}
