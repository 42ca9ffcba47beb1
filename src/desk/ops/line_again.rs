//! Opens a line that was left with its text, where it was typed. The words of a list come back in a box in which nothing can be
//! chosen: in another list, or about another case, the same key would do something else.

use super::{palette, search, what_if};
use crate::{
    desk::{
        effect::Effect,
        layer::{Layer, Picker},
        model::Model,
        state::{
            line_input::LineInput,
            typed_line::{LineState, TypedLine},
        },
    },
    domain::{form_target::Turn, line_field::LineField},
};

/// Opens a line that was left, with its text.
pub fn open(model: &mut Model, field: LineField, turn: Turn, text: &str, effects: &mut Vec<Effect>) {
    match field {
        LineField::List => {
            let bare = Picker::new("Getypt in een keuze", "open die keuze zelf; Esc ruimt dit op", Vec::new());
            model.open_picker(bare);
            put(model, text);
        }
        LineField::Palette => {
            palette::open(model);
            put(model, text);
        }
        LineField::Search => {
            model.view.layers.push(Layer::Search(LineInput::with(text)));
            search::typed(model, effects);
        }
        LineField::WhatIf(_) => {
            what_if::open(model);
            if let Some(Layer::WhatIf(_, input)) = model.view.layers.last_mut() {
                input.set(text);
            }
        }
    }
    let text = text.to_owned();
    model.session.typed_line = Some(TypedLine { field, turn, text, unsaved: None, state: LineState::Open });
}

fn put(model: &mut Model, text: &str) {
    if let Some(Layer::Picker(picker)) = model.view.layers.last_mut() {
        picker.filter.set(text);
        picker.refilter();
    }
}
