//! Typing in a chooser, and what a choice leads to.

use super::{draft, form, merge, tegenspraak, termijn};
use crate::{
    acts::act::{Act, ChooseRij, LinkMelding},
    desk::{
        effect::Effect,
        model::Model,
        ops,
        state::{
            form::{FormTarget, target},
            key::{KeyPress, KeySym},
            layer::{Choice, Layer, PickTarget},
        },
        verb,
    },
    domain::{error::Error, ids::Zaaknummer, rij::Rij},
};

/// Takes a key for the chooser on top.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let Some(Layer::Picker(picker)) = model.layers.last_mut() else { return };
    let last = picker.hits.len().saturating_sub(1);
    match key.code {
        KeySym::Esc => {
            model.layers.pop();
        }
        KeySym::Down | KeySym::Tab => picker.cursor = (picker.cursor + 1).min(last),
        KeySym::Up | KeySym::TabBack => picker.cursor = picker.cursor.saturating_sub(1),
        KeySym::PgDn => picker.cursor = (picker.cursor + 10).min(last),
        KeySym::PgUp => picker.cursor = picker.cursor.saturating_sub(10),
        KeySym::Enter => choose(model, effects),
        _ => {
            if picker.filter.key(key) {
                picker.refilter();
            }
        }
    }
}

fn choose(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Layer::Picker(picker)) = model.layers.last() else { return };
    let typed = picker.filter.text();
    let chosen = picker.chosen().map(|o| (o.choice.clone(), o.unavailable.clone()));
    if picker.target == PickTarget::Palette && verb::is_verb(&typed) {
        model.layers.pop();
        verb::run_line(model, &typed, effects);
        return;
    }
    let Some((choice, unavailable)) = chosen else { return };
    model.layers.pop();
    if let Some(why) = unavailable {
        model.report_error(Error::no(why));
        return;
    }
    match choice {
        Choice::Rij { zaak, rij } => choose_rij(model, zaak, rij, effects),
        Choice::Link { melding, zaak } => {
            ops::say(model, &Act::LinkMelding(LinkMelding { melding, zaak }), effects);
        }
        Choice::Merge { source, target } => merge::why(model, source, target),
        Choice::Draft { zaak, draft } => draft::open(model, zaak, draft, effects),
        Choice::Ruling { zaak, about, ruling } => tegenspraak::choose(model, zaak, about, ruling, effects),
        Choice::Termijn { zaak, kind, option } => termijn::choose(model, zaak, kind, option),
        Choice::Command(id) => ops::run(model, id, effects),
    }
}

/// A first row needs no reason; another one does.
fn choose_rij(model: &mut Model, zaak: Zaaknummer, rij: Rij, effects: &mut Vec<Effect>) {
    let earlier = model.desk.zaken.get(&zaak).and_then(crate::log::zaak::Zaak::rij);
    match earlier {
        Some(was) if was != rij => {
            let words = model.inrichting.book.rij(rij).map(|rule| format!(": {} ({})", rule.incident, rule.codes()));
            let explanation =
                format!("Van rij {was} naar rij {rij}{}. De historie blijft staan.", words.unwrap_or_default());
            let form =
                target::reason(FormTarget::Reclassify { zaak, rij, voorval: None }, "Andere rij kiezen", explanation);
            form::open(model, form);
        }
        _ => {
            let act = Act::ChooseRij(ChooseRij { zaak, rij, reason: String::new() });
            ops::say(model, &act, effects);
        }
    }
}
