//! The two sentences a message begins with: what happened, where and when; then how things stand, whether
//! anybody is hurt and who was told. A reader who stops there knows what he must.

use super::{
    ending::Ending,
    opening::{FirstSentence, LONGEST},
    picture::FeitLine,
    sentence::{on_the_day, sentence, within},
    sms_parts::sms_parts,
    told::MayTell,
};
use crate::{
    domain::feit::{Feit, FeitStatus, Topic},
    judge::{
        case_rule::CaseRule,
        gaps,
        informed::{self, Informed},
        speech,
        standing::{self, ToldStanding},
    },
    log::zaak::Zaak,
    rules::book::{Prominence, SmsPart},
};

/// In which order the second sentence goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum KernPart {
    /// How things stand, and who is hurt.
    Standing,
    /// Who was told.
    Told,
    /// Who was not.
    NotTold,
}

/// So many who were told are named in front; the others stand under their headings.
const MOST_INFORMED: usize = 4;

/// What a message begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kern {
    /// Its sentences; what they need and nobody knows stands in them as a gap.
    pub text: String,
    /// The fact about what happened that they tell whole.
    pub told: Option<FeitLine>,
}

impl Kern {
    /// The kern of a case by itself, without who in the line was told.
    pub fn alone(zaak: &Zaak, case: CaseRule<'_>, place: &str) -> Self {
        Self::of(&MayTell::of(zaak, case), place, &[])
    }

    /// The kern of a case at a place; `told` are those in the line who were told.
    pub(super) fn of(may_tell: &MayTell<'_>, place: &str, told_line: &[String]) -> Self {
        let MayTell { zaak, case, ending, .. } = *may_tell;
        let sms_parts = sms_parts(zaak, case);
        let closer = sms_parts.get(&SmsPart::Place).map(String::as_str);
        let FirstSentence { text, told } = FirstSentence::of(may_tell, place, closer, ending.is_some());
        let parts = [text, ending.map(Ending::sentence).unwrap_or_default(), standing(may_tell, told_line)];
        Self {
            text: parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" "),
            told,
        }
    }
}

/// That somebody was called for help: it does not matter any more once it is over.
fn is_call_for_help(case: CaseRule<'_>, feit: &Feit) -> bool {
    feit.topic == Topic::Police && informed::is_about_informing(case, feit)
}

/// How things stand now and who was told, in one sentence; once it ended what matters of the time before.
fn standing(may_tell: &MayTell<'_>, told_line: &[String]) -> String {
    let MayTell { zaak, case, ending, .. } = *may_tell;
    let unknown = || if ending.is_some() { String::new() } else { sentence(&gaps::marker("situatie")) };
    let Some((book, rule)) = case.book().zip(case.rule()) else { return unknown() };
    let overtaken = standing::overtaken(zaak, case, SmsPart::Situation);
    let counts = |f: &Feit| {
        let known = !may_tell.is_disputed(f)
            && f.status.counted()
            && f.status != FeitStatus::Unknown
            && !overtaken.contains(&f.number);
        known && !ending.is_some_and(|e| e.leaves_out_of_kern(f) || is_call_for_help(case, f))
    };
    let answers = book.call_questions(rule).filter_map(|q| {
        let is_kern = |choice| q.prominence_of(choice) == Prominence::Kern;
        if let Some(told) = q.sms_part.and_then(|part| standing::standing(zaak, case, part)) {
            return (is_kern(Some(&told.choice.id)) && counts(told.feit)).then(|| (told.feit, in_one_sentence(told)));
        }
        let answered = |f: &&Feit| f.asked.as_ref().is_some_and(|a| a.question == q.id);
        // What happened stands in the first sentence.
        let about = || zaak.feiten_about(q.topic).filter(|f| q.topic != Topic::Event && counts(f)).last();
        let feit = zaak.feiten.iter().rev().find(answered).or_else(about)?;
        let choice = feit.asked.as_ref().filter(|a| a.question == q.id).and_then(|a| a.choice.as_deref());
        (is_kern(choice) && counts(feit)).then(|| (feit, feit.text.read()))
    });
    let cleaned = |text: &str| on_the_day(&speech::cleaned(text), zaak.times.voorval);
    let answers: Vec<(&Feit, String)> = answers.map(|(feit, text)| (feit, cleaned(text))).collect();
    // Who was called for help does not matter any more once it is over.
    let mut informed = informed::informed(zaak, case);
    informed.retain(|i| ending.is_none() || i.feit.is_some_and(|f| f.topic != Topic::Police));
    let is = |i: &Informed<'_>, feit: &Feit| i.feit.is_some_and(|f| f.number == feit.number);
    let part = |feit| {
        if informed.iter().any(|i| is(i, feit)) {
            KernPart::Told
        } else if informed::is_about_informing(case, feit) {
            KernPart::NotTold
        } else {
            KernPart::Standing
        }
    };
    let also = informed.iter().filter(|i| !answers.iter().any(|(feit, _)| is(i, feit)));
    let also = also.filter(|i| i.sentence.chars().count() <= LONGEST).take(MOST_INFORMED).map(|i| cleaned(&i.sentence));
    let told = also.chain(line_informed(told_line)).map(|text| (KernPart::Told, text));
    let mut all: Vec<(KernPart, String)> = answers.iter().map(|(f, text)| (part(f), text.clone())).collect();
    all.extend(told);
    all.sort_by_key(|(part, _)| *part);
    let mut parts: Vec<String> = Vec::new();
    for (_, text) in all {
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

/// Who in the line was told, as one sentence.
fn line_informed(told: &[String]) -> Option<String> {
    let (last, before) = told.split_last()?;
    Some(if before.is_empty() {
        format!("{last} is ingelicht")
    } else {
        format!("{} en {last} zijn ingelicht", before.join(", "))
    })
}

/// In the words of the fact where those say how things stand and no more, else in those of the book.
fn in_one_sentence(told: ToldStanding<'_>) -> &str {
    let ToldStanding { feit, choice } = told;
    let chosen = feit.asked.as_ref().is_some_and(|a| a.choice.is_some());
    let says_it = chosen || feit.topic == Topic::Situation;
    if says_it && feit.text.read().chars().count() <= LONGEST { feit.text.read() } else { &choice.sentence }
}
