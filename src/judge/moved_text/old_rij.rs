//! Whether a text still stands on a row that the case had before: its ground, or what it calls the event. Whoever typed another
//! word in it made a new version, and that says the old row as much as the first one did.

use super::{has_words, rij_now};
use crate::{
    domain::{
        draft::{DraftChannel, DraftKind},
        fold::fold,
        rij::Rij,
    },
    judge::case_rule::CaseRule,
    log::zaak::Zaak,
    rules::book::RijRule,
};

/// What this text says of a row of before and not of the one of now; `plain` is folded.
pub(super) fn said((zaak, case): (&Zaak, CaseRule<'_>), kind: DraftKind, plain: &str) -> Option<String> {
    let now = case.rule().filter(|rule| zaak.rij() == Some(rule.nr));
    if now.is_none() && zaak.rij().is_some() {
        return None;
    }
    let now = now.map(|rule| words(rule, kind)).unwrap_or_default();
    let mut earlier: Vec<Rij> = Vec::new();
    for rij in zaak.rij_choices.iter().filter_map(|choice| choice.rij).filter(|rij| zaak.rij() != Some(*rij)) {
        if !earlier.contains(&rij) {
            earlier.push(rij);
        }
    }
    let old = earlier.into_iter().filter_map(|rij| case.book()?.find_rij(rij).ok()).map(|rule| words(rule, kind));
    let stands = |old: &String| stands(plain, old, &now) && !stands(plain, &now, old);
    old.filter(|old| !old.is_empty() && *old != now).any(|old| stands(&old)).then(|| rij_now(zaak))
}

/// By which words a message says which row it is about.
fn words(rule: &RijRule, kind: DraftKind) -> String {
    let words = if kind.is_public() {
        &rule.category.public
    } else if kind.channel() == DraftChannel::Sms {
        &rule.category.sms
    } else if kind.besluit().is_some() {
        &rule.incident
    } else {
        return String::new();
    };
    fold(words)
}

/// Whether the one stands there by itself, and not only within the longer other: "poging tot ontvluchting EBI".
fn stands(plain: &str, one: &str, other: &str) -> bool {
    let longer = other.len() > one.len() && has_words(other, one);
    if longer { has_words(&plain.replace(other, " "), one) } else { has_words(plain, one) }
}
