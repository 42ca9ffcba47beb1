//! A call that is taken while the desk is locked: it only writes. What is typed is sealed as it is typed, nothing of
//! the log is read or shown, and after unlocking it stands in the inbox at its own time.

use super::{phone, settled, write_queue::perform};
use crate::desk::state::save_scope::SaveScope;
use crate::{
    acts::{Act, Naming, NoteCall},
    desk::{
        effect::Effect,
        model::Model,
        state::{
            call_form,
            form::FormAnswer,
            key::{KeyPress, KeySym},
            on_commit::OnCommit,
            open_call::OpenCall,
            screen_lock::{LockState, LockedCall},
            shielding::Shielding,
        },
    },
    domain::error::Error,
};

/// Leaves the form as Esc does; nothing else is left by it at the lock.
const LEAVE: KeyPress = KeyPress { code: KeySym::Char('c'), ctrl: true, alt: false };

/// Opens a form over the lock: the one that the disk refused, or an empty one.
pub fn start(model: &mut Model) {
    let form = phone::form_at_lock(model);
    let Shielding::ScreenLock(screen_lock) = &mut model.view.shielding else { return };
    match (screen_lock.kept.refusal.clone(), screen_lock.state) {
        (Some(why), _) => screen_lock.question.report(Error::no(why)),
        (None, LockState::Closed) => {
            screen_lock.question.empty();
            screen_lock.question.dismiss();
            screen_lock.call = Some(match screen_lock.call.take() {
                None => LockedCall::Open(Box::new(form)),
                // What the disk refused comes first.
                Some(LockedCall::Waiting(form) | LockedCall::Open(form)) => LockedCall::Open(form),
                Some(LockedCall::Leaving(form)) => LockedCall::Leaving(form),
            });
        }
        (None, LockState::Opening) => {}
    }
}

/// Takes a key for the form over the lock; `false` when there is none.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) -> bool {
    let (now, uptime) = (model.view.now, model.view.uptime);
    let Shielding::ScreenLock(screen_lock) = &mut model.view.shielding else { return false };
    match &mut screen_lock.call {
        None | Some(LockedCall::Waiting(_)) => return false,
        Some(LockedCall::Leaving(_)) => {}
        Some(LockedCall::Open(form)) => {
            let leaves = key.code == KeySym::Esc || key == LEAVE;
            let answer = if leaves { FormAnswer::Record } else { form.key(key, now) };
            match answer {
                FormAnswer::Changed => {
                    form.unsaved.get_or_insert(uptime);
                }
                FormAnswer::Record => close(model, effects),
                FormAnswer::Nothing => {}
            }
        }
    }
    true
}

/// Takes pasted text into the form; `false` when there is none.
pub fn paste(model: &mut Model, text: &str) -> bool {
    let uptime = model.view.uptime;
    let Shielding::ScreenLock(screen_lock) = &mut model.view.shielding else { return false };
    match &mut screen_lock.call {
        None | Some(LockedCall::Waiting(_)) => false,
        Some(LockedCall::Open(form) | LockedCall::Leaving(form)) => {
            match form.paste(text) {
                Ok(()) => {
                    form.unsaved.get_or_insert(uptime);
                }
                Err(error) => form.error = Some(error),
            }
            true
        }
    }
}

/// The form leaves once all that was typed into it is in the log.
fn close(model: &mut Model, effects: &mut Vec<Effect>) {
    phone::save(model, SaveScope::All, effects);
    let idle = model.is_idle();
    let Shielding::ScreenLock(screen_lock) = &mut model.view.shielding else { return };
    match screen_lock.call.take() {
        // Nothing was typed, or all of it is in.
        Some(LockedCall::Open(form)) if idle && form.unsaved.is_none() => screen_lock.let_go(&form),
        Some(LockedCall::Open(form) | LockedCall::Leaving(form)) => {
            screen_lock.call = Some(LockedCall::Leaving(form));
        }
        // The disk refused it just now.
        Some(waiting @ LockedCall::Waiting(_)) => screen_lock.call = Some(waiting),
        None => {}
    }
}

/// Saves it, or tries again to; answers what it asked for.
pub fn save(model: &mut Model, effects: &mut Vec<Effect>) {
    let now = model.view.now;
    let Some(form) = settled::locked_form(model) else { return };
    let Some(OpenCall { turn, melding, .. }) = form.call else { return };
    form.unsaved = None;
    let call = call_form::call(form, now);
    perform(model, &Act::NoteCall(NoteCall { melding, call, naming: Naming::AsTyped }), OnCommit::Call(turn), effects);
}

/// A version is in the log. A form that was being left is done with the last one.
pub fn saved(model: &mut Model) {
    let idle = model.session.writes.queue.is_empty();
    let Shielding::ScreenLock(screen_lock) = &mut model.view.shielding else { return };
    let is_done = |call: &LockedCall| {
        matches!(call, LockedCall::Leaving(form) | LockedCall::Waiting(form) if form.unsaved.is_none()) && idle
    };
    if let Some(mut call) = screen_lock.call.take_if(|call| is_done(call)) {
        screen_lock.let_go(call.form_mut());
    }
}
