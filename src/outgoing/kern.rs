//! The two sentences a message begins with: what happened, where and when; then how things stand, whether
//! anybody is hurt and who was told. A reader who stops there knows what he must.

use super::picture::sentence;
use crate::{
    domain::{
        feit::{Feit, FeitStatus, Topic},
        sanitize,
    },
    judge::{case_rule::CaseRule, gaps, gate::Gate},
    log::zaak::Zaak,
    rules::{book::Prominence, message_family::KernEnd},
};

/// No longer is what happened within the first sentence, in characters.
const LONGEST: usize = 160;

/// Both sentences; what they need and nobody knows stands in them as a gap.
pub fn kern(zaak: &Zaak, case: CaseRule<'_>, place: &str) -> String {
    format!("{} {}", opening(zaak, case, place), standing(zaak, case))
}

/// What happened, where and when.
fn opening(zaak: &Zaak, case: CaseRule<'_>, place: &str) -> String {
    let when = zaak.times.voorval.map_or_else(
        || gaps::marker("voorval"),
        |at| format!("{} om {}", at.day_in_words(), at.time_in_words(Some(at))),
    );
    let what = match case.rule() {
        None => format!("gebeurde in {place} {}", gaps::marker("incident")),
        Some(rule) => rule.opening.as_ref().map_or_else(
            || {
                format!("was er in {place} een voorval in de categorie «{}»", rule.category.public)
                    .replace(['«', '»'], "'")
            },
            |opening| match opening.end {
                KernEnd::Book => opening.at(place),
                KernEnd::Event => opening.at(place) + &event(zaak),
            },
        ),
    };
    format!("Op {when} {what}.")
}

/// The first thing that happened, as the end of a sentence; nothing where nobody told it, or in too many words.
fn event(zaak: &Zaak) -> String {
    let told = zaak.feiten_about(Topic::Event).filter(|f| f.status != FeitStatus::Unknown);
    let first = told.min_by_key(|f| (f.told_at(), f.number)).and_then(|f| f.text.filled()).map(sanitize::line);
    let text = first.unwrap_or_default();
    let text = text.split(". ").next().unwrap_or_default().trim().trim_end_matches(['.', ':']);
    if text.is_empty() || text.chars().count() > LONGEST { String::new() } else { format!(": {}", within(text)) }
}

/// How things stand now, in one sentence.
fn standing(zaak: &Zaak, case: CaseRule<'_>) -> String {
    let Some((book, rule)) = case.book().zip(case.rule()) else { return sentence(&gaps::marker("situatie")) };
    let answers = book.call_questions(rule).filter(|q| q.prominence == Prominence::Kern).filter_map(|q| {
        let answered = |f: &&Feit| f.asked.as_ref().is_some_and(|a| a.question == q.id);
        let feit = zaak.feiten.iter().rev().find(answered).or_else(|| zaak.feiten_about(q.topic).last())?;
        (feit.status.counted() && feit.status != FeitStatus::Unknown).then_some(feit)
    });
    let mut parts: Vec<String> = Vec::new();
    for feit in answers {
        let text = sanitize::line(feit.text.read());
        let text = text.trim().trim_end_matches('.');
        if !text.is_empty() && !parts.iter().any(|p| p == text) {
            parts.push(text.to_owned());
        }
    }
    if parts.is_empty() {
        return sentence(&gaps::marker("situatie"));
    }
    let small = parts.iter().enumerate().map(|(i, part)| if i == 0 { part.clone() } else { within(part) });
    sentence(&small.collect::<Vec<_>>().join("; "))
}

/// A sentence as a part of another: its first letter small where it begins with a plain word and no name.
fn within(text: &str) -> String {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let small = if first == "Eén" { "één".to_owned() } else { first.to_lowercase() };
    let is_capitalised = first.chars().skip(1).all(char::is_lowercase) && first.chars().any(char::is_lowercase);
    let is_plain = Gate::open().is_ok_and(|gate| gate.is_plain_word(&small));
    if is_capitalised && is_plain { format!("{small} {rest}") } else { text.to_owned() }
}
