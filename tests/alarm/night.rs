//! Nights of one term: the clocks change, a clock that was ahead is put back, an alarm is answered twice. Each
//! says at which moments it rings.

use std::collections::BTreeSet;

use chrono::Duration;
use piket::{
    alarm::wekkerboek::{AlarmStatus, AlarmTarget, LEEWAY, Round, TargetBasis, Tone, Wekkerboek, round, self_check},
    domain::{
        alarm::{AlarmLine, AlarmPoint, AlarmTopic, Purpose, SnoozeReason},
        moment::Moment,
        termijn_kind::TermijnKind,
    },
};

use crate::common::{Failure, TestResult};

/// A term with the usual ladder.
fn target(due: Moment) -> Result<AlarmTarget, Failure> {
    let topic = AlarmTopic::Zaak { zaak: "2026-W13-01".parse()?, purpose: Purpose::Termijn(TermijnKind::of("moa")) };
    Ok(AlarmTarget {
        topic,
        due,
        too_late_at: due,
        rungs: vec![60, 15, 0],
        repeat: 15,
        tone: Tone::Loud,
        loud_from: None,
        is_running: true,
        under: None,
        basis: TargetBasis::Now,
    })
}

/// Takes lines of which each says something new.
fn write(book: &mut Wekkerboek, alarm_lines: &[AlarmLine]) {
    for alarm_line in alarm_lines {
        assert!(book.apply(alarm_line), "{alarm_line:?}");
    }
}

/// What one look rings, which goes off at once.
fn look(book: &mut Wekkerboek, targets: &[AlarmTarget], now: Moment) -> usize {
    let Round { alarm_lines, to_fire } = round(book, targets, &BTreeSet::new(), None, now);
    write(book, &alarm_lines);
    let went_off = |point: &AlarmPoint| AlarmLine::Fired { point: *point, at: now, channels: Vec::new() };
    write(book, &to_fire.iter().map(went_off).collect::<Vec<_>>());
    to_fire.len()
}

/// Ticks every half minute from one moment to another, and gives the moments at which something rang.
fn night(from: &str, until: &str, due: &str) -> Result<Vec<String>, Failure> {
    let (mut now, until) = (Moment::from_rfc3339(from)?, Moment::from_rfc3339(until)?);
    let targets = [target(Moment::from_rfc3339(due)?)?];
    let (mut book, mut rang) = (Wekkerboek::default(), Vec::new());
    while now <= until {
        let Round { alarm_lines, to_fire } = round(&book, &targets, &BTreeSet::new(), None, now);
        write(&mut book, &alarm_lines);
        for point in to_fire {
            rang.push(now.rfc3339());
            book.apply(&AlarmLine::Fired { point, at: now, channels: Vec::new() });
            let seen = book.seen(point.topic, now, None);
            write(&mut book, &seen);
        }
        now = now.plus(Duration::seconds(30));
    }
    Ok(rang)
}

#[test]
fn an_hour_before_is_an_hour_of_time_also_when_the_clocks_change() -> TestResult {
    // Spring: 03:30 summer time is an hour after 01:30 winter time.
    let spring = night("2026-03-29T00:00:00+01:00", "2026-03-29T05:00:00+02:00", "2026-03-29T03:30:00+02:00")?;
    assert_eq!(spring, ["2026-03-29T01:30:00+01:00", "2026-03-29T03:15:00+02:00", "2026-03-29T03:30:00+02:00"]);
    // Autumn: an hour before the second 02:30 is the first one.
    let autumn = night("2026-10-25T00:00:00+02:00", "2026-10-25T05:00:00+01:00", "2026-10-25T02:30:00+01:00")?;
    assert_eq!(autumn, ["2026-10-25T02:30:00+02:00", "2026-10-25T02:15:00+01:00", "2026-10-25T02:30:00+01:00"]);
    let year = night("2026-12-31T22:00:00+01:00", "2027-01-01T02:00:00+01:00", "2027-01-01T00:10:00+01:00")?;
    assert_eq!(year, ["2026-12-31T23:10:00+01:00", "2026-12-31T23:55:00+01:00", "2027-01-01T00:10:00+01:00"]);
    Ok(())
}

#[test]
fn a_clock_that_was_ahead_and_is_put_back_rings_again_at_the_right_time() -> TestResult {
    let real = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
    let targets = [target(real.plus(Duration::hours(2)))?];
    let mut book = Wekkerboek::default();
    assert_eq!(look(&mut book, &targets, real), 0);
    // Three hours ahead everything was missed; one alarm says so.
    assert_eq!(look(&mut book, &targets, real.plus(Duration::hours(3))), 1);
    assert_eq!(book.tally().missed, 3);
    // Put back, the ladder stands as if nothing had been.
    assert_eq!(look(&mut book, &targets, real), 0);
    assert_eq!(look(&mut book, &targets, real.plus(Duration::hours(1))), 1);
    assert_eq!(look(&mut book, &targets, real.plus(Duration::minutes(105))), 1);
    assert_eq!(look(&mut book, &targets, real.plus(Duration::hours(2))), 1);
    // And so does what comes after the term, whatever was planned by the clock that was ahead.
    for total_minutes in [135, 150, 165] {
        assert_eq!(look(&mut book, &targets, real.plus(Duration::minutes(total_minutes - 1))), 0, "{total_minutes}");
        assert_eq!(look(&mut book, &targets, real.plus(Duration::minutes(total_minutes))), 1, "{total_minutes}");
    }
    assert!(book.matches());
    Ok(())
}

#[test]
fn what_was_put_off_by_a_clock_that_was_ahead_is_not_put_off_for_years() -> TestResult {
    let real = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
    let targets = [target(real.plus(Duration::minutes(-30)))?];
    let mut book = Wekkerboek::default();
    let soon = real.plus(Duration::days(3650));
    assert_eq!(look(&mut book, &targets, soon), 1);
    let snooze = book.snooze(targets[0].topic, soon, soon.plus(Duration::minutes(10)), SnoozeReason::Busy);
    write(&mut book, &snooze);
    assert_eq!(look(&mut book, &targets, real), 0);
    assert_eq!(look(&mut book, &targets, real.plus(Duration::minutes(15))), 1);
    Ok(())
}

#[test]
fn the_last_answer_counts_and_not_what_was_put_off_before_it() -> TestResult {
    let start = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
    let when = |total_minutes| start.plus(Duration::minutes(total_minutes));
    for (answer, next) in [("gezien", None), ("later", Some(when(21)))] {
        // It is put off a few minutes before its moment, and then its moment comes.
        let targets = [target(when(10))?];
        let topic = targets[0].topic;
        let mut book = Wekkerboek::default();
        assert_eq!(look(&mut book, &targets, when(0)), 1);
        let snooze = book.snooze(topic, when(5), when(15), SnoozeReason::Unspecified);
        write(&mut book, &snooze);
        assert_eq!(look(&mut book, &targets, when(10)), 1);
        let alarm_lines = match answer {
            "gezien" => book.seen(topic, when(11), None),
            _ => book.snooze(topic, when(11), when(21), SnoozeReason::Unspecified),
        };
        write(&mut book, &alarm_lines);
        assert_eq!(look(&mut book, &targets, when(16)), 0, "{answer}");
        assert_eq!(book.next(when(16)), next, "{answer}");
    }
    Ok(())
}

#[test]
fn the_audit_sees_a_term_without_an_alarm_and_an_alarm_that_did_not_go() -> TestResult {
    let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
    let targets = [target(now.plus(Duration::hours(2)))?];
    let mut book = Wekkerboek::default();
    let state = |book: &Wekkerboek, now| self_check(book, &targets, now).first().map(|b| b.state);
    assert_eq!(state(&book, now), Some(AlarmStatus::Missing));
    let first_glance = round(&book, &targets, &BTreeSet::new(), None, now).alarm_lines;
    write(&mut book, &first_glance);
    let first = now.plus(Duration::hours(1));
    assert_eq!(state(&book, now), Some(AlarmStatus::Upcoming(first)));
    assert_eq!(state(&book, first.plus(LEEWAY)), Some(AlarmStatus::Upcoming(first)));
    let later = first.plus(LEEWAY).plus(Duration::seconds(1));
    assert_eq!(state(&book, later), Some(AlarmStatus::Overdue(first)));
    Ok(())
}
