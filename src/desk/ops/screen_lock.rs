//! The locked desk: only the clock, how many terms run and the next alarm. What was typed is saved
//! first; then everything the desk knew of cases is dropped but the terms, so that alarms go on. The
//! passphrase brings it back from the store.

use super::{locked_call, typing::save_typed};
use crate::{
    desk::{
        effect::Effect,
        model::Model,
        state::{
            key::{KeyPress, KeySym},
            motion::Motion,
            own_editor::OwnEditor,
            passphrase::{PassphrasePrompt, PromptKind, PromptOutcome},
            screen_lock::{LockRule, LockState, ScreenLock},
            shielding::Shielding,
        },
    },
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        error::Result,
        moment::Moment,
        passphrase::{self, Passphrase},
        uptime::Uptime,
    },
    judge::reminder_moment::ReminderMoment,
    log::desk::Desk,
};
use chrono::Duration;

/// A gap between two looks at the clock that no desk which was awake has, where the system does not
/// tell that the laptop slept: twice the longest wait.
const SLEPT: Duration = Duration::minutes(1);

/// Locks.
pub fn lock(model: &mut Model, effects: &mut Vec<Effect>) {
    if matches!(model.session.shielding, Shielding::ScreenLock(_)) {
        return;
    }
    // What stands in the officer's own editor comes back first: no word of it is lost behind a lock.
    if model.session.own_editor.is_open() {
        model.session.own_editor = OwnEditor::OpenThenLock;
        return;
    }
    save_typed(model, true, effects);
    model.view.revealed = None;
    model.session.shielding = Shielding::ScreenLock(Box::new(ScreenLock {
        question: PassphrasePrompt::new(PromptKind::Existing),
        state: LockState::Closing,
        countdowns: Vec::new(),
        reminders: Vec::new(),
        call: None,
    }));
    model.dirty = true;
    effects.push(audit(AuditAct::Locked, Outcome::Succeeded));
}

fn audit(act: AuditAct, result: Outcome) -> Effect {
    Effect::Audit(Audit { act, object: "desk".to_owned(), result, origin: Origin::Desk })
}

/// Drops what is known, once all that was typed is in the log; also what came in behind a closed lock.
pub fn forget(model: &mut Model) {
    if !model.is_idle() {
        return;
    }
    let reminders: Vec<ReminderMoment> =
        model.view.desk.zaken.values().flat_map(crate::judge::reminder_moment::reminders).collect();
    let Shielding::ScreenLock(screen_lock) = &mut model.session.shielding else { return };
    if screen_lock.state == LockState::Closing {
        screen_lock.state = LockState::Closed;
    }
    // A desk that looks along hears of cases behind its lock as well: what is derived now is newer.
    screen_lock.countdowns.retain(|k| !model.view.derived.contains_key(&k.zaak));
    screen_lock.countdowns.extend(model.view.derived.values().flat_map(|b| b.running().cloned()));
    screen_lock.reminders.retain(|h| !model.view.derived.contains_key(&h.zaak));
    screen_lock.reminders.extend(reminders);
    // The numbers given out stay known: a mail that comes in now gets the next one.
    let Desk { mut meldingen, zaak_counter, melding_counter, closed_weeks, .. } = std::mem::take(&mut model.view.desk);
    let typed = screen_lock.call().and_then(|form| form.call).and_then(|call| call.melding);
    // And of a call that is being typed the text stays: the next version is judged by it.
    let meldingen = typed.and_then(|nr| Some((nr, meldingen.remove(&nr)?))).into_iter().collect();
    model.view.desk = Desk { meldingen, zaak_counter, melding_counter, closed_weeks, ..Desk::default() };
    model.view.derived.clear();
    model.view.timeline = None;
    model.view.list.clear();
    model.view.sections.clear();
    model.view.belongs.clear();
    model.view.found = None;
    model.view.search.clear();
    model.view.own.clear();
    model.session.read.clear();
    model.session.line = None;
    // What was typed and is no draft or call is nowhere else; it stays until it is recorded.
    model.session.layers.retain(|layer| layer.target().is_some());
}

/// Locks when nobody typed for long enough, or the laptop slept since `was`.
pub fn tick(model: &mut Model, was: Moment, effects: &mut Vec<Effect>) {
    let now = model.view.now;
    if let Shielding::ScreenLock(screen_lock) = &model.session.shielding
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
    match &model.session.shielding {
        Shielding::ScreenLock(screen_lock) => screen_lock.wake_at(model.view.now),
        Shielding::None | Shielding::Privacy => None,
    }
}

/// When nobody typed for long enough.
pub fn locks_at(model: &Model) -> Option<Uptime> {
    match (&model.session.shielding, model.view.setup.lock_rule) {
        (Shielding::None | Shielding::Privacy, LockRule::After(idle)) => Some(model.session.last_key.plus(idle)),
        (Shielding::None | Shielding::Privacy, LockRule::Never) | (Shielding::ScreenLock(_), _) => None,
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
    let Shielding::ScreenLock(screen_lock) = &mut model.session.shielding else { return };
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
    if let Shielding::ScreenLock(screen_lock) = &mut model.session.shielding {
        screen_lock.question.paste(text);
    }
}

/// The store opened, or did not.
pub fn unlocked(model: &mut Model, result: Result<Desk>, effects: &mut Vec<Effect>) {
    let (now, uptime) = (model.view.now, model.view.uptime);
    let Shielding::ScreenLock(screen_lock) = &mut model.session.shielding else { return };
    match result {
        Ok(desk) => {
            model.session.shielding = Shielding::None;
            model.session.last_key = uptime;
            model.view.take_desk(desk);
            effects.extend([audit(AuditAct::Unlocked, Outcome::Succeeded), Effect::Recent, Effect::Held]);
        }
        Err(error) => {
            screen_lock.state = LockState::Closed;
            // A key file that is gone or damaged is no wrong passphrase, and makes nobody wait.
            if passphrase::is_wrong(&error) {
                effects.push(audit(AuditAct::WrongPassphrase, Outcome::Refused));
                screen_lock.question.attempt_failed(error, now);
            } else {
                screen_lock.question.report(error);
            }
        }
    }
    model.dirty = true;
}
