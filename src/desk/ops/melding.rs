//! Commands on the chosen report.

use super::{chooser, new_zaak, phone, write_queue::press};
use crate::{
    acts::{Act, PutBack, SetAside, UnlinkMelding},
    desk::{effect::Effect, model::Model, state::form::Form},
    domain::form_target::FormTarget,
};

/// Opens a case from it.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(melding) = model.view.melding().map(|m| m.number) {
        new_zaak::open_or_ask(model, melding, effects);
    }
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
        press(model, &Act::UnlinkMelding(UnlinkMelding { melding }), effects);
    }
}

/// Asks why it is set aside.
pub fn set_aside(model: &mut Model) {
    if let Some(melding) = model.view.melding().map(|m| m.number) {
        let title = format!("Melding {melding} terzijde leggen");
        let explanation = "De melding blijft bewaard en vindbaar.";
        let key = FormTarget::SetAside { melding };
        let form = Form::for_reason(key, title, explanation, move |reason| Act::SetAside(SetAside { melding, reason }));
        model.open_form(form);
    }
}

/// Puts it back in the inbox.
pub fn put_back(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(melding) = model.view.melding().map(|m| m.number) {
        press(model, &Act::PutBack(PutBack { melding }), effects);
    }
}

/// Opens a call to type on.
pub fn edit(model: &mut Model) {
    if let Some((number, call)) = phone::call_of(model) {
        phone::edit(model, number, &call);
    }
}
