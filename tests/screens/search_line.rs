//! A search is always answered: it has a bounded length, and what the store has no room for is asked again.

use chrono::Duration;
use piket::desk::msg::Msg;

use crate::{
    bursts::burst,
    desk::{TestDesk, TestResult},
};

#[test]
fn what_is_too_long_to_search_is_said_and_searches_for_nothing_else() -> TestResult {
    for text in ["issel ".repeat(300), "x".repeat(201), "woord ".repeat(60_000)] {
        let mut desk = TestDesk::week()?;
        desk.keys("/brand")?;
        let found = desk.model.view.found_count();
        burst(&mut desk, text.as_bytes());
        assert!(desk.text().contains("ten hoogste 200 tekens"), "{}", desk.text());
        assert_eq!(desk.model.view.found_count(), found);
        assert_eq!(desk.model.view.search, "brand");
        desk.keys("<esc>/issel")?;
        assert!(desk.model.view.found_count().is_some(), "{}", desk.text());
    }
    Ok(())
}

#[test]
fn what_the_store_had_no_room_for_is_asked_again() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.keys("/brand")?;
    let found = desk.model.view.found_count();
    desk.model.view.found = None;
    desk.send(Msg::SearchWaits);
    assert!(found.is_some() && desk.model.view.found_count().is_none());
    desk.after(Duration::milliseconds(10));
    assert_eq!(desk.model.view.found_count(), found, "{}", desk.text());
    assert!(!desk.model.session.search_waits);
    Ok(())
}
