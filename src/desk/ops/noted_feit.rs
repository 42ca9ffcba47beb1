//! What is done to the fact with the cursor: it gets its next status, or is taken back, once it was read. What nobody read is
//! not judged.

use super::write_queue::press;
use crate::{
    acts::{Act, AssessFeit, RetractFeit},
    desk::{
        effect::Effect,
        model::Model,
        state::{item::Item, reveal::RevealTarget, screen::Tab},
    },
    domain::feit::FeitStatus,
    judge::visibility::Visibility,
};

/// True where the fact with the cursor can be read; else the officer is told how. What nobody read is not judged.
fn is_read(model: &mut Model) -> bool {
    let zaak = model.view.zaak().map(|zaak| zaak.number);
    let line = model.view.detail;
    let hidden = zaak.is_some_and(|zaak| model.view.hides(RevealTarget::Line(Item::Zaak(zaak), Tab::Beeld, line)))
        && model.view.line_visibility(line) == Visibility::Masked;
    if hidden {
        model.say("Dit feit is gemaskeerd: lees het eerst met m.");
    }
    !hidden
}

/// Gives the fact with the cursor its next status.
pub fn feit_status(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(zaak) = model.view.zaak() else { return };
    let Some(feit) = zaak.feiten.get(model.view.detail) else { return };
    let given = FeitStatus::BY_HAND;
    let next = given.iter().position(|s| *s == feit.status).map_or(0, |now| (now + 1) % given.len());
    let Some(status) = given.get(next) else { return };
    let act = Act::AssessFeit(AssessFeit { zaak: zaak.number, feit: feit.number, status: *status });
    if is_read(model) {
        press(model, &act, effects);
    }
}

/// Takes the fact with the cursor back.
pub fn retract_feit(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(zaak) = model.view.zaak() else { return };
    let Some(feit) = zaak.feiten.get(model.view.detail).map(|f| f.number) else { return };
    let act = Act::RetractFeit(RetractFeit { zaak: zaak.number, feit });
    if is_read(model) {
        press(model, &act, effects);
    }
}
