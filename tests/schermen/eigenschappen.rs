//! Whatever is typed: the desk does not panic, the log stays sound and says what the screen says,
//! nothing changes unseen, and Esc always leads out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use piket::{
    app::{
        afscherming::Afscherming,
        formulier::Doel,
        laag::Laag,
        model::Model,
        msg::Msg,
        toets::{Code, Toets},
    },
    domain::{
        desk::Desk,
        event::{Entry, LogEvent},
        melding::Inhoud,
        stap::Stapstand,
    },
};
use proptest::prelude::*;

use crate::desk::{Proef, Proefdesk, lees_toetsen};

/// One thing that happens to a desk.
#[derive(Debug, Clone)]
enum Gebeurtenis {
    Toets(Toets),
    Tekst(String),
    Plak(String),
    Maat(u16, u16),
    Na(i64),
    /// The store answers at last.
    Antwoord,
}

/// Every key of the keymap but those that leave.
fn toetsen() -> Vec<Toets> {
    let ruw: BTreeMap<String, BTreeMap<String, Vec<String>>> =
        toml::from_str(include_str!("../../assets/toetsen.toml")).unwrap_or_default();
    let alle = ruw.values().flat_map(BTreeMap::iter).filter(|(sleutel, _)| *sleutel != "stoppen");
    alle.flat_map(|(_, toetsen)| toetsen).filter_map(|t| t.parse().ok()).collect()
}

fn gebeurtenis() -> impl Strategy<Value = Gebeurtenis> {
    let los = |codes: &[Code]| prop::sample::select(codes.to_vec()).prop_map(|c| Gebeurtenis::Toets(Toets::kaal(c)));
    let ctrl = |tekens: &str| {
        let toetsen: Vec<Toets> =
            tekens.chars().map(|c| Toets { code: Code::Teken(c), ctrl: true, alt: false }).collect();
        prop::sample::select(toetsen).prop_map(Gebeurtenis::Toets)
    };
    prop_oneof![
        14 => prop::sample::select(toetsen()).prop_map(Gebeurtenis::Toets),
        4 => los(&[Code::Enter, Code::Enter, Code::Tab, Code::TabTerug, Code::Backspace, Code::Delete]),
        2 => los(&[Code::Omlaag, Code::Omhoog, Code::Links, Code::Rechts, Code::Home, Code::End, Code::PgUp, Code::PgDn]),
        2 => los(&[Code::F(2), Code::F(4), Code::F(5), Code::F(6), Code::F(7), Code::F(10)]),
        2 => los(&[Code::Esc]),
        2 => ctrl("suwatekv"),
        2 => "[a-z0-9:.]{1,8}".prop_map(Gebeurtenis::Tekst),
        1 => prop::sample::select(vec!["Er is een reden.", "02:00", "brand", "22-11-2026 01:30", "ja", "6", "界é\u{200b}x"])
            .prop_map(|t| Gebeurtenis::Tekst(t.to_owned())),
        1 => "\\PC{0,30}(\n\\PC{0,9})?".prop_map(Gebeurtenis::Plak),
        1 => (1u16..=300, 1u16..=100).prop_map(|(b, h)| Gebeurtenis::Maat(b, h)),
        1 => (1u16..=90, 1u16..=26).prop_map(|(b, h)| Gebeurtenis::Maat(b, h)),
        2 => prop_oneof![1i64..5_000, 60_000i64..20_000_000].prop_map(Gebeurtenis::Na),
        2 => Just(Gebeurtenis::Antwoord),
    ]
}

fn gebeur(desk: &mut Proefdesk, wat: &Gebeurtenis) {
    match wat {
        Gebeurtenis::Toets(t) => desk.toets(*t),
        Gebeurtenis::Tekst(tekst) => tekst.chars().for_each(|c| desk.toets(Toets::kaal(Code::Teken(c)))),
        Gebeurtenis::Plak(tekst) => desk.plak(tekst),
        Gebeurtenis::Maat(b, h) => desk.maat(*b, *h),
        Gebeurtenis::Na(ms) => desk.na(Duration::milliseconds(*ms)),
        Gebeurtenis::Antwoord => desk.antwoord(),
    }
}

/// What every log must be: numbers given out once and in order, nothing about what is not there,
/// nothing that happened after it was recorded.
fn gezond(log: &[Entry], vanaf: usize) -> Result<(), TestCaseError> {
    let mut desk = Desk::default();
    for (i, entry) in log.iter().enumerate() {
        if i >= vanaf {
            prop_assert!(entry.voorgevallen_op <= entry.vastgelegd_op, "{entry:?}");
            match &entry.event {
                LogEvent::ZaakGeopend { zaak, .. } => {
                    prop_assert_eq!(*zaak, desk.volgende_zaak(zaak.week), "{:?}", entry);
                }
                LogEvent::MeldingOntvangen { melding, .. } => {
                    prop_assert_eq!(*melding, desk.volgende_melding(), "{:?}", entry);
                }
                LogEvent::MeldingGekoppeld { melding, .. } => {
                    let open = desk.meldingen.get(melding).is_some_and(piket::domain::melding::Melding::is_open);
                    prop_assert!(open, "al gekoppeld: {entry:?}");
                }
                LogEvent::ZaakHeropend { zaak, .. } | LogEvent::ZaakTeruggekomen { zaak, .. } => {
                    prop_assert!(desk.zaken.get(zaak).is_some_and(|z| !z.is_open()), "{entry:?}");
                }
                // The monitor of an earlier week holds cases that were closed since.
                LogEvent::InMonitorOpgenomen { .. } => {}
                LogEvent::ConceptBewaard { zaak, concept, versie, .. } => {
                    let was = desk.zaken.get(zaak).and_then(|z| z.concepten.get(concept)).map_or(0, |c| c.versie);
                    prop_assert_eq!(*versie, was + 1, "{:?}", entry);
                }
                event => {
                    if let Some(zaak) = event.zaak() {
                        prop_assert!(
                            desk.zaken.get(&zaak).is_some_and(piket::domain::zaak::Zaak::is_open),
                            "gesloten: {entry:?}"
                        );
                    }
                }
            }
        }
        desk.apply(entry);
        if let Some(z) = entry.event.zaak().and_then(|z| desk.zaken.get(&z)) {
            prop_assert_eq!(z.tijden.controleer(), Ok(()), "{:?}", entry);
            let nummers: BTreeSet<u32> = z.feiten.iter().map(|f| f.nummer).collect();
            prop_assert_eq!(nummers.len(), z.feiten.len(), "feit dubbel: {:?}", entry);
        }
    }
    Ok(())
}

/// What the model holds is what the log folds to, and what is derived is derived from that.
fn klopt(desk: &Proefdesk) -> Result<(), TestCaseError> {
    let mut gevouwen = Desk::default();
    desk.winkel.log.iter().for_each(|e| gevouwen.apply(e));
    let model = &desk.model;
    for (nr, zaak) in &model.desk.zaken {
        prop_assert_eq!(Some(zaak), gevouwen.zaken.get(nr));
    }
    for (nr, melding) in &model.desk.meldingen {
        prop_assert_eq!(Some(melding), gevouwen.meldingen.get(nr));
    }
    prop_assert_eq!(model.desk.meldingteller, gevouwen.meldingteller);
    prop_assert_eq!(&model.desk.zaakteller, &gevouwen.zaakteller);
    let vers = Model::nieuw(model.inrichting.clone(), model.desk.clone(), model.nu, Vec::new());
    prop_assert_eq!(&model.beelden, &vers.beelden);
    prop_assert!(model.is_rustig());
    Ok(())
}

fn leid_eruit(desk: &mut Proefdesk) -> Result<(), TestCaseError> {
    if let Afscherming::Slot(_) = desk.model.afscherming {
        desk.antwoord();
        let desk_nu = Box::new(desk.winkel.alles.clone());
        desk.stuur(Msg::Ontgrendeld(Ok(desk_nu)));
    }
    for _ in 0..8 {
        desk.toets(Toets::kaal(Code::Esc));
        desk.antwoord();
    }
    prop_assert!(desk.model.lagen.is_empty(), "{:?}", desk.model.lagen);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, max_shrink_iters: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_leave_a_sound_desk(
        (breedte, hoogte) in (1u16..=300, 1u16..=100),
        alles in prop::collection::vec(gebeurtenis(), 1..200),
    ) {
        let mut desk = Proefdesk::week().map_err(|f| TestCaseError::fail(f.to_string()))?.groot(breedte, hoogte);
        let begin = desk.winkel.log.len();
        let mut getekend = desk.prent();
        for wat in &alles {
            gebeur(&mut desk, wat);
            let gevraagd = desk.model.tekenen;
            let nu = desk.prent();
            // Whatever changed on screen must have asked to be drawn.
            prop_assert!(gevraagd || nu == getekend, "{:?}\n{}\n{}", wat, getekend, nu);
            getekend = nu;
        }
        leid_eruit(&mut desk)?;
        gezond(&desk.winkel.log, begin)?;
        klopt(&desk)?;
    }

    /// Over a bad connection keys come in bursts: several are taken before the store has answered.
    #[test]
    fn keys_that_overtake_the_store_leave_a_sound_desk(alles in prop::collection::vec(gebeurtenis(), 1..200)) {
        let mut desk = Proefdesk::week().map_err(|f| TestCaseError::fail(f.to_string()))?;
        let begin = desk.winkel.log.len();
        desk.traag = true;
        for wat in &alles {
            gebeur(&mut desk, wat);
        }
        desk.antwoord();
        prop_assert_eq!(desk.geweigerd, 0);
        leid_eruit(&mut desk)?;
        gezond(&desk.winkel.log, begin)?;
        klopt(&desk)?;
    }
}

#[test]
fn the_same_key_twice_before_the_store_answers_does_its_work_once() -> Proef {
    for toetsen in ["oo", "ooo<enter>", "S", "nx<ctrl-s><ctrl-s>", "nx<esc>ny<esc>"] {
        let mut desk = Proefdesk::week()?;
        let begin = desk.winkel.log.len();
        desk.traag = true;
        desk.toetsen("G")?;
        desk.toetsen("g")?;
        desk.toetsen(toetsen)?;
        desk.antwoord();
        assert_eq!(desk.geweigerd, 0, "{toetsen}");
        gezond(&desk.winkel.log, begin).map_err(|f| format!("{toetsen}: {f}"))?;
        klopt(&desk).map_err(|f| format!("{toetsen}: {f}"))?;
    }
    Ok(())
}

#[test]
fn undo_before_the_store_answers_undoes_what_was_asked_just_before() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.toetsen("f<tab>Een feit.<enter><enter>")?;
    desk.traag = true;
    desk.toetsen("1xGesproken.<enter>u")?;
    desk.antwoord();
    assert_eq!(desk.geweigerd, 0);
    let zaak = desk.model.desk.zaken.get(&zaak).ok_or("weg")?;
    assert!(zaak.feiten.iter().all(|f| f.status.woord() != "tegengesproken"), "{:?}", zaak.feiten);
    assert!(zaak.stappen.values().all(|s| s.stand == Stapstand::Open), "{:?}", zaak.stappen);
    Ok(())
}

#[test]
fn questions_opened_while_the_row_is_being_undone_go_with_it() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.toetsen("nMesdag<tab>brand<ctrl-s>")?;
    desk.toetsen("r6<enter>")?;
    desk.traag = true;
    desk.toetsen("uv")?;
    desk.antwoord();
    assert!(desk.model.lagen.is_empty(), "{:?}", desk.model.lagen);
    Ok(())
}

#[test]
fn two_calls_in_a_burst_stay_two_calls() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.traag = true;
    desk.toetsen("n<tab>een")?;
    desk.na(Duration::seconds(1));
    desk.toetsen(" en meer<esc>n<tab>twee")?;
    desk.na(Duration::seconds(1));
    desk.toetsen(" ook meer")?;
    desk.antwoord();
    desk.toetsen("!<esc>")?;
    desk.antwoord();
    let koppen: Vec<String> = desk.model.desk.meldingen.values().map(|m| m.kop().to_owned()).collect();
    assert_eq!(koppen, ["een en meer", "twee ook meer!"]);
    Ok(())
}

#[test]
fn what_a_full_disk_refused_is_tried_again() -> Proef {
    for (toetsen, woord) in [("n<tab>brand", "brand"), ("3<enter>Woord", "Woord")] {
        let mut desk = Proefdesk::leeg()?;
        desk.zaak("1", "FPC Pompestichting")?;
        let begin = desk.winkel.log.len();
        desk.vol = true;
        desk.toetsen(toetsen)?;
        desk.na(Duration::seconds(1));
        assert!(desk.geweigerd > 0 && desk.tekst().contains("De schijf is vol."), "{}", desk.tekst());
        assert!(desk.tekst().to_lowercase().contains("wordt bewaard"), "{}", desk.tekst());
        desk.vol = false;
        desk.na(Duration::seconds(1));
        let gered = desk.winkel.log.iter().skip(begin).any(|e| match &e.event {
            LogEvent::MeldingOntvangen { inhoud: Inhoud::Gesprek(g), .. } => g.wat.lees() == woord,
            LogEvent::ConceptBewaard { tekst, .. } => tekst.lees().starts_with(woord),
            _ => false,
        });
        assert!(gered, "{toetsen}");
    }
    Ok(())
}

#[test]
fn leaving_saves_what_was_typed() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.toetsen("n<tab>nog niet af<ctrl-c>")?;
    assert!(desk.model.stopt);
    assert_eq!(desk.model.desk.meldingen.values().map(|m| m.kop().to_owned()).collect::<Vec<_>>(), ["nog niet af"]);
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("1", "FPC Pompestichting")?;
    desk.toetsen("3<enter>Laatste woord <ctrl-c>")?;
    let tekst = desk.model.desk.zaken.get(&zaak).and_then(|z| z.concepten.values().next().map(|c| c.tekst.clone()));
    assert!(tekst.is_some_and(|t| t.lees().contains("Laatste woord")));
    Ok(())
}

#[test]
fn a_draft_is_saved_within_a_second_of_the_last_key() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.toetsen("n<tab>brand")?;
    assert!(desk.model.desk.meldingen.is_empty());
    let wek = piket::app::update::wek_om(&desk.model);
    assert!(wek <= desk.model.nu.plus(Duration::seconds(1)));
    desk.op(wek);
    assert_eq!(desk.model.desk.meldingen.len(), 1);
    assert!(
        matches!(desk.model.lagen.last(), Some(Laag::Formulier(f)) if matches!(f.doel, Doel::Telefoon { melding: Some(_), .. }))
    );
    Ok(())
}

#[test]
fn undo_takes_back_what_a_key_did() -> Proef {
    for (rij, toetsen) in [
        ("6", "f<tab>Een feit.<enter><enter>"),
        ("6", "vj<esc>"),
        ("6", "pj<enter>Ernstig letsel.<enter>"),
        ("6", "1xGesproken.<enter>"),
        ("6", "1-Niet bereikbaar.<enter>"),
        ("6", "1WDe kliniek belt terug.<enter>"),
        ("6", "wz<enter>Zo leest de divisie het.<enter>"),
        ("6", "wzmet de hand<enter><ctrl-u>22-11-2026 09:00<enter>Afgesproken.<enter>"),
        ("6", "r7<enter>Het was een medebewoner.<enter>"),
        ("6", "i<tab><ctrl-u>22-11-2026 01:30<ctrl-s>"),
        ("6", "iMesdag<ctrl-s>"),
    ] {
        let mut desk = Proefdesk::leeg()?;
        let zaak = desk.zaak(rij, "FPC Pompestichting")?;
        let voor = desk.model.desk.zaken.get(&zaak).cloned().ok_or("weg")?;
        let aantal = desk.winkel.log.len();
        desk.toetsen(toetsen)?;
        assert!(desk.winkel.log.len() > aantal && desk.model.lagen.is_empty(), "{toetsen}\n{}", desk.tekst());
        desk.na(Duration::minutes(5));
        desk.toetsen("u")?;
        let na = desk.model.desk.zaken.get(&zaak).cloned().ok_or("weg")?;
        assert_eq!(
            zonder_spoor(&na, voor.feiten.len()),
            zonder_spoor(&voor, voor.feiten.len()),
            "{toetsen}\n{}",
            desk.tekst()
        );
        assert!(na.feiten.iter().skip(voor.feiten.len()).all(|f| f.status.woord() == "tegengesproken"));
    }
    assert!(lees_toetsen("<bestaat-niet>").is_err());
    Ok(())
}

/// A case without what an undo leaves behind on purpose: the history of rows and the later facts.
fn zonder_spoor(zaak: &piket::domain::zaak::Zaak, feiten: usize) -> piket::domain::zaak::Zaak {
    let mut kaal = zaak.clone();
    kaal.feiten.truncate(feiten);
    kaal.laatste = kaal.geopend;
    kaal.rijkeuzes = kaal.rijkeuzes.last().cloned().into_iter().collect();
    for keuze in &mut kaal.rijkeuzes {
        keuze.op = kaal.geopend;
        keuze.reden = piket::domain::tekst::Vertrouwelijk::default();
    }
    kaal
}
