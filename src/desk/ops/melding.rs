//! Commands on the chosen report.

use super::{
    chooser, phone,
    write_queue::{perform, say},
};
use crate::{
    acts::{Act, OpenZaak, PutBack, SetAside, UnlinkMelding},
    desk::{
        effect::Effect,
        model::Model,
        state::{form::Form, form_target::FormTarget, on_commit::OnCommit},
    },
    domain::ids::Meldingnummer,
    judge::repeat,
};

/// Opens a case from it.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(melding) = model.view.melding().map(|m| m.number) {
        open_or_ask(model, melding, effects);
    }
}

/// Opens a case from a report; where one runs at the same inrichting since the last hour, asks whether it
/// belongs there.
pub fn open_or_ask(model: &mut Model, melding: Meldingnummer, effects: &mut Vec<Effect>) {
    let desk = &model.view.desk;
    match desk.meldingen.get(&melding).and_then(|m| repeat::running_case(desk, m)) {
        Some(running) => {
            chooser::choose_zaak(model, melding);
            model.say(format!("Er loopt al {running} bij deze inrichting: kies die zaak, of «nieuwe zaak»."));
        }
        None => open_new(model, melding, effects),
    }
}

/// Opens a case from a report, whatever else runs.
pub fn open_new(model: &mut Model, melding: Meldingnummer, effects: &mut Vec<Effect>) {
    perform(model, &Act::OpenZaak(OpenZaak { melding, new: true }), OnCommit::Choose, effects);
}

/// Asks which case it belongs to.
pub fn link(model: &mut Model) {
    if let Some(melding) = model.view.melding().map(|m| m.number) {
        chooser::choose_zaak(model, melding);
    }
}

/// Undoes its link.
pub fn unlink(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(melding) = model.view.melding().map(|m| m.number) {
        say(model, &Act::UnlinkMelding(UnlinkMelding { melding }), effects);
    }
}

/// Asks why it is set aside.
pub fn set_aside(model: &mut Model) {
    if let Some(melding) = model.view.melding().map(|m| m.number) {
        let title = format!("Melding {melding} terzijde leggen");
        let explanation = "De melding blijft bewaard en vindbaar.";
        let key = FormTarget::SetAside { melding };
        let form = Form::for_reason(key, title, explanation, move |reason| Act::SetAside(SetAside { melding, reason }));
        model.session.open_form(form);
    }
}

/// Puts it back in the inbox.
pub fn put_back(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(melding) = model.view.melding().map(|m| m.number) {
        say(model, &Act::PutBack(PutBack { melding }), effects);
    }
}

/// Opens a call to type on.
pub fn edit(model: &mut Model) {
    if let Some((number, call)) = phone::call_of(model) {
        phone::edit(model, number, &call);
    }
}
