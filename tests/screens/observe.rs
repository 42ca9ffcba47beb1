//! A desk that looks along asks for news once a second and never twice, draws only what changed, leaves
//! the ringing to the one who holds the lease, and asks who that is after every absence.

use chrono::Duration;
use piket::{
    acts::{Act, SetReminder},
    desk::{
        effect::Effect,
        model::Model,
        msg::Msg,
        state::{
            agenda_file::AgendaFile,
            role::{LookReason, Role},
        },
        update::{update, wake_at},
    },
    domain::{alarm::AlarmLine, error::Error, moment::Moment, watch::Heartbeat, writer::Writer},
};

use crate::desk::{self, TestDesk, TestResult};

/// What a tick asks for.
fn tick_all(model: &mut Model, now: Moment) -> Vec<Effect> {
    let msg = desk::tick(model, now);
    update(model, msg)
}

/// What a tick asks for, besides a look at the lease.
fn tick(model: &mut Model, now: Moment) -> Vec<Effect> {
    let effects = tick_all(model, now);
    effects.into_iter().filter(|e| !matches!(e, Effect::Watch { .. })).collect()
}

#[test]
fn news_is_asked_for_once_a_second_and_draws_nothing_by_itself() -> TestResult {
    let mut model = TestDesk::empty()?.model;
    model.session.role = Role::follows(Writer::Process(7), LookReason::Meanwhile, model.view.uptime);
    let start = model.view.now;
    assert_eq!(tick(&mut model, start), [Effect::Follow]);
    assert_eq!(tick(&mut model, start.plus(Duration::milliseconds(900))), []);
    model.dirty = false;
    let nothing = || Msg::Followed { writer: Writer::Process(7), entries: Vec::new(), delta: Box::default() };
    assert_eq!(update(&mut model, nothing()), []);
    assert!(!model.dirty);
    assert!(wake_at(&model) <= model.view.now.plus(Duration::seconds(1)));
    let soon = start.plus(Duration::seconds(2));
    assert_eq!(tick(&mut model, soon), [Effect::Follow]);
    update(&mut model, nothing());
    // A clock that was put back does not make it wait.
    let uptime = model.view.uptime.plus(Duration::seconds(1));
    let put_back = Msg::Tick { now: start.plus(Duration::hours(-1)), uptime };
    assert!(update(&mut model, put_back).contains(&Effect::Follow));
    update(&mut model, Msg::Followed { writer: Writer::Nobody, entries: Vec::new(), delta: Box::default() });
    assert!(model.dirty);
    Ok(())
}

#[test]
fn who_holds_the_lease_rings_and_the_other_shows_it() -> TestResult {
    for (elsewhere, rings) in [(false, true), (true, false)] {
        let mut desk = TestDesk::empty()?;
        desk.zaak("6", "FPC Pompestichting")?;
        let due = desk.model.view.first_countdown().map(|k| k.due).ok_or("geen klok")?;
        let hour_before = due.plus(Duration::minutes(-60));
        desk.at(hour_before.plus(Duration::seconds(-20)));
        if elsewhere {
            let beat = Heartbeat { process: 7, at: hour_before, next: None };
            desk.fake_store.watcher = Some((Writer::Process(7), beat));
            desk.at(hour_before.plus(Duration::seconds(-10)));
        }
        desk.requested.clear();
        desk.at(hour_before);
        assert_eq!(desk.requested.iter().any(|e| matches!(e, Effect::Alarm(_))), rings, "{elsewhere}");
        if elsewhere {
            // The one that rang wrote it down; what it says stands here too.
            let points: Vec<_> =
                desk.fake_store.alarm.open().keys().filter(|p| p.at() <= hour_before).copied().collect();
            assert_eq!(points.len(), 1);
            let alarm_line = |point| AlarmLine::Fired { point, at: hour_before, channels: Vec::new() };
            desk.fake_store.wake(points.into_iter().map(alarm_line).collect());
            desk.after(Duration::seconds(5));
        }
        assert!(desk.text().contains("ALARM  nog 1 u  MBV  W47-01"), "{}", desk.text());
    }
    Ok(())
}

/// A desk that holds the lease, ten seconds before its first alarm, and the moment of that alarm.
fn before_alarm() -> Result<(TestDesk, Moment), Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    let due = desk.model.view.first_countdown().map(|k| k.due).ok_or("geen klok")?;
    let hour_before = due.plus(Duration::minutes(-60));
    desk.at(hour_before.plus(Duration::seconds(-10)));
    Ok((desk, hour_before))
}

fn alarms(effects: &[Effect]) -> usize {
    effects.iter().filter(|e| matches!(e, Effect::Alarm(_))).count()
}

fn questions(effects: &[Effect]) -> usize {
    effects.iter().filter(|e| matches!(e, Effect::Watch { .. })).count()
}

#[test]
fn who_was_away_asks_who_calls_out_before_it_rings() -> TestResult {
    // Shorter than a sleep, and longer: another may have gone on in either.
    for gone in [Duration::seconds(14), Duration::seconds(100), Duration::hours(5)] {
        for (elsewhere, rings) in [(true, 0), (false, 1)] {
            let (mut desk, hour_before) = before_alarm()?;
            if elsewhere {
                let beat = Heartbeat { process: 7, at: hour_before, next: None };
                desk.fake_store.watcher = Some((Writer::Process(7), beat));
            }
            let awake = tick_all(&mut desk.model, hour_before.plus(gone));
            assert_eq!((questions(&awake), alarms(&awake)), (1, 0), "{gone}");
            let answer = update(&mut desk.model, desk.fake_store.keep_watch());
            assert_eq!(alarms(&answer), rings, "{gone}");
        }
    }
    Ok(())
}

#[test]
fn an_answer_from_before_an_absence_says_nothing_of_now() -> TestResult {
    for (elsewhere, rings) in [(true, 0), (false, 1)] {
        let (mut desk, hour_before) = before_alarm()?;
        assert_eq!(questions(&tick_all(&mut desk.model, hour_before.plus(Duration::seconds(-8)))), 1);
        let from_then = desk.fake_store.keep_watch();
        if elsewhere {
            let beat = Heartbeat { process: 7, at: hour_before, next: None };
            desk.fake_store.watcher = Some((Writer::Process(7), beat));
        }
        let awake = tick_all(&mut desk.model, hour_before.plus(Duration::seconds(60)));
        assert_eq!((questions(&awake), alarms(&awake)), (1, 0));
        assert_eq!(alarms(&update(&mut desk.model, from_then)), 0);
        assert_eq!(alarms(&update(&mut desk.model, desk.fake_store.keep_watch())), rings);
    }
    Ok(())
}

#[test]
fn a_holder_whose_store_is_slow_waits_for_its_answer_since_the_lease_may_be_gone() -> TestResult {
    for (elsewhere, rings) in [(true, 0), (false, 1)] {
        let (mut desk, hour_before) = before_alarm()?;
        for before in [7, 5, 3, 1, 0] {
            let effects = tick_all(&mut desk.model, hour_before.plus(Duration::seconds(-before)));
            assert_eq!((questions(&effects), alarms(&effects)), (usize::from(before == 7), 0), "{before}");
        }
        if elsewhere {
            let beat = Heartbeat { process: 7, at: hour_before, next: None };
            desk.fake_store.watcher = Some((Writer::Process(7), beat));
        }
        assert_eq!(alarms(&update(&mut desk.model, desk.fake_store.keep_watch())), rings);
    }
    Ok(())
}

#[test]
fn a_store_that_is_silent_keeps_an_alarm_back_no_longer_than_ten_seconds() -> TestResult {
    let (mut desk, hour_before) = before_alarm()?;
    let mut now = hour_before.plus(Duration::seconds(60));
    let mut fired = alarms(&tick_all(&mut desk.model, now));
    for _ in 0..3 {
        now = wake_at(&desk.model);
        assert!(now <= desk.model.view.now.plus(Duration::seconds(3)));
        fired += alarms(&tick_all(&mut desk.model, now));
    }
    assert_eq!(fired, 0);
    while now < hour_before.plus(Duration::seconds(71)) {
        now = wake_at(&desk.model);
        fired += alarms(&tick_all(&mut desk.model, now));
    }
    assert_eq!(fired, 1);
    Ok(())
}

#[test]
fn the_calendar_is_written_by_who_calls_out_one_at_a_time_and_once_more_for_what_changed_meanwhile() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.model.session.agenda = AgendaFile::requested();
    let occurrences = |desk: &mut TestDesk| -> usize {
        desk.requested.drain(..).filter(|e| matches!(e, Effect::Agenda { .. })).count()
    };
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.at(desk.model.view.now.plus(Duration::seconds(2)));
    assert_eq!(occurrences(&mut desk), 1);
    for minutes in [30, 60, 90] {
        let when = desk.model.view.now.plus(Duration::minutes(minutes));
        desk.run(&Act::SetReminder(SetReminder { zaak, when, text: "bel terug".to_owned(), step: None }))?;
        desk.at(desk.model.view.now.plus(Duration::seconds(2)));
    }
    assert_eq!(occurrences(&mut desk), 0, "de eerste wordt nog geschreven");
    desk.send(Msg::Agenda(Ok(())));
    assert_eq!(occurrences(&mut desk), 1);
    desk.send(Msg::Agenda(Ok(())));
    assert_eq!(occurrences(&mut desk), 0);
    let beat = Heartbeat { process: 7, at: desk.model.view.now, next: None };
    desk.fake_store.watcher = Some((Writer::Process(7), beat));
    let when = desk.model.view.now.plus(Duration::minutes(20));
    desk.at(desk.model.view.now.plus(Duration::seconds(2)));
    desk.run(&Act::SetReminder(SetReminder { zaak, when, text: "bel terug".to_owned(), step: None }))?;
    desk.at(desk.model.view.now.plus(Duration::seconds(2)));
    assert_eq!(occurrences(&mut desk), 0, "die de wacht heeft schrijft haar");
    Ok(())
}

#[test]
fn a_calendar_that_could_not_be_written_is_tried_again_and_the_complaint_ends_with_it() -> TestResult {
    let mut desk = TestDesk::empty()?.sized(120, 36);
    desk.model.session.agenda = AgendaFile::requested();
    desk.zaak("6", "FPC Pompestichting")?;
    desk.at(desk.model.view.now.plus(Duration::seconds(2)));
    let occurrences = |desk: &mut TestDesk| -> usize {
        desk.requested.drain(..).filter(|e| matches!(e, Effect::Agenda { .. })).count()
    };
    assert_eq!(occurrences(&mut desk), 1);
    for _ in 0..2 {
        desk.send(Msg::Agenda(Err(Error::data("De schijf is vol."))));
        assert_eq!(desk.text().matches("De agenda wordt niet bijgehouden: De schijf is vol.").count(), 1);
        desk.at(desk.model.view.now.plus(Duration::seconds(6)));
        assert_eq!(occurrences(&mut desk), 1, "nothing else changed meanwhile");
    }
    desk.send(Msg::Agenda(Ok(())));
    assert!(!desk.text().contains("De agenda wordt niet bijgehouden"), "{}", desk.text());
    Ok(())
}
