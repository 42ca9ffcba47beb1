//! Phrases as data: words in a row, each as it is, with any letters at an end, one of a few, a number or any
//! word. One way to say what is sought, so that a list can grow without code.

use std::collections::BTreeMap;

use super::{
    word_set::{LetterPairs, LetterTriples, WordMap},
    words::{GatePage, Letters},
};
use crate::domain::fold::fold;

/// What one word of a phrase takes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PhraseWord {
    Exact(String),
    Begins(String),
    Ends(String),
    Holds(String),
    OneOf(Vec<PhraseWord>),
    Number,
    Any,
}

/// What may stand between the words of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// What stands between the words of a sentence.
    Plain,
    /// A point or a hyphen too, as names of houses have them.
    Loose,
}

impl PhraseWord {
    fn parse(raw: &str) -> Option<Self> {
        if raw.contains('|') {
            return raw.split('|').map(Self::parse).collect::<Option<Vec<_>>>().map(Self::OneOf);
        }
        let core = fold(raw.trim_matches('*'));
        if core.contains(' ') {
            return None;
        }
        Some(match (raw, raw.starts_with('*'), raw.ends_with('*')) {
            ("#", _, _) => Self::Number,
            ("*" | "_", _, _) => Self::Any,
            (_, _, _) if core.is_empty() => return None,
            (_, true, true) => Self::Holds(core),
            (_, true, false) => Self::Ends(core),
            (_, false, true) => Self::Begins(core),
            (_, false, false) => Self::Exact(core),
        })
    }

    /// The words that it takes, where it takes each as it is and no others.
    fn exact_words(&self) -> Vec<&str> {
        match self {
            Self::Exact(word) => vec![word],
            Self::OneOf(list) => {
                let words: Vec<&str> = list.iter().flat_map(Self::exact_words).collect();
                if words.len() == list.len() { words } else { Vec::new() }
            }
            Self::Begins(_) | Self::Ends(_) | Self::Holds(_) | Self::Number | Self::Any => Vec::new(),
        }
    }

    fn takes(&self, page: &GatePage<'_>, i: usize) -> bool {
        let Some(word) = page.words.get(i) else { return false };
        let f = word.fold.as_str();
        match self {
            Self::Exact(w) => f == w,
            Self::Begins(w) => f.starts_with(w.as_str()),
            Self::Ends(w) => f.len() > w.len() && f.ends_with(w.as_str()),
            Self::Holds(w) => f.contains(w.as_str()),
            Self::OneOf(list) => list.iter().any(|piece| piece.takes(page, i)),
            Self::Number => word.letters == Letters::Digits,
            Self::Any => true,
        }
    }
}

/// A list of phrases, ready to be sought.
#[derive(Debug, Clone, Default)]
pub struct PhraseList {
    phrases: Vec<Vec<PhraseWord>>,
    /// Those that begin with a word as it is, or with one of a few, by that word.
    by_first: WordMap<Vec<usize>>,
    /// Those that begin with the beginning of a word, by its first letters.
    by_letters: BTreeMap<[u8; FIRST], Vec<usize>>,
    /// The first letters of both: where no phrase begins, neither needs to be looked through.
    begins: LetterTriples,
    /// Those that begin with the end of a word, and the last two letters of each.
    by_end: Vec<usize>,
    ends: LetterPairs,
    /// The others.
    open: Vec<usize>,
}

impl PhraseList {
    /// Adds a phrase; `false` where it says nothing that can be sought.
    pub fn add(&mut self, raw: &str) -> bool {
        let cut = raw.replace(['\'', '.', '-', '&'], " ");
        let pieces: Option<Vec<PhraseWord>> = cut.split_whitespace().map(PhraseWord::parse).collect();
        let Some(pieces) = pieces.filter(|p| !p.is_empty()) else { return false };
        let at = self.phrases.len();
        let firsts = pieces.first().map(PhraseWord::exact_words).unwrap_or_default();
        for first in &firsts {
            self.by_first.change(first, |phrases| phrases.push(at));
            self.begins.add(first);
        }
        match pieces.first() {
            Some(_) if !firsts.is_empty() => {}
            Some(PhraseWord::Begins(first)) => match first_letters(first) {
                Some(letters) => {
                    self.by_letters.entry(letters).or_default().push(at);
                    self.begins.add(first);
                }
                None => self.open.push(at),
            },
            Some(PhraseWord::Ends(last)) => match last.as_bytes() {
                [.., one, other] => {
                    self.by_end.push(at);
                    self.ends.add(*one, *other);
                }
                [_] | [] => self.open.push(at),
            },
            // A word as it is stands among the first words.
            Some(
                PhraseWord::Exact(_)
                | PhraseWord::Holds(_)
                | PhraseWord::OneOf(_)
                | PhraseWord::Number
                | PhraseWord::Any,
            )
            | None => {
                self.open.push(at);
            }
        }
        self.phrases.push(pieces);
        true
    }

    /// How many words the longest phrase takes that begins at this word; 0 where none does.
    pub fn length_at(&self, page: &GatePage<'_>, i: usize, spacing: Spacing) -> usize {
        let f = page.fold(i);
        let begins = self.begins.may_have(f);
        let ends = matches!(f.as_bytes(), [.., one, other] if self.ends.may_have(*one, *other));
        if !begins && !ends && self.open.is_empty() {
            return 0;
        }
        let named = if begins { self.by_first.get(f) } else { None };
        let begun = first_letters(f).filter(|_| begins).and_then(|letters| self.by_letters.get(&letters));
        let ended = if ends { self.by_end.as_slice() } else { &[] };
        (named.into_iter().flatten())
            .chain(begun.into_iter().flatten())
            .chain(ended)
            .chain(&self.open)
            .filter_map(|at| self.phrases.get(*at))
            .filter(|p| {
                p.iter()
                    .enumerate()
                    .all(|(n, piece)| piece.takes(page, i + n) && (n == 0 || joined(page, i + n, spacing)))
            })
            .map(Vec::len)
            .max()
            .unwrap_or_default()
    }
}

/// So many letters tell apart how words begin.
const FIRST: usize = 3;

fn first_letters(word: &str) -> Option<[u8; FIRST]> {
    word.as_bytes().first_chunk().copied()
}

fn joined(page: &GatePage<'_>, i: usize, spacing: Spacing) -> bool {
    if page.follows(i) {
        return true;
    }
    let gap = page.gap(i);
    if spacing == Spacing::Loose {
        return gap.chars().count() <= 3
            && !gap.contains([';', '|', '(', ')', ':', ',', '!', '?'])
            && gap.matches('\n').count() <= 1;
    }
    let short = page.fold_before(i, 1).len() <= 4;
    gap.chars().count() <= 3
        && gap.chars().all(|c| matches!(c, ' ' | '\n' | '\r' | '-' | '\u{A0}' | '\'' | '’') || (short && c == '.'))
}
