//! A second pair of eyes, at the desk: one form both asks somebody to read a message and notes what was answered. Who was
//! asked and has not answered stands in it already.

use crate::{
    acts::ReadAlong,
    desk::{
        model::Model,
        state::{
            form::Form,
            form_field::{Completion, FieldKind, options},
        },
    },
    domain::{
        draft::{Draft, DraftKind},
        error::{Error, Result},
        field_name::FieldName,
        form_target::FormTarget,
        ids::Zaaknummer,
        second_reader::{ReadingState, SecondReading},
    },
};

/// Asks about the message with the cursor.
pub fn ask_chosen(model: &mut Model) {
    if let (Some(zaak), Some(draft)) = (model.view.zaak().map(|z| z.number), model.view.chosen_draft()) {
        ask(model, zaak, draft);
    }
}

/// Asks who reads this message, or what was answered.
pub fn ask(model: &mut Model, zaak: Zaaknummer, draft: DraftKind) {
    let open = form(model, zaak, draft);
    match open {
        Ok(form) => model.open_form(form),
        Err(error) => model.report_error(error),
    }
}

/// The form, filled with the reader who is still to answer.
pub fn form(model: &Model, zaak: Zaaknummer, draft: DraftKind) -> Result<Form> {
    let kept = model.view.desk.zaken.get(&zaak).and_then(|z| z.drafts.get(&draft));
    let kept = kept.ok_or_else(|| Error::no("Dit bericht heeft nog geen concept.").hint("Schrijf het eerst."))?;
    let waits = kept.readings.iter().find(|reading| reading.state == ReadingState::Asked);
    let (role, state) =
        waits.map_or(("", ReadingState::Asked), |reading| (reading.role.read(), ReadingState::Approved));
    let completions = model.view.setup.addresses.addressees().iter();
    let completions = completions.map(|a| Completion { text: a.name.clone(), found_by: a.found_by() }).collect();
    let form =
        Form::for_act(FormTarget::ReadAlong { zaak, draft }, format!("Meelezen: {}", draft.label()), move |f, _| {
            let state = f.text(FieldName::Choice);
            let known = ReadingState::ALL.into_iter().find(|s| s.word() == state);
            let state = known.ok_or_else(|| Error::usage("Kies gevraagd, akkoord, wijzigen of geweigerd."))?;
            let (role, remark) = (f.text(FieldName::Recipients), f.text(FieldName::Reason));
            Ok(ReadAlong { zaak, draft, role, state, remark }.into())
        })
        .explanation(explanation(kept))
        .field(FieldName::Recipients, "Wie leest", FieldKind::Completion(completions), role)
        .field(FieldName::Choice, "Stand", options(ReadingState::ALL.map(ReadingState::word)), state.word())
        .field(FieldName::Reason, "Opmerking", FieldKind::Prose, "");
    Ok(if waits.is_some() { form.start_at(FieldName::Choice) } else { form })
}

/// Who was asked and what each said.
fn explanation(kept: &Draft) -> String {
    if kept.readings.is_empty() {
        return format!("Versie {} wacht met weggaan op wie u vraagt, of gaat zonder met een reden.", kept.version);
    }
    let all: Vec<String> = kept.readings.iter().map(SecondReading::words).collect();
    format!("{}.", all.join("; "))
}
