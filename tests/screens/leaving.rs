//! Leaving while something runs: the desk says that nobody calls out any more and what comes first, asks once,
//! and the terminal shows it as well.

use piket::{
    desk::{effect::Effect, ops::leave, state::departure::Departure},
    domain::{watch::Heartbeat, writer::Writer},
};

use crate::desk::{TestDesk, TestResult, compare};

#[test]
fn it_asks_once_and_only_its_own_key_leaves() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("q")?;
    compare("weggaan-80x24", &desk.picture());
    let log = desk.fake_store.log.len();
    // No key of the desk works, and neither the key that asked nor Enter is a yes.
    desk.keys("q<enter>jxS n<tab>y")?;
    desk.paste("v");
    assert!(!desk.model.stopping && desk.fake_store.log.len() == log && desk.model.view.layers.is_empty());
    desk.keys("<esc>j")?;
    assert!(!desk.model.stopping && !desk.text().contains("roept niemand"), "{}", desk.text());
    desk.keys("q")?;
    desk.keys("v")?;
    assert!(desk.model.stopping && desk.requested.contains(&Effect::Stop));
    assert_eq!(
        leave::last_words(&desk.model).as_deref(),
        Some("Volgende termijn: 2026-W47-01 MBV ma 09:00. Niemand roept.")
    );
    Ok(())
}

#[test]
fn a_second_ctrl_c_leaves_and_w_goes_on_as_the_watch() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("nMesdag<ctrl-c>")?;
    assert!(!desk.model.stopping);
    desk.keys("<ctrl-c>")?;
    assert!(desk.model.stopping);
    assert!(desk.fake_store.everything.meldingen.len() == 2, "what was typed is saved");

    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("qw")?;
    assert!(desk.model.stopping && desk.model.session.departure == Departure::ToWatch);
    assert!(leave::last_words(&desk.model).is_some_and(|s| !s.contains("Niemand")));
    Ok(())
}

#[test]
fn where_nothing_runs_or_another_calls_out_it_just_leaves() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("q")?;
    assert!(desk.model.stopping && leave::last_words(&desk.model).is_none());

    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.fake_store.watcher = Some((Writer::Process(1), Heartbeat { process: 1, at: desk.model.view.now, next: None }));
    desk.after(chrono::Duration::seconds(4));
    desk.keys("q")?;
    assert!(desk.model.stopping);
    assert!(leave::last_words(&desk.model).is_some_and(|s| s.ends_with("Een andere piket roept.")));
    Ok(())
}

#[test]
fn a_lock_names_no_case_and_no_size_stops_the_question() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.keys("<ctrl-l>")?;
    let words = leave::last_words(&desk.model).unwrap_or_default();
    assert!(!words.contains("W47-") && words.contains("Niemand roept."), "{words}");
    for (width, height) in [(1, 1), (20, 5), (59, 14), (300, 100)] {
        let mut desk = TestDesk::week()?.sized(width, height);
        desk.keys("q")?;
        desk.draw();
    }
    Ok(())
}
