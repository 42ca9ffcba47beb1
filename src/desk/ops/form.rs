//! Filling in and leaving forms. Esc never loses what was typed: it waits where it was left.

use super::{phone, typing::save_typed, write_queue::take};
use crate::{
    acts::{Act, SetInrichting, SetTimes, decide},
    desk::{
        effect::Effect,
        model::Model,
        state::{
            form::{FormAnswer, FormConsequence},
            form_field::{FieldKind, FormField},
            key::{KeyPress, KeySym},
            layer::Layer,
            on_commit::OnCommit,
            writes::Task,
        },
    },
    domain::error::Error,
};

/// Takes a key for the form on top.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let (now, uptime) = (model.view.now, model.view.uptime);
    if key.code == KeySym::Esc {
        close(model, effects);
        return;
    }
    let Some(Layer::Form(form)) = model.session.layers.last_mut() else { return };
    match form.key(key, now) {
        FormAnswer::Changed => {
            form.unsaved.get_or_insert(uptime);
        }
        FormAnswer::Record => record(model, effects),
        FormAnswer::Nothing => {}
    }
}

fn close(model: &mut Model, effects: &mut Vec<Effect>) {
    save_typed(model, true, effects);
    let in_flight = !model.is_idle();
    if let Some(Layer::Form(form)) = model.session.layers.pop() {
        if form.call.is_some() {
            if form.saved.is_some() || in_flight {
                model.say("Het telefoontje staat in de inbox; met «bewerken» gaat u verder.");
            }
        } else if form.unsaved.is_some() {
            model.say("Wat u typte staat er nog als u dit formulier weer opent.");
            model.session.scratch.insert(form.key.clone(), *form);
        }
    }
}

fn record(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Layer::Form(form)) = model.session.layers.last() else { return };
    match form.consequence(model.view.now) {
        Err(error) => refuse(model, error),
        Ok(FormConsequence::Call) => phone::record(model, effects),
        Ok(FormConsequence::Monitor { week, file, existing }) => {
            model.session.layers.pop();
            effects.push(model.view.make_monitor(week, file, existing));
        }
        Ok(FormConsequence::Acts(acts)) => {
            let acts: Vec<Act> = acts.into_iter().filter(|a| changes(model, a)).collect();
            let Some(first) = acts.first() else {
                model.session.layers.pop();
                model.say("Er is niets gewijzigd.");
                return;
            };
            // Judged once more when its turn comes; here only to keep the form open on a refusal.
            if let Err(error) = decide::decide_all(&model.view.desk, &model.view.context(), &acts) {
                return refuse(model, error);
            }
            let sentence = first.sentence();
            model.session.layers.pop();
            take(model, Task::Acts { acts, files: Vec::new() }, OnCommit::Say(sentence), effects);
        }
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
fn refuse(model: &mut Model, error: Error) {
    let now = model.view.now;
    if let Some(Layer::Form(form)) = model.session.layers.last_mut() {
        let unreadable =
            |v: &FormField| matches!(v.kind, FieldKind::Time(_)) && v.time(now).is_some_and(|t| t.is_err());
        if let Some(plek) = form.fields.iter().position(unreadable) {
            form.cursor = plek;
        }
        form.error = Some(error);
    }
}
