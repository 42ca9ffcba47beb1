//! Keeps the line that is typed in the palette, a list, the search or the what-if, as a form is kept: within a second,
//! behind a lock and over a crash. What is sent off is kept until the log has what it asked for.

use super::settled;
use crate::desk::state::save_scope::SaveScope;
use crate::{
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            held_texts::HeldState,
            typed_line::{LineState, TypedLine},
            writes::SAVE_AFTER,
        },
    },
    domain::{line_field::LineField, uptime::Uptime},
};

/// Follows what stands in the line on top, after every message.
pub fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    let top = model.view.layers.iter().rev().find_map(Layer::line).map(|(field, input)| (field, input.text()));
    let uptime = model.view.uptime;
    match (&mut model.session.typed_line, top) {
        (Some(line), Some((field, text))) if line.field == field && line.state == LineState::Open => {
            if line.text != text {
                line.text = text;
                line.unsaved.get_or_insert(uptime);
            }
        }
        (Some(line), top) => {
            line.state = LineState::Left;
            if model.is_idle() || top.is_some() {
                leave(model, effects);
            }
            if let Some((field, text)) = top {
                begin(model, field, text, Some(uptime));
            }
        }
        (None, Some((field, text))) => begin(model, field, text, Some(uptime)),
        (None, None) => {}
    }
}

fn begin(model: &mut Model, field: LineField, text: String, unsaved: Option<Uptime>) {
    model.session.turn += 1;
    let turn = model.session.turn;
    model.session.typed_line = Some(TypedLine { field, turn, text, unsaved, state: LineState::Open });
}

/// What was typed is done with.
fn leave(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(line) = model.session.typed_line.take() {
        settled::forget(model, &line.target(), effects);
    }
}

/// Takes it over to be saved, where it waited long enough or nothing waits.
pub fn hold(model: &mut Model, scope: SaveScope) {
    let uptime = model.view.uptime;
    let Some(line) = &mut model.session.typed_line else { return };
    if line.unsaved.is_some_and(|since| scope.is_all() || since.plus(SAVE_AFTER) <= uptime) {
        line.unsaved = None;
        let typed = line.typed();
        model.session.held.hold(typed, HeldState::Waiting);
    }
}

/// What it asked for was refused by the disk: it stays, and is offered again.
pub fn refused(model: &mut Model) {
    if let Some(line) = model.session.typed_line.take_if(|line| line.state == LineState::Left) {
        model.session.held.hold(line.typed(), HeldState::Waiting);
    }
}
