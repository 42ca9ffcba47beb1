//! What more than one step says of itself in the same words: that it is open, ready or shown, that nothing follows, and what
//! another body does.

use super::input::StepInput;
use crate::{
    domain::besluit::BesluitKind,
    judge::{checklist::state::ChecklistState, decided::again},
    log::zaak::Link,
    rules::{book::Rulebook, elsewhere::Elsewhere},
};

pub(super) fn open(why: &str) -> ChecklistState {
    ChecklistState::Open(why.to_owned())
}

pub(super) fn ready(what: &str) -> ChecklistState {
    ChecklistState::Ready(what.to_owned())
}

/// What is to be decided first, and why once more.
pub(super) fn undecided(b: &StepInput<'_>, about: BesluitKind) -> String {
    again(b.zaak, b.case, about).unwrap_or_else(|| format!("beslis eerst over {}", about.letter()))
}

/// Why nothing follows from the matrix.
pub(super) fn gap(b: &StepInput<'_>) -> String {
    b.case.gap().unwrap_or_default()
}

/// What another body does; nothing where the row knows of none, or its question was answered with no.
pub(super) fn elsewhere<'a>(b: &StepInput<'a>) -> Option<&'a Elsewhere> {
    b.case.elsewhere(b.zaak)
}

/// A row that need not be reported makes the steps towards others unnecessary.
pub(super) fn not_reportable(b: &StepInput<'_>) -> Option<ChecklistState> {
    let rule = b.rule.filter(|rule| !rule.is_notifiable())?;
    Some(if b.is_unlisted() {
        let (nr, sector) = (rule.nr, b.case.book().map_or_else(String::new, |book| book.sector.label()));
        let what =
            format!("de inrichting staat niet in de lijst; bij {sector} is rij {nr} niet meldplichtig: zelf toetsen");
        ChecklistState::Ready(what)
    } else {
        ChecklistState::NotNeeded(format!("rij {} is hier niet meldplichtig", rule.nr))
    })
}

pub(super) fn evidence_of(book: &Rulebook, k: &Link) -> ChecklistState {
    let evidence = format!("{} {}, {}", k.melding, k.form.label(book), k.received.short());
    ChecklistState::Done { evidence, at: Some(k.received) }
}
