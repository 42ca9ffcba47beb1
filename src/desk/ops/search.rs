//! The search line: filters while typing, also in what is closed.

use crate::desk::{
    effect::Effect,
    model::Model,
    state::{
        key::{KeyPress, KeySym},
        layer::Layer,
        line_input::LineInput,
        screen::Focus,
    },
};

/// Opens the search line.
pub fn open(model: &mut Model) {
    model.session.layers.push(Layer::Search(LineInput::with(&model.view.search)));
}

/// Takes a key for the search line.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    match key.code {
        KeySym::Esc => {
            model.session.layers.pop();
            model.view.search.clear();
            model.view.found.clear();
            model.view.refresh();
        }
        KeySym::Enter => {
            model.session.layers.pop();
            if !model.view.search.is_empty() {
                model.say(format!("{} gevonden; Esc toont weer alles.", model.view.list.len()));
            }
        }
        KeySym::Down | KeySym::Up => {
            model.view.focus = Focus::List;
            super::desk::move_selection(model, if key.code == KeySym::Down { 1 } else { -1 }, effects);
        }
        _ => {
            if let Some(Layer::Search(input)) = model.session.layers.last_mut()
                && input.key(key)
            {
                input.text().trim().clone_into(&mut model.view.search);
                model.view.found.clear();
                if !model.view.search.is_empty() {
                    effects.push(Effect::Search(model.view.search.clone()));
                }
                model.view.refresh();
            }
        }
    }
}
