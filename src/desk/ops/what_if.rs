//! Keys of the overlay that asks what if: the arrows move the time and the row, a typed time jumps, and
//! only Ctrl-S leads to something that is recorded.

use chrono::Duration;

use super::{
    write_queue::{bounced, take},
    zaak_form,
};
use crate::{
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            key::{KeyPress, KeySym},
            line_input::LineInput,
            on_commit::{OnCommit, Telling},
            what_if::WhatIf,
            writes::Task,
        },
    },
    domain::{error::Error, moment::Moment, rij::Rij},
    log::zaak::Zaak,
    rules::book::Rulebook,
};

/// Opens it on the chosen case.
pub fn open(model: &mut Model) {
    if let Some(zaak) = model.view.zaak().map(|z| z.number) {
        model.view.layers.push(Layer::WhatIf(WhatIf::new(zaak), LineInput::default()));
    }
}

/// Takes a key.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let Some(Layer::WhatIf(trial, typed)) = model.view.layers.last() else { return };
    let (trial, empty) = (*trial, typed.is_empty());
    let Some(zaak) = model.view.desk.zaken.get(&trial.zaak) else {
        model.view.layers.pop();
        return;
    };
    let new = match key.code {
        KeySym::Esc if !empty => return purge(model),
        KeySym::Esc => {
            model.view.layers.pop();
            return;
        }
        KeySym::Enter if !empty => return take_typed(model),
        KeySym::Char('s') if key.ctrl && !empty => return take_typed(model),
        KeySym::Char('s') if key.ctrl => return record(model, trial, effects),
        KeySym::Enter => return looked(model, trial),
        KeySym::Right => trial.shifted(zaak, Duration::minutes(15)),
        KeySym::Left => trial.shifted(zaak, Duration::minutes(-15)),
        KeySym::PgUp => trial.shifted(zaak, Duration::hours(1)),
        KeySym::PgDn => trial.shifted(zaak, Duration::hours(-1)),
        KeySym::Home => trial.shifted(zaak, Duration::days(-1)),
        KeySym::End => trial.shifted(zaak, Duration::days(1)),
        KeySym::Down => neighbor(model.view.book_of(zaak.number), zaak, trial, 1),
        KeySym::Up => neighbor(model.view.book_of(zaak.number), zaak, trial, -1),
        _ => {
            if let Some(Layer::WhatIf(_, typed)) = model.view.layers.last_mut() {
                typed.key(key);
            }
            return;
        }
    };
    set(model, new);
}

fn set(model: &mut Model, new: WhatIf) {
    if let Some(Layer::WhatIf(trial, typed)) = model.view.layers.last_mut() {
        (*trial, *typed) = (new, LineInput::default());
    }
}

fn purge(model: &mut Model) {
    if let Some(Layer::WhatIf(_, typed)) = model.view.layers.last_mut() {
        *typed = LineInput::default();
    }
}

/// The row before or after the one that is tried, in the order of the matrix.
fn neighbor(book: &Rulebook, zaak: &Zaak, trial: WhatIf, step: isize) -> WhatIf {
    let all: Vec<Rij> = book.rijen().map(|r| r.nr).collect();
    let here = trial.rij.or(zaak.rij()).and_then(|r| all.iter().position(|a| *a == r));
    let there = match here {
        Some(pos) => pos.saturating_add_signed(step).min(all.len().saturating_sub(1)),
        None if step > 0 => 0,
        None => all.len().saturating_sub(1),
    };
    all.get(there).map_or(trial, |rij| trial.with_rij(zaak, *rij))
}

/// A typed time, or a row by its number or letter after an "r".
fn take_typed(model: &mut Model) {
    let Some(Layer::WhatIf(trial, typed)) = model.view.layers.last() else { return };
    let (trial, text) = (*trial, typed.text());
    let Some(zaak) = model.view.desk.zaken.get(&trial.zaak) else { return };
    let read = match text.trim().strip_prefix(['r', 'R']) {
        Some(rij) => Rij::parse(rij.trim()).map(|rij| trial.with_rij(zaak, rij)),
        None => Moment::parse(text.trim(), Some(model.view.now)).map(|g| trial.at(zaak, g.moment)),
    };
    match read {
        Ok(new) => set(model, new),
        Err(error) => model.report_error(error),
    }
}

/// The key that leaves a view records nothing.
fn looked(model: &mut Model, trial: WhatIf) {
    if trial.acts("").is_empty() {
        model.view.layers.pop();
    } else {
        let error = Error::no("Er is niets vastgelegd: hier kijkt u alleen.");
        model.report_error(error.hint("Ctrl-S legt vast wat hier staat, Esc laat alles zoals het is."));
    }
}

/// Records what was tried; another row asks its reason first, as anywhere.
fn record(model: &mut Model, trial: WhatIf, effects: &mut Vec<Effect>) {
    let Some(zaak) = model.view.desk.zaken.get(&trial.zaak) else { return };
    let acts = trial.acts("");
    if acts.is_empty() {
        model.report_error(Error::no("Er is niets veranderd.").hint("Verschuif eerst de tijd of de rij."));
        return;
    }
    if model.session.hand.is_bounce() {
        return bounced(model);
    }
    if let Err(why) = model.may_record() {
        model.report_error(Error::no(why));
        return;
    }
    if let Err(error) = trial.then(zaak, &model.view.context(), model.view.setup.choice) {
        model.report_error(error);
        return;
    }
    if let (Some(was), Some(rij)) = (zaak.rij(), trial.rij) {
        let explanation = format!("Van rij {was} naar rij {rij}. De historie blijft staan.");
        model.view.layers.pop();
        model.open_form(zaak_form::another_rij(Some(was), trial, explanation));
    } else {
        model.view.layers.pop();
        let on_commit = OnCommit::Say(Telling::Acts(acts.clone()));
        take(model, Task::Acts { acts, files: Vec::new() }, on_commit, effects);
    }
}
