//! What every demo must satisfy before a store may take it, for many seeds and moments.

use std::collections::BTreeSet;

use chrono::{NaiveTime, Weekday};
use proptest::prelude::*;

use super::*;
use crate::{
    app::gaten::gaten,
    domain::{
        concept::ConceptSoort,
        desk::Desk,
        event::Entry,
        melding::MeldingSoort,
        termijnkeuze::{Termijnkeuze, Termijnstelling},
        termijnsoort::TermijnSoort,
        zaak::Zaak,
    },
    outgoing::sms::tel,
};

fn merk() -> Regelboekmerk {
    Regelboekmerk { versie: "proef".to_owned(), hash: "00".to_owned() }
}

/// Plays a demo with a stand-in for the rule book.
fn met_basis<T>(nu: Moment, start: Weekstart, werk: impl FnOnce(&Basis<'_>) -> T) -> T {
    let merk = merk();
    let titel = |rij: Rij| format!("titel van rij {rij}");
    let vragen = |rij: Rij| vec![format!("{rij}-1"), "g1".to_owned(), "g2".to_owned()];
    werk(&Basis { nu, start, regelboek: &merk, titel: &titel, vragen: &vragen })
}

fn vouw(alles: &[Vastlegging]) -> Desk {
    let mut desk = Desk::default();
    for (seq, (vastgelegd_op, nieuw)) in (1..).zip(alles) {
        desk.apply(&Entry {
            seq,
            vastgelegd_op: *vastgelegd_op,
            voorgevallen_op: nieuw.voorgevallen_op,
            actor: "demo".to_owned(),
            event: nieuw.event.clone(),
        });
    }
    desk
}

fn nu() -> Uitkomst<Moment> {
    Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")
}

/// Numbers in order, time that only goes forward, and nothing about what is not there yet.
fn controleer(alles: &[Vastlegging], nu: Moment, start: Weekstart) {
    let mut desk = Desk::default();
    let mut vorige = None;
    for (seq, (op, nieuw)) in (1..).zip(alles) {
        assert!(vorige.is_none_or(|v| v <= *op) && *op <= nu && nieuw.voorgevallen_op <= *op, "{seq}: {nieuw:?}");
        vorige = Some(*op);
        match &nieuw.event {
            LogEvent::ZaakGeopend { zaak, .. } => {
                assert_eq!(*zaak, desk.volgende_zaak(Piketweek::van(*op, start)), "{seq}");
            }
            LogEvent::MeldingOntvangen { melding, .. } => assert_eq!(*melding, desk.volgende_melding(), "{seq}"),
            event => {
                if let Some(z) = event.zaak() {
                    assert!(desk.zaken.get(&z).is_some_and(Zaak::is_open), "{seq}: {event:?}");
                }
                if let Some(m) = event.melding() {
                    assert!(desk.meldingen.contains_key(&m), "{seq}: {event:?}");
                }
            }
        }
        let entry = Entry {
            seq,
            vastgelegd_op: *op,
            voorgevallen_op: nieuw.voorgevallen_op,
            actor: "demo".to_owned(),
            event: nieuw.event.clone(),
        };
        desk.apply(&entry);
        if let Some(z) = nieuw.event.zaak().and_then(|z| desk.zaken.get(&z)) {
            assert_eq!(z.tijden.controleer(), Ok(()), "{seq}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_store_can_take_every_demo(zaad: u64, dagen in 0i64..1200, minuten in 0i64..1440, vrijdag: bool) {
        let proef = || -> Uitkomst<()> {
            let nu = Moment::uit_rfc3339("2026-01-01T00:00:00+01:00")?.plus(Duration::minutes(dagen * 1440 + minuten));
            let dag = if vrijdag { Weekday::Fri } else { Weekday::Mon };
            let start = Weekstart { dag, tijd: NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default() };
            let alles = met_basis(nu, start, |b| week(zaad, b))?;
            controleer(&alles, nu, start);
            let desk = vouw(&alles);
            assert_eq!(desk.zaken.values().filter(|z| z.is_open()).count(), 12);
            assert_eq!(desk.zaken.values().filter(|z| !z.is_open()).count(), 72);
            assert_eq!(desk.meldingen.values().filter(|m| m.is_open()).count(), 5);
            let week_nu = Piketweek::van(nu, start);
            assert!(desk.zaken.values().all(|z| z.is_open() == (z.nummer.week == week_nu)));
            let rijen: BTreeSet<Rij> = desk.zaken.values().flat_map(|z| &z.rijkeuzes).filter_map(|k| k.rij).collect();
            assert_eq!(rijen.len(), 30);
            let twintig = met_basis(nu, start, twintig)?;
            controleer(&twintig, nu, start);
            Ok(())
        };
        proef().map_err(|e| TestCaseError::fail(e.to_string()))?;
    }
}

#[test]
fn the_same_seed_gives_the_same_week_and_another_one_does_not() -> Uitkomst<()> {
    let maak = |zaad| nu().and_then(|nu| met_basis(nu, Weekstart::default(), |b| week(zaad, b)));
    assert_eq!(maak(7)?, maak(7)?);
    assert_ne!(maak(7)?, maak(8)?);
    Ok(())
}

#[test]
fn what_was_sent_had_no_gap_and_was_checked() -> Uitkomst<()> {
    let alles = met_basis(nu()?, Weekstart::default(), |b| week(1, b))?;
    let mut teksten = BTreeMap::new();
    let mut verzonden = 0;
    let mut desk = Desk::default();
    for (seq, (op, nieuw)) in (1..).zip(&alles) {
        match &nieuw.event {
            LogEvent::ConceptBewaard { zaak, concept, versie, tekst } => {
                teksten.insert((*zaak, *concept, *versie), tekst.lees().to_owned());
            }
            LogEvent::ConceptVerzonden { zaak, concept, versie, .. } => {
                let tekst = teksten.get(&(*zaak, *concept, *versie)).map_or("", String::as_str);
                assert!(!tekst.is_empty() && gaten(tekst).is_empty(), "{zaak} {concept}\n{tekst}");
                if *concept == ConceptSoort::Sms {
                    assert_eq!(tel(tekst).segmenten, 1, "{tekst}");
                }
                let stand = desk.zaken.get(zaak).and_then(|z| z.concepten.get(concept));
                assert!(stand.is_some_and(crate::domain::concept::Concept::is_gecontroleerd), "{zaak} {concept}");
                verzonden += 1;
            }
            _ => {}
        }
        desk.apply(&Entry {
            seq,
            vastgelegd_op: *op,
            voorgevallen_op: nieuw.voorgevallen_op,
            actor: "demo".to_owned(),
            event: nieuw.event.clone(),
        });
    }
    assert!(verzonden > 60, "{verzonden}");
    Ok(())
}

#[test]
fn closed_cases_have_their_form_and_their_monitor() -> Uitkomst<()> {
    let desk = vouw(&met_basis(nu()?, Weekstart::default(), |b| week(3, b))?);
    let zonder_meldplicht = ["4", "11", "12", "13", "19", "E"];
    for z in desk.zaken.values().filter(|z| !z.is_open()) {
        let rij = z.rij().map(|r| r.to_string()).unwrap_or_default();
        let formulier = z.eerste_van(&[MeldingSoort::Mbv, MeldingSoort::Moa]);
        assert_eq!(formulier.is_none(), zonder_meldplicht.contains(&rij.as_str()), "{} rij {rij}", z.nummer);
        assert_eq!(z.in_monitor, [z.nummer.week], "{}", z.nummer);
        if z.rij().is_some_and(Rij::is_oa) && rij != "E" {
            assert!(z.tijden.einde_oa.is_some() && z.eerste_van(&[MeldingSoort::EindeOa]).is_some(), "{}", z.nummer);
        }
    }
    Ok(())
}

fn uiterlijk(keuze: &Termijnkeuze) -> Option<Moment> {
    match keuze.stelling {
        Termijnstelling::Moment(m) => Some(m),
        Termijnstelling::Lezing(_) => None,
    }
}

#[test]
fn terms_lie_around_now() -> Uitkomst<()> {
    let nu = nu()?;
    let desk = vouw(&met_basis(nu, Weekstart::default(), |b| week(5, b))?);
    let open: Vec<_> = desk.zaken.values().filter(|z| z.is_open()).collect();
    let mut minuten: Vec<i64> = open
        .iter()
        .flat_map(|z| z.termijnkeuzes.values())
        .filter_map(uiterlijk)
        .map(|u| u.sinds(nu).num_minutes())
        .collect();
    minuten.sort_unstable();
    assert_eq!(minuten, [-25, 41, 33 * 60 + 50]);
    let sinds_voorval = |rij: &str| {
        let z = open.iter().find(|z| z.rij().is_some_and(|r| r.to_string() == rij))?;
        Some(nu.sinds(z.tijden.constatering.or(z.tijden.voorval)?).num_minutes())
    };
    assert_eq!((sinds_voorval("G"), sinds_voorval("D")), (Some(48), Some(20)));
    assert!(sinds_voorval("22").is_some_and(|m| m < 72 * 60 && m > 24 * 60));
    assert_eq!(open.iter().filter(|z| z.rij().is_none()).count(), 1);
    Ok(())
}

#[test]
fn twenty_cases_count_down_one_term_each() -> Uitkomst<()> {
    let nu = nu()?;
    let desk = vouw(&met_basis(nu, Weekstart::default(), twintig)?);
    assert_eq!(desk.zaken.len(), 20);
    let mut termijnen = BTreeSet::new();
    for z in desk.zaken.values() {
        assert!(z.is_open() && z.rij().is_some_and(|r| !r.is_oa() && !r.is_datalek()), "{}", z.nummer);
        assert_eq!(z.termijnkeuzes.len(), 1);
        let uiterlijk = z.termijnkeuzes.get(&TermijnSoort::Mbv).and_then(uiterlijk);
        let ver = uiterlijk.map(|u| u.sinds(nu));
        assert!(ver.is_some_and(|d| d > Duration::hours(2) && d < Duration::hours(30)), "{ver:?}");
        termijnen.insert(uiterlijk);
    }
    assert_eq!(termijnen.len(), 20);
    Ok(())
}
