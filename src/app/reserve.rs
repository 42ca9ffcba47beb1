//! When the desk asks for a copy of its log: as it opens, and every hour from then on. Whether anything
//! changed since the last one is for the store to say.

use chrono::Duration;

use super::{effect::Effect, model::Model, rol::Rol};
use crate::domain::{fout::Fout, moment::Moment};

/// How long after one copy the next is asked for.
const TEMPO: Duration = Duration::hours(1);

/// When the next copy is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserveplan {
    /// Never: what is in this store may go.
    Nooit,
    /// At this moment.
    Om(Moment),
    /// One is being made.
    Bezig,
}

impl Reserveplan {
    /// When it wants to hear the clock.
    pub const fn wek_om(self) -> Option<Moment> {
        match self {
            Self::Om(om) => Some(om),
            Self::Nooit | Self::Bezig => None,
        }
    }
}

/// Asks for a copy when it is time; only who writes makes them.
pub fn tik(model: &mut Model, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    if let (Rol::Schrijft, Reserveplan::Om(om)) = (&model.rol, model.reserve)
        // Also when the clock was put back behind the appointment.
        && (om <= nu || om > nu.plus(TEMPO))
    {
        model.reserve = Reserveplan::Bezig;
        effects.push(Effect::Reservekopie);
    }
}

/// The copy was made, or not: the header says why, once. It never holds anything up.
pub fn gemaakt(model: &mut Model, uitkomst: Result<(), Fout>) {
    model.reserve = Reserveplan::Om(model.nu.plus(TEMPO));
    if let Err(fout) = uitkomst {
        let zin = fout.to_string();
        if !model.waarschuwingen.contains(&zin) {
            model.waarschuwingen.push(zin);
            model.tekenen = true;
        }
    }
}
