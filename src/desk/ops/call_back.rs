//! Calling the inrichting back: the questions of the row in the order of the call, each answered with a digit or
//! in words. What is half typed waits at its question. A digit answers only while no word is typed, and goes on to
//! the next question without being recorded: the next key does that, or says that it was the beginning of words, so
//! that a number in a sentence is never taken for an answer.

use super::{
    call_end, chooser,
    typing::save_typed,
    write_queue::{take, take_earlier},
};
use crate::desk::state::save_scope::SaveScope;
use crate::{
    acts::{Said, decide},
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            call_back::{CallBack, is_answer, read},
            form::{Form, FormAnswer},
            form_consequence::FormConsequence,
            held_texts::{HeldState, HeldText},
            key::{KeyPress, KeySym},
            on_commit::OnCommit,
            writes::Task,
        },
    },
    domain::{
        belvraag_id::BelvraagId,
        error::{Error, Result},
        feit::{Feit, FeitStatus},
        form_target::FormTarget,
        ids::Zaaknummer,
    },
    judge::call_back::{answer_to, call_questions},
    rules::call_question::CallQuestion,
};

/// Begins the call at the first question without an answer.
pub fn open(model: &mut Model, number: Zaaknummer) {
    let Some(zaak) = model.view.desk.zaken.get(&number) else { return };
    let case = model.view.context().case_rule(zaak);
    let questions = call_questions(case);
    let first = questions.iter().find(|q| answer_to(zaak, &q.id).is_none()).or(questions.first());
    let Some(id) = first.map(|q| q.id.clone()) else {
        let error = case.required().err().unwrap_or_else(no_questions);
        model.report_error(error);
        return;
    };
    open_at(model, number, &id);
}

/// What is said where the book of a case asks nothing.
fn no_questions() -> Error {
    Error::no("Het regelboek van deze zaak heeft geen vragen voor het gesprek.")
        .hint("Noteer als feit wat u hoort en vink de stap daarna af.")
}

/// Begins the call at one question.
pub fn open_at(model: &mut Model, zaak: Zaaknummer, question: &BelvraagId) {
    if let Some(call) = asking(model, zaak, question) {
        model.view.layers.push(Layer::CallBack(Box::new(call)));
    }
}

/// A question as it is asked, with what was half typed to it.
fn asking(model: &Model, number: Zaaknummer, question: &BelvraagId) -> Option<CallBack> {
    let zaak = model.view.desk.zaken.get(&number)?;
    let asked = call_questions(model.view.context().case_rule(zaak)).into_iter().find(|q| q.id == *question)?;
    let mut call = CallBack::new(number, asked, answer_to(zaak, question).map(said));
    if let Some(typed) = model.session.held.find(&call.form.target) {
        call.form.restore(typed);
    }
    Some(call)
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
fn ids(model: &Model, zaak: Zaaknummer) -> Vec<BelvraagId> {
    let zaak = model.view.desk.zaken.get(&zaak);
    let questions = zaak.map(|z| call_questions(model.view.context().case_rule(z))).unwrap_or_default();
    questions.into_iter().map(|q| q.id.clone()).collect()
}

/// Takes a key for the call on top.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    if call_end::takes_key(model, key) {
        return;
    }
    if is_pending(model) && time_of_pending(model, key) {
        return;
    }
    if is_pending(model) {
        let joins =
            key.character().is_some_and(|c| !c.is_alphanumeric() || (model.session.hand.is_soon() && counts(c)));
        if joins || key.code == KeySym::Backspace {
            back(model);
        } else if !commit(model, effects) || is_record(key) {
            return;
        }
    }
    let (now, uptime) = (model.view.now, model.view.uptime);
    let Some(Layer::CallBack(call)) = model.view.layers.last_mut() else { return };
    let zaak = call.zaak;
    let digit = key.character().filter(|c| c.is_ascii_digit() && call.takes_digit());
    match (key.code, key.ctrl) {
        (KeySym::Esc, _) => call_end::leave(model, effects),
        (KeySym::Down, false) => go(model, 1, effects),
        (KeySym::Up, false) => go(model, -1, effects),
        (KeySym::Char('r'), true) => {
            save_typed(model, SaveScope::All, effects);
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
        (KeySym::Right, false) if step_choice(model, 1) => {}
        (KeySym::Left, false) if step_choice(model, -1) => {}
        _ => {
            typed(model, key, effects);
            if let Some(digit) = digit {
                answered(model, digit);
            }
        }
    }
}

/// Whether a number goes on by this: another digit, or what makes it a place in a row or so many of something
/// (`1e`, `2de`, `1ste`, `3x`, `10u`). Any other letter right behind a digit begins what is said to the next question.
const fn counts(sign: char) -> bool {
    matches!(sign, '0'..='9' | 'e' | 'd' | 's' | 'x' | 'u')
}

/// The keys that say that it is filled in, and nothing else.
const fn is_record(key: KeyPress) -> bool {
    matches!((key.code, key.ctrl), (KeySym::Enter | KeySym::F(10), false) | (KeySym::Char('s'), true))
}

fn is_pending(model: &Model) -> bool {
    matches!(model.view.layers.last(), Some(Layer::CallBack(call)) if call.pending.is_some())
}

/// A time that is given right after a digit is that of the digit's answer; `false` where the key gives none.
fn time_of_pending(model: &mut Model, key: KeyPress) -> bool {
    let now = model.view.now;
    match (key.code, key.ctrl) {
        (KeySym::F(2), false) => {
            let Some(Layer::CallBack(call)) = model.view.layers.last_mut() else { return false };
            let Some(answered) = call.pending.as_mut() else { return false };
            let here = std::mem::replace(&mut answered.form.cursor, 1);
            answered.form.key(key, now);
            answered.form.cursor = here;
            let typed = answered.form.typed();
            model.session.held.hold(typed, HeldState::Waiting);
            true
        }
        (KeySym::Tab, false) => {
            back(model);
            if let Some(Layer::CallBack(call)) = model.view.layers.last_mut() {
                call.form.cursor = 1;
            }
            true
        }
        _ => false,
    }
}

/// The digit was the beginning of words: back to its question, where it stands as it was typed.
fn back(model: &mut Model) {
    let uptime = model.view.uptime;
    let Some(Layer::CallBack(call)) = model.view.layers.last_mut() else { return };
    if let Some(mut answered) = call.pending.take() {
        answered.form.unsaved = Some(uptime);
        *call = answered;
    }
}

/// Records the digit; `false` where that is refused, and it stands at its question again.
fn commit(model: &mut Model, effects: &mut Vec<Effect>) -> bool {
    let Some(Layer::CallBack(call)) = model.view.layers.last_mut() else { return false };
    let Some(answered) = call.pending.take() else { return true };
    let sent = send(model, &answered.form, AnsweredQuestion::Earlier, effects);
    let Some(Layer::CallBack(call)) = model.view.layers.last_mut() else { return false };
    match sent {
        Ok(Sent::Yes) => true,
        Ok(Sent::No) => {
            call.pending = Some(answered);
            false
        }
        Err(error) => {
            *call = answered;
            call.form.error = Some(error);
            false
        }
    }
}

/// A digit was typed: where it is an answer the next question is asked, and nothing is recorded yet.
fn answered(model: &mut Model, digit: char) {
    let together = model.session.hand.is_together();
    let Some(question) = question(model).cloned() else { return };
    let Some(Layer::CallBack(call)) = model.view.layers.last_mut() else { return };
    if together || !is_answer(&question, digit) {
        if let Err(error) = read(&question, &digit.to_string()).map(drop)
            && !question.choices.is_empty()
        {
            call.form.error = Some(error);
        }
        return;
    }
    call.form.unsaved = None;
    let answered = call.clone();
    model.session.held.hold(answered.form.typed(), HeldState::Waiting);
    next(model);
    if let Some(Layer::CallBack(call)) = model.view.layers.last_mut() {
        if call.question == answered.question {
            call.form.begin_again();
            call.form.cursor = 0;
        }
        call.pending = Some(answered);
    }
}

/// The question that is asked now.
fn question(model: &Model) -> Option<&CallQuestion> {
    let Some(Layer::CallBack(call)) = model.view.layers.last() else { return None };
    let zaak = model.view.desk.zaken.get(&call.zaak)?;
    call_questions(model.view.context().case_rule(zaak)).into_iter().find(|q| q.id == call.question)
}

/// Another answer of the book in the field, where nothing else is typed.
fn step_choice(model: &mut Model, by: isize) -> bool {
    let uptime = model.view.uptime;
    let Some(question) = question(model).cloned() else { return false };
    let Some(Layer::CallBack(call)) = model.view.layers.last_mut() else { return false };
    let stepped = call.step_choice(&question, by);
    if stepped {
        call.form.error = None;
        call.form.unsaved.get_or_insert(uptime);
    }
    stepped
}

fn typed(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let (now, uptime) = (model.view.now, model.view.uptime);
    let Some(Layer::CallBack(call)) = model.view.layers.last_mut() else { return };
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
    back(model);
    let uptime = model.view.uptime;
    let Some(Layer::CallBack(call)) = model.view.layers.last_mut() else { return };
    match call.form.paste(text) {
        Ok(()) => {
            call.form.unsaved.get_or_insert(uptime);
        }
        Err(error) => call.form.error = Some(error),
    }
}

fn refuse(model: &mut Model, error: Error) {
    if let Some(Layer::CallBack(call)) = model.view.layers.last_mut() {
        call.form.error = Some(error);
    }
}

/// Records what was typed.
fn record(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Layer::CallBack(call)) = model.view.layers.last() else { return };
    let form = call.form.clone();
    match send(model, &form, AnsweredQuestion::Now, effects) {
        Ok(Sent::Yes) => {
            if let Some(Layer::CallBack(call)) = model.view.layers.last_mut() {
                call.form.unsaved = None;
            }
            next(model);
        }
        Ok(Sent::No) => {}
        Err(error) => refuse(model, error),
    }
}

/// Whether an answer is on its way to the log.
enum Sent {
    Yes,
    No,
}

/// Which question an answer is to, when the key comes that sends it off.
#[derive(Debug, Clone, Copy)]
enum AnsweredQuestion {
    /// The one on screen.
    Now,
    /// The one before it: the key is the first of the answer to the one on screen.
    Earlier,
}

/// Sends what a form of the call asks for.
fn send(model: &mut Model, form: &Form, asked: AnsweredQuestion, effects: &mut Vec<Effect>) -> Result<Sent> {
    let acts = match form.consequence(model.view.now)? {
        FormConsequence::Acts(acts) => acts,
        FormConsequence::Call
        | FormConsequence::Draft { .. }
        | FormConsequence::Monitor(_)
        | FormConsequence::Charts(_)
        | FormConsequence::ReadOverdracht(_)
        | FormConsequence::Overdracht(_) => return Ok(Sent::No),
    };
    // Judged once more when its turn comes; here only to keep the question on a refusal.
    decide::decide_all(&model.view.desk, &model.view.context(), &acts)?;
    if form.is_touched() {
        model.session.held.hold(form.typed(), HeldState::Recording);
    }
    let on_commit = OnCommit::Form { target: form.target.clone(), acts: acts.clone(), then: None };
    let task = Task::Acts { acts, files: Vec::new() };
    let taken = match asked {
        AnsweredQuestion::Now => take(model, task, on_commit, effects),
        AnsweredQuestion::Earlier => take_earlier(model, task, on_commit, effects),
    };
    Ok(if taken { Sent::Yes } else { Sent::No })
}

/// To the next question without an answer, else to the one below.
fn next(model: &mut Model) {
    let Some(Layer::CallBack(call)) = model.view.layers.last() else { return };
    let ids = ids(model, call.zaak);
    let place = ids.iter().position(|id| *id == call.question).map_or(0, |place| place + 1);
    let zaak = model.view.desk.zaken.get(&call.zaak);
    let open = |id: &&BelvraagId| zaak.is_some_and(|z| answer_to(z, id).is_none());
    let below = ids.get(place..).unwrap_or_default();
    if let Some(id) = below.iter().find(open).or(below.first()).or(ids.last()).cloned() {
        ask(model, &id);
    }
}

/// So many questions on; what was half typed waits at its own.
fn go(model: &mut Model, by: isize, effects: &mut Vec<Effect>) {
    save_typed(model, SaveScope::All, effects);
    let Some(Layer::CallBack(call)) = model.view.layers.last() else { return };
    let ids = ids(model, call.zaak);
    let place = ids.iter().position(|id| *id == call.question).unwrap_or(0).saturating_add_signed(by);
    if let Some(id) = ids.get(place).cloned() {
        ask(model, &id);
    }
}

fn ask(model: &mut Model, question: &BelvraagId) {
    let Some(Layer::CallBack(call)) = model.view.layers.last() else { return };
    // What is on its way to the log is not asked again; it comes back only where it is refused.
    let sent = |h: &HeldText| h.state == HeldState::Recording;
    let (zaak, target) = (call.zaak, FormTarget::CallAnswer { zaak: call.zaak, question: question.clone() });
    let under_way = model.session.held.all().any(|h| h.typed.target == target && sent(h));
    let Some(mut new) = asking(model, zaak, question) else { return };
    if under_way {
        new.form.begin_again();
        new.form.cursor = 0;
    }
    if let Some(Layer::CallBack(call)) = model.view.layers.last_mut() {
        **call = new;
    }
}
