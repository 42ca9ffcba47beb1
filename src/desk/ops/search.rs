//! The search line: filters while typing, also in what is closed.

use crate::{
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            key::{KeyPress, KeySym},
            lens::Lens,
            line_input::LineInput,
            screen::Focus,
        },
    },
    domain::{error::Error, search_limit::LONGEST_SEARCH},
};

/// Opens the search line.
pub fn open(model: &mut Model) {
    model.view.layers.push(Layer::Search(LineInput::with(&model.view.search)));
}

/// Takes a key for the search line.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    match key.code {
        KeySym::Esc => {
            model.view.layers.pop();
            model.view.stop_search();
        }
        KeySym::Enter => {
            model.view.layers.pop();
            if let Some(count) = model.view.found_count() {
                model.say(format!("{count}; Esc toont weer alles."));
            }
        }
        KeySym::Down | KeySym::Up => {
            model.view.focus = Focus::List;
            super::desk::move_selection(model, if key.code == KeySym::Down { 1 } else { -1 }, effects);
        }
        _ => {
            if let Some(Layer::Search(input)) = model.view.layers.last_mut()
                && input.key(key)
            {
                typed(model, effects);
            }
        }
    }
}

/// Searches for what stands in the line. Until the answer is there the list stays as it was.
pub fn typed(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Layer::Search(input)) = model.view.layers.last_mut() else { return };
    let text = input.text();
    let text = text.trim();
    if text == model.view.search {
        return;
    }
    if text.chars().count() > LONGEST_SEARCH {
        input.set(&model.view.search);
        let error =
            Error::no(format!("Een zoekvraag heeft ten hoogste {LONGEST_SEARCH} tekens; er is niets bijgekomen."));
        return model.report_error(error.hint("Een paar woorden is genoeg."));
    }
    text.clone_into(&mut model.view.search);
    // A search is one of everything.
    model.view.lens = Lens::All;
    if text.is_empty() {
        model.view.stop_search();
    }
    again(model, effects);
}

/// Asks the store once more for the search in force.
pub fn again(model: &mut Model, effects: &mut Vec<Effect>) {
    model.session.search_waits = false;
    if !model.view.search.is_empty() {
        effects.push(Effect::Search(model.view.search.clone()));
    }
}

/// Asks again what the store had no room for: a search that stands there is always answered.
pub fn tick(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.session.search_waits {
        again(model, effects);
    }
}
