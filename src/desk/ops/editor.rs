//! The keys of the open editor that are not the text field's own.

use super::{draft, typing::save_typed, write_queue::say, zaak_form};
use crate::{
    acts::act::{Act, CheckDraft},
    desk::{
        effect::Effect,
        model::Model,
        state::{
            key::{KeyPress, KeySym},
            layer::Layer,
        },
    },
    judge::gaps,
};

/// Takes a key that the text field left over.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let Some(Layer::Editor(editor)) = model.session.layers.last() else { return };
    let (zaak, kind) = (editor.zaak, editor.draft);
    match (key.code, key.ctrl) {
        (KeySym::Esc, _) => {
            save_typed(model, true, effects);
            model.session.layers.pop();
        }
        (KeySym::Char('s'), true) => save_typed(model, true, effects),
        (KeySym::F(5), false) | (KeySym::Char('g'), true) => {
            save_typed(model, true, effects);
            let act = Act::CheckDraft(CheckDraft { zaak, draft: kind });
            say(model, &act, effects);
        }
        (KeySym::F(6), false) => {
            save_typed(model, true, effects);
            zaak_form::ask_sent(model, zaak, kind);
        }
        (KeySym::F(4), false) => {
            save_typed(model, true, effects);
            draft::make(model, zaak, kind, effects);
        }
        (KeySym::F(7), false) => {
            let text = gaps::say_unknown(&editor.text);
            if text == editor.text {
                model.say("Er staat niets meer open.");
            } else {
                draft::replace(model, text);
                model.say("Wat nog open stond is nu «niet bekend».");
            }
        }
        _ => {}
    }
}
