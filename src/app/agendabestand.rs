//! The calendar file that the settings name: whoever calls out writes it anew whenever the wekkerboek
//! changes, so that a phone beside the bed rings where this machine cannot.

use super::{effect::Effect, model::Model};
use crate::domain::{
    fout::Uitkomst,
    inzage::{Handeling, Herkomst, Inzage, Uitslag},
    wacht::{Plicht, Wekker},
};

/// How it stands with the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stand {
    /// The settings name none.
    #[default]
    Geen,
    /// It was written, or is not yet to be.
    Rust,
    /// It is being written.
    Bezig,
    /// It is being written, and something changed meanwhile.
    Achter,
}

/// The file, and what the audit heard of it last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Agendabestand {
    stand: Stand,
    genoteerd: Option<Uitslag>,
}

impl Agendabestand {
    /// A file that the settings name.
    pub const fn gevraagd() -> Self {
        Self { stand: Stand::Rust, genoteerd: None }
    }
}

/// The wekkerboek changed, or this program calls out from now on.
pub fn ververs(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.wekdienst.plicht() != Some(Plicht::Hier) {
        return;
    }
    let stand = &mut model.agenda.stand;
    *stand = match *stand {
        Stand::Geen => Stand::Geen,
        Stand::Rust => {
            effects.push(Effect::Agenda);
            Stand::Bezig
        }
        Stand::Bezig | Stand::Achter => Stand::Achter,
    };
}

/// It was written, or the header says once why not. The audit hears when that changes, not of every time.
pub fn geschreven(model: &mut Model, uitkomst: Uitkomst<()>, effects: &mut Vec<Effect>) {
    let uitslag = if uitkomst.is_ok() { Uitslag::Gelukt } else { Uitslag::Geweigerd };
    if model.agenda.genoteerd.replace(uitslag) != Some(uitslag) {
        effects.push(Effect::Inzage(Inzage {
            handeling: Handeling::Geexporteerd,
            object: "agenda".to_owned(),
            uitkomst: uitslag,
            herkomst: match model.wekdienst.wie {
                Wekker::Desk => Herkomst::Desk,
                Wekker::Wacht | Wekker::Opdracht => Herkomst::Opdracht,
            },
        }));
    }
    if let Err(fout) = uitkomst {
        let zin = format!("De agenda wordt niet bijgehouden: {}", fout.zin);
        if !model.waarschuwingen.contains(&zin) {
            model.waarschuwingen.push(zin);
            model.tekenen = true;
        }
    }
    let achter = model.agenda.stand == Stand::Achter;
    if model.agenda.stand != Stand::Geen {
        model.agenda.stand = Stand::Rust;
    }
    if achter {
        ververs(model, effects);
    }
}
