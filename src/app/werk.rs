//! The queue in front of the store. One write is under way at a time, and what comes next is judged
//! only when that is in the log: a number given out twice or a version built on an old one cannot be.

use super::{
    act::Act,
    decide::{self, Besloten, Terug},
    effect::{Effect, Postlot},
    laag::Laag,
    model::{Model, Vervolg},
    rol,
};
use crate::domain::fout::{Fout, Uitkomst};

/// Something to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taak {
    /// Acts, judged together when their turn comes, with the files that belong to them.
    Acts(Vec<Act>, Vec<Vec<u8>>),
    /// The opposite of whatever is the last act when its turn comes, which may still be under way now.
    Ongedaan,
}

/// What is under way to the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onderweg {
    /// Its ticket.
    pub kaartje: u64,
    /// What follows on its commit.
    pub vervolg: Vervolg,
    /// How to undo it.
    pub terug: Terug,
}

/// Judges an act now where nothing is under way, else when its turn comes. `false` when it was refused
/// on the spot; the reason is on the bottom line.
pub fn doe(model: &mut Model, act: &Act, vervolg: Vervolg, effects: &mut Vec<Effect>) -> bool {
    neem(model, Taak::Acts(vec![act.clone()], Vec::new()), vervolg, effects)
}

/// The same for anything that is to be recorded.
pub fn neem(model: &mut Model, taak: Taak, vervolg: Vervolg, effects: &mut Vec<Effect>) -> bool {
    if let Err(waarom) = rol::mag_vastleggen(model) {
        niet_bewaard(model, &vervolg, effects);
        model.meld_fout(Fout::nee(waarom));
        return false;
    }
    if model.onderweg.is_some() {
        model.wachtrij.push_back((taak, vervolg));
        return true;
    }
    begin(model, taak, vervolg, effects)
}

/// Takes up what waits, once nothing is under way.
pub fn volgende(model: &mut Model, effects: &mut Vec<Effect>) {
    while model.onderweg.is_none()
        && let Some((taak, vervolg)) = model.wachtrij.pop_front()
    {
        begin(model, taak, vervolg, effects);
    }
}

fn begin(model: &mut Model, taak: Taak, vervolg: Vervolg, effects: &mut Vec<Effect>) -> bool {
    let (besloten, bestanden) = match taak {
        Taak::Acts(acts, bestanden) => (decide::decide_alle(&model.desk, &model.kader(), &acts), bestanden),
        Taak::Ongedaan => (ongedaan(model), Vec::new()),
    };
    match besloten {
        Ok(besloten) if besloten.nieuw.is_empty() => {
            niet_bewaard(model, &vervolg, effects);
            if let Vervolg::Zeg(zin) = vervolg {
                model.zeg(zin);
            }
            true
        }
        Ok(besloten) => {
            model.kaartje = model.kaartje.wrapping_add(1);
            effects.push(Effect::Schrijf(model.kaartje, besloten.nieuw, bestanden));
            model.onderweg = Some(Onderweg { kaartje: model.kaartje, vervolg, terug: besloten.terug });
            true
        }
        Err(fout) => {
            niet_bewaard(model, &vervolg, effects);
            model.meld_fout(fout);
            false
        }
    }
}

/// The last act stays on its pile until its opposite is in the log, and one that cannot be undone stays
/// there for good: undoing past it would leave the log in an order nobody chose.
fn ongedaan(model: &Model) -> Uitkomst<Besloten> {
    match model.terug.last() {
        Some((_, Terug::Met(tegen))) => {
            let nieuw = tegen.iter().map(|t| t.nieuw(&model.desk, model.nu)).collect();
            Ok(Besloten { nieuw, terug: Terug::Niet("Dit was al een tegenboeking.") })
        }
        Some((_, Terug::Niet(waarom))) => Err(Fout::nee("De laatste handeling kan niet ongedaan.").hint(*waarom)),
        None => Err(Fout::nee("Er is in deze sessie nog niets gedaan.")),
    }
}

/// What was typed and could not be recorded is still in its field: it is tried again shortly instead
/// of being called saved. Who read mail need not wait for it any longer.
pub fn niet_bewaard(model: &mut Model, vervolg: &Vervolg, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    match (vervolg, model.lagen.last_mut()) {
        (Vervolg::Post, _) => effects.push(Effect::PostVerwerkt(Postlot::Geweigerd)),
        (Vervolg::Concept, Some(Laag::Editor(editor))) => editor.onbewaard = Some(nu),
        (Vervolg::Gesprek(beurt), Some(Laag::Formulier(form))) if form.doel.beurt() == Some(*beurt) => {
            form.onbewaard = Some(nu);
        }
        _ => {}
    }
}
