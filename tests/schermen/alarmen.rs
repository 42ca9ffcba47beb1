//! The alarms keep books: each mark of a running term is called once, none is missed by a laptop that
//! slept, and an alarm tells a passer-by nothing about anybody.

use chrono::Duration;
use piket::{
    app::{act::Act, effect::Effect, klok::Klok},
    domain::{moment::Moment, stap::Stap, stap::Stapstand, termijnkeuze::Termijnstelling, termijnsoort::TermijnSoort},
};
use proptest::prelude::*;

use crate::desk::{NACHT, Proef, Proefdesk};

const DREMPELS: [i64; 3] = [60, 15, 0];

/// The alarms asked for since the last time, as `(case and term, text)`.
fn alarmen(desk: &mut Proefdesk) -> Vec<(String, String)> {
    let mut uit = Vec::new();
    for effect in std::mem::take(&mut desk.gevraagd) {
        if let Effect::Alarm(alarm) = effect {
            uit.push((alarm.onderwerp.to_string(), alarm.tekst));
        }
    }
    uit
}

fn naam(k: &Klok) -> String {
    format!("{}: {}", k.zaak, k.termijn.soort.naam())
}

/// True for `2026-W47-03: MBV over 15 minuten` and its like, and for nothing longer.
fn zegt_niets_meer(tekst: &str) -> bool {
    let Some((zaak, rest)) = tekst.split_once(": ") else { return false };
    let Some(rest) = TermijnSoort::ALLE
        .iter()
        .find_map(|s| rest.strip_prefix(s.naam()).filter(|r| r.starts_with(" o") || r.starts_with(" is")))
    else {
        return false;
    };
    let rest = rest.strip_prefix(" is ").map_or(rest, |r| r.strip_suffix(" te laat").unwrap_or(r));
    let rest = rest.strip_prefix(" over ").unwrap_or(rest);
    let minuten = rest.strip_suffix(" minuten").or_else(|| rest.strip_suffix(" minuut"));
    zaak.parse::<piket::domain::ids::Zaaknummer>().is_ok()
        && (rest == "te laat" || minuten.is_some_and(|m| m.chars().all(|c| c.is_ascii_digit())))
}

/// Whether a rung of the ladder lies in `(na, tot]`: those before the term, and every quarter of an hour
/// after it, because nobody says here that it was seen.
fn in_venster(k: &Klok, na: Moment, tot: Moment) -> bool {
    let na_termijn = (1..2_000).map(|n| -15 * n);
    let mut treden = DREMPELS.into_iter().chain(na_termijn).map(|d| k.uiterlijk.plus(Duration::minutes(-d)));
    treden.any(|op| op > na && op <= tot)
}

#[test]
fn the_rungs_of_one_term() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let uiterlijk = desk.model.eerste_klok().map(|k| k.uiterlijk).ok_or("geen klok")?;
    for (minuten, verwacht) in [
        (-61, vec![]),
        (-60, vec![format!("{zaak}: MBV over 60 minuten")]),
        (-15, vec![format!("{zaak}: MBV over 15 minuten")]),
        (-1, vec![]),
        (0, vec![format!("{zaak}: MBV is te laat")]),
        (15, vec![format!("{zaak}: MBV is 15 minuten te laat")]),
        (30, vec![format!("{zaak}: MBV is 30 minuten te laat")]),
    ] {
        desk.op(uiterlijk.plus(Duration::minutes(minuten)));
        let gehoord: Vec<String> = alarmen(&mut desk).into_iter().map(|(_, t)| t).collect();
        assert_eq!(gehoord, verwacht, "{minuten}");
    }
    Ok(())
}

#[test]
fn a_term_that_was_met_or_moved_is_not_called_for_its_old_moment() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let oud = desk.model.eerste_klok().map(|k| k.uiterlijk).ok_or("geen klok")?;
    let later = oud.plus(Duration::hours(3));
    let reden = "Afgesproken met de directie.".to_owned();
    desk.doe(&Act::ZetTermijn {
        zaak,
        termijn: TermijnSoort::Mbv,
        stelling: Some(Termijnstelling::Moment(later)),
        reden,
    })?;
    desk.op(oud.plus(Duration::minutes(1)));
    assert_eq!(alarmen(&mut desk), []);
    desk.op(later.plus(Duration::minutes(-14)));
    assert_eq!(alarmen(&mut desk).len(), 1);
    let reden = "Binnen op papier.".to_owned();
    desk.doe(&Act::ZetStap { zaak, stap: Stap::Formulier, stand: Stapstand::Gereed, reden, op: None })?;
    desk.op(later.plus(Duration::hours(5)));
    assert_eq!(alarmen(&mut desk), []);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_mark_is_called_once_however_long_the_laptop_slept(
        stappen in prop::collection::vec(prop_oneof![1i64..90_000, 60_000i64..4_000_000, 3_600_000i64..30_000_000], 1..40),
    ) {
        let mut desk = Proefdesk::week().map_err(|f| TestCaseError::fail(f.to_string()))?;
        desk.gevraagd.clear();
        let mut vorige = Moment::uit_rfc3339(NACHT).map_err(|f| TestCaseError::fail(f.to_string()))?;
        for (i, ms) in stappen.into_iter().enumerate() {
            let nu = vorige.plus(Duration::milliseconds(ms));
            let lopend: Vec<Klok> = desk.model.lopend().cloned().collect();
            desk.op(nu);
            let gehoord = alarmen(&mut desk);
            for (_, tekst) in &gehoord {
                prop_assert!(zegt_niets_meer(tekst), "{tekst}");
            }
            for k in &lopend {
                let keer = gehoord.iter().filter(|(wie, _)| *wie == naam(k)).count();
                // Marks passed in one sleep are called together, once.
                prop_assert_eq!(keer, usize::from(in_venster(k, vorige, nu)), "{} om {}", naam(k), nu.log_vorm());
            }
            prop_assert!(gehoord.iter().all(|(wie, _)| lopend.iter().any(|k| naam(k) == *wie)), "{gehoord:?}");
            vorige = nu;
            // Half-way one term is met: from then on it is silent.
            if i == 3
                && let Some(zaak) = desk.model.eerste_klok().filter(|k| k.termijn.soort == TermijnSoort::Mbv).map(|k| k.zaak)
            {
                let act = Act::ZetStap { zaak, stap: Stap::Formulier, stand: Stapstand::Gereed, reden: String::new(), op: None };
                desk.doe(&act).map_err(|f| TestCaseError::fail(f.to_string()))?;
                desk.gevraagd.clear();
            }
        }
    }
}

#[test]
fn what_an_alarm_may_say_is_checked_strictly() {
    assert!(zegt_niets_meer("2026-W47-03: MBV over 15 minuten"));
    assert!(zegt_niets_meer("2026-W47-03: MOA Fast NL over 1 minuut"));
    assert!(zegt_niets_meer("2026-W47-03: AP datalek is te laat"));
    assert!(!zegt_niets_meer("2026-W47-03: MBV van K. Oefenman over 15 minuten"));
    assert!(!zegt_niets_meer("2026-W47-03: brand is te laat"));
}

#[test]
fn a_late_term_that_was_seen_rings_again_after_an_hour_until_it_is_met() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let uiterlijk = desk.model.eerste_klok().map(|k| k.uiterlijk).ok_or("geen klok")?;
    for minuten in [-60, -15, 0] {
        desk.op(uiterlijk.plus(Duration::minutes(minuten)));
    }
    desk.op(uiterlijk.plus(Duration::minutes(1)));
    desk.toetsen("s")?;
    alarmen(&mut desk);
    for (na, gaat) in [(30, 0), (60, 0), (61, 1), (62, 0), (74, 0), (75, 1)] {
        desk.op(uiterlijk.plus(Duration::minutes(na)));
        assert_eq!(alarmen(&mut desk).len(), gaat, "{na} minuten na de termijn");
    }
    desk.toetsen("s")?;
    let gereed = Act::ZetStap {
        zaak,
        stap: Stap::Formulier,
        stand: Stapstand::Gereed,
        reden: String::new(),
        op: Some(desk.model.nu),
    };
    desk.doe(&gereed)?;
    desk.op(uiterlijk.plus(Duration::hours(5)));
    assert_eq!(alarmen(&mut desk), []);
    Ok(())
}
