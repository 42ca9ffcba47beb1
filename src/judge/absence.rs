//! The end of an absence as far as the case knows it: by its own times, or since somebody told that it ended. Who hears that
//! he is back or was arrested has the calls and the form to see to from then on, also while nobody knows since when.

use crate::{
    domain::{
        besluit::YesNo,
        feit::{Feit, FeitStatus, Topic},
        moment::Moment,
        termijn_kind::Times,
    },
    judge::{case_rule::CaseRule, standing::standing},
    log::zaak::Zaak,
    rules::book::SmsPart,
};

/// The fact that tells the end of an absence of which the case has no time.
pub fn told_end<'a>(zaak: &'a Zaak, case: CaseRule<'a>) -> Option<&'a Feit> {
    case.rule().filter(|rule| rule.is_oa() && !has_time_of_end(zaak))?;
    let told = standing(zaak, case, SmsPart::Situation).filter(|told| told.choice.ends == Some(YesNo::Yes));
    told.map(|told| told.feit)
}

const fn has_time_of_end(zaak: &Zaak) -> bool {
    zaak.times.oa_end.is_some() || zaak.times.oa_end_heard.is_some()
}

/// The outcome that was noted of an absence of which no end is known.
pub fn outcome_without_end<'a>(zaak: &'a Zaak, case: CaseRule<'_>) -> Option<&'a Feit> {
    case.rule().filter(|rule| rule.is_oa() && ended(zaak, case).is_none())?;
    zaak.feiten_about(Topic::Outcome).find(|feit| feit.status.counted() && feit.status != FeitStatus::Unknown)
}

/// When an absence ended, as far as that is known: else when it was heard.
pub fn ended(zaak: &Zaak, case: CaseRule<'_>) -> Option<Moment> {
    zaak.times.oa_end.or(zaak.times.oa_end_heard).or_else(|| told_end(zaak, case).map(|feit| feit.at))
}

/// The times that terms run by: where only a fact tells the end, it was heard when that was noted.
pub fn times(zaak: &Zaak, case: CaseRule<'_>) -> Times {
    let times = case.times(zaak);
    match told_end(zaak, case) {
        Some(feit) => Times { oa_end_heard: Some(feit.at), ..times },
        None => times,
    }
}
