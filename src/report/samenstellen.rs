//! Compiles the incidentenmonitor of a week from the store: the cases opened in it, and the cases of
//! other weeks for which an MBV or MOA came in during it.

use std::collections::BTreeMap;

use super::monitor::{Formulier, Kanaal, Monitor, Monitorregel, Termijnregel};
use crate::{
    app::{
        checklist::{checklist, geldt},
        klok::klokken,
        masker::Zicht,
    },
    domain::{
        besluit::Besluitsoort,
        fout::Uitkomst,
        ids::{Piketweek, Weekstart, Zaaknummer},
        inrichting::Inrichtingen,
        melding::{MeldingSoort, Meldingstaat},
        moment::Moment,
        termijnkeuze::Lezingkeuze,
        zaak::Zaak,
    },
    rules::book::Regelboek,
    store::Opslag,
};

/// What the monitor is judged with.
#[derive(Debug, Clone, Copy)]
pub struct Maatstaf<'a> {
    /// The rule book.
    pub boek: &'a Regelboek,
    /// The known inrichtingen.
    pub inrichtingen: &'a Inrichtingen,
    /// When a piketweek starts.
    pub weekstart: Weekstart,
    /// When the monitor is made.
    pub nu: Moment,
}

/// Compiles the monitor of a week.
///
/// # Errors
/// When the store cannot be read.
pub fn monitor(opslag: &Opslag, week: Piketweek, maatstaf: &Maatstaf<'_>) -> Uitkomst<Monitor> {
    let start = maatstaf.weekstart;
    let begin = Moment::lokaal(week.begin(start), start.tijd)?.moment;
    let eind = Moment::lokaal(week.volgende().begin(start), start.tijd)?.moment;
    let mut zaken: BTreeMap<Zaaknummer, Zaak> =
        opslag.zaken_van_week(week)?.into_iter().map(|z| (z.nummer, z)).collect();
    let mut los = Vec::new();
    for melding in opslag.meldingen_tussen(begin, eind)? {
        if !matches!(melding.soort, MeldingSoort::Mbv | MeldingSoort::Moa | MeldingSoort::EindeOa) {
            continue;
        }
        match melding.staat {
            Meldingstaat::Gekoppeld(nummer) => {
                if !zaken.contains_key(&nummer)
                    && let Some(zaak) = opslag.zaak(nummer)?
                {
                    zaken.insert(nummer, zaak);
                }
            }
            Meldingstaat::Open => {
                los.push(Formulier { melding: melding.nummer, soort: melding.soort, ontvangen: melding.ontvangen });
            }
            Meldingstaat::Terzijde(_) => {}
        }
    }
    let regels = zaken.values().filter(|z| telt_mee(z, maatstaf.boek)).map(|z| regel(z, maatstaf)).collect();
    Ok(Monitor { week, begin, eind, gemaakt_op: maatstaf.nu, regels, los })
}

/// A case without a form counts as long as a form is still to come; one that went up in another is
/// counted there.
fn telt_mee(zaak: &Zaak, boek: &Regelboek) -> bool {
    if zaak.opgegaan.is_some() {
        return false;
    }
    let formulier = zaak.eerste_van(&[MeldingSoort::Mbv, MeldingSoort::Moa, MeldingSoort::EindeOa]).is_some();
    formulier || zaak.rij().is_none_or(|r| boek.rij(r).meldplichtig())
}

fn regel(zaak: &Zaak, m: &Maatstaf<'_>) -> Monitorregel {
    let inrichting = zaak.plek().and_then(|n| m.inrichtingen.met_naam(n));
    let lijst = checklist(zaak, m.boek, inrichting, Zicht::Open);
    let termijnen = klokken(zaak, m.boek, Lezingkeuze::Streng, &lijst)
        .unwrap_or_default()
        .into_iter()
        .filter(|k| !k.vervallen || !zaak.is_open())
        .map(|k| {
            let grenzen = (k.termijn.streng(), k.termijn.gangbaar());
            let gezet = k.grond.is_eigen().then_some(k.uiterlijk);
            Termijnregel { gezet, ..Termijnregel::nieuw(k.termijn.soort, grenzen, k.gehaald, m.nu) }
        })
        .collect();
    let rij = zaak.rij().map(|r| m.boek.rij(r));
    let incident = rij.map_or("nog geen rij gekozen", |r| r.incident.as_str());
    let mut regel = Monitorregel::van(zaak, incident, termijnen);
    regel.kanaal = zaak.tijden.gebeld.map(|t| {
        if m.boek.kalenders.in_kantooruren(t, zaak.kalender) { Kanaal::Zorginkoper } else { Kanaal::Meldkamer }
    });
    if let Some(r) = rij {
        // Where the matrix leaves no choice it decided, and the monitor says so.
        regel.p = geldt(zaak, r, Besluitsoort::P);
        regel.a = geldt(zaak, r, Besluitsoort::A);
    }
    regel.media = zaak.antwoorden.get("G1").copied();
    regel.letsel = zaak.antwoorden.get("G3").copied();
    regel
}
