//! What the clauses of a text say: when it happened and when it was noticed, when the tbs ends, how somebody got away.
//! A time that tells when the police was called is no time of the voorval.

use chrono::{Days, NaiveDate};

use super::{
    sentence::{Gone, Sentence, holds, says},
    when::{ToldClock, ToldTime},
    words::WORDS,
};
use crate::{
    domain::{moment::Moment, time_kind::TimeKind},
    intake::{date, limits, reading::ReadingEnv, reading_words::READING},
};

/// A moment that a clause tells.
#[derive(Debug, Clone)]
pub struct ToldMoment<'s> {
    pub moment: Moment,
    pub sentence: &'s Sentence,
    /// The clause.
    pub words: String,
}

/// Days before the mail was sent in which a report's moment lies, and where it says that it reports.
const RECENT: u64 = 31;
const MAX_AGE: u64 = 400;
/// Bytes of a clause that is shown as the place of what was read.
const SHOWN: usize = 80;

/// The moment of the voorval and of its discovery: the one whose clause tells it best, of equal ones the first.
pub fn moments<'s>(sentences: &[&'s Sentence], sent: Option<Moment>, reports: bool) -> Vec<(TimeKind, ToldMoment<'s>)> {
    let mut clock = ToldClock::new(sent);
    let mut best: Vec<(TimeKind, usize, ToldMoment<'s>)> = Vec::new();
    for sentence in sentences {
        let tells = !sentence.denies() && (sentence.event().is_some() || sentence.gone().is_some());
        for ToldTime { moment, clause } in clock.times(sentence, |clause| is_other(clause, tells)) {
            let text = sentence.lower.get(clause.clone()).unwrap_or_default();
            let noticed = holds(text, WORDS.noticed) || says(text, &["niet meer"]);
            let kind = if noticed { TimeKind::Constatering } else { TimeKind::Voorval };
            let weight = usize::from(is_event(text)) + usize::from(tells) * 2;
            let words = limits::start(sentence.text.get(clause).unwrap_or_default().trim(), SHOWN).to_owned();
            let told = ToldMoment { moment, sentence, words };
            if !is_possible(moment, sent, reports) {
                continue;
            }
            match best.iter_mut().find(|(known, ..)| *known == kind) {
                Some((_, known, place)) if *known < weight => (*known, *place) = (weight, told),
                Some(_) => {}
                None => best.push((kind, weight, told)),
            }
        }
    }
    let mut out: Vec<_> = best.into_iter().map(|(kind, _, told)| (kind, told)).collect();
    // What was noticed before it happened was misread.
    let at = |kind: TimeKind| out.iter().find(|(known, _)| *known == kind).map(|(_, told)| told.moment);
    if let (Some(happened), Some(noticed)) = (at(TimeKind::Voorval), at(TimeKind::Constatering))
        && noticed < happened
    {
        out.retain(|(kind, _)| *kind == TimeKind::Constatering);
    }
    out
}

fn is_possible(moment: Moment, sent: Option<Moment>, reports: bool) -> bool {
    let days = if reports { MAX_AGE } else { RECENT };
    sent.map(Moment::date).is_none_or(|anchor| {
        let date = moment.date();
        date <= anchor && anchor.checked_sub_days(Days::new(days)).is_none_or(|first| date >= first)
    })
}

/// True for a clause about what was done afterwards, or is still to come. Who came afterwards is named too in a
/// sentence that tells (`tells`) what happened.
fn is_other(clause: &str, tells: bool) -> bool {
    let missed = says(clause, &["als vermist", "vermist gemeld"]);
    let told = holds(clause, WORDS.told_others) && !missed;
    told || says(clause, WORDS.later) || holds(clause, WORDS.helpers) && !tells && !is_event(clause)
}

/// True for a clause that tells of a voorval, of an absence, or of when somebody should have been back.
fn is_event(clause: &str) -> bool {
    let sentence = Sentence::new(0, clause.to_owned());
    let due = says(clause, READING.due);
    due || sentence.event().is_some() || sentence.gone().is_some()
}

/// When the tbs of somebody who is gone ends, if the text says so.
pub fn end_date<'s>(sentences: &[&'s Sentence], env: ReadingEnv<'_>) -> Option<(NaiveDate, &'s Sentence, String)> {
    sentences.iter().find_map(|sentence| {
        let (pos, _) = WORDS.end_dates.iter().find_map(|name| Some((sentence.lower.find(name)?, name)))?;
        let words = limits::start(sentence.text.get(pos..)?, SHOWN);
        Some((date::date(words, env.anchor, false)?, *sentence, words.to_owned()))
    })
}

/// How somebody got away, in the words of the clause that says so.
pub fn way<'s>(sentences: &[&'s Sentence]) -> Option<(String, &'s Sentence)> {
    sentences.iter().find_map(|sentence| {
        let Gone { at, before } = sentence.gone()?;
        // "De ontvluchting vond plaats" tells no way.
        let rest =
            sentence.text.get(at..).filter(|rest| !rest.split(' ').next().unwrap_or_default().ends_with("ing"))?;
        let end =
            [" en ", ",", ";", " (", ". "].iter().filter_map(|joint| rest.find(joint)).min().unwrap_or(rest.len());
        let way = format!("{before}{}", rest.get(..end)?.trim().trim_end_matches(['.', ')', '!']));
        (way.split_whitespace().count() > 1).then_some((way, *sentence))
    })
}

/// Those words as the answer on a form: "niet teruggekeerd van zijn verlof" is "Niet teruggekeerd van verlof".
pub fn as_answer(way: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in way.split(' ') {
        if !(READING.whose.contains(&word) && words.last().is_some_and(|before| READING.before_whose.contains(before)))
        {
            words.push(word);
        }
    }
    let mut letters = words.join(" ").chars().collect::<Vec<_>>().into_iter();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
