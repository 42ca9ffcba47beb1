//! The nachtfilm: at every moment it shows what was known then and no more, it goes where the keys say,
//! and it changes nothing.

use std::collections::BTreeSet;

use chrono::Duration;
use piket::{
    desk::{
        effect::Effect,
        film::{BarCell, Film, fold},
        layer::Layer,
        state::item::Item,
        view::View,
    },
    domain::{moment::Moment, step::StepState},
    judge::{film_scope::FilmScope, visibility::MASK},
    log::{
        decision_mark::DecisionMark,
        desk::Desk,
        event::{Entry, LogEvent, NewEvent},
    },
    store::{self, Access, StoreKind, Unlock},
};
use proptest::prelude::*;

use crate::{
    desk::{TestDesk, TestResult, compare},
    fake_store::setup,
};

/// The film on top.
fn film(desk: &TestDesk) -> Result<&Film, String> {
    match desk.model.view.layers.last() {
        Some(Layer::Film(film)) => Ok(film),
        different => Err(format!("geen film: {different:?}")),
    }
}

/// A fold written down once more, with an end that is a place in the log and not a moment.
fn folded(entries: &[Entry]) -> Desk {
    let mut desk = Desk::default();
    for entry in entries {
        desk.apply(entry);
    }
    desk
}

/// A history with things recorded together and apart: the demo week with its moments drawn closer.
fn history(grain: i64, length: usize) -> Result<Vec<Entry>, Box<dyn std::error::Error>> {
    let mut log = TestDesk::week()?.fake_store.log;
    log.drain(..log.len().saturating_sub(length));
    for entry in &mut log {
        let ms = entry.recorded_at.utc().timestamp_millis();
        entry.recorded_at = entry.recorded_at.plus(Duration::milliseconds(-ms.rem_euclid(grain)));
    }
    Ok(log)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// For every prefix that was ever the whole log, the film is the fold of that prefix.
    #[test]
    fn at_every_moment_the_film_is_the_fold_of_what_was_known(grain in 1i64..7_200_000, length in 1usize..120) {
        let log = history(grain, length).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let setup = setup().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let start = log.first().map(|e| e.recorded_at).ok_or_else(|| TestCaseError::fail("leeg"))?;
        let mut film = Film::new(FilmScope::Desk, log.clone(), start, &setup).ok_or_else(|| TestCaseError::fail("geen film"))?;
        let moments: BTreeSet<Moment> = log.iter().map(|e| e.recorded_at).collect();
        prop_assert_eq!(film.step(), (1, moments.len()));
        for (i, at) in moments.iter().enumerate() {
            prop_assert_eq!(film.at(), *at);
            let prefix: Vec<Entry> = log.iter().take_while(|e| e.recorded_at <= *at).cloned().collect();
            let mut expected = folded(&prefix);
            expected.zaken.retain(|_, z| z.is_open());
            prop_assert_eq!(&film.then().desk, &expected);
            let fresh = View::new(setup.clone(), expected, *at);
            prop_assert_eq!(&film.then().derived, &fresh.derived);
            prop_assert_eq!(film.then().now, *at);
            prop_assert!(film.here().all(|e| e.recorded_at == *at) && film.here().count() > 0);
            prop_assert_eq!(film.step().0, i + 1);
            film.advance();
        }
        // The same on the way back, and at the end it stays.
        for at in moments.iter().rev().skip(1) {
            film.back();
            prop_assert_eq!(film.at(), *at);
        }
        let first = film.at();
        film.back();
        prop_assert_eq!(film.at(), first);
    }

    /// The bar has a letter for what was decided and the mark stands inside it, however narrow.
    #[test]
    fn the_bar_fits_its_width(width in 0usize..200, length in 1usize..200, hours in 0i64..2_000) {
        let log = history(1, length).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let setup = setup().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let besluiten: BTreeSet<DecisionMark> = log.iter().filter_map(|e| DecisionMark::from(&e.event)).collect();
        let start = log.first().map(|e| e.recorded_at).ok_or_else(|| TestCaseError::fail("leeg"))?;
        let film = Film::new(FilmScope::Desk, log, start.plus(Duration::hours(hours)), &setup);
        let film = film.ok_or_else(|| TestCaseError::fail("geen film"))?;
        let (cells, here) = film.bar(width);
        prop_assert_eq!(cells.len(), width);
        prop_assert!(here < width.max(1));
        let shown: BTreeSet<DecisionMark> =
            cells.iter().filter_map(|v| if let BarCell::Besluit(m) = v { Some(*m) } else { None }).collect();
        prop_assert!(shown.is_subset(&besluiten));
        // What weighs most is never covered by something else.
        prop_assert!(width == 0 || shown.last() == besluiten.last());
    }
}

#[test]
fn a_case_from_its_last_step_back_to_its_first() -> TestResult {
    let mut desk = TestDesk::week()?.sized(100, 30);
    let zaak = desk.choose_rij("A")?;
    desk.keys("F")?;
    compare("film-zaak-100x30", &desk.picture());
    let entries: Vec<Entry> = desk.fake_store.log.iter().filter(|e| e.event.zaak() == Some(zaak)).cloned().collect();
    let mut seen = 0;
    desk.keys("<home>")?;
    while film(&desk)?.step().0 < film(&desk)?.step().1 {
        let then = film(&desk)?;
        let prefix: Vec<Entry> = entries.iter().filter(|e| e.recorded_at <= then.at()).cloned().collect();
        assert_eq!(then.then().desk.zaken.get(&zaak), folded(&prefix).zaken.get(&zaak));
        assert_eq!(then.then().timeline.as_ref().map(|(_, t)| t), Some(&prefix));
        desk.keys("l")?;
        seen += 1;
    }
    assert!(seen > 10, "{seen}");
    desk.keys("<home>4")?;
    compare("film-begin-100x30", &desk.picture());
    Ok(())
}

#[test]
fn the_whole_desk_at_the_same_moment_and_back_to_a_case() -> TestResult {
    let mut desk = TestDesk::week()?;
    let zaak = desk.choose_rij("G")?;
    desk.keys("F<home>llld")?;
    let at = film(&desk)?.at();
    assert_eq!(film(&desk)?.scope(), FilmScope::Desk);
    compare("film-desk-80x24", &desk.picture());
    let known = folded(&desk.fake_store.log.iter().filter(|e| e.recorded_at <= at).cloned().collect::<Vec<_>>());
    let open: BTreeSet<_> = known.zaken.values().filter(|z| z.is_open()).map(|z| z.number).collect();
    assert_eq!(film(&desk)?.then().desk.zaken.keys().copied().collect::<BTreeSet<_>>(), open);
    assert_eq!(film(&desk)?.then().chosen, Some(Item::Zaak(zaak)));
    desk.keys("gd")?;
    assert!(desk.text().contains("Kies eerst een zaak."), "{}", desk.text());
    desk.keys("G")?;
    for _ in 0..40 {
        desk.keys("j")?;
    }
    let last = film(&desk)?.then().chosen;
    desk.keys("d")?;
    assert_eq!(film(&desk)?.scope().zaak().map(Item::Zaak), last);
    Ok(())
}

#[test]
fn hours_and_decisions_are_steps_of_their_own() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.choose_rij("A")?;
    desk.keys("F<home>")?;
    let first = film(&desk)?.at();
    let stamps = |film: &Film| film.here().filter_map(|e| DecisionMark::from(&e.event)).collect::<BTreeSet<_>>();
    let mut letters = stamps(film(&desk)?);
    desk.keys("<pgdn>")?;
    assert_eq!(film(&desk)?.at(), first.plus(Duration::hours(1)));
    desk.keys("<pgup><pgup>")?;
    assert_eq!(film(&desk)?.at(), first);
    loop {
        let was = film(&desk)?.at();
        desk.keys("b")?;
        if film(&desk)?.at() == was {
            break;
        }
        letters.extend(stamps(film(&desk)?));
    }
    assert!(letters.is_superset(&BTreeSet::from([DecisionMark::A, DecisionMark::P, DecisionMark::Rij])), "{letters:?}");
    assert!(desk.text().contains("Hierna is niets meer besloten."), "{}", desk.text());
    desk.keys("<home>B")?;
    assert!(desk.text().contains("Hiervoor was nog niets besloten."), "{}", desk.text());
    Ok(())
}

#[test]
fn it_is_masked_and_opened_on_the_record() -> TestResult {
    let mut desk = TestDesk::week()?.sized(100, 30);
    let zaak = desk.choose_rij("A")?;
    desk.keys("F<home>bbbbb2")?;
    assert!(desk.text().contains(MASK), "{}", desk.text());
    desk.keys("m")?;
    assert!(!desk.text().contains(MASK), "{}", desk.text());
    let audits: Vec<String> = desk
        .requested
        .iter()
        .filter_map(|e| if let Effect::Audit(i) = e { Some(i.object.clone()) } else { None })
        .collect();
    assert_eq!(audits, [zaak.to_string()]);
    desk.keys("h")?;
    assert!(desk.text().contains(MASK), "{}", desk.text());
    desk.keys("m")?;
    desk.after(Duration::seconds(10));
    assert!(desk.model.dirty && desk.text().contains(MASK), "{}", desk.text());
    Ok(())
}

#[test]
fn nothing_can_be_changed_in_it() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.choose_rij("A")?;
    desk.keys("F")?;
    let (log, before) = (desk.fake_store.log.clone(), desk.model.view.desk.clone());
    for keys in ["oxu", "x-W=z<spatie>CVSHrifvpac", "<enter>oebtTB", "<f5><f6><del>", "1x2 3<enter>4x5z"] {
        desk.keys(keys)?;
        desk.paste("een zin");
    }
    assert_eq!(desk.fake_store.log, log);
    assert_eq!(desk.model.view.desk, before);
    desk.keys("<esc>")?;
    assert!(desk.model.view.layers.is_empty());
    Ok(())
}

#[test]
fn an_empty_log_has_no_film_and_no_key_overtakes_it() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("F")?;
    assert!(desk.text().contains("Er is nog niets vastgelegd."), "{}", desk.text());
    let mut desk = TestDesk::week()?;
    desk.slow = true;
    // What is typed before the film begins does nothing on the desk under it.
    desk.keys("Flo<enter>S")?;
    assert!(desk.text().contains("Het logboek wordt gelezen"), "{}", desk.text());
    desk.answer();
    assert!(film(&desk).is_ok() && desk.model.view.layers.len() == 1);
    desk.keys("<esc>F<esc>n")?;
    desk.answer();
    assert!(matches!(desk.model.view.layers[..], [Layer::Form(_)]));
    Ok(())
}

#[test]
fn every_decision_has_a_mark_and_only_those() -> TestResult {
    for entry in &TestDesk::week()?.fake_store.log {
        let expected = matches!(
            entry.event,
            LogEvent::BesluitTaken { .. } | LogEvent::RijChosen { .. } | LogEvent::TermijnSet { .. }
        );
        let not_needed = matches!(&entry.event, LogEvent::StepSet { state, .. } if *state == StepState::NotNeeded);
        assert_eq!(DecisionMark::from(&entry.event).is_some(), expected || not_needed, "{entry:?}");
    }
    Ok(())
}

/// The real store asked for a moment, as `toon --op` does, gives what the film shows at it.
#[test]
fn the_store_of_then_and_the_film_agree() -> TestResult {
    let folder = tempfile::tempdir()?;
    let log = TestDesk::week()?.fake_store.log;
    let now = log.last().ok_or("leeg")?.recorded_at;
    let mut store = store::open(folder.path(), Access::Write, Some(StoreKind::Demo), Unlock::None, now)?;
    let history: Vec<_> =
        log.iter().map(|e| (e.recorded_at, NewEvent { occurred_at: e.occurred_at, event: e.event.clone() })).collect();
    store.play_history("proef", &history)?;
    let zaak = store.load_all()?.zaken.keys().next_back().copied().ok_or("geen zaak")?;
    let setup = setup()?;
    for scope in [FilmScope::Zaak(zaak), FilmScope::Desk] {
        let entries = store.film(scope)?;
        let mut film = Film::new(scope, entries, now, &setup).ok_or("geen film")?;
        for _ in 0..30 {
            let known = folded(&store.entries(scope.zaak(), Some(film.at()))?);
            let then = &film.then().desk;
            assert!(then.zaken.iter().all(|(nr, z)| known.zaken.get(nr) == Some(z)));
            let open = known.zaken.values().filter(|z| z.is_open());
            assert!(open.into_iter().all(|z| then.zaken.contains_key(&z.number)));
            assert!(then.meldingen.iter().all(|(nr, m)| known.meldingen.get(nr) == Some(m)));
            film.back();
        }
    }
    Ok(())
}

/// A film of the desk covers three weeks. What lies before them is there as far as it was still on the
/// desk, and at each of its steps the desk is the one that a fold of the whole log gives.
#[test]
fn the_film_of_the_desk_begins_with_what_was_open_then() -> TestResult {
    let folder = tempfile::tempdir()?;
    let log = TestDesk::week()?.fake_store.log;
    let (start, now) = (log.first().ok_or("leeg")?.recorded_at, log.last().ok_or("leeg")?.recorded_at);
    let mut store = store::open(folder.path(), Access::Write, Some(StoreKind::Demo), Unlock::None, now)?;
    // The demo week drawn out to some twelve.
    let history: Vec<_> = log
        .iter()
        .map(|e| (start.plus(e.recorded_at.since(start) * 12), NewEvent { occurred_at: start, event: e.event.clone() }))
        .collect();
    let log = store.play_history("proef", &history)?;
    let entries = store.film(FilmScope::Desk)?;
    assert!(entries.len() < log.len(), "years would come along: {} of {}", entries.len(), log.len());
    let last = log.last().ok_or("leeg")?.recorded_at;
    let mut film = Film::new(FilmScope::Desk, entries, last, &setup()?).ok_or("geen film")?;
    assert!(film.span().0 >= last.plus(-Duration::weeks(3)) && film.step().1 > 20, "{:?}", film.span());
    assert!(film.bar(80).0.iter().any(|v| matches!(v, BarCell::Besluit(_))));
    while film.step().0 > 1 {
        let known = fold(&log, film.at());
        let then = &film.then().desk;
        let open = |desk: &Desk| -> (Vec<_>, Vec<_>) {
            let zaken = desk.zaken.values().filter(|z| z.is_open()).cloned().collect();
            (zaken, desk.meldingen.values().filter(|m| m.is_open()).cloned().collect())
        };
        assert_eq!(open(then), open(&known), "op {}", film.at().long());
        film.back();
    }
    Ok(())
}
