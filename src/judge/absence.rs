//! The end of an absence as far as the case knows it: by its own times, or since somebody told that it ended. Who hears that
//! he is back or was arrested has the calls and the form to see to from then on, also while nobody knows since when.

use std::fmt;

use crate::{
    domain::{
        besluit::YesNo,
        feit::{Feit, FeitNumber, FeitStatus},
        moment::Moment,
        termijn_kind::Times,
        weegvraag_id::WeegvraagId,
    },
    judge::{case_rule::CaseRule, outcome::outcomes, standing::standing},
    log::zaak::Zaak,
    rules::book::SmsPart,
};

/// That an absence ended, as somebody said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToldEnd<'a> {
    /// What says so.
    pub by: ToldBy<'a>,
    /// When that was noted: since then it is known.
    pub at: Moment,
}

/// What tells an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToldBy<'a> {
    /// A fact, by its number.
    Feit(FeitNumber),
    /// A yes or no to a weighing question, by its id.
    Question(&'a WeegvraagId),
}

impl fmt::Display for ToldBy<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Feit(number) => write!(f, "feit {number}"),
            Self::Question(id) => write!(f, "het antwoord op vraag {id}"),
        }
    }
}

/// What tells the end of an absence of which the case has no time: how it stands by the facts, or an answer to a weighing
/// question that was given later than they were noted.
pub fn told_end<'a>(zaak: &'a Zaak, case: CaseRule<'a>) -> Option<ToldEnd<'a>> {
    case.rule().filter(|rule| rule.is_oa() && !has_time_of_end(zaak))?;
    let stands = standing(zaak, case, SmsPart::Situation);
    match stands.filter(|told| told.choice.ends == Some(YesNo::Yes)) {
        Some(told) => Some(ToldEnd { by: ToldBy::Feit(told.feit.number), at: told.feit.at }),
        None => weighed_end(zaak, case).filter(|end| stands.is_none_or(|told| told.feit.at <= end.at)),
    }
}

/// The answer to a weighing question that an answer of the call which tells the end comes to.
fn weighed_end<'a>(zaak: &'a Zaak, case: CaseRule<'a>) -> Option<ToldEnd<'a>> {
    let (book, rule) = case.book().zip(case.rule())?;
    let choices = book.call_questions(rule).flat_map(|question| &question.choices);
    let tells = choices.filter(|choice| choice.ends == Some(YesNo::Yes)).flat_map(|choice| &choice.weighs);
    let mut given = tells.filter(|(id, answer)| zaak.answers.get(id) == Some(answer));
    given.find_map(|(id, _)| Some(ToldEnd { by: ToldBy::Question(id), at: *zaak.answered.get(id)? }))
}

const fn has_time_of_end(zaak: &Zaak) -> bool {
    zaak.times.oa_end.is_some() || zaak.times.oa_end_heard.is_some()
}

/// The outcome that was noted of an absence of which no end is known.
pub fn outcome_without_end<'a>(zaak: &'a Zaak, case: CaseRule<'_>) -> Option<&'a Feit> {
    case.rule().filter(|rule| rule.is_oa() && ended(zaak, case).is_none())?;
    outcomes(zaak).find(|feit| feit.status.counted() && feit.status != FeitStatus::Unknown)
}

/// When an absence ended, as far as that is known: else when it was heard.
pub fn ended(zaak: &Zaak, case: CaseRule<'_>) -> Option<Moment> {
    zaak.times.oa_end.or(zaak.times.oa_end_heard).or_else(|| told_end(zaak, case).map(|told| told.at))
}

/// The times that terms run by: where only a fact or an answer tells the end, it was heard when that was noted.
pub fn times(zaak: &Zaak, case: CaseRule<'_>) -> Times {
    let times = case.times(zaak);
    match told_end(zaak, case) {
        Some(told) => Times { oa_end_heard: Some(told.at), ..times },
        None => times,
    }
}
