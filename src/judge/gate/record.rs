//! What somebody did or got before, told in a sentence of its own words: a verdict and the offence behind it, however far
//! apart; a verdict with its year; a deed of years ago. What somebody is held for now may be said.

use super::{
    lexicon::Lexicon,
    phrase::Spacing,
    words::{GatePage, Letters},
};

/// Words between a verdict and what it was for, and between a year and a deed.
const APART: usize = 7;

/// Each stretch that tells of it.
pub fn find(page: &GatePage<'_>, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for i in 0..page.words.len() {
        let f = page.fold(i);
        if (lexicon.verdicts.contains(f) || lexicon.served.contains(f))
            && let Some(to) = punished_for(page, lexicon, i)
        {
            found.push((i, to));
        }
        if f.ends_with("veroordeeld") && is_person_judged(page, lexicon, i) {
            found.push((i, i + 1));
        }
        if lexicon.deeds.contains(f) && is_long_ago(page, lexicon, i) {
            found.push((i, i + 1));
        }
    }
    found
}

/// "zat eerder vast voor brandstichting", "draaide al eens voor een overval": the end of the offence.
fn punished_for(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> Option<usize> {
    let judged = lexicon.verdicts.contains(page.fold(i));
    let between = |n: usize| {
        judged
            || lexicon.usage.punished_for.contains(page.fold(n))
            || is_number(page, n)
            || lexicon.served_between.contains(page.fold(n))
    };
    let reach = (i + 1..=i + APART).take_while(|n| within(page, *n) && between(*n));
    reach.filter(|n| lexicon.usage.punished_for.contains(page.fold(*n))).find_map(|at| {
        let mut what = at + 1;
        while lexicon.usage.how_many_offences.contains(page.fold(what)) {
            what += 1;
        }
        let long = lexicon.offences.length_at(page, what, Spacing::Plain);
        (long > 0 && (at + 1..what + long).all(|n| within(page, n))).then_some(what + long)
    })
}

/// "werd in 2011 veroordeeld", "is onherroepelijk veroordeeld"; nobody is when what happened is condemned.
fn is_person_judged(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> bool {
    let mut back = i;
    while back > 0 && i - back < APART && within(page, back) {
        back -= 1;
        if lexicon.usage.condemned.contains(page.fold(back)) {
            return false;
        }
    }
    page.fold(i + 1) != "door" || !within(page, i + 1)
}

/// "Hij heeft in 2009 zijn vrouw gedood", "verkrachtte destijds een studente", "stak in 2006 zijn buurman dood".
fn is_long_ago(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> bool {
    let mut ahead = (i + 1..i + APART).take_while(|n| within(page, *n));
    let year = |n: usize| is_number(page, n) && page.fold(n).len() == 4 && page.fold_before(n, 1) == "in";
    let old = |n: usize| year(n) || lexicon.usage.long_ago.contains(page.fold(n));
    ahead.any(old) || was_long_ago(page, lexicon, i)
}

fn was_long_ago(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> bool {
    let mut back = i;
    while back > 0 && i - back < APART && within(page, back) {
        back -= 1;
        let f = page.fold(back);
        let year = is_number(page, back)
            && f.len() == 4
            && (f.starts_with("19") || f.starts_with("20"))
            && matches!(page.fold_before(back, 1), "in" | "sinds" | "jaar");
        if year || lexicon.usage.long_ago.contains(f) {
            return true;
        }
    }
    false
}

fn is_number(page: &GatePage<'_>, i: usize) -> bool {
    page.letters(i) == Some(Letters::Digits)
}

/// In the same sentence as the word before it.
fn within(page: &GatePage<'_>, i: usize) -> bool {
    if page.follows(i) {
        return true;
    }
    let gap = page.gap(i);
    i < page.words.len() && gap.chars().count() <= 3 && !gap.contains(['.', ';', '|', '?', '!', ':'])
}
