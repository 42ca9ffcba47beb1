//! Going away from the desk: to the shell for a while, or for good.

use super::typing::save_typed;
use crate::desk::{effect::Effect, model::Model};

/// Goes to the shell; what was typed is saved first.
pub fn suspend(model: &mut Model, effects: &mut Vec<Effect>) {
    save_typed(model, true, effects);
    effects.push(Effect::Suspend);
}

/// What the shell shows while the desk stands still.
pub fn stands_still(model: &Model) -> String {
    let alarm = model.overview().alarm.map_or_else(String::new, |at| format!(" Volgend alarm: {}.", at.as_termijn()));
    format!("Piket staat stil: zolang gaat er geen alarm af.{alarm} Met fg gaat het verder.")
}
