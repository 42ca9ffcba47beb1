//! Finds what does not agree: "licht letsel" by phone and "ziekenhuis" in the form, two wounded or
//! three, 02:00 or 02:25. A text that names no value, or both, contradicts nothing, and neither does
//! an estimate. What the officer let stand does not return until something of it changes.

use super::speech;
use crate::{
    domain::{
        feit::{Feit, FeitNumber, Topic},
        fold::fold,
        tegenspraak::Tegenspraak,
        time_kind::TimeKind,
        time_words,
    },
    log::zaak::Zaak,
    rules::feature::{ClashReach, CountFeature, CountScope, Feature, Features, MomentFeature},
};

/// Before where somebody goes.
const TO: &str = "naar";

/// How many words may stand between a number and what is counted: "drie licht gewonden".
const BETWEEN: usize = 2;

/// Every contradiction of a case that is not settled, times first.
pub fn tegenspraken(zaak: &Zaak) -> Vec<Tegenspraak> {
    let mut out = times(zaak);
    let features = Features::built_in();
    let valid: Vec<&Feit> = zaak.feiten.iter().filter(|f| f.status.counted()).collect();
    // One fact contradicts nothing; and its words are asked for by every feature.
    if valid.len() > 1 {
        let told: Vec<ToldFeit<'_>> =
            valid.into_iter().map(|feit| ToldFeit { feit, plain: fold(feit.text.read()) }).collect();
        for k in &features.features {
            out.extend(clashes((&k.name, &k.topics, k.reach), &told, |told| values(features, k, &told.plain)));
        }
        for t in &features.tallies {
            out.extend(clashes((&t.name, &t.topics, ClashReach::Always), &told, |told| {
                counts(features, t, &told.plain)
            }));
        }
        for m in &features.moments {
            let when = |told: &ToldFeit<'_>| moment_of(features, m, told).into_iter().collect();
            let found = clashes((&m.name, &m.topics, ClashReach::Sources), &told, when);
            out.extend(found);
        }
    }
    out.retain(|t| !zaak.settled.iter().any(|b| b.tegenspraak == *t));
    out
}

/// The contradictions as one phrase; `None` where there are none.
pub fn words(zaak: &Zaak) -> Option<String> {
    let parts: Vec<String> = tegenspraken(zaak).iter().map(Tegenspraak::words).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The contradictions a fact is part of.
pub fn about_feit(all: &[Tegenspraak], number: FeitNumber) -> impl Iterator<Item = &Tegenspraak> {
    all.iter().filter(move |t| match t {
        Tegenspraak::Feiten { earlier, later, .. } => *earlier == number || *later == number,
        Tegenspraak::Time { .. } => false,
    })
}

/// The times of the case against those of its reports. Every call has a time of its own.
fn times(zaak: &Zaak) -> Vec<Tegenspraak> {
    let mut out = Vec::new();
    for k in &zaak.meldingen {
        for time in [TimeKind::Voorval, TimeKind::Constatering, TimeKind::OaEnd] {
            if let (Some(own), Some(named)) = (zaak.time(time), k.named.of(time))
                && own.minute() != named.minute()
            {
                out.push(Tegenspraak::Time { time, zaak: own, melding: k.melding, named });
            }
        }
    }
    out
}

/// A fact with its words, comparable.
struct ToldFeit<'a> {
    feit: &'a Feit,
    plain: String,
}

/// The pairs of facts that name something and share nothing of it.
fn clashes(
    (name, topics, reach): (&str, &[Topic], ClashReach),
    told: &[ToldFeit<'_>],
    parse: impl Fn(&ToldFeit<'_>) -> Vec<usize>,
) -> Vec<Tegenspraak> {
    let named: Vec<(&Feit, Vec<usize>)> = told
        .iter()
        .filter(|t| topics.contains(&t.feit.topic))
        .map(|t| (t.feit, parse(t)))
        .filter(|(_, w)| !w.is_empty())
        .collect();
    let mut out = Vec::new();
    for (i, (earlier, one)) in named.iter().enumerate() {
        for (later, other) in named.iter().skip(i + 1) {
            let meet = match reach {
                ClashReach::Always => true,
                ClashReach::Sources => earlier.source.read() != later.source.read(),
                ClashReach::OneMinute => earlier.told_at().minute() == later.told_at().minute(),
                ClashReach::Unchanged => !came_since(earlier, later) && !came_since(later, earlier),
            };
            if meet && !one.iter().any(|w| other.contains(w)) {
                let (earlier, later) = (earlier.number, later.number);
                out.push(Tegenspraak::Feiten { about: name.to_owned(), earlier, later });
            }
        }
    }
    out
}

/// True where this came true after the other was so: that is news, and contradicts nothing.
fn came_since(other: &Feit, feit: &Feit) -> bool {
    feit.happened.is_some_and(|at| at > other.told_at())
}

/// The facts without a time of their own that say how it was until another one came true: "de politie is niet gewaarschuwd".
pub fn changed_since(zaak: &Zaak) -> Vec<FeitNumber> {
    let features = Features::built_in();
    let told: Vec<(&Feit, String)> =
        zaak.feiten.iter().filter(|f| f.status.counted()).map(|feit| (feit, fold(feit.text.read()))).collect();
    let mut changed = Vec::new();
    for feature in features.features.iter().filter(|feature| feature.reach == ClashReach::Unchanged) {
        let named = told.iter().filter(|(feit, _)| feature.topics.contains(&feit.topic));
        let named: Vec<(&Feit, Vec<usize>)> = named
            .map(|(feit, plain)| (*feit, values(features, feature, plain)))
            .filter(|(_, v)| !v.is_empty())
            .collect();
        let is_changed = |(feit, own): &&(&Feit, Vec<usize>)| {
            let differs = |other: &[usize]| !own.iter().any(|value| other.contains(value));
            feit.happened.is_none() && named.iter().any(|(later, other)| differs(other) && came_since(feit, later))
        };
        changed.extend(named.iter().filter(is_changed).map(|(feit, _)| feit.number));
    }
    changed
}

/// Which values a text names.
fn values(features: &Features, feature: &Feature, plain: &str) -> Vec<usize> {
    // "Tijdens het vervoer naar het ziekenhuis" brings nobody there who is hurt: where it goes is read over.
    let without = |told: String, word: &String| told.replace(&format!("{word} {TO} "), &format!("{word} "));
    let told = feature.not_behind.iter().fold(plain.to_owned(), without);
    let mentions = |phrase: &String| mentions(features, &told, phrase);
    feature.values.iter().enumerate().filter(|(_, phrases)| phrases.iter().any(mentions)).map(|(i, _)| i).collect()
}

/// True where a folded text has this phrase, and no word before it turns that round. A phrase is the beginning of what is
/// written; one that ends with a blank is whole words. It is asked many times of every fact, so nothing is copied here, and
/// most phrases are sent away at once.
pub fn mentions(features: &Features, plain: &str, phrase: &str) -> bool {
    if !plain.contains(phrase.trim_end()) {
        return false;
    }
    let begins = |rest: &str| rest.starts_with(phrase) || phrase.strip_suffix(' ') == Some(rest);
    let negated = |before: &str| {
        before.split_whitespace().rev().take(features.reach).any(|w| features.negation.iter().any(|o| o == w))
    };
    let words = std::iter::once(0).chain(plain.match_indices(' ').map(|(at, _)| at + 1));
    words.filter_map(|at| plain.split_at_checked(at)).any(|(before, rest)| begins(rest) && !negated(before))
}

/// Which numbers a text names of what is counted.
fn counts(features: &Features, tally: &CountFeature, plain: &str) -> Vec<usize> {
    let words: Vec<&str> = plain.split_whitespace().collect();
    match tally.scope {
        CountScope::ListAlone if !is_list(features, &words) => return Vec::new(),
        CountScope::ListAlone | CountScope::Any => {}
    }
    let mut out = Vec::new();
    for (pos, _) in words.iter().enumerate().filter(|(_, w)| tally.words.iter().any(|t| t == *w)) {
        let before = words.get(..pos).unwrap_or_default();
        let Some(distance) = before.iter().rev().take(BETWEEN + 1).position(|w| number(w).is_some()) else { continue };
        let (left, starting_at) = before.split_at(before.len().saturating_sub(distance + 1));
        if !is_estimate(features, left) {
            out.extend(starting_at.first().and_then(|w| number(w)));
        }
    }
    // "1 patiënt (dader) en 1 patiënt (slachtoffer)" are two.
    if out.len() > 1 {
        out.push(out.iter().sum());
    }
    out
}

/// True of a text that is nothing but numbers with what is counted: "een justitiabele en twee medewerkers".
fn is_list(features: &Features, words: &[&str]) -> bool {
    let listed = features.tallies.iter().filter(|tally| tally.scope == CountScope::ListAlone);
    let counted: Vec<&String> = listed.flat_map(|tally| &tally.words).collect();
    let is_pair = |pair: &[&str]| match pair {
        [count, what] => number(count).is_some() && counted.iter().any(|word| word == what),
        _ => false,
    };
    words.split(|word| *word == "en").all(|part| !part.is_empty() && part.chunks(2).all(is_pair))
}

/// The minute of the day at which a fact says that something happened: the time in the statement that says it, else its own.
/// A statement with more times, or one that is about, says none.
fn moment_of(features: &Features, moment: &MomentFeature, told: &ToldFeit<'_>) -> Option<usize> {
    let says = |plain: &str| moment.phrases.iter().any(|phrase| mentions(features, plain, phrase));
    if !says(&told.plain) {
        return None;
    }
    let text = told.feit.text.read();
    let statements: Vec<&str> = text.split(['\n', ';']).flat_map(|part| part.split(". ")).collect();
    let statement = statements.iter().find(|statement| says(&fold(statement)))?;
    let clean = speech::cleaned(statement);
    let words: Vec<&str> = clean.split(' ').collect();
    let clock = |word: &str| -> Option<usize> {
        let (hour, minute) = word.trim_start_matches('(').split_once('.')?;
        let (hour, minute): (usize, usize) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    };
    let named: Vec<(usize, usize)> = (0..words.len().saturating_sub(1))
        .filter(|at| words.get(at + 1).is_some_and(|unit| unit.trim_end_matches([',', '.', ')', ':']) == "uur"))
        .filter_map(|at| Some((at, clock(words.get(at)?)?)))
        .collect();
    match named.as_slice() {
        [] if statements.len() == 1 => {
            let at = told.feit.happened?.clock_time();
            clock(&at.replace(':', "."))
        }
        [(at, minute)] => {
            let before = words.get(at.saturating_sub(2)..*at).unwrap_or_default();
            let is_about =
                before.iter().any(|word| features.estimate.iter().chain(&features.around_a_time).any(|e| e == word));
            (!is_about).then_some(*minute)
        }
        _ => None,
    }
}

/// True when what stands before a number makes an estimate or a range of it: "minstens 2", "2 à 3".
fn is_estimate(features: &Features, left: &[&str]) -> bool {
    let mut back = left.iter().rev();
    let (last, second_last) = (back.next(), back.next());
    let estimated = |w: &&str| features.estimate.iter().any(|s| s == w);
    let sequence = match last {
        Some(&("a" | "of" | "tot")) => second_last.and_then(|w| number(w)).is_some(),
        Some(w) => number(w).is_some(),
        None => false,
    };
    sequence || last.is_some_and(estimated) || second_last.is_some_and(estimated)
}

/// A number in digits or in words.
fn number(word: &str) -> Option<usize> {
    match word {
        "geen" | "nul" => Some(0),
        w if w.chars().all(|c| c.is_ascii_digit()) && w.len() <= 3 => w.parse().ok(),
        w => time_words::number(w).and_then(|number| usize::try_from(number).ok()),
    }
}
