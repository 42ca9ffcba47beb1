//! Saving what was typed, whatever into: a call and a draft go to the log, all else is kept as typed beside it,
//! after a pause or all of it at once. What a disk refuses stays here, is tried again, and is named until it is
//! somewhere; what was left half filled in is offered again.

use super::{draft, form, phone, typed_line};
use crate::desk::state::save_scope::SaveScope;
use crate::{
    desk::{
        command::CommandId,
        effect::Effect,
        model::Model,
        state::{
            form::Form,
            form_time::StillTyped,
            held_texts::{HeldState, HeldText},
            typed_line::TypedLine,
            writes::SAVE_AFTER,
        },
        view::View,
    },
    domain::{
        error::{Error, Result},
        form_target::FormTarget,
        typed::Typed,
    },
};

/// Saves what was typed and waited long enough, or all of it.
pub fn save_typed(model: &mut Model, scope: SaveScope, effects: &mut Vec<Effect>) {
    if scope.is_all() || model.session.held.may_try(model.view.uptime) {
        draft::save(model, scope, effects);
        phone::save(model, scope, effects);
        form::send_again(model, effects);
    }
    hold_forms(model, scope, effects);
    typed_line::hold(model, scope);
    if model.may_record().is_ok() {
        effects.extend(model.session.held.due(model.view.uptime, scope).into_iter().map(Effect::KeepTyped));
    }
}

/// Takes over what stands in open forms.
fn hold_forms(model: &mut Model, scope: SaveScope, effects: &mut Vec<Effect>) {
    let (uptime, now) = (model.view.uptime, model.view.now);
    let keeps = model.may_record().is_ok();
    let held = &mut model.session.held;
    for layer in &mut model.view.layers {
        let Some(form) = layer.form_mut() else { continue };
        let due = form.unsaved.is_some_and(|since| scope.is_all() || since.plus(SAVE_AFTER) <= uptime);
        // What is on its way to the log is held as it was sent.
        if due && form.call.is_none() && !form.is_under_way() {
            form.unsaved = None;
            form.fix_times(now, if scope.is_all() { StillTyped::No } else { StillTyped::Yes });
            if form.is_touched() {
                held.hold(form.typed(), HeldState::Waiting);
            } else if held.release(&form.target) && keeps {
                effects.push(Effect::ForgetTyped(form.target.clone()));
            }
        }
    }
}

/// A text was saved as typed, or the disk refused it.
pub fn kept(model: &mut Model, target: &FormTarget, result: Result<()>) {
    match result {
        Ok(()) => model.session.held.kept(target),
        Err(error) => {
            model.session.held.stays(target);
            model.session.held.refused(error, model.view.uptime);
        }
    }
    model.dirty = true;
}

/// Takes in what was typed before and never recorded.
pub fn found(model: &mut Model, texts: Vec<Typed>) {
    for typed in texts {
        if let FormTarget::Call { turn, .. } | FormTarget::Line { turn, .. } = typed.target {
            // The next one is another.
            model.session.turn = model.session.turn.max(turn);
        }
        if model.session.held.find(&typed.target).is_none() {
            // Its form may be open by now, when the officer was quick.
            for layer in &mut model.view.layers {
                if let Some(form) = layer.form_mut()
                    && form.target == typed.target
                    && !form.is_touched()
                {
                    form.restore(&typed);
                }
            }
            model.session.held.hold(typed, HeldState::Kept);
        }
    }
    model.dirty = true;
}

/// The texts of which no form is open.
pub fn left(model: &Model) -> impl Iterator<Item = &HeldText> {
    let line = model.session.typed_line.as_ref().map(TypedLine::target);
    let open = move |target: &FormTarget| {
        line.as_ref() == Some(target) || model.view.layers.iter().any(|layer| layer.holds(target))
    };
    let left = move |text: &&HeldText| text.state != HeldState::Recording && !open(&text.typed.target);
    model.session.held.all().filter(left)
}

/// What is said of the texts that are left.
pub fn offer(model: &Model) -> Option<String> {
    let names: Vec<String> = left(model).map(|t| model.view.target_words(&t.typed.target)).collect();
    let key = model.view.setup.keymap.first(CommandId::Resume);
    let how = match model.may_record() {
        Ok(()) => format!("Met {key} typt u verder."),
        Err(_) => "Die blijft bewaard tot deze desk schrijft.".to_owned(),
    };
    (!names.is_empty()).then(|| format!("Er staat nog tekst klaar: {}. {how}", names.join(", ")))
}

/// What the header says of what is not saved, and why.
pub fn refused(model: &Model) -> Option<String> {
    let (_, error) = model.session.held.refusal()?;
    let names: Vec<String> = unsaved(model).iter().map(|t| model.view.target_words(&t.target)).collect();
    (!names.is_empty()).then(|| format!("Nog niet bewaard: {}. {}", names.join(", "), error.sentence))
}

/// What it says of what was left half filled in, while all is saved.
pub fn waiting(model: &Model) -> Option<String> {
    offer(model).filter(|_| model.session.held.refusal().is_none())
}

/// The texts that are nowhere but here.
pub fn unsaved(model: &Model) -> Vec<Typed> {
    let kept = |typed: &Typed| {
        let same = |t: &&HeldText| t.typed.target == typed.target;
        model.session.held.all().find(same).is_some_and(|t| t.state == HeldState::Kept && t.typed == *typed)
    };
    let open = model.view.layers.iter().filter_map(|layer| match layer.editor() {
        Some(editor) => editor.unsaved.map(|_| Typed::text(editor.target(), editor.text.clone())),
        None => layer.form().and_then(form_text),
    });
    let line = model.session.typed_line.iter().filter(|line| line.unsaved.is_some()).map(TypedLine::typed);
    let mut texts: Vec<Typed> = open.chain(line).filter(|typed| !kept(typed)).collect();
    let waiting = model.session.held.all().filter(|t| t.state != HeldState::Kept).map(|t| &t.typed);
    let more: Vec<Typed> = waiting.filter(|t| texts.iter().all(|o| o.target != t.target)).cloned().collect();
    texts.extend(more);
    texts
}

fn form_text(form: &Form) -> Option<Typed> {
    (form.unsaved.is_some() || form.is_waiting_for_disk()).then(|| form.typed())
}

/// Says which text was asked for and is not there.
pub fn gone(view: &View, target: &FormTarget) -> Error {
    Error::no(format!("Voor de tekst «{}» is hier geen formulier.", view.target_words(target)))
        .hint("Zoek de zaak of melding eerst op; de tekst blijft bewaard.")
}
