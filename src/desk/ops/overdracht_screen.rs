//! Taking a handover over at the desk: the file is opened, each case is read and accepted by itself, and the receipt for who
//! handed over is written after each.

use super::{passphrase, write_queue::is_no_press};
use crate::{
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        msg::TakenPart,
        state::{
            form::Form,
            form_consequence::FormConsequence,
            form_field::FieldKind,
            key::{KeyPress, KeySym},
            overdracht_screen::{OpenedOverdracht, OverdrachtScreen, PartState},
            passphrase_question::PassphraseQuestion,
        },
    },
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        error::Result,
        field_name::FieldName,
        form_target::FormTarget,
        overdracht_order::{OverdrachtPart, OverdrachtReading},
    },
};

/// How many lines of a text one key goes on.
const PAGE: usize = 8;

/// Asks which file, with what it opens, and where the receipt goes.
pub fn ask(model: &mut Model) {
    let week = model.view.week_to_close();
    let form = Form::new(FormTarget::ReadOverdracht, "Overdracht overnemen", |form, _| {
        Ok(FormConsequence::ReadOverdracht(OverdrachtReading {
            file: form.text(FieldName::File),
            identity: Some(form.text(FieldName::Source)).filter(|file| !file.is_empty()),
            passphrase: None,
            receipt: form.text(FieldName::Recipients),
        }))
    })
    .explanation(
        "Het bestand op .age van wie overdraagt. Met uw sleutelbestand, of zonder sleutel met het wachtwoord dat hierna \
         wordt gevraagd. De ontvangst gaat terug naar wie overdraagt.",
    )
    .field(FieldName::File, "Bestand", FieldKind::Text, &format!("overdracht-{week}.age"))
    .field(FieldName::Source, "Sleutelbestand", FieldKind::Text, "")
    .field(FieldName::Recipients, "Ontvangst in", FieldKind::Text, &format!("ontvangst-{week}.json"));
    model.open_form(form);
}

/// Has it opened, once it is known with what.
pub fn open(model: &mut Model, reading: OverdrachtReading, effects: &mut Vec<Effect>) {
    if reading.lacks_passphrase() {
        return passphrase::ask(model, PassphraseQuestion::opening(reading));
    }
    model.say("De overdracht wordt geopend en nagekeken.");
    effects.push(model.view.open_overdracht(reading));
}

/// It is open, or is refused with the reason.
pub fn opened(model: &mut Model, result: Result<OpenedOverdracht>) {
    model.dirty = true;
    match result {
        Ok(opened) => {
            model.session.line = None;
            model.view.layers.push(Layer::Overdracht(Box::new(OverdrachtScreen::new(opened))));
        }
        Err(error) => model.report_error(error),
    }
}

/// Takes a key for the handover on top.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    if key.code == KeySym::Enter && is_no_press(model) {
        return;
    }
    let Some(Layer::Overdracht(screen)) = model.view.layers.last_mut() else { return };
    match key.code {
        KeySym::Esc | KeySym::Char('q') => leave(model),
        KeySym::Down | KeySym::Char('j') => screen.step(1),
        KeySym::Up | KeySym::Char('k') => screen.step(-1),
        KeySym::PgDn => screen.top += PAGE,
        KeySym::PgUp => screen.top = screen.top.saturating_sub(PAGE),
        KeySym::Enter => {
            let chosen = screen.chosen().map(|part| (part.part, part.state));
            let Some((part, PartState::Waiting | PartState::Refused)) = chosen else {
                return model.say("Dit is al overgenomen.");
            };
            screen.set(part, PartState::Taking);
            effects.push(model.view.take_part(part));
        }
        _ => {}
    }
}

fn leave(model: &mut Model) {
    let Some(Layer::Overdracht(screen)) = model.view.layers.pop() else { return };
    let taken = screen.opened.parts.len() - screen.left();
    if taken > 0 {
        model.say(format!(
            "{taken} van {} overgenomen. De ontvangst staat in {}; geef haar terug.",
            screen.opened.parts.len(),
            screen.opened.receipt
        ));
    }
}

/// A part is in the log, with the desk as it stands then; or it is not.
pub fn taken(model: &mut Model, part: OverdrachtPart, result: Result<Box<TakenPart>>, effects: &mut Vec<Effect>) {
    model.dirty = true;
    let state = if result.is_ok() { PartState::Taken } else { PartState::Refused };
    for layer in &mut model.view.layers {
        if let Layer::Overdracht(screen) = layer {
            screen.set(part, state);
        }
    }
    match result {
        Ok(taken) => {
            let TakenPart { said, desk, object } = *taken;
            model.view.take_desk(desk);
            let (act, result, origin) = (AuditAct::Accept, Outcome::Succeeded, Origin::Desk);
            effects.extend([Effect::Audit(Audit { act, object, result, origin }), Effect::Recent]);
            model.say(said);
        }
        Err(error) => model.report_error(error),
    }
}
