//! Keys of the overlay that asks what if: the arrows move the time and the row, a typed time jumps, and
//! only Enter leads to something that is recorded.

use chrono::Duration;

use super::formulier;
use crate::app::{
    effect::Effect,
    formulier::{Doel, doel},
    invoer::Invoer,
    laag::Laag,
    model::{Model, Vervolg},
    ops, rol,
    toets::{Code, Toets},
    watals::WatAls,
    werk::{Taak, neem},
};
use crate::domain::{fout::Fout, moment::Moment, rij::Rij, zaak::Zaak};

/// Opens it on the chosen case.
pub fn open(model: &mut Model) {
    if let Some(zaak) = model.zaak().map(|z| z.nummer) {
        model.lagen.push(Laag::WatAls(WatAls::nieuw(zaak), Invoer::default()));
    }
}

/// Takes a key.
pub fn toets(model: &mut Model, toets: Toets, effects: &mut Vec<Effect>) {
    let Some(Laag::WatAls(proef, getypt)) = model.lagen.last() else { return };
    let (proef, leeg) = (*proef, getypt.is_leeg());
    let Some(zaak) = model.desk.zaken.get(&proef.zaak) else {
        model.lagen.pop();
        return;
    };
    let nieuw = match toets.code {
        Code::Esc if !leeg => return wis(model),
        Code::Esc => {
            model.lagen.pop();
            return;
        }
        Code::Enter if !leeg => return neem_getypte(model),
        Code::Enter => return leg_vast(model, proef, effects),
        Code::Rechts => proef.verschoven(zaak, Duration::minutes(15)),
        Code::Links => proef.verschoven(zaak, Duration::minutes(-15)),
        Code::PgUp => proef.verschoven(zaak, Duration::hours(1)),
        Code::PgDn => proef.verschoven(zaak, Duration::hours(-1)),
        Code::Home => proef.verschoven(zaak, Duration::days(-1)),
        Code::End => proef.verschoven(zaak, Duration::days(1)),
        Code::Omlaag => buur(zaak, proef, 1),
        Code::Omhoog => buur(zaak, proef, -1),
        _ => {
            if let Some(Laag::WatAls(_, getypt)) = model.lagen.last_mut() {
                getypt.toets(toets);
            }
            return;
        }
    };
    zet(model, nieuw);
}

fn zet(model: &mut Model, nieuw: WatAls) {
    if let Some(Laag::WatAls(proef, getypt)) = model.lagen.last_mut() {
        (*proef, *getypt) = (nieuw, Invoer::default());
    }
}

fn wis(model: &mut Model) {
    if let Some(Laag::WatAls(_, getypt)) = model.lagen.last_mut() {
        *getypt = Invoer::default();
    }
}

/// The row before or after the one that is tried, in the order of the matrix.
fn buur(zaak: &Zaak, proef: WatAls, stap: isize) -> WatAls {
    let alle: Vec<Rij> = Rij::alle().collect();
    let hier = proef.rij.or(zaak.rij()).and_then(|r| alle.iter().position(|a| *a == r));
    let daar = match hier {
        Some(plek) => plek.saturating_add_signed(stap).min(alle.len().saturating_sub(1)),
        None if stap > 0 => 0,
        None => alle.len().saturating_sub(1),
    };
    alle.get(daar).map_or(proef, |rij| proef.met_rij(zaak, *rij))
}

/// A typed time, or a row by its number or letter after an "r".
fn neem_getypte(model: &mut Model) {
    let Some(Laag::WatAls(proef, getypt)) = model.lagen.last() else { return };
    let (proef, tekst) = (*proef, getypt.tekst());
    let Some(zaak) = model.desk.zaken.get(&proef.zaak) else { return };
    let gelezen = match tekst.trim().strip_prefix(['r', 'R']) {
        Some(rij) => Rij::lees(rij.trim()).map(|rij| proef.met_rij(zaak, rij)),
        None => Moment::lees(tekst.trim(), Some(model.nu)).map(|g| proef.op(zaak, g.moment)),
    };
    match gelezen {
        Ok(nieuw) => zet(model, nieuw),
        Err(fout) => model.meld_fout(fout),
    }
}

/// Records what was tried; another row asks its reason first, as anywhere.
fn leg_vast(model: &mut Model, proef: WatAls, effects: &mut Vec<Effect>) {
    let Some(zaak) = model.desk.zaken.get(&proef.zaak) else { return };
    let acts = proef.acts("");
    let Some(eerste) = acts.first() else {
        model.meld_fout(Fout::nee("Er is niets veranderd.").hint("Verschuif eerst de tijd of de rij."));
        return;
    };
    if let Err(waarom) = rol::mag_vastleggen(model) {
        model.meld_fout(Fout::nee(waarom));
        return;
    }
    if let Err(fout) = proef.dan(zaak, &model.kader(), model.inrichting.keuze) {
        model.meld_fout(fout);
        return;
    }
    if let (Some(was), Some(rij)) = (zaak.rij(), proef.rij) {
        let uitleg = format!("Van rij {was} naar rij {rij}. De historie blijft staan.");
        let doelwit = Doel::Herclassificeer { zaak: proef.zaak, rij, voorval: proef.voorval };
        model.lagen.pop();
        formulier::open(model, doel::reden(doelwit, "Andere rij kiezen", uitleg));
    } else {
        let zin = ops::zin(eerste);
        model.lagen.pop();
        neem(model, Taak::Acts(acts, Vec::new()), Vervolg::Zeg(zin), effects);
    }
}
