//! One message in, effects out. Synchronous and pure: nothing changes in the desk before the store
//! has committed it and says so with [`Msg::Vastgelegd`].

use super::{
    act::Act,
    afscherming::Afscherming,
    agendabestand, bron,
    decide::Terug,
    effect::Effect,
    item::Item,
    klok, lijst, masker,
    model::{Model, Vervolg},
    msg::Msg,
    ops, reserve, rol, slot, wek, wekdienst,
    werk::{self, Taak},
};
use crate::domain::{
    desk::Desk,
    event::Entry,
    ids::Zaaknummer,
    inzage::{Handeling, Herkomst, Inzage, Uitslag},
    moment::Moment,
};

/// Takes one message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    match msg {
        Msg::Tik(nu) => tik(model, nu, &mut effects),
        Msg::Vergrendel => slot::vergrendel(model, &mut effects),
        Msg::Sliep => slot::sliep(model, &mut effects),
        Msg::Ontgrendeld(uitkomst) => slot::ontgrendeld(model, uitkomst.map(|desk| *desk), &mut effects),
        Msg::Toets(toets) => {
            model.tekenen = true;
            model.laatste_toets = model.nu;
            ops::toets(model, toets, &mut effects);
        }
        Msg::Plak(tekst) => {
            model.tekenen = true;
            model.laatste_toets = model.nu;
            ops::plak(model, &tekst);
        }
        Msg::EditorTekst(tekst) => {
            model.tekenen = true;
            model.laatste_toets = model.nu;
            ops::concept::getypt(model, tekst);
        }
        Msg::Vastgelegd(kaartje, entries) => vastgelegd(model, kaartje, &entries, &mut effects),
        Msg::Geweigerd(kaartje, fout) => {
            model.tekenen = true;
            if let Some(onderweg) = model.onderweg.take_if(|o| o.kaartje == kaartje) {
                werk::niet_bewaard(model, &onderweg.vervolg, &mut effects);
            }
            model.meld_fout(fout);
            werk::volgende(model, &mut effects);
        }
        Msg::Gevonden(zoek, gevonden) => gevonden_erbij(model, &zoek, *gevonden),
        Msg::Recent(desk) => {
            model.tekenen = true;
            erbij(model, *desk);
        }
        Msg::Tijdlijn(zaak, entries) => {
            model.tekenen = true;
            model.tijdlijn = Some((zaak, entries));
        }
        Msg::Film(blik, entries) => {
            model.tekenen = true;
            ops::film::begin(model, blik, entries);
        }
        Msg::ConceptGemaakt(zaak, soort, tekst) => {
            model.tekenen = true;
            ops::concept::gemaakt(model, zaak, soort, tekst);
        }
        Msg::Post(acts, bestanden) => {
            werk::neem(model, Taak::Acts(acts, bestanden), Vervolg::Post, &mut effects);
        }
        Msg::Bron(soort, stand) => bron::stand(model, soort, stand),
        Msg::Geimporteerd(telling) => {
            model.tekenen = true;
            match telling.zin() {
                Ok(zin) => model.zeg(zin),
                Err(fout) => model.meld_fout(fout),
            }
        }
        Msg::MonitorGeschreven(week, zaken, bestand) => {
            model.tekenen = true;
            let nog_niet = |z: &Zaaknummer| model.desk.zaken.get(z).is_none_or(|z| !z.in_monitor.contains(&week));
            let acts = zaken.into_iter().filter(nog_niet).map(|zaak| Act::NeemOp { zaak, week }).collect();
            let zin = format!("De monitor van {week} staat in {bestand}.");
            effects.push(Effect::Inzage(Inzage {
                handeling: Handeling::Geexporteerd,
                object: format!("monitor {week}"),
                uitkomst: Uitslag::Gelukt,
                herkomst: Herkomst::Desk,
            }));
            werk::neem(model, Taak::Acts(acts, Vec::new()), Vervolg::Zeg(zin), &mut effects);
        }
        Msg::Gevolgd(schrijver, entries, bij) => rol::gevolgd(model, schrijver, entries, *bij),
        Msg::VolgenFaalt(fout) => rol::volgen_faalt(model, &fout),
        Msg::Overgenomen(uitkomst) => rol::overgenomen(model, uitkomst.map(|desk| *desk), &mut effects),
        Msg::Reservekopie(uitkomst) => reserve::gemaakt(model, uitkomst),
        Msg::Agenda(uitkomst) => agendabestand::geschreven(model, uitkomst, &mut effects),
        Msg::Wacht(uitkomst) => wekdienst::nieuws(model, *uitkomst, &mut effects),
        Msg::Gewekt(uitkomst) => wekdienst::geschreven(model, *uitkomst, &mut effects),
        Msg::Gegaan(punten, kanalen) => wekdienst::gegaan(model, &punten, &kanalen, &mut effects),
        Msg::Wekactie(onderwerp, actie) => wekdienst::voer_uit(model, onderwerp, actie, &mut effects),
        Msg::KlokSprong(van, naar) => wekdienst::klok_sprong(model, van, naar, &mut effects),
        Msg::Mislukt(fout) => {
            model.tekenen = true;
            model.meld_fout(fout);
        }
        Msg::BureaubladFaalt(reden) => {
            if !model.waarschuwingen.contains(&reden) {
                model.tekenen = true;
                model.waarschuwingen.push(reden);
            }
        }
    }
    masker::sluit(model);
    masker::noteer_lezen(model, &mut effects);
    if matches!(model.afscherming, Afscherming::Slot(_)) {
        slot::vergeet(model);
    }
    effects
}

fn tik(model: &mut Model, nu: Moment, effects: &mut Vec<Effect>) {
    let was = model.nu;
    model.nu = nu;
    slot::tik(model, was, effects);
    // The clock in the header, or a countdown that reads differently now. A clock that was put back
    // may change anything.
    let wisselt = model.aftellingen().any(|uiterlijk| klok::volgende_wissel(uiterlijk, was) <= nu);
    if was.minuut() != nu.minuut() || wisselt || nu < was {
        model.tekenen = true;
    }
    if model.regel.as_ref().is_some_and(|(_, op)| op.plus(wek::REGEL_BLIJFT) <= nu) {
        model.regel = None;
        model.tekenen = true;
    }
    wekdienst::tik(model, was, effects);
    rol::tik(model, effects);
    bron::tik(model, was);
    reserve::tik(model, effects);
    ops::bewaar_getypt(model, false, effects);
}

fn vastgelegd(model: &mut Model, kaartje: u64, entries: &[Entry], effects: &mut Vec<Effect>) {
    model.tekenen = true;
    let mut geraakt: Vec<Zaaknummer> = Vec::new();
    for entry in entries {
        model.desk.apply(entry);
        if let Some(zaak) = entry.event.zaak() {
            geraakt.push(zaak);
            if let Some((nummer, lijn)) = &mut model.tijdlijn
                && *nummer == zaak
            {
                lijn.push(entry.clone());
            }
        }
    }
    geraakt.dedup();
    for zaak in geraakt {
        model.herzie(zaak);
    }
    lijst::ververs(model);
    ops::wegen::sluit_zonder_rij(model);
    if let Some(onderweg) = model.onderweg.take_if(|o| o.kaartje == kaartje) {
        masker::lees_terug(model, entries);
        volg(model, onderweg.vervolg, onderweg.terug, entries, effects);
    }
    werk::volgende(model, effects);
}

fn volg(model: &mut Model, vervolg: Vervolg, terug: Terug, entries: &[Entry], effects: &mut Vec<Effect>) {
    match vervolg {
        Vervolg::Zeg(zin) => {
            model.terug.push((zin.clone(), terug));
            model.zeg(zin);
        }
        Vervolg::Ongedaan => {
            model.terug.pop();
            model.zeg("Ongedaan gemaakt met een tegenboeking.");
        }
        // It came of itself: the officer's own last act stays the one that can be undone.
        Vervolg::Post => bron::binnen(model, entries, effects),
        Vervolg::Concept => ops::concept::bewaard(model, terug),
        Vervolg::Gesprek(beurt) => ops::telefoon::bewaard(model, beurt, entries),
        Vervolg::OpenZaak(_) => ops::telefoon::open_zaak(model, entries, effects),
        Vervolg::Kies => {
            if let Some(zaak) = entries.iter().find_map(|e| e.event.zaak()) {
                lijst::kies(model, Some(Item::Zaak(zaak)));
                model.terug.push((format!("zaak {zaak} geopend"), terug));
                model.zeg(format!("Zaak {zaak} is geopend."));
            }
        }
    }
}

fn gevonden_erbij(model: &mut Model, zoek: &str, gevonden: Desk) {
    if zoek != model.zoek {
        return;
    }
    model.tekenen = true;
    model.gevonden = gevonden
        .meldingen
        .keys()
        .map(|m| Item::Melding(*m))
        .chain(gevonden.zaken.keys().map(|z| Item::Zaak(*z)))
        .collect();
    erbij(model, gevonden);
}

/// Takes in cases and reports that were not at hand; what the desk has is never older.
fn erbij(model: &mut Model, meer: Desk) {
    for (nummer, melding) in meer.meldingen {
        model.desk.meldingen.entry(nummer).or_insert(melding);
    }
    for (nummer, zaak) in meer.zaken {
        model.desk.zaken.entry(nummer).or_insert(zaak);
        if !model.beelden.contains_key(&nummer) {
            model.herzie(nummer);
        }
    }
    lijst::ververs(model);
}

/// The next moment at which the desk wants to hear the clock.
pub fn wek_om(model: &Model) -> Moment {
    wek::volgende(model)
}
