//! What the mouse chooses. It moves about and opens what can be read; what is recorded is asked for with a key.

use super::{commands, desk};
use crate::desk::{
    command::CommandId,
    effect::Effect,
    model::Model,
    state::{departure::Departure, layer::Layer, pointed::Pointed, screen::Focus, shielding::Shielding},
};

/// Takes what was pointed at, where it is in view.
pub fn take(model: &mut Model, pointed: Pointed, effects: &mut Vec<Effect>) {
    if !matches!(model.session.shielding, Shielding::None) || model.session.departure != Departure::No {
        return;
    }
    match (pointed, model.session.layers.last_mut()) {
        (Pointed::Option(place), Some(Layer::Picker(picker))) => {
            if place < picker.hits.len() {
                picker.cursor = Some(place);
            }
        }
        (Pointed::Option(_), _) | (_, Some(_)) => {}
        (Pointed::Item(item), None) => {
            model.view.focus = Focus::List;
            model.view.choose_from_list(item);
            desk::read_timeline(model, effects);
        }
        (Pointed::Detail, None) => {
            if model.view.focus == Focus::List {
                desk::to_detail(model, effects);
            }
        }
        (Pointed::Tab(tab), None) => desk::choose_tab(model, tab, effects),
        (Pointed::Alarm, None) => commands::run(model, CommandId::ToAlarm, effects),
        (Pointed::ListWidth(width), None) => model.view.list_width = Some(width),
    }
}
