//! A reminder of the officer's own: one key, a time and a few words. It counts down in its case, its
//! text is masked as any other, it rings with its number alone, and it is done by a key or by being seen.

use chrono::Duration;
use piket::desk::effect::Effect;

use crate::desk::{TestDesk, TestResult};

#[test]
fn it_is_set_with_one_key_and_stands_in_the_case_until_it_is_done() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("15", "FPC Pompestichting")?;
    desk.keys("R02:00<tab>bel S. Fictema terug<ctrl-s>")?;
    // "02:00" at ten past two is tomorrow's.
    assert!(desk.text().contains("De herinnering staat op ma 23-11 02:00."), "{}", desk.text());
    desk.keys("u")?;
    assert!(!desk.text().contains("herinnering ma"), "{}", desk.text());
    desk.keys("R02:30<tab>bel S. Fictema terug<ctrl-s>")?;
    desk.keys("<enter>")?;
    assert!(desk.line("herinnering").contains("STRAKS, nog 20 min  herinnering zo 22-11 02:30"), "{}", desk.text());
    // As who comes after: it was typed by somebody else.
    desk.model.view.own.clear();
    desk.keys("wG")?;
    assert!(!desk.text().contains("Fictema") && desk.text().contains("Herinnering 2"), "{}", desk.text());
    desk.keys("m")?;
    assert!(desk.text().contains("bel S. Fictema terug"), "{}", desk.text());
    desk.requested.clear();
    desk.after(Duration::minutes(20));
    let alarms: Vec<&str> = desk.requested.iter().filter_map(text).collect();
    assert_eq!(alarms, [format!("{zaak}: herinnering 2 van 02:30")]);
    assert!(desk.text().contains("ALARM  herinnering 2 van 02:30  01 Pompestichting"), "{}", desk.text());
    // Later, again, and then it is done.
    desk.keys("L")?;
    assert!(!desk.text().contains("ALARM"), "{}", desk.text());
    desk.after(Duration::minutes(10));
    assert!(desk.text().contains("ALARM"), "{}", desk.text());
    desk.keys("s")?;
    assert!(!desk.text().contains("ALARM") && !desk.text().contains("herinnering zo"), "{}", desk.text());
    assert!(desk.text().contains("Herinnering 2 ("), "{}", desk.text());
    desk.requested.clear();
    desk.after(Duration::hours(5));
    assert!(desk.requested.iter().filter_map(text).all(|t| !t.contains("herinnering")));
    Ok(())
}

fn text(effect: &Effect) -> Option<&str> {
    match effect {
        Effect::Alarm(alarm) => Some(&alarm.text),
        _ => None,
    }
}

#[test]
fn it_is_done_on_its_own_line_and_rings_behind_the_lock() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("R02:30<tab>eerste<ctrl-s>R02:40<tab>tweede<ctrl-s>w")?;
    desk.keys("G<omhoog>x")?;
    assert!(desk.text().contains("Herinnering 1 ("), "{}", desk.text());
    desk.keys("<ctrl-l>")?;
    desk.requested.clear();
    desk.after(Duration::minutes(31));
    let alarms: Vec<&str> = desk.requested.iter().filter_map(text).collect();
    assert_eq!(alarms, ["2026-W47-01: herinnering 2 van 02:40"]);
    Ok(())
}

/// A reminder lies ahead: that it does is nothing to warn of, and that it does not is.
#[test]
fn a_time_that_is_to_come_warns_only_when_it_is_past() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("R+30")?;
    assert!(!desk.text().contains("in de toekomst") && desk.text().contains("02:4"), "{}", desk.text());
    desk.keys("<ctrl-u>21-11 02:00")?;
    assert!(desk.text().contains("al voorbij"), "{}", desk.text());
    Ok(())
}
