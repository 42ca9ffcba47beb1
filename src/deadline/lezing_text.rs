//! A reading in words: the rule it follows, with the start and the calendars where these make a difference.
//! Several rules that lead to one moment stand on one line.

use std::{borrow::Cow, fmt::Write as _};

use super::{
    lezingen::{KalenderSet, Lezing, LezingOrigin},
    termijn::Termijn,
};
use crate::{
    domain::lezing_rule::LezingRule,
    rules::book::{Rulebook, TermijnDuration},
};

/// The rules that lead to a reading: "kantooruren: dezelfde dag; feestdag als weekdag (kalender termijnenwet)".
pub fn rule_text<'a>(book: &'a Rulebook, termijn: &Termijn, lezing: &Lezing) -> Cow<'a, str> {
    joined(lezing, "; ", |origin| {
        let rule = book.lezing_text(origin.rule).rule.as_str();
        let qualifier = qualifier(termijn, lezing, origin);
        if let (LezingRule::Hours, TermijnDuration::Hours(hours)) = (origin.rule, termijn.duration) {
            return format!("{hours} uur {rule}{qualifier}").into();
        }
        if qualifier.is_empty() { rule.into() } else { format!("{rule}{qualifier}").into() }
    })
}

/// Why, a sentence for each rule.
pub fn explanation_text<'a>(book: &'a Rulebook, lezing: &Lezing) -> Cow<'a, str> {
    joined(lezing, " ", |origin| book.lezing_text(origin.rule).explanation.as_str().into())
}

/// The texts of all origins, each once.
fn joined<'a>(lezing: &Lezing, between: &str, text: impl Fn(LezingOrigin) -> Cow<'a, str>) -> Cow<'a, str> {
    let mut texts: Vec<Cow<'a, str>> = Vec::with_capacity(lezing.origins.len());
    for text in lezing.origins.iter().copied().map(text) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    if texts.len() > 1 { texts.join(between).into() } else { texts.pop().unwrap_or_default() }
}

/// From which start and by which calendars, where not all of them lead to this moment.
fn qualifier(termijn: &Termijn, lezing: &Lezing, origin: LezingOrigin) -> String {
    let by_every_start = lezing
        .origins
        .iter()
        .any(|other| other.rule == origin.rule && other.start != origin.start && other.by == origin.by);
    let mut parts = Vec::new();
    if termijn.other_start.is_some() && !by_every_start {
        parts.push(format!("vanaf {}", origin.start.word()));
    }
    if origin.rule != LezingRule::WithoutOwnDays {
        if origin.by.is_empty() {
            parts.push("met uw eigen vrije dag".to_owned());
        } else if origin.by != KalenderSet::all() {
            parts.push(kalenders(origin.by));
        }
    }
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

/// "kalender termijnenwet", "kalenders cao-rijk en zonder-5-mei".
pub(super) fn kalenders(set: KalenderSet) -> String {
    let mut out = String::from(if set.iter().count() > 1 { "kalenders" } else { "kalender" });
    for (nr, kalender) in set.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = write!(out, "{}{kalender}", if nr == 0 { " " } else { " en " });
    }
    out
}
