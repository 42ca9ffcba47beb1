//! The lock of the desk. What was typed is saved first; then the desk leaves, and what goes on behind the lock is
//! another one, that knows what it warns for and nothing else. The passphrase opens the store anew.

use super::{
    alarm_targets, locked_call,
    typing::{save_typed, unsaved},
};
use crate::desk::state::save_scope::SaveScope;
use crate::{
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            departure::Departure,
            held_texts::HeldState,
            key::{KeyPress, KeySym},
            locked_desk::{LockedDesk, Whereabouts},
            motion::Motion,
            own_editor::OwnEditor,
            passphrase::PromptOutcome,
            screen_lock::{LockRule, LockState},
            shielding::Shielding,
            typed_line::TypedLine,
        },
    },
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        error::{Error, Result},
        form_target::FormTarget,
        ids::Meldingnummer,
        melding::Content,
        moment::Moment,
        passphrase::{self, Passphrase},
        typed::Typed,
        uptime::Uptime,
    },
};
use chrono::Duration;

/// A gap between two looks at the clock that no desk which was awake has, where the system does not
/// tell that the laptop slept: twice the longest wait.
const SLEPT: Duration = Duration::minutes(1);

/// Locks: what was typed is saved first, and then the desk is given up.
pub fn lock(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.view.shielding {
        Shielding::Closing | Shielding::ScreenLock(_) => return,
        // Who has left is past the lock.
        Shielding::None | Shielding::Privacy if model.stopping => return,
        Shielding::None | Shielding::Privacy => {}
    }
    // What stands in the officer's own editor comes back first: no word of it is lost behind a lock.
    if model.session.own_editor.is_open() {
        model.session.own_editor = OwnEditor::OpenThenLock;
        return;
    }
    save_typed(model, SaveScope::All, effects);
    model.view.revealed = None;
    model.view.shielding = Shielding::Closing;
    model.dirty = true;
    effects.push(audit(AuditAct::Locked, Outcome::Succeeded));
}

fn audit(act: AuditAct, result: Outcome) -> Effect {
    Effect::Audit(Audit { act, object: "desk".to_owned(), result, origin: Origin::Desk })
}

/// Gives the desk up, once all that was asked of the store and of others is answered. What a disk refused is sealed
/// elsewhere first.
pub fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    let answered = model.is_idle() && model.session.held.is_idle() && model.session.ways_out.under_way.is_empty();
    if model.view.shielding != Shielding::Closing || model.stopping || !answered {
        return;
    }
    let texts = unsaved(model);
    if texts.is_empty() {
        give_up(model, effects);
    } else {
        effects.push(Effect::SealTexts(texts));
    }
}

/// What the disk refused is sealed elsewhere, or nowhere: then the desk stays what it is, covered, because what is
/// nowhere but here would be lost behind a lock.
pub fn sealed(model: &mut Model, result: Result<()>, effects: &mut Vec<Effect>) {
    if model.view.shielding != Shielding::Closing {
        return;
    }
    model.dirty = true;
    match result {
        Ok(()) => give_up(model, effects),
        Err(error) => {
            model.view.shielding = Shielding::Privacy;
            let names: Vec<String> = unsaved(model).iter().map(|t| model.view.target_words(&t.target)).collect();
            let sentence = format!("Het slot ging niet dicht. Nergens bewaard: {}.", names.join(", "));
            model.report_error(Error { sentence, hint: Some(error.sentence), ..error });
        }
    }
}

fn give_up(model: &mut Model, effects: &mut Vec<Effect>) {
    model.session.departure = Departure::Locked;
    model.stopping = true;
    effects.push(Effect::Stop);
}

/// All that this desk takes along behind its lock.
pub fn taken_along(model: &Model) -> LockedDesk {
    LockedDesk {
        targets: alarm_targets::of_zaken(model),
        running: model.running().count(),
        book: model.session.alarm_service.book().clone(),
        last_melding: model.view.desk.melding_counter,
        turn: model.session.turn,
        refusal: model.may_record().err(),
        place: Whereabouts { chosen: model.view.chosen, forms: open_forms(model) },
    }
}

/// The desk is open again: the officer is where he was, and hears which calls came in behind the lock.
pub fn opened(model: &mut Model, kept: LockedDesk) {
    let new = model.view.desk.meldingen.range(Meldingnummer(kept.last_melding.saturating_add(1))..);
    let calls = new.filter(|(_, m)| m.is_open() && matches!(m.content, Content::Call(_)));
    let names: Vec<String> = calls.map(|(number, _)| number.to_string()).collect();
    // The passphrase ended with it, and what was open comes back in its place.
    model.session.hand.pressed_elsewhere(KeyPress::bare(KeySym::Enter), model.view.uptime);
    model.view.choose(kept.place.chosen);
    model.session.left_open = kept.place.forms;
    match names.as_slice() {
        [] => {}
        [one] => model.say(format!("Telefoontje {one}, van achter het slot, staat in de inbox.")),
        more => model.say(format!("Telefoontjes {}, van achter het slot, staan in de inbox.", more.join(", "))),
    }
}

/// What was typed behind the lock and is saved nowhere: it waits for the disk here, and is offered.
pub fn brought(model: &mut Model, typed: Typed) {
    if let FormTarget::Call { turn, .. } = typed.target {
        // The next one is another.
        model.session.turn = model.session.turn.max(turn);
    }
    model.session.held.hold(typed, HeldState::Waiting);
}

/// A call has its number by now, and is found again by that.
fn open_forms(model: &Model) -> Vec<FormTarget> {
    let target = |layer: &Layer| {
        let (mut target, call) = (layer.target(), layer.form().and_then(|form| form.call));
        if let (Some(FormTarget::Call { melding, .. }), Some(call)) = (&mut target, call) {
            *melding = call.melding;
        }
        target
    };
    let line = model.session.typed_line.as_ref().map(TypedLine::target);
    model.view.layers.iter().filter_map(target).chain(line).collect()
}

/// A call that was taken at the lock is sealed away by now: nothing of it is known here any more.
pub fn forget(model: &mut Model) {
    let Shielding::ScreenLock(screen_lock) = &model.view.shielding else { return };
    let typed = screen_lock.call().or(screen_lock.unsaved()).and_then(|form| form.call).and_then(|call| call.melding);
    if model.is_idle() {
        model.view.desk.meldingen.retain(|number, _| Some(*number) == typed);
        model.view.list.clear();
        model.view.sections.clear();
        model.view.belongs.clear();
    }
}

/// Locks when nobody typed for long enough, or the laptop slept since `was`.
pub fn tick(model: &mut Model, was: Moment, effects: &mut Vec<Effect>) {
    let now = model.view.now;
    if let Shielding::ScreenLock(screen_lock) = &model.view.shielding
        && screen_lock.question.wait_until(was).is_some()
    {
        model.dirty = true;
    }
    if locks_in(model).is_some() {
        model.dirty = true;
    }
    if let LockRule::After(idle) = model.view.setup.lock_rule
        && (model.view.uptime.since(model.session.last_key) >= idle || now.since(was) >= SLEPT)
    {
        lock(model, effects);
    }
}

/// Locks because the laptop slept, where the desk locks of itself.
pub fn slept(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.view.setup.lock_rule {
        LockRule::Never => {}
        LockRule::After(_) => lock(model, effects),
    }
}

/// When the countdown of a closed lock has to change.
pub fn wake_at(model: &Model) -> Option<Moment> {
    match &model.view.shielding {
        Shielding::ScreenLock(screen_lock) => screen_lock.wake_at(model.view.now),
        Shielding::None | Shielding::Privacy | Shielding::Closing => None,
    }
}

/// When nobody typed for long enough.
pub fn locks_at(model: &Model) -> Option<Uptime> {
    match (&model.view.shielding, model.view.setup.lock_rule) {
        (Shielding::None | Shielding::Privacy, LockRule::After(idle)) => Some(model.session.last_key.plus(idle)),
        (Shielding::None | Shielding::Privacy, LockRule::Never)
        | (Shielding::Closing | Shielding::ScreenLock(_), _) => None,
    }
}

/// So long before it falls the lock warns of itself.
const WARNING: Duration = Duration::seconds(30);

/// In how many seconds the desk locks of itself, once that is near.
pub fn locks_in(model: &Model) -> Option<i64> {
    let rest = locks_at(model)?.since(model.view.uptime);
    (rest > Duration::zero() && rest <= WARNING).then(|| (rest.num_milliseconds() + 999) / 1000)
}

/// When the warning comes, or reads differently.
pub fn warning_changes(model: &Model) -> Option<Uptime> {
    let at = locks_at(model)?;
    let next = match (locks_in(model), model.view.setup.motion) {
        (None, _) => WARNING,
        (Some(left), Motion::Full) => Duration::seconds(left - 1),
        (Some(_), Motion::Still) => Duration::zero(),
    };
    Some(at.plus(-next))
}

/// A key at the lock. Nothing but the passphrase, and a call that only writes, does anything there.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let (now, demo) = (model.view.now, model.view.setup.demo);
    if locked_call::key(model, key, effects) {
        return;
    }
    let Shielding::ScreenLock(screen_lock) = &mut model.view.shielding else { return };
    if screen_lock.state != LockState::Closed {
        return;
    }
    // A passphrase may begin with that letter, and none of it must ever stand in a form: where there is one, the
    // letter asks for the form only with an Enter behind it.
    let (letter, enter) = (KeyPress::bare(KeySym::Char('n')), key == KeyPress::bare(KeySym::Enter));
    let ctrl_n = KeyPress { code: KeySym::Char('n'), ctrl: true, alt: false };
    if key == ctrl_n || (demo && key == letter) || (enter && screen_lock.question.is_just("n")) {
        return locked_call::start(model);
    }
    if demo && key == KeyPress::bare(KeySym::Enter) {
        screen_lock.state = LockState::Opening;
        effects.push(Effect::Unlock(Passphrase::default()));
        return;
    }
    match screen_lock.question.key(key, now) {
        PromptOutcome::Attempt(passphrase) => {
            screen_lock.state = LockState::Opening;
            effects.push(Effect::Unlock(passphrase));
        }
        // Whoever passes by must not be able to end the alarms.
        PromptOutcome::Stop => screen_lock.question.empty(),
        PromptOutcome::Nothing => {}
    }
}

/// Pasted at the lock.
pub fn paste(model: &mut Model, text: &str) {
    if locked_call::paste(model, text) {
        return;
    }
    if let Shielding::ScreenLock(screen_lock) = &mut model.view.shielding {
        screen_lock.question.paste(text);
    }
}

/// The passphrase did not open it.
pub fn stays(model: &mut Model, error: Error, effects: &mut Vec<Effect>) {
    let now = model.view.now;
    let Shielding::ScreenLock(screen_lock) = &mut model.view.shielding else { return };
    screen_lock.state = LockState::Closed;
    // A key file that is gone or damaged is no wrong passphrase, and makes nobody wait.
    if passphrase::is_wrong(&error) {
        effects.push(audit(AuditAct::WrongPassphrase, Outcome::Refused));
        screen_lock.question.attempt_failed(error, now);
    } else {
        screen_lock.question.report(error);
    }
    model.dirty = true;
}
