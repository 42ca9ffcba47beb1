//! Saving what was typed: calls and drafts, after a pause or all of it at once.

use super::{draft, phone};
use crate::desk::{effect::Effect, model::Model};

/// Saves what was typed: calls and drafts that waited long enough, or all of it when `everything`.
pub fn save_typed(model: &mut Model, everything: bool, effects: &mut Vec<Effect>) {
    draft::save(model, everything, effects);
    phone::save(model, everything, effects);
}
