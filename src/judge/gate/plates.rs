//! Number plates: of every Dutch series with its hyphens, without them only where a car is spoken of, and any plate
//! behind "kenteken".

use super::{
    lexicon::Lexicon,
    words::{GatePage, Letters},
};

/// Plates, each as a stretch of words.
pub fn plates(page: &GatePage<'_>, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for i in 0..page.words.len() {
        let longest = if page.letters(i) == Some(Letters::Digits) { 5 } else { 3 };
        if page.fold(i).len() > longest || i > 0 && matches!(page.gap(i), "" | "-" | "/" | "_") {
            continue;
        }
        let called = (1..=3).any(|back| {
            let f = page.fold_before(i, back);
            (f.starts_with("kenteken") || f == "kent") && page.gap(i).chars().count() <= 3
        });
        let sign = if called {
            PlateSign::Told
        } else if is_by_car(page, lexicon, i) {
            PlateSign::Car
        } else {
            PlateSign::Form
        };
        let own = [3, 2, 5, 4, 6].into_iter().find_map(|parts| plate(page, lexicon, (i, i + parts), sign));
        let own = own.filter(|_| sign != PlateSign::Form || !is_by_lock(page, lexicon, i));
        if let Some(to) = own.or_else(|| foreign(page, i).filter(|_| called)) {
            found.push((i, to));
        }
    }
    found
}

/// A key, a lock or the like is spoken of before this word: "sleutels 24-KB-12 en 25-KB-13".
fn is_by_lock(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> bool {
    (1..=10).take_while(|back| *back <= i && page.goes_on(i + 1 - back)).any(|back| {
        // "stroomkast" as "kast".
        let f = page.fold_before(i, back);
        lexicon.locks.contains(f) || lexicon.locks.words().any(|lock| lock.len() >= 4 && f.ends_with(lock))
    })
}

/// A car is spoken of around this word.
fn is_by_car(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> bool {
    (i.saturating_sub(5)..i + 9).any(|n| lexicon.vehicles.contains(page.fold(n)))
}

/// What tells a plate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PlateSign {
    /// "kenteken" before it.
    Told,
    /// A car is spoken of.
    Car,
    /// Nothing but its hyphens.
    Form,
}

fn plate(page: &GatePage<'_>, lexicon: &Lexicon, (i, to): (usize, usize), sign: PlateSign) -> Option<usize> {
    let parts = to - i;
    let decimal = matches!(page.gap(to), "." | ":" | ",") && page.letters(to) == Some(Letters::Digits);
    if decimal || to > page.words.len() || to < page.words.len() && matches!(page.gap(to), "" | "-" | "/") {
        return None;
    }
    let hyphens = parts == 3 && (i + 1..to).all(|n| matches!(page.gap(n), "-" | "\u{2010}" | "\u{2011}"));
    let close = sign != PlateSign::Form && (i + 1..to).all(|n| matches!(page.gap(n), "" | " " | "-" | "."));
    if !(hyphens || close) {
        return None;
    }
    let mut shape = String::new();
    let mut all = String::new();
    for n in i..to {
        let f = page.fold(n);
        let digit = page.letters(n) == Some(Letters::Digits);
        shape.extend(f.chars().map(|_| if digit { '9' } else { 'X' }));
        all.push_str(f);
        // "12-mei-3", "1-op-100"; "de bus IS OM 23".
        let apart = (n > i && page.gap(n) == " ") || (n + 1 < to && page.gap(n + 1) == " ");
        let may_be_word = apart || page.letters(n) == Some(Letters::Small);
        let word = sign != PlateSign::Told && may_be_word && f.contains(['a', 'e', 'i', 'o', 'u']);
        if !digit && (word || (f.len() == 3 && lexicon.months.iter().any(|m| m.starts_with(f)))) {
            return None;
        }
    }
    (lexicon.plates.contains(&shape) && all.is_ascii()).then_some(to)
}

/// Letters and digits behind "kenteken" that are no Dutch series: K-AB 1234.
fn foreign(page: &GatePage<'_>, i: usize) -> Option<usize> {
    let part = |n: usize| match page.letters(n) {
        Some(Letters::Digits) => page.fold(n).len() <= 5,
        Some(Letters::Capitals | Letters::Capital) => page.fold(n).len() <= 3,
        Some(Letters::Small) | None => false,
    };
    let close = |n: usize| n == i || matches!(page.gap(n), "" | " " | "-" | ".");
    let to = (i..i + 4).find(|n| !(part(*n) && close(*n))).unwrap_or(i + 4).min(page.words.len());
    let (digits, letters): (Vec<usize>, Vec<usize>) = (i..to).partition(|n| page.letters(*n) == Some(Letters::Digits));
    let size: usize = (i..to).map(|n| page.fold(n).len()).sum();
    (!digits.is_empty() && !letters.is_empty() && (5..=9).contains(&size)).then_some(to)
}
