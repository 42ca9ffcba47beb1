//! Opens a line that was left with its text: where it was typed, or in the palette where that was a list.

use super::{palette, search, what_if};
use crate::{
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            line_input::LineInput,
            typed_line::{LineState, TypedLine},
        },
    },
    domain::{form_target::Turn, line_field::LineField},
};

/// Opens a line that was left, with its text. The words of a list are found by the palette too.
pub fn open(model: &mut Model, field: LineField, turn: Turn, text: &str, effects: &mut Vec<Effect>) {
    let begun = field;
    let field = match field {
        LineField::Palette | LineField::List => {
            palette::open(model);
            if let Some(Layer::Picker(picker)) = model.view.layers.last_mut() {
                picker.filter.set(text);
                picker.refilter();
            }
            LineField::Palette
        }
        LineField::Search => {
            model.view.layers.push(Layer::Search(LineInput::with(text)));
            search::typed(model, effects);
            field
        }
        LineField::WhatIf(_) => {
            what_if::open(model);
            if let Some(Layer::WhatIf(_, input)) = model.view.layers.last_mut() {
                input.set(text);
            }
            field
        }
    };
    let text = text.to_owned();
    model.session.typed_line = Some(TypedLine { field, begun, turn, text, unsaved: None, state: LineState::Open });
}
