//! The end of an absence: whether it is known, the calls that the source then asks of the inrichting, and the
//! form about it.

use super::{ChecklistState, StepInput, evidence_of, inquire, open};
use crate::{
    domain::melding::MeldingKind,
    log::zaak::Link,
    rules::book::{FormAbout, Rulebook},
};

pub(super) fn oa_end(b: &StepInput<'_>) -> ChecklistState {
    let done = |evidence, at| ChecklistState::Done { evidence, at: Some(at) };
    match (b.zaak.times.oa_end, b.zaak.times.oa_end_heard) {
        (Some(at), _) => done(format!("sinds {}", at.short()), at),
        (None, Some(at)) => done(format!("gehoord {}, sinds wanneer is niet bekend", at.short()), at),
        (None, None) => inquire("bericht over terugkeer of aanhouding"),
    }
}

/// What follows once the absence has ended.
pub(super) fn after_end(b: &StepInput<'_>, what: &str) -> ChecklistState {
    match b.zaak.times.oa_end.or(b.zaak.times.oa_end_heard) {
        Some(_) => inquire(what),
        None => open("de afwezigheid duurt nog"),
    }
}

/// A call of the inrichting after the end is the call that the source asks for.
pub(super) fn end_called(b: &StepInput<'_>) -> ChecklistState {
    let end = b.zaak.times.oa_end.or(b.zaak.times.oa_end_heard);
    let called = |k: &&Link| k.form == MeldingKind::Phone && end.is_some_and(|end| k.received >= end);
    match b.zaak.meldingen.iter().filter(called).min_by_key(|k| k.received) {
        Some(call) => evidence_of(call),
        None => after_end(b, "zo spoedig mogelijk, telefonisch, door de inrichting"),
    }
}

pub(super) fn end_form(b: &StepInput<'_>) -> ChecklistState {
    let Some(end) = b.zaak.times.oa_end.or(b.zaak.times.oa_end_heard) else { return open("de afwezigheid duurt nog") };
    let book = b.case.book().unwrap_or(Rulebook::built_in());
    b.zaak
        .meldingen
        .iter()
        .filter(|k| match book.about(k.form) {
            Some(FormAbout::AbsenceEnd) => true,
            Some(FormAbout::Absence) => k.received >= end,
            Some(FormAbout::Voorval) | None => false,
        })
        .min_by_key(|k| k.received)
        .map_or_else(|| inquire("het formulier van de inrichting"), evidence_of)
}
