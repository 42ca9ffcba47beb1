//! The form that the inrichting owes: whose move it is, and what it still lacks.

use std::sync::Arc;

use super::{
    input::StepInput,
    moved::awaits_rest,
    said::{evidence_of, gap, not_reportable, ready},
};
use crate::{
    domain::draft::RequestKind,
    judge::{
        case_rule::CaseRule,
        checklist::state::ChecklistState,
        complete::{Completeness, completeness, forms, listing},
    },
    rules::{book::FormItem, step_rule::Owner},
};

/// Incomplete, it is the desk's move until the request has gone out, and the inrichting's after that.
pub fn form(b: &StepInput<'_>) -> (Owner, ChecklistState) {
    if let CaseRule::NotInBook(..) | CaseRule::NoBook(_) = b.case
        && b.zaak.meldingen.iter().all(|link| !link.form.is_form())
    {
        return (Owner::Desk, ready(&gap(b)));
    }
    let from = b.case.owes_form(b.zaak).map_or(Owner::Inrichting, |by| Owner::Instantie(Arc::clone(by)));
    let state = match completeness(b.zaak, b.case) {
        Completeness::None => not_reportable(b).unwrap_or_else(|| {
            if let Some(early) = too_early(b) {
                return ChecklistState::Ready(early);
            }
            let gap = b.case.form_gap(b.zaak).map_or_else(String::new, |gap| format!(". {gap}"));
            ChecklistState::Waiting(format!("het formulier van {}{}{gap}", from.in_sentence(), asked(b)))
        }),
        Completeness::Complete { by, .. } => evidence_of(b.book, by),
        Completeness::Provisional { form } => ChecklistState::Done {
            evidence: format!(
                "{} voorlopig aanvaard: {}",
                form.melding,
                form.accepted.as_ref().map_or("", |r| b.visibility().read(r))
            ),
            at: Some(form.received),
        },
        Completeness::Incomplete { form, missing, unread } => {
            let listed = |items: &[&FormItem]| {
                let names: Vec<&str> = items.iter().map(|v| v.name.as_str()).collect();
                listing(&names)
            };
            let what = listed(&missing);
            if missing.is_empty() {
                let read = format!("lees zelf in {}, niet herkend: {}", form.melding, listed(&unread));
                return (Owner::Desk, ChecklistState::Ready(read));
            }
            let what = match unread.as_slice() {
                [] => what,
                items => format!("{what}; niet herkend: {}", listed(items)),
            };
            let request = b.zaak.request(RequestKind::Missing).and_then(|c| c.sent.last());
            let Some(v) = request.filter(|v| v.at >= form.received) else {
                let owner = if awaits_rest(b) { from } else { Owner::Desk };
                return (owner, ChecklistState::Ready(format!("{} is onvolledig: {what}", form.melding)));
            };
            ChecklistState::Waiting(format!("aanvulling gevraagd {}: {what}", v.at.short()))
        }
    };
    (if too_early(b).is_some() { Owner::Desk } else { from }, state)
}

/// That the form there is came in before the voorval.
fn too_early(b: &StepInput<'_>) -> Option<String> {
    let kinds = forms(b.case);
    if b.zaak.first_of(&kinds).is_some() {
        return None;
    }
    let early = b.zaak.meldingen.iter().find(|link| kinds.contains(&link.form))?;
    Some(format!("{} kwam vóór het voorval binnen: kijk de tijden na, of maak haar los", early.melding))
}

/// That it was asked for in writing.
fn asked(b: &StepInput<'_>) -> String {
    let sent = b.zaak.request(RequestKind::Overdue).and_then(|c| c.sent.last());
    sent.map_or_else(String::new, |v| format!("; rappel verzonden {}", v.at.short()))
}
