//! What keys and pasted text do: the topmost layer gets them first, then the keymap of where the officer is.

use super::{
    call_back, commands, editor, film, form, horizon, leave, monitor_screen, overdracht_screen, passphrase, picker, qr,
    screen_lock, search, shielding, versions, weigh, what_if,
};
use crate::desk::{
    command::{CommandId, Scope},
    effect::Effect,
    layer::Layer,
    model::Model,
    state::{
        departure::Departure,
        key::{KeyPress, KeySym},
        shielding::Shielding,
    },
};
use crate::domain::error::Error;

/// Takes a key.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    if model.session.hand.is_refused() {
        return;
    }
    if shielding::take(model, key, effects) {
        return;
    }
    if leave::key(model, key, effects) {
        return;
    }
    if key == (KeyPress { code: KeySym::Char('c'), ctrl: true, alt: false }) {
        commands::run(model, CommandId::Quit, effects);
        return;
    }
    let for_phone = model.view.setup.keymap.find(key, &[Scope::Desk]) == Some(CommandId::Phone);
    if for_phone && model.view.layers.last().is_some_and(Layer::only_shows) {
        // The phone rings also over what is only looked at; that stays where it is.
        if matches!(model.view.layers.last(), Some(Layer::FilmReading)) {
            model.view.layers.pop();
        }
        return commands::run(model, CommandId::Phone, effects);
    }
    match model.view.layers.last() {
        Some(Layer::Form(_)) => form::key(model, key, effects),
        Some(Layer::CallBack(_)) => call_back::key(model, key, effects),
        Some(Layer::Picker(_)) => picker::key(model, key, effects),
        Some(Layer::Weigh { .. }) => weigh::key(model, key, effects),
        Some(Layer::WhatIf(..)) => what_if::key(model, key, effects),
        Some(Layer::Editor(_)) => editor::key(model, key, effects),
        Some(Layer::Versions(_)) => versions::key(model, key, effects),
        Some(Layer::Search(_)) => search::key(model, key, effects),
        Some(Layer::FilmReading) => film::handle_key(model, key),
        Some(Layer::Film(_)) => film::key(model, key, effects),
        Some(Layer::Qr(_)) => qr::key(model, key, effects),
        Some(Layer::Monitor(_)) => monitor_screen::key(model, key, effects),
        Some(Layer::Overdracht(_)) => overdracht_screen::key(model, key, effects),
        Some(Layer::Passphrase(_)) => passphrase::key(model, key, effects),
        Some(Layer::Horizon(_)) => horizon::key(model, key),
        None => {
            if let Some(id) = model.view.setup.keymap.find(key, &model.view.scopes()) {
                commands::run(model, id, effects);
            }
        }
    }
}

/// Takes pasted text.
pub fn paste(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    // What nobody sees arrive is not taken in.
    match model.view.shielding {
        Shielding::None => {}
        Shielding::Privacy | Shielding::Closing => return,
        Shielding::ScreenLock(_) => return screen_lock::paste(model, text),
    }
    let on_top = match model.session.departure {
        Departure::No => model.view.layers.last_mut(),
        Departure::Asked | Departure::ToWatch | Departure::Locked => None,
    };
    match on_top {
        Some(Layer::Form(_)) => form::paste(model, text),
        Some(Layer::CallBack(_)) => call_back::paste(model, text),
        Some(Layer::Picker(k)) => match k.filter.paste(text) {
            Ok(()) => k.refilter(),
            Err(error) => model.report_error(error),
        },
        Some(Layer::Passphrase(question)) => passphrase::paste(question, text),
        Some(Layer::Search(input)) => match input.paste(text) {
            Ok(()) => search::typed(model, effects),
            Err(error) => model.report_error(error),
        },
        Some(Layer::WhatIf(_, input)) => {
            if let Err(error) = input.paste(text) {
                model.report_error(error);
            }
        }
        Some(
            Layer::Weigh { .. }
            | Layer::Editor(_)
            | Layer::Versions(_)
            | Layer::Horizon(_)
            | Layer::FilmReading
            | Layer::Film(_)
            | Layer::Monitor(_)
            | Layer::Overdracht(_)
            | Layer::Qr(_),
        )
        | None => {
            let error = Error::no("Wat ineens binnenkwam is hier geen tekst; er is niets gedaan.");
            model.report_error(error.hint("Plakken kan in een veld."));
        }
    }
}
