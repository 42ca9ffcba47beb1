//! Typing in a chooser, and what a choice leads to.

use super::{draft, form, merge, tegenspraak, termijn};
use crate::{
    acts::act::Act,
    desk::{
        effect::Effect,
        model::Model,
        ops::{self, write_queue::perform},
        state::{
            form::{FormTarget, target},
            key::{KeyPress, KeySym},
            layer::{Choice, Layer, PickTarget},
            on_commit::OnCommit,
        },
        verb,
    },
    domain::{error::Error, ids::Zaaknummer, rij::Rij},
};

/// Takes a key for the chooser on top.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let Some(Layer::Picker(picker)) = model.session.layers.last_mut() else { return };
    let last = picker.hits.len().saturating_sub(1);
    match key.code {
        KeySym::Esc => {
            model.session.layers.pop();
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
    let Some(Layer::Picker(picker)) = model.session.layers.last() else { return };
    let typed = picker.filter.text();
    let chosen = picker.chosen().map(|o| (o.choice.clone(), o.unavailable.clone()));
    let destination = picker.target;
    if destination == PickTarget::Palette && verb::is_verb(&typed) {
        model.session.layers.pop();
        verb::run_line(model, &typed, effects);
        return;
    }
    let Some((choice, unavailable)) = chosen else { return };
    model.session.layers.pop();
    if let Some(why) = unavailable {
        model.report_error(Error::no(why));
        return;
    }
    match (destination, choice) {
        (PickTarget::Rij(zaak), Choice::Rij(rij)) => choose_rij(model, zaak, rij, effects),
        (PickTarget::Zaak(melding), Choice::Zaak(zaak)) => {
            let act = Act::Link { melding, zaak };
            perform(model, &act, OnCommit::Say(ops::sentence(&act)), effects);
        }
        (PickTarget::Draft(zaak), Choice::Draft(kind)) => draft::open(model, zaak, kind, effects),
        (PickTarget::Merge(source), Choice::Zaak(target)) => merge::why(model, source, target),
        (PickTarget::Termijn(zaak, kind), Choice::Termijn(option)) => termijn::choose(model, zaak, kind, option),
        (PickTarget::Tegenspraak(zaak), Choice::Ruling(about, ruling)) => {
            tegenspraak::choose(model, zaak, about, ruling, effects);
        }
        (PickTarget::Palette | PickTarget::Help, Choice::Command(id)) => ops::run(model, id, effects),
        _ => {}
    }
}

/// A first row needs no reason; another one does.
fn choose_rij(model: &mut Model, zaak: Zaaknummer, rij: Rij, effects: &mut Vec<Effect>) {
    let earlier = model.view.desk.zaken.get(&zaak).and_then(crate::log::zaak::Zaak::rij);
    match earlier {
        Some(was) if was != rij => {
            let rule = model.view.setup.book.rij(rij);
            let explanation = format!(
                "Van rij {was} naar rij {rij}: {} ({}). De historie blijft staan.",
                rule.incident,
                rule.codes()
            );
            let form =
                target::reason(FormTarget::Reclassify { zaak, rij, voorval: None }, "Andere rij kiezen", explanation);
            form::open(model, form);
        }
        _ => {
            let act = Act::ChooseRij { zaak, rij, reason: String::new() };
            perform(model, &act, OnCommit::Say(ops::sentence(&act)), effects);
        }
    }
}
