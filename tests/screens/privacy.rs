//! Somebody walks by: one key leaves nothing of any case on the screen, whatever was on it, and the
//! same key brings it back with nothing lost and nothing done.

use std::collections::BTreeSet;

use chrono::Duration;
use piket::{
    desk::{effect::Effect, layer::Layer},
    domain::moment::Moment,
};

use crate::desk::{TestDesk, TestResult, compare};

/// Ways to have something on the screen.
const STATES: [&str; 9] =
    ["", "m", "nOostvaarders<tab>Een mens.", "r", "v", "?", "/veldzicht", "3<enter>Een regel.", "fHalf feit"];

#[test]
fn the_covered_screen_tells_nothing_of_a_case() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.choose_rij("G")?;
    desk.keys("<f9>")?;
    compare("privacy-80x24", &desk.picture());
    let mut screens = BTreeSet::new();
    for state in STATES {
        let mut desk = TestDesk::week()?.sized(100, 30);
        desk.choose_rij("G")?;
        desk.keys(state)?;
        assert!(desk.text().contains("W47"), "{state}\n{}", desk.text());
        desk.keys("<f9>")?;
        screens.insert(desk.text());
    }
    // Whatever was on it, what is left is the same.
    assert_eq!(screens.len(), 1, "{screens:?}");
    Ok(())
}

#[test]
fn no_key_gets_through_and_nothing_typed_is_lost() -> TestResult {
    for state in STATES {
        let mut desk = TestDesk::week()?;
        desk.choose_rij("G")?;
        desk.keys(state)?;
        desk.after(Duration::seconds(2));
        let (before, log) = (desk.picture(), desk.fake_store.log.len());
        desk.keys("<f9>oxj<enter>-u<tab><f5><f6><ctrl-s><ctrl-c>S")?;
        desk.paste("Een zin van elders.");
        assert!(!desk.model.stopping && desk.text().contains("Het scherm is afgedekt."), "{state}");
        assert_eq!(desk.fake_store.log.len(), log, "{state}");
        desk.keys("<f9>")?;
        if state == "m" {
            assert!(desk.model.view.revealed.is_none());
        } else {
            assert_eq!(desk.picture(), before, "{state}");
        }
        desk.keys("<f9><esc>")?;
        assert!(!desk.text().contains("afgedekt"), "{state}");
    }
    Ok(())
}

#[test]
fn alarms_and_saving_go_on_behind_it() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.choose_rij("G")?;
    desk.keys("nOost<tab>Half verhaal")?;
    let log = desk.fake_store.log.len();
    desk.keys("<f9>")?;
    desk.after(Duration::seconds(1));
    assert_eq!(desk.fake_store.log.len(), log + 1);
    desk.requested.clear();
    desk.after(Duration::minutes(15));
    assert!(desk.requested.iter().any(|e| matches!(e, Effect::Alarm(_))), "{:?}", desk.requested);
    assert!(desk.model.dirty && desk.text().contains("02:25"), "{}", desk.text());
    desk.keys("<esc>")?;
    assert!(matches!(desk.model.view.layers.last(), Some(Layer::Form(_))));
    Ok(())
}

#[test]
fn it_fits_every_size_and_says_when_nothing_runs() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("<f9>")?;
    assert!(desk.text().contains("Er loopt geen termijn."), "{}", desk.text());
    desk.keys("<f9>")?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.at(Moment::from_rfc3339("2026-11-22T02:11:00+01:00")?);
    desk.keys("<f9>")?;
    assert!(desk.text().contains("1 termijn loopt") && desk.text().contains("volgend alarm"), "{}", desk.text());
    for (width, height) in [(1, 1), (5, 1), (59, 14), (60, 15), (20, 3), (300, 100), (1, 100), (300, 1)] {
        desk.size(width, height);
        let screen = desk.text();
        assert!(width < 5 || screen.contains("02:11"), "{width}x{height}: {screen}");
    }
    Ok(())
}
