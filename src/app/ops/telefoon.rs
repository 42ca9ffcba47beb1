//! The call: opens with one key, saves while the officer types and listens, and opens a case from it
//! when it is complete.

use crate::app::{
    act::Act,
    effect::Effect,
    formulier::{Aanvulling, Doel, Veldnaam, doel},
    item::Item,
    laag::Laag,
    model::{Beurt, Model, Vervolg},
    wek::BEWAAR_NA,
    werk::{Taak, doe},
};
use crate::domain::{
    event::{Entry, LogEvent},
    fout::Fout,
    ids::Meldingnummer,
    melding::{Gesprek, Inhoud},
};

/// The inrichtingen as a form suggests them, found by every name people use.
pub fn inrichtingen(model: &Model) -> Vec<Aanvulling> {
    let alle = model.inrichting.inrichtingen.alle();
    alle.map(|i| Aanvulling { tekst: i.naam.clone(), ook: i.aliassen.clone() }).collect()
}

/// The rows as the form suggests them, found by number and by word.
pub fn rijen(model: &Model) -> Vec<Aanvulling> {
    let alle = model.inrichting.boek.rijen();
    alle.map(|r| Aanvulling { tekst: format!("{} {}", r.nr, r.incident), ook: r.zoekwoorden.clone() }).collect()
}

/// Opens an empty form; the time of the call is filled in already.
pub fn begin(model: &mut Model) {
    if model.lagen.iter().any(|l| matches!(l, Laag::Formulier(f) if matches!(f.doel, Doel::Telefoon { .. }))) {
        return;
    }
    let gesprek = Gesprek { gebeld: Some(model.nu.minuut()), ..Gesprek::default() };
    model.beurt = model.beurt.wrapping_add(1);
    let form = doel::telefoon((model.beurt, None), &gesprek, inrichtingen(model), rijen(model));
    model.lagen.push(Laag::Formulier(Box::new(form)));
}

/// Opens a call that was noted before.
pub fn bewerk(model: &mut Model, nummer: Meldingnummer, gesprek: &Gesprek) {
    model.beurt = model.beurt.wrapping_add(1);
    let form = doel::telefoon((model.beurt, Some(nummer)), gesprek, inrichtingen(model), rijen(model));
    model.lagen.push(Laag::Formulier(Box::new(form)));
}

/// True while a version of this call has not been committed.
fn is_onderweg(model: &Model, beurt: Beurt) -> bool {
    let eerste = |v: &Vervolg| *v == Vervolg::Gesprek(beurt);
    model.onderweg.as_ref().is_some_and(|o| eerste(&o.vervolg)) || model.wachtrij.iter().any(|(_, v)| eerste(v))
}

/// Saves what was typed, when it waited long enough or when everything must be saved.
pub fn bewaar(model: &mut Model, alles: bool, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    let Some(form) = form_van(model) else { return };
    let Some(sinds) = form.onbewaard else { return };
    let Doel::Telefoon { beurt, melding } = form.doel else { return };
    let gesprek = doel::gesprek(form, nu);
    // Its number is on its way: the next pause in typing comes soon enough.
    if !alles && (sinds.plus(BEWAAR_NA) > nu || (melding.is_none() && is_onderweg(model, beurt))) {
        return;
    }
    if let Some(form) = form_van(model) {
        form.onbewaard = None;
    }
    doe(model, &Act::NoteerGesprek { melding, gesprek }, Vervolg::Gesprek(beurt), effects);
}

fn form_van(model: &mut Model) -> Option<&mut crate::app::formulier::Formulier> {
    model.lagen.iter_mut().find_map(|l| match l {
        Laag::Formulier(f) if matches!(f.doel, Doel::Telefoon { .. }) => Some(f.as_mut()),
        _ => None,
    })
}

fn melding_van(entries: &[Entry]) -> Option<Meldingnummer> {
    entries.iter().find_map(|e| match &e.event {
        LogEvent::MeldingOntvangen { melding, .. } | LogEvent::GesprekBijgewerkt { melding, .. } => Some(*melding),
        _ => None,
    })
}

/// A version is in the log: the form now knows its number.
pub fn bewaard(model: &mut Model, beurt: Beurt, entries: &[Entry]) {
    let nu = model.nu;
    let nummer = melding_van(entries);
    // What was typed while the first version was under way is about this same call.
    for (taak, vervolg) in &mut model.wachtrij {
        if let (Taak::Acts(acts, _), Vervolg::Gesprek(van) | Vervolg::OpenZaak(van)) = (taak, vervolg)
            && *van == beurt
        {
            for act in acts {
                if let Act::NoteerGesprek { melding: melding @ None, .. } = act {
                    *melding = nummer;
                }
            }
        }
    }
    if let Some(form) = form_van(model).filter(|f| f.doel.beurt() == Some(beurt)) {
        form.bewaard = Some(nu);
        if let (Doel::Telefoon { melding: melding @ None, .. }, Some(_)) = (&mut form.doel, nummer) {
            *melding = nummer;
        }
    }
}

/// The officer is done: the last version is saved and a case follows, unless the call already
/// belongs to one.
pub fn vastleggen(model: &mut Model, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    let Some(form) = form_van(model) else { return };
    let Doel::Telefoon { beurt, melding } = form.doel else { return };
    let niets =
        [Veldnaam::Inrichting, Veldnaam::Tekst, Veldnaam::Beller, Veldnaam::Nummer, Veldnaam::Voorval, Veldnaam::Rij]
            .iter()
            .all(|n| form.tekst(*n).is_empty());
    if niets {
        form.fout = Some(Fout::nee("Er is nog niets genoteerd.").hint("Typ iets, of sluit met Esc."));
        return;
    }
    let gesprek = doel::gesprek(form, nu);
    let tijden = crate::domain::termijnsoort::Tijden {
        voorval: gesprek.voorval,
        constatering: gesprek.constatering,
        gebeld: gesprek.gebeld,
        ..Default::default()
    };
    if let Err(fout) = tijden.controleer() {
        form.fout = Some(fout);
        return;
    }
    let act = Act::NoteerGesprek { melding, gesprek };
    if doe(model, &act, Vervolg::OpenZaak(beurt), effects) {
        model.lagen.pop();
    }
}

/// The complete call is in the log: open a case from it.
pub fn open_zaak(model: &mut Model, entries: &[Entry], effects: &mut Vec<Effect>) {
    let Some(melding) = melding_van(entries) else { return };
    crate::app::lijst::kies(model, Some(Item::Melding(melding)));
    let open = model.desk.meldingen.get(&melding).is_some_and(crate::domain::melding::Melding::is_open);
    if open {
        doe(model, &Act::Open { melding }, Vervolg::Kies, effects);
    } else {
        model.zeg("Het telefoontje is bewaard.");
    }
}

/// The call behind a report, for editing.
pub fn gesprek_van(model: &Model) -> Option<(Meldingnummer, Gesprek)> {
    let melding = model.melding()?;
    match &melding.inhoud {
        Inhoud::Gesprek(g) => Some((melding.nummer, g.clone())),
        Inhoud::Post(_) => None,
    }
}
