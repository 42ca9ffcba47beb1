//! What lies ahead: as a strip above a wide desk, as a column beside the widest, and over any desk by one key.

use std::collections::BTreeSet;

use chrono::Duration;
use piket::{
    deadline::Ground,
    desk::{layer::Layer, state::item::Item},
    domain::moment::Moment,
    judge::horizon::{HorizonEvent, HorizonMark, HorizonSpan},
};

use crate::desk::{NIGHT, TestDesk, TestResult, compare};

#[test]
fn the_night_stands_where_there_is_room_for_it() -> TestResult {
    for (width, height, keys, name) in [
        (140, 45, "", "vooruitblik-strook-140x45"),
        (200, 60, "", "vooruitblik-kolom-200x60"),
        (80, 24, "0", "vooruitblik-80x24"),
        (100, 30, "0<tab>", "vooruitblik-week-100x30"),
    ] {
        let mut desk = TestDesk::week()?.sized(width, height);
        desk.choose_rij("G")?;
        desk.keys(keys)?;
        compare(name, &desk.picture());
    }
    Ok(())
}

/// Counted apart from what makes the marks: every reading that a running term still has is there, and nothing twice.
#[test]
fn every_reading_that_is_left_has_a_mark() -> TestResult {
    let start = Moment::from_rfc3339(NIGHT)?;
    for hours in [0, 5, 11, 29, 31, 60] {
        let mut desk = TestDesk::week()?;
        desk.at(start.plus(Duration::hours(hours)));
        let now = desk.model.view.now;
        for span in [HorizonSpan::Day, HorizonSpan::Week] {
            let horizon = desk.model.view.horizon(span);
            let term = |mark: &&HorizonMark| {
                matches!(mark.event, HorizonEvent::Termijn(_) | HorizonEvent::Lezing(_)) && mark.at > now
            };
            let seen: BTreeSet<(Moment, Option<_>)> =
                horizon.marks.iter().filter(term).map(|mark| (mark.at, mark.zaak)).collect();
            let mut expected = BTreeSet::new();
            for countdown in desk.model.view.derived.values().flat_map(|d| d.countdowns.iter().flatten()) {
                if countdown.met_at.is_none() && !countdown.lapsed {
                    let mut dues: Vec<Moment> = countdown.termijn.lezingen.iter().map(|lezing| lezing.due).collect();
                    if countdown.ground == Ground::Hand {
                        dues = vec![countdown.due];
                    }
                    let left = dues.into_iter().filter(|due| *due > now && *due < horizon.until);
                    expected.extend(left.map(|due| (due, Some(countdown.zaak))));
                }
            }
            assert!(!expected.is_empty() || span == HorizonSpan::Day || hours > 20, "{hours}");
            assert_eq!(seen, expected, "{hours} {span:?}");
            assert!(horizon.marks.windows(2).all(|pair| matches!(pair, [a, b] if a < b)), "{hours} {span:?}");
            assert!(horizon.from <= now && now.plus(Duration::hours(24)) <= horizon.until);
        }
    }
    Ok(())
}

#[test]
fn now_moves_along_the_strip_and_the_office_is_shaded() -> TestResult {
    let mut desk = TestDesk::week()?.sized(140, 45);
    let place = |desk: &mut TestDesk| -> Option<usize> {
        let text = desk.text();
        let axis = text.lines().skip_while(|line| !line.contains("De komende 24 uur")).nth(1)?;
        axis.find("nu ")
    };
    let first = place(&mut desk).ok_or("nu ontbreekt")?;
    desk.after(Duration::minutes(40));
    let later = place(&mut desk).ok_or("nu ontbreekt")?;
    assert!(later > first, "{first} {later}");
    // On a Sunday night there are no office hours in sight; on Sunday noon those of Monday are.
    assert!(!desk.text().contains("░░"));
    desk.after(Duration::hours(10));
    assert!(desk.text().contains("░░"), "{}", desk.text());
    Ok(())
}

#[test]
fn enter_goes_to_the_case_and_the_same_key_closes() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.keys("0")?;
    assert!(desk.text().contains("De komende 24 uur"), "{}", desk.text());
    let Some(Layer::Horizon(shown)) = desk.model.view.layers.last() else { return Err("gesloten".into()) };
    let horizon = desk.model.view.horizon(shown.span);
    let expected = horizon.marks.get(shown.cursor).and_then(|mark| mark.zaak).ok_or("geen zaak")?;
    desk.keys("<enter>")?;
    assert_eq!(desk.model.view.chosen, Some(Item::Zaak(expected)));
    assert!(desk.model.view.layers.is_empty());
    desk.keys("0<tab>0")?;
    assert!(desk.model.view.layers.is_empty());
    Ok(())
}

#[test]
fn no_size_is_too_small_for_it() -> TestResult {
    for (width, height) in [(60, 15), (61, 16), (139, 24), (300, 100), (196, 49)] {
        let mut desk = TestDesk::week()?.sized(width, height);
        desk.keys("0")?;
        assert!(desk.text().contains("24 uur"), "{width}x{height}");
        desk.keys("G<tab>G")?;
        assert!(desk.text().contains("7 dagen"), "{width}x{height}");
    }
    Ok(())
}
