//! What the mouse chooses. It moves about and opens what can be read; what is recorded is asked for with a key.

use super::{commands, desk};
use crate::desk::{
    command::CommandId,
    effect::Effect,
    layer::Layer,
    model::Model,
    state::{departure::Departure, pointed::Pointed, screen::Focus, shielding::Shielding},
};

/// Takes what was pointed at, where it is in view.
pub fn take(model: &mut Model, pointed: Pointed, effects: &mut Vec<Effect>) {
    if !matches!(model.view.shielding, Shielding::None) || model.session.departure != Departure::No {
        return;
    }
    if let Some(layer) = model.view.layers.last_mut() {
        // What lies under a layer is not to be pointed at, and of the layers only a list is.
        if let (Pointed::Option(place), Layer::Picker(picker)) = (pointed, layer)
            && place < picker.hits.len()
        {
            picker.cursor = Some(place);
        }
        return;
    }
    match pointed {
        Pointed::Option(_) => {}
        Pointed::Item(item) => {
            model.view.focus = Focus::List;
            model.view.choose_from_list(item);
            desk::read_timeline(model, effects);
        }
        Pointed::Detail => {
            if model.view.focus == Focus::List {
                desk::to_detail(model, effects);
            }
        }
        Pointed::Tab(tab) => desk::choose_tab(model, tab, effects),
        Pointed::Alarm => commands::run(model, CommandId::ToAlarm, effects),
        Pointed::ListWidth(width) => model.view.list_width = Some(width),
    }
}
