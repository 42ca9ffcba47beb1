//! A wall clock that is put back or forward changes terms and alarms, and no wait: what was typed is saved, an
//! opened name closes and the lock falls by the time that really goes by.

use chrono::Duration;
use piket::desk::{msg::Msg, state::screen_lock::LockRule, state::shielding::Shielding, update::wake_at};
use piket::domain::melding::Content;

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
    assert!(matches!(desk.model.session.shielding, Shielding::None));
    pass(&mut desk, 10);
    assert!(matches!(desk.model.session.shielding, Shielding::ScreenLock(_)));
    Ok(())
}
