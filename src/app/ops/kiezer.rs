//! Typing in a chooser, and what a choice leads to.

use super::{concept, formulier, samenvoegen, tegenspraak, termijn};
use crate::app::{
    act::Act,
    effect::Effect,
    formulier::{Doel, doel},
    laag::{Keuze, Kiesdoel, Laag},
    model::{Model, Vervolg},
    ops,
    toets::{Code, Toets},
    verb,
    werk::doe,
};
use crate::domain::{fout::Fout, ids::Zaaknummer, rij::Rij};

/// Takes a key for the chooser on top.
pub fn toets(model: &mut Model, toets: Toets, effects: &mut Vec<Effect>) {
    let Some(Laag::Kiezer(kiezer)) = model.lagen.last_mut() else { return };
    let laatste = kiezer.treffers.len().saturating_sub(1);
    match toets.code {
        Code::Esc => {
            model.lagen.pop();
        }
        Code::Omlaag | Code::Tab => kiezer.cursor = (kiezer.cursor + 1).min(laatste),
        Code::Omhoog | Code::TabTerug => kiezer.cursor = kiezer.cursor.saturating_sub(1),
        Code::PgDn => kiezer.cursor = (kiezer.cursor + 10).min(laatste),
        Code::PgUp => kiezer.cursor = kiezer.cursor.saturating_sub(10),
        Code::Enter => kies(model, effects),
        _ => {
            if kiezer.filter.toets(toets) {
                kiezer.herfilter();
            }
        }
    }
}

fn kies(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Laag::Kiezer(kiezer)) = model.lagen.last() else { return };
    let getypt = kiezer.filter.tekst();
    let gekozen = kiezer.gekozen().map(|o| (o.keuze.clone(), o.niet.clone()));
    let doelwit = kiezer.doel;
    if doelwit == Kiesdoel::Palet && verb::is_verb(&getypt) {
        model.lagen.pop();
        verb::run_line(model, &getypt, effects);
        return;
    }
    let Some((keuze, niet)) = gekozen else { return };
    model.lagen.pop();
    if let Some(waarom) = niet {
        model.meld_fout(Fout::nee(waarom));
        return;
    }
    match (doelwit, keuze) {
        (Kiesdoel::Rij(zaak), Keuze::Rij(rij)) => kies_rij(model, zaak, rij, effects),
        (Kiesdoel::Zaak(melding), Keuze::Zaak(zaak)) => {
            let act = Act::Koppel { melding, zaak };
            doe(model, &act, Vervolg::Zeg(ops::zin(&act)), effects);
        }
        (Kiesdoel::Concept(zaak), Keuze::Concept(soort)) => concept::open(model, zaak, soort, effects),
        (Kiesdoel::Samenvoegen(bron), Keuze::Zaak(doel)) => samenvoegen::waarom(model, bron, doel),
        (Kiesdoel::Termijn(zaak, soort), Keuze::Termijn(optie)) => termijn::kies(model, zaak, soort, optie),
        (Kiesdoel::Tegenspraak(zaak), Keuze::Uitspraak(over, uitspraak)) => {
            tegenspraak::kies(model, zaak, over, uitspraak, effects);
        }
        (Kiesdoel::Palet | Kiesdoel::Hulp, Keuze::Command(id)) => ops::run(model, id, effects),
        _ => {}
    }
}

/// A first row needs no reason; another one does.
fn kies_rij(model: &mut Model, zaak: Zaaknummer, rij: Rij, effects: &mut Vec<Effect>) {
    let eerder = model.desk.zaken.get(&zaak).and_then(crate::domain::zaak::Zaak::rij);
    match eerder {
        Some(was) if was != rij => {
            let regel = model.inrichting.boek.rij(rij);
            let uitleg = format!(
                "Van rij {was} naar rij {rij}: {} ({}). De historie blijft staan.",
                regel.incident,
                regel.codes()
            );
            let form = doel::reden(Doel::Herclassificeer { zaak, rij, voorval: None }, "Andere rij kiezen", uitleg);
            formulier::open(model, form);
        }
        _ => {
            let act = Act::KiesRij { zaak, rij, reden: String::new() };
            doe(model, &act, Vervolg::Zeg(ops::zin(&act)), effects);
        }
    }
}
