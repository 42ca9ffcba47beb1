//! The two sentences a message begins with: what happened, where and when; then how things stand, whether
//! anybody is hurt and who was told. A reader who stops there knows what he must.

use super::{
    ending::Ending,
    opening::{FirstSentence, LONGEST},
    picture::FeitLine,
    sentence::{sentence, within},
    sms_parts::sms_parts,
};
use crate::{
    domain::{
        feit::{Feit, FeitStatus, Topic},
        sanitize,
    },
    judge::{
        case_rule::CaseRule,
        gaps,
        standing::{self, ToldStanding},
    },
    log::zaak::Zaak,
    rules::book::{Prominence, SmsPart},
};

/// What a message begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kern {
    /// Its sentences; what they need and nobody knows stands in them as a gap.
    pub text: String,
    /// The fact about what happened that they tell whole.
    pub told: Option<FeitLine>,
}

impl Kern {
    /// The kern of a case at a place.
    pub fn of(zaak: &Zaak, case: CaseRule<'_>, place: &str) -> Self {
        let sms_parts = sms_parts(zaak, case);
        let closer = sms_parts.get(&SmsPart::Place).map(String::as_str);
        let FirstSentence { text, told } = FirstSentence::of(zaak, case, place, closer);
        let ending = Ending::of(zaak);
        let parts = [text, ending.map(Ending::sentence).unwrap_or_default(), standing(zaak, case, ending)];
        Self {
            text: parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" "),
            told,
        }
    }
}

/// How things stand now, in one sentence; once it ended what matters of the time before.
fn standing(zaak: &Zaak, case: CaseRule<'_>, ending: Option<Ending<'_>>) -> String {
    let unknown = || if ending.is_some() { String::new() } else { sentence(&gaps::marker("situatie")) };
    let Some((book, rule)) = case.book().zip(case.rule()) else { return unknown() };
    let overtaken = standing::overtaken(zaak, case, SmsPart::Situation);
    let counts = |f: &Feit| {
        let known = f.status.counted() && f.status != FeitStatus::Unknown && !overtaken.contains(&f.number);
        known && !ending.is_some_and(|e| e.leaves_out_of_kern(f))
    };
    let texts = book.call_questions(rule).filter_map(|q| {
        let is_kern = |choice| q.prominence_of(choice) == Prominence::Kern;
        if let Some(told) = q.sms_part.and_then(|part| standing::standing(zaak, case, part)) {
            return (is_kern(Some(&told.choice.id)) && counts(told.feit)).then(|| in_one_sentence(told));
        }
        let answered = |f: &&Feit| f.asked.as_ref().is_some_and(|a| a.question == q.id);
        // What happened stands in the first sentence.
        let about = || zaak.feiten_about(q.topic).filter(|f| q.topic != Topic::Event && counts(f)).last();
        let feit = zaak.feiten.iter().rev().find(answered).or_else(about)?;
        let choice = feit.asked.as_ref().filter(|a| a.question == q.id).and_then(|a| a.choice.as_deref());
        (is_kern(choice) && counts(feit)).then(|| feit.text.read())
    });
    let mut parts: Vec<String> = Vec::new();
    for text in texts {
        let text = sanitize::line(text);
        let text = text.trim().trim_end_matches('.');
        if !text.is_empty() && !parts.iter().any(|p| p == text) {
            parts.push(text.to_owned());
        }
    }
    if parts.is_empty() {
        return unknown();
    }
    let small = parts.iter().enumerate().map(|(i, part)| if i == 0 { part.clone() } else { within(part) });
    sentence(&small.collect::<Vec<_>>().join("; "))
}

/// In the words of the fact where those say how things stand and no more, else in those of the book.
fn in_one_sentence(told: ToldStanding<'_>) -> &str {
    let ToldStanding { feit, choice } = told;
    let chosen = feit.asked.as_ref().is_some_and(|a| a.choice.is_some());
    let says_it = chosen || feit.topic == Topic::Situation;
    if says_it && feit.text.read().chars().count() <= LONGEST { feit.text.read() } else { &choice.sentence }
}
