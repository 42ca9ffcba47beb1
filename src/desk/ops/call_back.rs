//! Calling the inrichting back: the questions of the row in the order of the call, each answered with a digit or
//! in words. Every answer goes to the log at once; what is half typed waits at its question. A digit answers only
//! while no word is typed, so that a number in a sentence is never taken for an answer.

use super::{call_end, chooser, typing::save_typed, write_queue::take};
use crate::{
    acts::{Act, Said, decide},
    desk::{
        effect::Effect,
        model::Model,
        state::{
            call_back::CallBack,
            form::FormAnswer,
            form_consequence::FormConsequence,
            form_target::FormTarget,
            held_texts::{HeldState, HeldText},
            key::{KeyPress, KeySym},
            layer::Layer,
            on_commit::OnCommit,
            writes::Task,
        },
    },
    domain::{
        error::Error,
        feit::{Feit, FeitStatus},
        ids::Zaaknummer,
    },
    judge::call_back::{answer_to, call_questions},
};

/// Begins the call at the first question without an answer.
pub fn open(model: &mut Model, number: Zaaknummer) {
    let Some(zaak) = model.view.desk.zaken.get(&number) else { return };
    let case = model.view.context().case_rule(zaak);
    let questions = call_questions(case);
    let first = questions.iter().find(|q| answer_to(zaak, &q.id).is_none()).or(questions.first());
    match first.map(|q| q.id.clone()) {
        Some(id) => open_at(model, number, &id),
        None => {
            if let Err(error) = case.required() {
                model.report_error(error);
            }
        }
    }
}

/// Begins the call at one question.
pub fn open_at(model: &mut Model, zaak: Zaaknummer, question: &str) {
    let call = asking(model, zaak, question);
    model.session.layers.push(Layer::CallBack(Box::new(call)));
}

/// A question as it is asked, with what was half typed to it.
fn asking(model: &Model, number: Zaaknummer, question: &str) -> CallBack {
    let zaak = model.view.desk.zaken.get(&number);
    let earlier = zaak.and_then(|z| answer_to(z, question)).map(said);
    let mut call = CallBack::new(number, question, earlier);
    if let Some(typed) = model.session.held.find(&call.form.target) {
        call.form.restore(typed);
    }
    call
}

/// An answer that was noted, as it would be given again.
fn said(feit: &Feit) -> Said {
    match (feit.asked.as_ref().and_then(|a| a.choice.clone()), feit.status) {
        (Some(choice), _) => Said::Choice(choice),
        (None, FeitStatus::Unknown) => Said::Unknown,
        (None, FeitStatus::Reported | FeitStatus::Confirmed | FeitStatus::Contradicted) => {
            Said::Words(feit.text.read().to_owned())
        }
    }
}

/// The ids of the questions of the case, in the order of the call.
fn ids(model: &Model, zaak: Zaaknummer) -> Vec<String> {
    let zaak = model.view.desk.zaken.get(&zaak);
    let questions = zaak.map(|z| call_questions(model.view.context().case_rule(z))).unwrap_or_default();
    questions.into_iter().map(|q| q.id.clone()).collect()
}

/// Takes a key for the call on top.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let (now, uptime) = (model.view.now, model.view.uptime);
    let Some(Layer::CallBack(call)) = model.session.layers.last_mut() else { return };
    let zaak = call.zaak;
    let digit = key.character().filter(|_| call.takes_digit()).and_then(|c| c.to_digit(10));
    match (key.code, key.ctrl) {
        (KeySym::Esc, _) => leave(model, effects),
        (KeySym::Down, false) => go(model, 1, effects),
        (KeySym::Up, false) => go(model, -1, effects),
        (KeySym::Char('r'), true) => {
            save_typed(model, true, effects);
            chooser::choose_rij(model, zaak);
        }
        (KeySym::Char('x'), true) => {
            call.form.begin_again();
            call.form.error = None;
            call.form.unsaved = Some(uptime);
        }
        (KeySym::F(2), false) => {
            let here = std::mem::replace(&mut call.form.cursor, 1);
            call.form.key(key, now);
            call.form.cursor = here;
            call.form.unsaved.get_or_insert(uptime);
        }
        (KeySym::Enter, false) if !call.form.is_touched() => go(model, 1, effects),
        (KeySym::Enter, false) => record(model, effects),
        _ => match digit.map(|digit| chosen(model, digit)) {
            Some(Chosen::Said(said)) => say(model, said, effects),
            Some(Chosen::Nothing(error)) => refuse(model, error),
            Some(Chosen::Letter) | None => typed(model, key, effects),
        },
    }
}

/// What a digit comes down to.
enum Chosen {
    Said(Said),
    /// No answer has this digit.
    Nothing(Error),
    /// The question has no answers to choose from: it begins a sentence.
    Letter,
}

fn chosen(model: &Model, digit: u32) -> Chosen {
    let Some(Layer::CallBack(call)) = model.session.layers.last() else { return Chosen::Letter };
    let zaak = model.view.desk.zaken.get(&call.zaak);
    let questions = zaak.map(|z| call_questions(model.view.context().case_rule(z))).unwrap_or_default();
    let choices = questions.into_iter().find(|q| q.id == call.question).map(|q| q.choices.as_slice());
    let choices = choices.unwrap_or_default();
    let place = usize::try_from(digit).unwrap_or(usize::MAX).checked_sub(1);
    match (place, choices) {
        (None, _) => Chosen::Said(Said::Unknown),
        (Some(_), []) => Chosen::Letter,
        (Some(place), choices) => match choices.get(place) {
            Some(choice) => Chosen::Said(Said::Choice(choice.id.clone())),
            None => Chosen::Nothing(
                Error::no(format!("Antwoord {digit} is er niet."))
                    .hint("Eigen woorden die met een cijfer beginnen: typ eerst een spatie."),
            ),
        },
    }
}

fn typed(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let (now, uptime) = (model.view.now, model.view.uptime);
    let Some(Layer::CallBack(call)) = model.session.layers.last_mut() else { return };
    match call.form.key(key, now) {
        FormAnswer::Changed => {
            call.form.unsaved.get_or_insert(uptime);
        }
        FormAnswer::Record => record(model, effects),
        FormAnswer::Nothing => {}
    }
}

/// Takes pasted text: words, never an answer.
pub fn paste(model: &mut Model, text: &str) {
    let uptime = model.view.uptime;
    let Some(Layer::CallBack(call)) = model.session.layers.last_mut() else { return };
    match call.form.paste(text) {
        Ok(()) => {
            call.form.unsaved.get_or_insert(uptime);
        }
        Err(error) => call.form.error = Some(error),
    }
}

fn refuse(model: &mut Model, error: Error) {
    if let Some(Layer::CallBack(call)) = model.session.layers.last_mut() {
        call.form.error = Some(error);
    }
}

/// Records what was typed.
fn record(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Layer::CallBack(call)) = model.session.layers.last() else { return };
    match call.form.consequence(model.view.now) {
        Ok(FormConsequence::Acts(acts)) => send(model, acts, effects),
        Ok(
            FormConsequence::Call
            | FormConsequence::Draft { .. }
            | FormConsequence::Monitor(_)
            | FormConsequence::Charts(_)
            | FormConsequence::ReadOverdracht(_)
            | FormConsequence::Overdracht(_),
        ) => {}
        Err(error) => refuse(model, error),
    }
}

/// Records an answer that was chosen.
fn say(model: &mut Model, said: Said, effects: &mut Vec<Effect>) {
    let Some(Layer::CallBack(call)) = model.session.layers.last() else { return };
    match call.says(said, model.view.now) {
        Ok(answer) => send(model, vec![answer.into()], effects),
        Err(error) => refuse(model, error),
    }
}

fn send(model: &mut Model, acts: Vec<Act>, effects: &mut Vec<Effect>) {
    if acts.is_empty() {
        return;
    }
    // Judged once more when its turn comes; here only to keep the question on a refusal.
    if let Err(error) = decide::decide_all(&model.view.desk, &model.view.context(), &acts) {
        return refuse(model, error);
    }
    let Some(Layer::CallBack(call)) = model.session.layers.last_mut() else { return };
    call.form.unsaved = None;
    let (target, typed, touched) = (call.form.target.clone(), call.form.typed(), call.form.is_touched());
    if touched {
        model.session.held.hold(typed, HeldState::Recording);
    }
    let on_commit = OnCommit::Form { target, acts: acts.clone(), then: None };
    if take(model, Task::Acts { acts, files: Vec::new() }, on_commit, effects) {
        next(model);
    }
}

/// To the next question without an answer, else to the one below.
fn next(model: &mut Model) {
    let Some(Layer::CallBack(call)) = model.session.layers.last() else { return };
    let ids = ids(model, call.zaak);
    let place = ids.iter().position(|id| *id == call.question).map_or(0, |place| place + 1);
    let zaak = model.view.desk.zaken.get(&call.zaak);
    let open = |id: &&String| zaak.is_some_and(|z| answer_to(z, id).is_none());
    let below = ids.get(place..).unwrap_or_default();
    if let Some(id) = below.iter().find(open).or(below.first()).or(ids.last()).cloned() {
        ask(model, &id);
    }
}

/// So many questions on; what was half typed waits at its own.
fn go(model: &mut Model, by: isize, effects: &mut Vec<Effect>) {
    save_typed(model, true, effects);
    let Some(Layer::CallBack(call)) = model.session.layers.last() else { return };
    let ids = ids(model, call.zaak);
    let place = ids.iter().position(|id| *id == call.question).unwrap_or(0).saturating_add_signed(by);
    if let Some(id) = ids.get(place).cloned() {
        ask(model, &id);
    }
}

fn ask(model: &mut Model, question: &str) {
    let Some(Layer::CallBack(call)) = model.session.layers.last() else { return };
    // What is on its way to the log is not asked again; it comes back only where it is refused.
    let sent = |h: &HeldText| h.state == HeldState::Recording;
    let (zaak, target) = (call.zaak, FormTarget::CallAnswer { zaak: call.zaak, question: question.to_owned() });
    let under_way = model.session.held.all().any(|h| h.typed.target == target && sent(h));
    let mut new = asking(model, zaak, question);
    if under_way {
        new.form.begin_again();
        new.form.cursor = 0;
    }
    if let Some(Layer::CallBack(call)) = model.session.layers.last_mut() {
        **call = new;
    }
}

/// Ends the call: what was half typed stays, and what follows from the answers is asked.
fn leave(model: &mut Model, effects: &mut Vec<Effect>) {
    save_typed(model, true, effects);
    let Some(Layer::CallBack(call)) = model.session.layers.pop() else { return };
    if call.form.is_touched() {
        model.say("Wat u typte staat er nog als u weer belt.");
    }
    if let Some(form) = call_end::form(model, call.zaak) {
        model.session.open_form(form);
    }
}
