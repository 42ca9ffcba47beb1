//! What if: the terms change on screen while time and row are tried, nothing is recorded until Ctrl-S, and
//! what was shown is what then counts.

use chrono::Duration;
use piket::{
    acts::{Act, MergeZaken, ReceiveStep},
    desk::{
        layer::Layer,
        state::{
            role::{LookReason, Role},
            what_if::WhatIf,
        },
    },
    domain::{
        delivery::{Delivered, Road},
        rij::Rij,
        step::Step,
        termijn_kind::TermijnKind,
        writer::Writer,
    },
};
use proptest::prelude::*;

use crate::desk::{TestDesk, TestResult, compare};

#[test]
fn time_and_row_are_tried_before_anything_is_recorded() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.at(piket::domain::moment::Moment::from_rfc3339("2026-11-20T17:10:00+01:00")?);
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let initial = desk.model.view.desk.clone();
    desk.keys("t")?;
    compare("wat-als-80x24", &desk.picture());
    desk.keys("<links>")?;
    compare("wat-als-eerder-80x24", &desk.picture());
    desk.keys("<end>")?;
    assert!(desk.text().contains("ligt in de toekomst"), "{}", desk.text());
    desk.keys("16:30<enter>rG<enter>")?;
    compare("wat-als-rij-80x24", &desk.picture());
    let log = desk.fake_store.log.len();
    desk.keys("9<esc><esc>")?;
    assert!(desk.model.view.layers.is_empty() && desk.model.view.desk == initial, "zonder spoor");
    assert_eq!(desk.fake_store.log.len(), log);

    desk.keys("t<links><enter>")?;
    assert_eq!(desk.fake_store.log.len(), log, "Enter bij het kijken legt niets vast");
    assert!(desk.text().contains("Ctrl-S legt vast"), "{}", desk.text());
    desk.keys("<ctrl-s>")?;
    let time = |d: &TestDesk| d.model.view.desk.zaken.get(&zaak).and_then(|z| z.times.voorval);
    assert_eq!(
        time(&desk),
        initial.zaken.get(&zaak).and_then(|z| z.times.voorval).map(|t| t.plus(Duration::minutes(-15)))
    );
    desk.keys("t16:00<enter>rG<enter><ctrl-s>Toch een afwezigheid.<enter>")?;
    assert_eq!(desk.model.view.desk.zaken.get(&zaak).and_then(piket::log::zaak::Zaak::rij), Some(Rij::parse("G")?));
    assert_eq!(time(&desk).map(piket::domain::moment::Moment::clock_time).as_deref(), Some("16:00"));
    desk.keys("u")?;
    assert_eq!(desk.model.view.desk.zaken.get(&zaak).and_then(piket::log::zaak::Zaak::rij), Some(Rij::parse("6")?));
    assert_eq!(
        time(&desk).map(piket::domain::moment::Moment::clock_time).as_deref(),
        Some("16:45"),
        "beide in één keer"
    );
    Ok(())
}

#[test]
fn it_fits_a_small_terminal_and_a_closed_case_has_none() -> TestResult {
    let mut desk = TestDesk::empty()?.sized(60, 15);
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("trG<enter>")?;
    compare("wat-als-60x15", &desk.picture());
    let screen = desk.text();
    for term in ["ma 23-11 09:00    geen", "geen              ma 23-11 09:00", "geen              zo 22-11 03:00"] {
        assert!(screen.contains(term), "{term}\n{screen}");
    }
    desk.keys("<esc>")?;
    // Closed by itself a case has open steps; gone up in another one it is closed too.
    let other = desk.zaak("6", "FPC Pompestichting")?;
    let combine = Act::MergeZaken(MergeZaken { source: zaak, target: other, reason: "zelfde voorval".to_owned() });
    desk.run(&combine)?;
    desk.keys(".")?;
    desk.choose(zaak);
    desk.keys("t")?;
    assert!(desk.model.view.layers.is_empty(), "{}", desk.text());
    Ok(())
}

#[test]
fn a_term_that_is_met_or_would_be_late_says_so() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.at(piket::domain::moment::Moment::from_rfc3339("2026-11-23T08:30:00+01:00")?);
    desk.keys("t")?;
    assert!(!desk.text().contains("te laat"), "{}", desk.text());
    desk.keys("rG<enter>")?;
    assert!(desk.line("MOA Fast NL").contains("te laat"), "{}", desk.text());
    desk.keys("<esc>")?;
    let step = |at| {
        Act::ReceiveStep(ReceiveStep {
            zaak,
            step: Step::Form,
            what: Some(Delivered::Form),
            road: Some(Road::HandedOver),
            remark: String::new(),
            at,
        })
    };
    desk.run(&step(Some(desk.model.view.now)))?;
    desk.keys("t")?;
    assert!(desk.line("│ MBV").contains("gehaald"), "{}", desk.text());
    Ok(())
}

#[test]
fn a_desk_that_looks_along_may_try_and_records_nothing() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.model.session.role = Role::follows(Writer::Process(7), LookReason::Meanwhile, desk.model.view.uptime);
    let (initial, log) = (desk.model.view.desk.clone(), desk.fake_store.log.len());
    for what in ["t<links><ctrl-s>", "trG<enter><ctrl-s>"] {
        desk.keys(what)?;
        assert!(desk.text().contains("Deze desk kijkt mee; proces 7 schrijft."), "{}", desk.text());
        desk.keys("<esc><esc>")?;
    }
    assert_eq!((&desk.model.view.desk, desk.fake_store.log.len()), (&initial, log));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_shown_is_what_counts_once_it_is_recorded(
        rij in prop::sample::select(piket::rules::book::Rulebook::built_in().rijen().map(|r| r.nr).collect::<Vec<_>>()),
        steps in prop::collection::vec(
            "(<links>|<rechts>|<pgup>|<pgdn>|<home>|<end>|<omlaag>|<omhoog>|([01][0-9]|2[0-3]):[0-5][0-9]<enter>|r[1-9]<enter>|r[A-G]<enter>)",
            1..12,
        ),
    ) {
        let error = |f: piket::domain::error::Error| TestCaseError::fail(f.to_string());
        let mut desk = TestDesk::empty().map_err(error)?;
        let zaak = desk.zaak(&rij.to_string(), "FPC Pompestichting").map_err(error)?;
        desk.keys(&format!("t{}", steps.concat())).map_err(error)?;
        let Some(Layer::WhatIf(trial, _)) = desk.model.view.layers.last() else { return Err(TestCaseError::fail("geen laag")) };
        let trial: WhatIf = *trial;
        let here = desk.model.view.desk.zaken.get(&zaak).cloned().ok_or_else(|| TestCaseError::fail("geen zaak"))?;
        let seen = trial.then(&here, &desk.model.view.context(), desk.model.view.setup.choice);
        desk.keys("<ctrl-s>").map_err(error)?;
        if matches!(desk.model.view.layers.last(), Some(Layer::Form(_))) {
            desk.keys("omdat<enter>").map_err(error)?;
        }
        let after = desk.model.view.desk.zaken.get(&zaak).cloned();
        let due = |list: &[piket::judge::countdown::Countdown]| -> Vec<(TermijnKind, String)> {
            list.iter().map(|k| (k.termijn.kind, k.due.rfc3339())).collect()
        };
        match seen {
            Err(_) => prop_assert_eq!(after.as_ref().map(|z| (z.times, z.rij())), Some((here.times, here.rij()))),
            Ok(seen) => {
                let beeld = desk.model.view.derived.get(&zaak).and_then(|b| b.countdowns.clone().ok()).unwrap_or_default();
                prop_assert_eq!(due(&seen), due(&beeld));
            }
        }
    }
}
