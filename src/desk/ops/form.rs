//! Filling in, sending and leaving forms. A form lives until what it asks for is in the log, and Esc never
//! loses what was typed: it waits where it was left.

use super::{
    phone,
    typing::save_typed,
    write_queue::{NotSaved, take},
};
use crate::{
    acts::{Act, SetInrichting, SetTimes, decide},
    desk::{
        effect::Effect,
        model::Model,
        state::{
            form::{Form, FormAnswer},
            form_consequence::FormConsequence,
            form_field::{FieldKind, FormField},
            form_target::FormTarget,
            held_texts::HeldState,
            key::{KeyPress, KeySym},
            layer::Layer,
            on_commit::{DraftOf, OnCommit},
            sending::{Keystroke, Sending},
            writes::Task,
        },
    },
    domain::{error::Error, uptime::Uptime},
};

/// The key that throws away what was typed.
const THROW_AWAY: KeyPress = KeyPress { code: KeySym::Char('x'), ctrl: true, alt: false };

/// Takes a key for the form on top.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let (now, uptime) = (model.view.now, model.view.uptime);
    let Some(Layer::Form(form)) = model.session.layers.last_mut() else { return };
    if let Sending::UnderWay(meanwhile) = &mut form.sending {
        meanwhile.push(Keystroke::Key(key));
        return;
    }
    if key == THROW_AWAY {
        throw_away(model, effects);
        return;
    }
    form.throwing_away = false;
    if key.code == KeySym::Esc {
        close(model, effects);
        return;
    }
    match form.key(key, now) {
        FormAnswer::Changed => changed(form, uptime),
        FormAnswer::Record => record(model, effects),
        FormAnswer::Nothing => {}
    }
}

/// Takes pasted text for the form on top.
pub fn paste(model: &mut Model, text: &str) {
    let uptime = model.view.uptime;
    let Some(Layer::Form(form)) = model.session.layers.last_mut() else { return };
    if let Sending::UnderWay(meanwhile) = &mut form.sending {
        meanwhile.push(Keystroke::Paste(text.to_owned()));
        return;
    }
    match form.paste(text) {
        Ok(()) => changed(form, uptime),
        Err(error) => form.error = Some(error),
    }
}

/// Something else stands in it now than what the disk refused.
fn changed(form: &mut Form, uptime: Uptime) {
    form.sending = Sending::No;
    form.unsaved.get_or_insert(uptime);
}

fn close(model: &mut Model, effects: &mut Vec<Effect>) {
    save_typed(model, true, effects);
    let Some(Layer::Form(form)) = model.session.layers.pop() else { return };
    match form.call {
        Some(call) => {
            let under_way = phone::is_in_flight(model, call.turn);
            // It stays at hand until the log has it.
            if under_way || form.unsaved.is_some() {
                let state = if under_way { HeldState::Recording } else { HeldState::Waiting };
                model.session.held.hold(form.typed(), state);
            }
            if form.saved.is_some() || under_way {
                model.say("Het telefoontje staat in de inbox; met «bewerken» gaat u verder.");
            }
        }
        None if form.is_touched() => model.say("Wat u typte staat er nog als u dit formulier weer opent."),
        None => {}
    }
}

/// Throws away what was typed, when asked twice.
fn throw_away(model: &mut Model, effects: &mut Vec<Effect>) {
    let bounce = model.session.hand.is_bounce();
    let Some(Layer::Form(form)) = model.session.layers.last_mut() else { return };
    if form.call.is_some() {
        form.error = Some(
            Error::no("Een telefoontje blijft bewaard.")
                .hint("Sluit het met Esc en leg de melding dan terzijde met t."),
        );
    } else if (form.throwing_away && !bounce) || !form.is_touched() {
        let target = form.target.clone();
        model.session.layers.pop();
        forget(model, &target, effects);
        model.say("Er is niets vastgelegd en niets bewaard.");
    } else {
        form.throwing_away = true;
        form.error = Some(Error::no("Dit gooit weg wat u typte.").hint("Nog eens Ctrl-X: ja. Een andere toets: nee."));
    }
}

/// What was typed about this is done with.
pub fn forget(model: &mut Model, target: &FormTarget, effects: &mut Vec<Effect>) {
    if model.session.held.release(target) {
        effects.push(Effect::ForgetTyped(target.clone()));
    }
}

fn record(model: &mut Model, effects: &mut Vec<Effect>) {
    let bounce = model.session.hand.is_bounce();
    let Some(Layer::Form(form)) = model.session.layers.last_mut() else { return };
    if bounce {
        let error = Error::no("De toets kwam meteen nog eens; er is nog niets vastgelegd.");
        form.error = Some(error.hint("Meent u het, druk dan nog eens."));
        return;
    }
    let target = form.target.clone();
    match form.consequence(model.view.now) {
        Err(error) => refuse(model, &target, error),
        Ok(FormConsequence::Call) => phone::record(model, effects),
        Ok(FormConsequence::Monitor { week, file, existing }) => {
            model.session.layers.pop();
            forget(model, &target, effects);
            effects.push(model.view.make_monitor(week, file, existing));
        }
        Ok(FormConsequence::Acts(acts)) => record_acts(model, target, acts, None, effects),
        Ok(FormConsequence::Draft { acts, then }) => record_acts(model, target, acts, Some(then), effects),
    }
}

fn record_acts(
    model: &mut Model,
    target: FormTarget,
    acts: Vec<Act>,
    then: Option<DraftOf>,
    effects: &mut Vec<Effect>,
) {
    let acts: Vec<Act> = acts.into_iter().filter(|a| changes(model, a)).collect();
    let Some(first) = acts.first() else {
        model.session.layers.pop();
        forget(model, &target, effects);
        model.say("Er is niets gewijzigd.");
        return;
    };
    // Judged once more when its turn comes; here only to keep the form open on a refusal.
    if let Err(error) = decide::decide_all(&model.view.desk, &model.view.context(), &acts) {
        return refuse(model, &target, error);
    }
    let sentence = first.sentence();
    send(model);
    take(model, Task::Acts { acts, files: Vec::new() }, OnCommit::Form { target, sentence, then }, effects);
}

/// The form on top is on its way to the log, and so is its text.
pub fn send(model: &mut Model) {
    let Some(Layer::Form(form)) = model.session.layers.last_mut() else { return };
    form.sending = Sending::UnderWay(Vec::new());
    form.error = None;
    form.unsaved = None;
    model.session.held.hold(form.typed(), HeldState::Recording);
}

/// Tries again what the disk refused, where nothing was typed since.
pub fn send_again(model: &mut Model, effects: &mut Vec<Effect>) {
    if matches!(model.session.layers.last(), Some(Layer::Form(form)) if form.is_waiting_for_disk()) {
        record(model, effects);
    }
}

/// What it asked for is in the log: it closes. What was typed meanwhile was meant for it and not for what lies
/// beneath: text stays in a fresh one, any other key is dropped with a sentence.
pub fn committed(model: &mut Model, target: &FormTarget) {
    model.session.held.release(target);
    let (now, uptime) = (model.view.now, model.view.uptime);
    let place = model.session.layers.iter().position(|l| matches!(l, Layer::Form(f) if f.target == *target));
    let Some(Layer::Form(mut form)) = place.map(|i| model.session.layers.remove(i)) else { return };
    let meanwhile = form.taken_meanwhile();
    if meanwhile.is_empty() {
        return;
    }
    let goes_on = form.call.is_none()
        && meanwhile.iter().any(Keystroke::is_text)
        && !meanwhile.contains(&Keystroke::Key(KeyPress::bare(KeySym::Esc)));
    if goes_on {
        form.begin_again();
        form.take(meanwhile, now);
        form.unsaved = Some(uptime);
        model.session.layers.push(Layer::Form(form));
    } else {
        model.session.writes.input_dropped = true;
    }
}

/// What it asked for is not in the log: it stays, with the reason.
pub fn refused(model: &mut Model, target: &FormTarget, why: &NotSaved<'_>) {
    let (now, uptime) = (model.view.now, model.view.uptime);
    model.session.held.stays(target);
    put_back(model, target);
    let Some(form) = model.session.layers.iter_mut().find_map(|l| match l {
        Layer::Form(form) if form.target == *target => Some(form),
        _ => None,
    }) else {
        return;
    };
    form.unsaved.get_or_insert(uptime);
    let sending = match why {
        NotSaved::Disk(error) => Sending::Refused((*error).clone()),
        NotSaved::Judged(_) => Sending::No,
    };
    let meanwhile = form.taken_meanwhile();
    // Other text than what was refused is not sent by itself.
    form.sending = if meanwhile.iter().any(Keystroke::is_text) { Sending::No } else { sending };
    form.take(meanwhile, now);
    if let NotSaved::Judged(error) = why {
        refuse(model, target, (*error).clone());
    }
}

/// Puts back what the log refused, where its question of the call back is the one being asked and nothing
/// else is typed there.
fn put_back(model: &mut Model, target: &FormTarget) {
    let typed = model.session.held.find(target).cloned();
    let call = model.session.layers.iter_mut().find_map(|layer| match layer {
        Layer::CallBack(call) if call.form.target == *target && !call.form.is_touched() => Some(call),
        _ => None,
    });
    if let (Some(call), Some(typed)) = (call, typed) {
        call.form.restore(&typed);
    }
}

/// Leaves out what a form would set to what it already is.
fn changes(model: &Model, act: &Act) -> bool {
    match act {
        Act::SetInrichting(SetInrichting { zaak, inrichting }) => {
            let plek = model.view.setup.inrichtingen.plek(inrichting);
            model.view.desk.zaken.get(zaak).is_none_or(|z| z.inrichting != plek)
        }
        Act::SetTimes(SetTimes { zaak, times }) => {
            model.view.desk.zaken.get(zaak).is_none_or(|z| times.iter().any(|(kind, moment)| z.time(*kind) != *moment))
        }
        _ => true,
    }
}

/// Keeps the form open with the reason, and the cursor on the time that does not read if that is it.
fn refuse(model: &mut Model, target: &FormTarget, error: Error) {
    let now = model.view.now;
    for layer in &mut model.session.layers {
        if let Layer::Form(form) = layer
            && form.target == *target
        {
            let unreadable =
                |v: &FormField| matches!(v.kind, FieldKind::Time(_)) && v.time(now).is_some_and(|t| t.is_err());
            if let Some(plek) = form.fields.iter().position(unreadable) {
                form.cursor = plek;
            }
            form.error = Some(error);
            return;
        }
    }
}
