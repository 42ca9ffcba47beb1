//! The screen without a word about any case, for when somebody walks by. What was typed stays where it
//! is and alarms go on; only the key that covered the screen, or Esc, uncovers it, so that a stray key
//! does no act that nobody sees.

use super::{
    command::{CommandId, Scope},
    effect::Effect,
    model::Model,
    slot::{self, Slot},
    toets::{Code, Toets},
};
use crate::domain::moment::Moment;

/// Whether the screen is covered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Afscherming {
    /// The desk is in view.
    #[default]
    Geen,
    /// It is covered, until a key says otherwise.
    Privacy,
    /// It is locked, until the passphrase opens it.
    Slot(Box<Slot>),
}

/// All that a covered screen tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overzicht {
    /// How many terms run.
    pub lopend: usize,
    /// When the next alarm goes.
    pub alarm: Option<Moment>,
}

impl Overzicht {
    /// Counts, and names nothing.
    pub fn van(model: &Model) -> Self {
        Self { lopend: model.lopend().count(), alarm: model.wekdienst.boek().volgende(model.nu) }
    }
}

/// Covers the screen; a text that was open is masked when it comes back.
pub fn dek_af(model: &mut Model) {
    model.afscherming = Afscherming::Privacy;
    model.onthuld = None;
}

/// Takes a key before anything else does; `false` leaves it to the desk.
pub fn neem(model: &mut Model, toets: Toets, effects: &mut Vec<Effect>) -> bool {
    let gevraagd = model.inrichting.keymap.vind(toets, &[Scope::Desk]);
    let privacy = gevraagd == Some(CommandId::Privacy);
    match model.afscherming {
        Afscherming::Slot(_) => {
            slot::toets(model, toets, effects);
            true
        }
        // As with the cover: whatever is on top, and also when the screen is covered already.
        _ if gevraagd == Some(CommandId::Vergrendel) && toets.teken().is_none() => {
            slot::vergrendel(model, effects);
            true
        }
        Afscherming::Privacy => {
            if privacy || toets == Toets::kaal(Code::Esc) {
                model.afscherming = Afscherming::Geen;
            }
            true
        }
        // A key that types a letter is the field's; one that types nothing covers whatever is on top.
        Afscherming::Geen if privacy && toets.teken().is_none() => {
            dek_af(model);
            true
        }
        Afscherming::Geen => false,
    }
}
