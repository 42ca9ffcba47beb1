//! A wall clock that is put back or forward changes terms and alarms, and no wait: what was typed is saved, an
//! opened name closes and the lock falls by the time that really goes by.

use chrono::Duration;
use piket::desk::{msg::Msg, state::screen_lock::LockRule, state::shielding::Shielding, update::wake_at};
use piket::domain::melding::Content;
use proptest::prelude::*;

use crate::desk::{TestDesk, TestResult};

/// So many tenths of a second go by.
fn pass(desk: &mut TestDesk, tenths: i64) {
    for _ in 0..tenths {
        // The loop would have woken by then.
        assert!(wake_at(&desk.model) > desk.model.view.now);
        let (now, uptime) = (desk.model.view.now, desk.model.view.uptime);
        let tenth = Duration::milliseconds(100);
        desk.send(Msg::Tick { now: now.plus(tenth), uptime: uptime.plus(tenth) });
    }
}

#[test]
fn what_is_typed_is_saved_within_a_second_of_a_clock_that_is_put_back_an_hour() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("n<tab>eerste woorden")?;
    desk.set_clock(desk.model.view.now.plus(Duration::hours(-1)));
    pass(&mut desk, 10);
    desk.keys(" en de rest")?;
    pass(&mut desk, 10);
    let saved = desk.fake_store.everything.meldingen.values().next().ok_or("not saved")?;
    assert!(matches!(&saved.content, Content::Call(c) if c.what.read() == "eerste woorden en de rest"), "{saved:?}");
    Ok(())
}

#[test]
fn an_opened_name_closes_after_its_ten_seconds_whatever_the_clock_says() -> TestResult {
    for hours in [-1, 1] {
        let mut desk = TestDesk::week()?;
        desk.keys("m")?;
        assert!(desk.model.view.revealed.is_some(), "{}", desk.text());
        desk.set_clock(desk.model.view.now.plus(Duration::hours(hours)));
        pass(&mut desk, 99);
        assert!(desk.model.view.revealed.is_some(), "{hours}");
        pass(&mut desk, 1);
        assert!(desk.model.view.revealed.is_none(), "{hours}");
    }
    Ok(())
}

#[test]
fn the_lock_falls_after_its_minutes_whatever_the_clock_says() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.model.view.setup.lock_rule = LockRule::After(Duration::minutes(2));
    desk.keys("j")?;
    desk.set_clock(desk.model.view.now.plus(Duration::hours(-1)));
    pass(&mut desk, 1190);
    assert!(matches!(desk.model.view.shielding, Shielding::None));
    pass(&mut desk, 10);
    assert!(matches!(desk.model.view.shielding, Shielding::ScreenLock(_)));
    Ok(())
}

/// What happens to a machine while somebody types, each so many tenths of a second after the last.
#[derive(Debug, Clone)]
enum Change {
    /// The wall clock is set, so many minutes on or back.
    Set(i64),
    /// The machine sleeps so many minutes: both clocks go on.
    Sleep(i64),
    /// A letter.
    Letter(char),
}

fn change() -> impl Strategy<Value = (i64, Change)> {
    let one = prop_oneof![
        (-1_500i64..1_500).prop_map(Change::Set),
        (1i64..600).prop_map(Change::Sleep),
        (b'a'..=b'z').prop_map(|c| Change::Letter(char::from(c))),
        (b'a'..=b'z').prop_map(|c| Change::Letter(char::from(c))),
    ];
    (0i64..12, one)
}

/// The call as it stands in the store.
fn saved(desk: &TestDesk) -> Option<String> {
    let call = desk.fake_store.everything.meldingen.values().next()?;
    match &call.content {
        Content::Call(call) => Some(call.what.read().to_owned()),
        Content::Mail(_) => None,
    }
}

/// Half a second by the clock that nobody sets, and it is saved: whatever the other clock was told meanwhile.
#[test]
fn whatever_is_done_to_the_clock_what_was_typed_is_saved_by_the_time_that_goes_by() {
    let config = ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(changes in prop::collection::vec(change(), 1..24))| {
        let mut desk = TestDesk::empty().map_err(|e| TestCaseError::fail(e.to_string()))?;
        desk.model.view.setup.lock_rule = LockRule::Never;
        desk.keys("n<tab>").map_err(|e| TestCaseError::fail(e.to_string()))?;
        let (mut typed, mut last) = (String::new(), desk.model.view.uptime);
        for (tenths, change) in changes {
            pass(&mut desk, tenths);
            if !typed.is_empty() && desk.model.view.uptime.since(last) >= Duration::milliseconds(500) {
                prop_assert_eq!(saved(&desk), Some(typed.clone()));
            }
            let (now, uptime) = (desk.model.view.now, desk.model.view.uptime);
            match change {
                Change::Set(minutes) => desk.set_clock(now.plus(Duration::minutes(minutes))),
                Change::Sleep(minutes) => {
                    let slept = Duration::minutes(minutes);
                    desk.send(Msg::Tick { now: now.plus(slept), uptime: uptime.plus(slept) });
                }
                Change::Letter(letter) => {
                    desk.keys(&letter.to_string()).map_err(|e| TestCaseError::fail(e.to_string()))?;
                    typed.push(letter);
                    last = desk.model.view.uptime;
                }
            }
        }
    });
}
