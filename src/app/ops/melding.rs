//! Commands on the chosen report.

use super::{formulier, palet, telefoon};
use crate::app::{
    act::Act,
    effect::Effect,
    formulier::{Doel, doel},
    model::{Model, Vervolg},
    ops,
    werk::doe,
};

/// Opens a case from it.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(melding) = model.melding().map(|m| m.nummer) {
        doe(model, &Act::Open { melding }, Vervolg::Kies, effects);
    }
}

/// Asks which case it belongs to.
pub fn koppel(model: &mut Model) {
    if let Some(melding) = model.melding().map(|m| m.nummer) {
        palet::kies_zaak(model, melding);
    }
}

/// Undoes its link.
pub fn maak_los(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(melding) = model.melding().map(|m| m.nummer) {
        ops::zeg(model, &Act::Ontkoppel { melding }, effects);
    }
}

/// Asks why it is set aside.
pub fn leg_terzijde(model: &mut Model) {
    if let Some(melding) = model.melding().map(|m| m.nummer) {
        let titel = format!("Melding {melding} terzijde leggen");
        let form = doel::reden(Doel::Terzijde { melding }, titel, "De melding blijft bewaard en vindbaar.");
        formulier::open(model, form);
    }
}

/// Puts it back in the inbox.
pub fn leg_terug(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(melding) = model.melding().map(|m| m.nummer) {
        ops::zeg(model, &Act::LegTerug { melding }, effects);
    }
}

/// Opens a call to type on.
pub fn bewerk(model: &mut Model) {
    if let Some((nummer, gesprek)) = telefoon::gesprek_van(model) {
        telefoon::bewerk(model, nummer, &gesprek);
    }
}
