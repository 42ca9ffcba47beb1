//! A draft in the officer's own editor. What comes back is a version as if it was typed here; where nothing comes
//! back, nothing changes.

use super::{draft, screen_lock, typing::save_typed};
use crate::desk::state::save_scope::SaveScope;
use crate::{
    desk::{
        effect::{Effect, ScreenEffect},
        layer::Layer,
        model::Model,
        state::own_editor::OwnEditor,
    },
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        ids::Zaaknummer,
        sanitize,
    },
};

/// Opens it with the text of the open draft, which is saved first.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Err(why) = model.may_record() {
        return model.report_error(Error::no(why));
    }
    save_typed(model, SaveScope::All, effects);
    let Some(Layer::Editor(editor)) = model.view.layers.last() else { return };
    let (zaak, draft, text) = (editor.zaak, editor.draft, editor.text.clone());
    model.session.own_editor = OwnEditor::Open;
    effects.push(Effect::Screen(ScreenEffect::EditOutside { zaak, draft, text }));
}

/// It ended, and this is what was in it.
pub fn ended(model: &mut Model, zaak: Zaaknummer, kind: DraftKind, result: Result<String>, effects: &mut Vec<Effect>) {
    model.dirty = true;
    model.session.last_key = model.view.uptime;
    let was = std::mem::take(&mut model.session.own_editor);
    match result {
        Ok(text) => take(model, zaak, kind, &sanitize::text(&text), effects),
        Err(error) => model.report_error(error),
    }
    if was == OwnEditor::OpenThenLock {
        screen_lock::lock(model, effects);
    }
}

fn take(model: &mut Model, zaak: Zaaknummer, kind: DraftKind, text: &str, effects: &mut Vec<Effect>) {
    let Some(Layer::Editor(editor)) = model.view.layers.last() else { return };
    if (editor.zaak, editor.draft) != (zaak, kind) {
        return;
    }
    if editor.text.trim_end() == text.trim_end() {
        return model.say("De tekst is niet veranderd.");
    }
    draft::continue_sent(model);
    draft::replace(model, text.trim_end().to_owned());
    save_typed(model, SaveScope::All, effects);
    model.say("De tekst uit uw eigen programma is overgenomen; Ctrl-T gaat een versie terug.");
}
