//! A moment by hand belongs to the row and the times that it was agreed on. When one of these is another one the calculated moment
//! counts again, the act says so, and both stay visible.

use piket::{
    acts::{Act, ChooseRij, MergeZaken, SetInrichting, SetTermijn, SetTimes, UnlistedName},
    deadline::{Baseline, Ground, InForce, why},
    domain::{
        ids::Zaaknummer, moment::Moment, rij::Rij, termijn_choice::LezingChoice, termijn_choice::TermijnSetting,
        termijn_kind::TermijnKind, time_kind::TimeKind,
    },
    judge::{
        absence,
        countdown::{Countdown, Severity},
    },
};

use crate::dossier::{Dossier, TestResult};

fn at(text: &str) -> Result<Moment, piket::domain::error::Error> {
    Moment::from_rfc3339(&format!("2026-11-{text}:00+01:00"))
}

fn agreed(zaak: Zaaknummer, until: Moment) -> Act {
    let (termijn, setting) = (TermijnKind::of("mbv"), Some(TermijnSetting::Moment(until)));
    Act::SetTermijn(SetTermijn { zaak, termijn, setting, reason: "Afgesproken met de directeur.".to_owned() })
}

fn voorval(zaak: Zaaknummer, moment: Moment) -> Act {
    Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(moment))] })
}

fn mbv(dossier: &Dossier, zaak: Zaaknummer) -> Result<Countdown, Box<dyn std::error::Error>> {
    dossier.countdowns(zaak)?.into_iter().next().ok_or_else(|| "geen klok".into())
}

#[test]
fn a_moment_by_hand_falls_with_the_times_and_the_row_it_was_agreed_on() -> TestResult {
    let (start, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    let until = at("24T12:00")?;
    let row = ChooseRij { zaak, rij: Rij::parse("6")?, reason: "Bleek geweld.".to_owned() };
    for (act, late) in [(voorval(zaak, at("20T10:00")?), true), (Act::ChooseRij(row), false)] {
        let mut dossier = start.clone();
        dossier.run(&agreed(zaak, until))?;
        assert_eq!((mbv(&dossier, zaak)?.due, mbv(&dossier, zaak)?.ground), (until, Ground::Hand));
        let number = dossier.log.len() as u64 + 1;
        let told = dossier.run_told(&act)?.join(" ");
        let gone = mbv(&dossier, zaak)?;
        assert_eq!((gone.due, gone.ground), (gone.termijn.streng(), Ground::HandGone(until, LezingChoice::Streng)));
        assert_eq!(gone.severity(dossier.now) == Severity::TooLate, late);
        // What fell stands before all else: no screen cuts it off.
        assert!(told.starts_with("De MBV-termijn stond met de hand op vóór di 24-11-2026 12:00"), "{told}");
        assert!(told.contains("telt niet meer") && (!late || told.contains("dat is al te laat")), "{told}");
        // Both stay visible.
        let case = dossier.case_rule(zaak)?;
        let (book, rule) = case.required()?;
        let held = dossier.zaak(zaak)?;
        let from = Baseline { book, rij: rule.nr, times: absence::times(held, case), kalender: held.kalender };
        let lines = why(&from, &gone.termijn, &InForce { due: gone.due, ground: gone.ground }).join(" ");
        assert!(lines.contains("andere rij, inrichting of tijd"), "{lines}");
        // Taken back it counts again, and agreed once more it counts on what is so now.
        let mut again = dossier.clone();
        assert!(dossier.undo(number));
        assert_eq!(mbv(&dossier, zaak)?.ground, Ground::Hand);
        let twice = again.run(&agreed(zaak, until))?;
        assert_eq!(mbv(&again, zaak)?.ground, Ground::Hand);
        // What that replaced comes back as it was: fallen.
        assert!(again.undo(twice));
        assert_eq!(mbv(&again, zaak)?.ground, gone.ground);
    }
    Ok(())
}

#[test]
fn a_moment_by_hand_stays_where_the_source_allows_the_same() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    let until = at("24T12:00")?;
    dossier.run(&agreed(zaak, until))?;
    // Another minute of the same night, and when it was found.
    let told = dossier.run_told(&voorval(zaak, at("22T01:40")?))?.join(" ");
    assert!(!told.contains("met de hand"), "{told}");
    let found = SetTimes { zaak, times: vec![(TimeKind::Constatering, Some(at("22T01:55")?))] };
    dossier.run(&found.into())?;
    assert_eq!((mbv(&dossier, zaak)?.due, mbv(&dossier, zaak)?.ground), (until, Ground::Hand));
    Ok(())
}

/// Only another inrichting of the list is another one, every time, also where the first was learnt after the agreement.
#[test]
fn a_moment_by_hand_stays_with_a_name_that_nobody_knows_and_falls_with_another_inrichting() -> TestResult {
    let until = at("24T12:00")?;
    for first in ["CTP Veldzicht", ""] {
        let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
        let name = |d: &mut Dossier, name: &str| {
            d.now = d.after(1);
            let (inrichting, unlisted) = (name.to_owned(), UnlistedName::Meant);
            d.run_told(&SetInrichting { zaak, inrichting, unlisted }.into()).map(|told| told.join(" "))
        };
        if first.is_empty() {
            name(&mut dossier, "")?;
        }
        dossier.now = dossier.after(1);
        dossier.run(&agreed(zaak, until))?;
        let stays = |d: &Dossier| mbv(d, zaak).map(|term| term.ground == Ground::Hand && term.due == until);
        for same in ["CTP Veldzicht", "CTP Veldzichtx", "", "CTP Veldzicht"] {
            if dossier.zaak(zaak)?.plek().unwrap_or_default() != same {
                let told = name(&mut dossier, same)?;
                assert!(!told.contains("met de hand"), "{first} {same}: {told}");
            }
            assert!(stays(&dossier)?, "{first}: {same}");
        }
        let told = name(&mut dossier, "FPC Pompestichting")?;
        assert!(told.starts_with("De MBV-termijn stond met de hand op vóór di 24-11-2026 12:00"), "{first}: {told}");
        assert!(!stays(&dossier)?, "{first}");
        // Where it was agreed it counts again.
        name(&mut dossier, "CTP Veldzicht")?;
        assert!(stays(&dossier)?, "{first}");
    }
    Ok(())
}

#[test]
fn a_merge_says_which_moment_by_hand_counts_no_more() -> TestResult {
    let until = at("22T23:00")?;
    for (from_first, fell) in [(true, true), (false, false)] {
        let (mut dossier, first) = Dossier::with_rij("2", "CTP Veldzicht")?;
        dossier.run(&agreed(first, until))?;
        dossier.now = dossier.after(1);
        let second = dossier.phone("CTP Veldzicht", Some("2"))?;
        let (source, target) = if from_first { (first, second) } else { (second, first) };
        let reason = "Het is hetzelfde voorval.".to_owned();
        let told = dossier.run_told(&MergeZaken { source, target, reason }.into())?.join(" ");
        let lost = format!(
            "De MBV-termijn van {first} stond met de hand op vóór zo 22-11-2026 23:00: dat telt in {second} niet. Geldt het \
             daar ook, zet het daar dan opnieuw."
        );
        assert_eq!(told.starts_with(&lost), fell, "{told}");
        assert_eq!(mbv(&dossier, target)?.due == until, !fell);
    }
    Ok(())
}
