//! Opening, filling in and leaving forms. Esc never loses what was typed: it waits where it was left.

use super::telefoon;
use crate::app::{
    act::Act,
    decide,
    effect::Effect,
    formulier::{Doel, Formantwoord, Formulier, Formveld, Veldsoort, doel},
    laag::Laag,
    model::{Model, Vervolg},
    ops,
    toets::{Code, Toets},
    werk::{Taak, neem},
};
use crate::domain::fout::Fout;

/// Puts a form on top, as it was left if it was left half filled in.
pub fn open(model: &mut Model, form: Formulier) {
    let form = model.klad.remove(&form.doel).unwrap_or(form);
    model.lagen.push(Laag::Formulier(Box::new(form)));
}

/// Takes a key for the form on top.
pub fn toets(model: &mut Model, toets: Toets, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    if toets.code == Code::Esc {
        sluit(model, effects);
        return;
    }
    let Some(Laag::Formulier(form)) = model.lagen.last_mut() else { return };
    match form.toets(toets, nu) {
        Formantwoord::Gewijzigd => {
            form.onbewaard.get_or_insert(nu);
        }
        Formantwoord::Vastleggen => vastleggen(model, effects),
        Formantwoord::Niets => {}
    }
}

fn sluit(model: &mut Model, effects: &mut Vec<Effect>) {
    ops::bewaar_getypt(model, true, effects);
    let onderweg = !model.is_rustig();
    if let Some(Laag::Formulier(form)) = model.lagen.pop() {
        match form.doel {
            Doel::Telefoon { .. } if form.bewaard.is_some() || onderweg => {
                model.zeg("Het telefoontje staat in de inbox; met «bewerken» gaat u verder.");
            }
            Doel::Telefoon { .. } => {}
            _ if form.onbewaard.is_some() => {
                model.zeg("Wat u typte staat er nog als u dit formulier weer opent.");
                model.klad.insert(form.doel.clone(), *form);
            }
            _ => {}
        }
    }
}

fn vastleggen(model: &mut Model, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    let Some(Laag::Formulier(form)) = model.lagen.last() else { return };
    let gevolg = match doel::gevolg(form, nu) {
        Ok(gevolg) => gevolg,
        Err(fout) => return weiger(model, fout),
    };
    if let Doel::Telefoon { .. } = form.doel {
        telefoon::vastleggen(model, effects);
        return;
    }
    match gevolg {
        doel::Gevolg::Monitor(week, bestand) => {
            model.lagen.pop();
            effects.push(Effect::Monitor(week, bestand));
        }
        doel::Gevolg::Acts(acts) => {
            let acts: Vec<Act> = acts.into_iter().filter(|a| wijzigt(model, a)).collect();
            let Some(eerste) = acts.first() else {
                model.lagen.pop();
                model.zeg("Er is niets gewijzigd.");
                return;
            };
            // Judged once more when its turn comes; here only to keep the form open on a refusal.
            if let Err(fout) = decide::decide_alle(&model.desk, &model.kader(), &acts) {
                return weiger(model, fout);
            }
            let zin = ops::zin(eerste);
            model.lagen.pop();
            neem(model, Taak::Acts(acts, Vec::new()), Vervolg::Zeg(zin), effects);
        }
    }
}

/// Leaves out what a form would set to what it already is.
fn wijzigt(model: &Model, act: &Act) -> bool {
    match act {
        Act::ZetInrichting { zaak, inrichting } => {
            let plek = model.inrichting.inrichtingen.plek(inrichting);
            model.desk.zaken.get(zaak).is_none_or(|z| z.inrichting != plek)
        }
        Act::ZetTijden { zaak, tijden } => {
            model.desk.zaken.get(zaak).is_none_or(|z| tijden.iter().any(|(soort, moment)| z.tijd(*soort) != *moment))
        }
        _ => true,
    }
}

/// Keeps the form open with the reason, and the cursor on the time that does not read if that is it.
fn weiger(model: &mut Model, fout: Fout) {
    let nu = model.nu;
    if let Some(Laag::Formulier(form)) = model.lagen.last_mut() {
        let onleesbaar = |v: &Formveld| matches!(v.soort, Veldsoort::Tijd(_)) && v.tijd(nu).is_some_and(|t| t.is_err());
        if let Some(plek) = form.velden.iter().position(onleesbaar) {
            form.cursor = plek;
        }
        form.fout = Some(fout);
    }
}
