//! Filling in, sending and leaving forms. A form lives until what it asks for is in the log, and Esc never
//! loses what was typed: it waits where it was left.

use super::{
    monitor, monitor_screen, overdracht, overdracht_screen, phone, settled, typing::save_typed, write_queue::take,
};
use crate::desk::state::save_scope::SaveScope;
use crate::{
    acts::{Act, SetInrichting, SetTimes, UnlistedName, decide},
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            form::{Form, FormAnswer},
            form_consequence::FormConsequence,
            form_question::FormQuestion,
            held_texts::HeldState,
            key::{KeyPress, KeySym},
            on_commit::{DraftOf, OnCommit},
            sending::{Keystroke, Sending},
            writes::Task,
        },
    },
    domain::{error::Error, field_name::FieldName, form_target::FormTarget, uptime::Uptime},
};

/// The key that throws away what was typed.
const THROW_AWAY: KeyPress = KeyPress { code: KeySym::Char('x'), ctrl: true, alt: false };

/// So many lines of a long question come into view at once; the smallest window shows more than these.
const PAGE: isize = 6;

/// Takes a key for the form on top.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let (now, uptime) = (model.view.now, model.view.uptime);
    let Some(Layer::Form(form)) = model.view.layers.last_mut() else { return };
    if let Sending::UnderWay(meanwhile) = &mut form.sending {
        meanwhile.push(Keystroke::Key(key));
        return;
    }
    if key == THROW_AWAY {
        throw_away(model, effects);
        return;
    }
    if form.question.take_if(|question| *question == FormQuestion::ThrowAway).is_some() {
        // Any other key is a no, and nothing else.
        form.error = None;
        return;
    }
    if key.code == KeySym::Esc {
        close(model, effects);
        return;
    }
    if let Some(lines) = leafs(form, key) {
        form.sight.leaf(lines);
        return;
    }
    let at_place = is_at_place(form);
    let answer = form.key(key, now);
    if answer != FormAnswer::Record && !form.fields.is_empty() {
        form.sight.follow();
    }
    match answer {
        FormAnswer::Changed => {
            changed(form, uptime);
            if at_place {
                phone::follow_inrichting(model);
            }
        }
        FormAnswer::Record => record(model, effects),
        FormAnswer::Nothing => {}
    }
}

/// Takes pasted text for the form on top.
pub fn paste(model: &mut Model, text: &str) {
    let uptime = model.view.uptime;
    let Some(Layer::Form(form)) = model.view.layers.last_mut() else { return };
    if let Sending::UnderWay(meanwhile) = &mut form.sending {
        meanwhile.push(Keystroke::Paste(text.to_owned()));
        return;
    }
    let at_place = is_at_place(form);
    match form.paste(text) {
        Ok(()) => {
            changed(form, uptime);
            if at_place {
                phone::follow_inrichting(model);
            }
        }
        Err(error) => form.error = Some(error),
    }
}

/// How many lines a key goes on or back in a form that is longer than the screen.
const fn leafs(form: &Form, key: KeyPress) -> Option<isize> {
    match key.code {
        KeySym::Down if form.fields.is_empty() => Some(1),
        KeySym::Up if form.fields.is_empty() => Some(-1),
        KeySym::PgDn => Some(PAGE),
        KeySym::PgUp => Some(-PAGE),
        _ => None,
    }
}

fn is_at_place(form: &Form) -> bool {
    form.fields.get(form.cursor).is_some_and(|field| field.name == FieldName::Inrichting)
}

/// Something else stands in it now than what the disk refused.
fn changed(form: &mut Form, uptime: Uptime) {
    form.sending = Sending::No;
    form.question = None;
    form.unsaved.get_or_insert(uptime);
}

fn close(model: &mut Model, effects: &mut Vec<Effect>) {
    save_typed(model, SaveScope::All, effects);
    let Some(Layer::Form(form)) = model.view.layers.pop() else { return };
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
    let Some(Layer::Form(form)) = model.view.layers.last_mut() else { return };
    if form.call.is_some() {
        form.error = Some(
            Error::no("Een telefoontje blijft bewaard.")
                .hint("Sluit het met Esc en leg de melding dan terzijde met t."),
        );
    } else if (form.question == Some(FormQuestion::ThrowAway) && !bounce) || !form.is_touched() {
        let target = form.target.clone();
        model.view.layers.pop();
        settled::forget(model, &target, effects);
        model.say("Er is niets vastgelegd en niets bewaard.");
    } else {
        form.question = Some(FormQuestion::ThrowAway);
        form.error = Some(Error::no("Dit gooit weg wat u typte.").hint("Nog eens Ctrl-X: ja. Een andere toets: nee."));
    }
}

fn record(model: &mut Model, effects: &mut Vec<Effect>) {
    let (bounce, soon) = (model.session.hand.is_bounce(), model.session.hand.is_soon());
    let Some(Layer::Form(form)) = model.view.layers.last_mut() else { return };
    // What has no field only asks yes or no: a yes that comes before anybody read it was meant for something else.
    let is_unread = form.fields.is_empty() && soon;
    if bounce || is_unread {
        let how = if bounce { "meteen nog eens" } else { "te snel achter de vorige" };
        let error = Error::no(format!("De toets kwam {how}; er is nog niets vastgelegd."));
        form.error = Some(error.hint("Meent u het, druk dan nog eens."));
        return;
    }
    // A yes to what was not on screen yet reads on. A call holds what the caller said and nothing that the desk put there.
    if form.call.is_none() && form.sight.read_on() {
        return;
    }
    let target = form.target.clone();
    match form.consequence(model.view.now) {
        Err(error) => settled::refuse(model, &target, error),
        Ok(FormConsequence::Call) => phone::record(model, effects),
        Ok(FormConsequence::Monitor(order)) => {
            model.view.layers.pop();
            settled::forget(model, &target, effects);
            monitor::make(model, order, effects);
        }
        Ok(FormConsequence::Charts(period)) => {
            model.view.layers.pop();
            settled::forget(model, &target, effects);
            monitor_screen::show(model, period, effects);
        }
        Ok(FormConsequence::ReadOverdracht(reading)) => {
            model.view.layers.pop();
            settled::forget(model, &target, effects);
            overdracht_screen::open(model, reading, effects);
        }
        Ok(FormConsequence::Overdracht(order)) => {
            model.view.layers.pop();
            settled::forget(model, &target, effects);
            overdracht::make(model, order, effects);
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
    let acts: Vec<Act> = acts.into_iter().filter(|a| changes(model, a)).map(|a| answered(model, a)).collect();
    if acts.is_empty() {
        model.view.layers.pop();
        settled::forget(model, &target, effects);
        model.say("Er is niets gewijzigd.");
        return;
    }
    // Judged once more when its turn comes; here only to keep the form open on a refusal.
    if let Err(error) = decide::decide_all(&model.view.desk, &model.view.context(), &acts) {
        ask_about_name(model, &acts, &error);
        return settled::refuse(model, &target, error);
    }
    settled::send(model);
    let on_commit = OnCommit::Form { target, acts: acts.clone(), then };
    take(model, Task::Acts { acts, files: Vec::new() }, on_commit, effects);
}

/// The act as the same key once more means it: the name that was asked about is meant.
fn answered(model: &Model, act: Act) -> Act {
    if let (Act::SetInrichting(set), Some(Layer::Form(form))) = (&act, model.view.layers.last())
        && form.question == Some(FormQuestion::Unlisted(set.inrichting.clone()))
    {
        return SetInrichting { unlisted: UnlistedName::Meant, ..set.clone() }.into();
    }
    act
}

/// Remembers that a name of no list was asked about, where these acts were refused for that.
fn ask_about_name(model: &mut Model, acts: &[Act], refused: &Error) {
    let asked = acts.iter().find_map(|act| if let Act::SetInrichting(set) = act { Some(set) } else { None });
    let Some(set) = asked.filter(|set| set.unlisted == UnlistedName::Asked) else { return };
    let meant = SetInrichting { unlisted: UnlistedName::Meant, ..set.clone() };
    let (asks, name) = (decide_one(model, set), set.inrichting.clone());
    if asks.as_ref() == Some(refused)
        && decide_one(model, &meant).as_ref() != Some(refused)
        && let Some(Layer::Form(form)) = model.view.layers.last_mut()
    {
        form.question = Some(FormQuestion::Unlisted(name));
    }
}

/// Why this name is refused.
fn decide_one(model: &Model, set: &SetInrichting) -> Option<Error> {
    Act::from(set.clone()).decide(&model.view.desk, &model.view.context()).err()
}

/// Tries again what the disk refused, where nothing was typed since.
pub fn send_again(model: &mut Model, effects: &mut Vec<Effect>) {
    if matches!(model.view.layers.last(), Some(Layer::Form(form)) if form.is_waiting_for_disk()) {
        record(model, effects);
    }
}

/// Leaves out what a form would set to what it already is.
fn changes(model: &Model, act: &Act) -> bool {
    let zaken = &model.view.desk.zaken;
    if let Act::SetInrichting(SetInrichting { zaak, inrichting, .. }) = act {
        let plek = model.view.setup.inrichtingen.plek(inrichting);
        return zaken.get(zaak).is_none_or(|z| z.inrichting != plek);
    }
    let Act::SetTimes(SetTimes { zaak, times }) = act else { return true };
    zaken.get(zaak).is_none_or(|z| times.iter().any(|(kind, moment)| z.time(*kind) != *moment))
}
