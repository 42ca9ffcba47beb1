//! A draft before the kanaalpoort and the decision, at the desk: what is stopped asks for a reason, and with it goes on.

use super::write_queue::press;
use crate::{
    acts::{CheckDraft, LetThrough},
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{form::Form, form_consequence::FormConsequence, form_field::FieldKind},
    },
    domain::{
        draft::{Draft, DraftKind},
        field_name::FieldName,
        form_target::FormTarget,
        ids::Zaaknummer,
        sanitize,
    },
    judge::{case_gate, gaps, gate::Gate, moved_text, visibility::Visibility, withheld},
};

/// Marks a draft as checked, or asks why it may leave as it is. `true` when it is checked, or will be as soon as what
/// was typed is in the log.
pub fn check(model: &mut Model, zaak: Zaaknummer, draft: DraftKind, text: &str, effects: &mut Vec<Effect>) -> bool {
    let whole = gaps::count(text) == 0;
    match stopped(model, zaak, draft, text).filter(|_| whole) {
        Some(told) => {
            model.open_form(reason((zaak, draft), "Kanaalpoort", &told, true));
            false
        }
        None => press(model, &CheckDraft { zaak, draft }.into(), effects) && whole && !text.trim().is_empty(),
    }
}

/// The question why a draft may leave as it is saved, where the gate stops it; with the answer it is checked too,
/// unless it was.
pub fn why(model: &Model, zaak: Zaaknummer, draft: DraftKind) -> Option<Form> {
    let kept = model.view.desk.zaken.get(&zaak)?.drafts.get(&draft)?;
    let in_text = stopped(model, zaak, draft, kept.text.read());
    let decision = undecided(model, zaak, draft, kept);
    let title = if in_text.is_some() { "Kanaalpoort" } else { "Besluit" };
    let told: Vec<String> = decision.into_iter().chain(in_text).collect();
    (!told.is_empty()).then(|| reason((zaak, draft), title, &told.join("\n"), !kept.is_checked()))
}

/// Why the decision does not let it go, as one sentence.
fn undecided(model: &Model, zaak: Zaaknummer, draft: DraftKind, kept: &Draft) -> Option<String> {
    let case = model.view.desk.zaken.get(&zaak)?;
    let rule = model.view.context().case_rule(case);
    let found = withheld::held_back(case, rule, (draft, kept))?;
    Some(format!("{}.", sanitize::capitalize(&withheld::why(case, rule, draft, found))))
}

/// What the gate stops and what is not so any more, unless this very text was let through. A gate that fails is told when the act is judged.
fn stopped(model: &Model, zaak: Zaaknummer, draft: DraftKind, text: &str) -> Option<String> {
    let view = &model.view;
    let case = view.desk.zaken.get(&zaak)?;
    let kept = case.drafts.get(&draft);
    if kept.is_some_and(|d| d.let_through == Some(d.version) && d.text.holds(text)) {
        return None;
    }
    let leaks = case_gate::leaks((case, &view.setup.sender), &view.desk, view.context().books(), draft, text).ok()?;
    // Whoever has the text open reads it there.
    let is_open = |layer: &Layer| matches!(layer, Layer::Editor(e) if (e.zaak, e.draft) == (zaak, draft));
    let shown = if model.view.layers.iter().any(is_open) { Visibility::Open } else { view.after().visibility };
    let mut all = case_gate::explained(Gate::open().ok()?, text, &leaks, shown);
    let outdated = moved_text::outdated_in((case, view.context().case_rule(case)), (draft, kept), text);
    all.extend((!outdated.is_empty()).then(|| format!("Niet meer zo: {}.", outdated.join(", "))));
    (!all.is_empty()).then(|| all.join("\n"))
}

fn reason((zaak, draft): (Zaaknummer, DraftKind), what: &str, told: &str, check: bool) -> Form {
    let title = format!("{what}: {}", draft.label());
    Form::new(FormTarget::LetThrough { zaak, draft }, title, move |form, _| {
        let mut acts = vec![LetThrough { zaak, draft, reason: form.text(FieldName::Reason) }.into()];
        if check {
            acts.push(CheckDraft { zaak, draft }.into());
        }
        Ok(FormConsequence::Acts(acts))
    })
    .explanation(format!(
        "{told}\nEsc gaat terug; in de tekst gaat Tab naar wat er niet mee mag. Alleen met een reden mag hij zo uit."
    ))
    .field(FieldName::Reason, "Reden", FieldKind::Prose, "")
}
