//! What becomes of a form that is sent: once what it holds is in the log, or was refused, it closes, or it stays open with its
//! text and the reason. The same for a call, also one that is taken at the lock.

use crate::{
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            call_back::CallStage,
            form::Form,
            form_field::{FieldKind, FormField},
            held_texts::HeldState,
            key::{KeyPress, KeySym},
            screen_lock::LockedCall,
            sending::{Keystroke, Sending},
            shielding::Shielding,
        },
    },
    domain::{
        error::Error,
        form_target::{FormTarget, Turn},
    },
};

/// Why something is not in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSaved<'a> {
    /// It may not be recorded as it is.
    Judged(&'a Error),
    /// The store refused it: the same may succeed later.
    Disk(&'a Error),
}

/// What was typed about this is done with. A desk that only looks along kept nothing of it.
pub fn forget(model: &mut Model, target: &FormTarget, effects: &mut Vec<Effect>) {
    if model.session.held.release(target) && model.may_record().is_ok() {
        effects.push(Effect::ForgetTyped(target.clone()));
    }
}

/// The form on top is on its way to the log, and so is its text.
pub fn send(model: &mut Model) {
    let Some(Layer::Form(form)) = model.view.layers.last_mut() else { return };
    form.sending = Sending::UnderWay(Vec::new());
    form.error = None;
    form.unsaved = None;
    model.session.held.hold(form.typed(), HeldState::Recording);
}

/// What it asked for is in the log: it closes. What was typed meanwhile was meant for it and not for what lies
/// beneath: text stays in a fresh one, any other key is dropped with a sentence.
pub fn committed(model: &mut Model, target: &FormTarget) {
    model.session.held.release(target);
    let (now, uptime) = (model.view.now, model.view.uptime);
    let place = model.view.layers.iter().position(|l| matches!(l, Layer::Form(f) if f.target == *target));
    let Some(Layer::Form(mut form)) = place.map(|i| model.view.layers.remove(i)) else { return };
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
        model.view.layers.push(Layer::Form(form));
    } else {
        model.session.writes.input_dropped = true;
    }
}

/// What it asked for is not in the log: it stays, with the reason.
pub fn refused(model: &mut Model, target: &FormTarget, why: &NotSaved<'_>) {
    let (now, uptime) = (model.view.now, model.view.uptime);
    model.session.held.stays(target);
    put_back(model, target);
    let Some(form) = model.view.layers.iter_mut().find_map(|layer| {
        let Layer::Form(form) = layer else { return None };
        (form.target == *target).then_some(form)
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
    for layer in &mut model.view.layers {
        if let Layer::CallBack(call) = layer
            && matches!(target, FormTarget::CallAnswer { .. })
        {
            // Who was ending the call hears of it there.
            call.stage = CallStage::Asking;
        }
    }
    let call = model.view.layers.iter_mut().find_map(|layer| {
        let Layer::CallBack(call) = layer else { return None };
        (call.form.target == *target && !call.form.is_touched()).then_some(call)
    });
    if let (Some(call), Some(typed)) = (call, typed) {
        call.form.restore(&typed);
    }
}

/// Keeps the form open with the reason, and the cursor on the time that does not read if that is it.
pub fn refuse(model: &mut Model, target: &FormTarget, error: Error) {
    let now = model.view.now;
    for layer in &mut model.view.layers {
        if let Layer::Form(form) = layer
            && form.target == *target
        {
            let unreadable =
                |v: &FormField| matches!(v.kind, FieldKind::Time(_)) && v.time(now).is_some_and(|t| t.is_err());
            if let Some(pos) = form.fields.iter().position(unreadable) {
                form.cursor = pos;
            }
            form.error = Some(error);
            return;
        }
    }
}

/// What the call of this turn is kept under, while its form is open or its text at hand.
pub fn call_target(model: &Model, turn: Turn) -> Option<FormTarget> {
    let open = model.view.layers.iter().filter_map(Layer::form).map(|form| &form.target);
    let held = model.session.held.all().map(|t| &t.typed.target);
    open.chain(held).find(|target| target.is_call(turn)).cloned()
}

/// A version is not in the log: it stays in its form, or at hand where that was closed.
pub fn call_refused(model: &mut Model, turn: Turn) {
    if locked_form(model).is_some_and(|form| form.target.is_call(turn)) {
        return locked_not_saved(model);
    }
    let uptime = model.view.uptime;
    if let Some(target) = call_target(model, turn) {
        model.session.held.stays(&target);
    }
    if let Some(form) = call_form(model).filter(|f| f.call.is_some_and(|c| c.turn == turn)) {
        form.unsaved.get_or_insert(uptime);
    }
}

/// The form of a call, where one is open.
pub fn call_form(model: &mut Model) -> Option<&mut Form> {
    model.view.layers.iter_mut().find_map(|layer| {
        let Layer::Form(form) = layer else { return None };
        form.call.is_some().then_some(form.as_mut())
    })
}

/// The form over the lock, where there is one.
pub fn locked_form(model: &mut Model) -> Option<&mut Form> {
    match &mut model.view.shielding {
        Shielding::ScreenLock(screen_lock) => screen_lock.call.as_mut().map(LockedCall::form_mut),
        Shielding::None | Shielding::Privacy | Shielding::Closing => None,
    }
}

/// It was refused: what was typed stays, with the reason, and is tried again. Who was leaving the form is let go: the
/// passphrase is asked all the same.
pub fn locked_not_saved(model: &mut Model) {
    let uptime = model.view.uptime;
    let Shielding::ScreenLock(screen_lock) = &mut model.view.shielding else { return };
    let Some(mut call) = screen_lock.call.take() else { return };
    let form = call.form_mut();
    form.unsaved = Some(uptime);
    form.error = Some(Error::data("Het telefoontje is nog niet bewaard; dat wordt opnieuw geprobeerd."));
    screen_lock.call = Some(match call {
        LockedCall::Open(form) => LockedCall::Open(form),
        LockedCall::Leaving(form) | LockedCall::Waiting(form) => LockedCall::Waiting(form),
    });
}
