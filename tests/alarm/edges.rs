//! The very moments of the wekkerboek: when a rung, a term or a stretch begins and ends. The moment in force is late itself; two
//! minutes late is still on time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use piket::{
    alarm::{
        ladder::{ArrivalCall, Ladder},
        target::{severity, text},
        wekkerboek::{
            AlarmStatus, AlarmTarget, LEEWAY, Round, TargetBasis, Tone, WatchGap, Wekkerboek, round, self_check,
        },
    },
    domain::{
        alarm::{AlarmLine, AlarmPoint, AlarmTopic, CancelReason, MissedReason, Purpose, Rung, SnoozeReason},
        ids::Zaaknummer,
        melding::MeldingKind,
        moment::Moment,
        termijn_kind::TermijnKind,
    },
    judge::countdown::Severity,
};

use crate::common::{Failure, TestResult};

fn noon() -> Result<Moment, Failure> {
    Ok(Moment::from_rfc3339("2026-11-23T12:00:00+01:00")?)
}

fn after(moment: Moment, seconds: i64) -> Moment {
    moment.plus(Duration::seconds(seconds))
}

fn topic() -> Result<AlarmTopic, Failure> {
    Ok(AlarmTopic::Zaak { zaak: "2026-W48-01".parse()?, purpose: Purpose::Termijn(TermijnKind::of("mbv")) })
}

/// A term at noon, with a wider reading three hours later.
fn target(rungs: &[i64], repeat: i64) -> Result<AlarmTarget, Failure> {
    let due = noon()?;
    Ok(AlarmTarget {
        topic: topic()?,
        due,
        too_late_at: after(due, 3 * 3600),
        rungs: rungs.to_vec(),
        repeat,
        tone: Tone::Silent,
        loud_from: None,
        is_running: true,
        under: None,
        basis: TargetBasis::Now,
    })
}

fn rung(minutes: i64) -> Result<AlarmPoint, Failure> {
    Ok(AlarmPoint { topic: topic()?, due: noon()?, rung: Rung::Minutes(minutes) })
}

/// A book with these rungs planned long before.
fn planned(rungs: &[i64]) -> Result<Wekkerboek, Failure> {
    let mut book = Wekkerboek::default();
    for minutes in rungs {
        assert!(book.apply(&AlarmLine::Planned { point: rung(*minutes)?, at: after(noon()?, -86_400), under: None }));
    }
    Ok(book)
}

fn fire(book: &mut Wekkerboek, minutes: i64, at: Moment) -> TestResult {
    assert!(book.apply(&AlarmLine::Fired { point: rung(minutes)?, at, channels: Vec::new() }));
    Ok(())
}

fn lapsed(alarm_lines: &[AlarmLine]) -> Vec<(Rung, CancelReason)> {
    let lapsed = |line: &AlarmLine| match line {
        AlarmLine::Lapsed { point, reason } => Some((point.rung, *reason)),
        _ => None,
    };
    alarm_lines.iter().filter_map(lapsed).collect()
}

fn look(book: &Wekkerboek, target: &AlarmTarget, gap: Option<WatchGap>, now: Moment) -> Round {
    round(book, std::slice::from_ref(target), &BTreeSet::new(), gap, now)
}

#[test]
fn what_was_seen_too_late_rings_again_where_the_setting_names_minutes() -> TestResult {
    let ladder = |after_seen| Ladder {
        rungs: vec![60, 15, 0],
        per_termijn: BTreeMap::new(),
        loud_from: BTreeMap::new(),
        arrivals: ArrivalCall::Once,
        repeat: 15,
        after_seen,
    };
    let at = noon()?;
    assert_eq!(ladder(60).again(topic()?, at), Some(after(at, 3600)));
    assert_eq!(ladder(0).again(topic()?, at), None, "0 is never");
    let zaak: Zaaknummer = "2026-W48-01".parse()?;
    let others = [
        AlarmTopic::Zaak { zaak, purpose: Purpose::Reminder(1) },
        AlarmTopic::Arrival { melding: "M0012".parse()?, form: MeldingKind::Unknown },
    ];
    assert_eq!(others.map(|topic| ladder(60).again(topic, at)), [None, None]);
    Ok(())
}

/// Called out and drawn it stands the same way: strict passed from the moment in force, too late from the last reading.
#[test]
fn an_alarm_says_where_its_term_stands_to_the_second() -> TestResult {
    let target = target(&[0], 15)?;
    for (from, seconds, expected, words) in [
        (target.due, -1, Severity::Now, "nog 1 s"),
        (target.due, 0, Severity::StrictPassed, "streng voorbij, nog tot ma 23-11 15:00 volgens ruimere lezing"),
        (target.too_late_at, -1, Severity::StrictPassed, "streng voorbij"),
        (target.too_late_at, 0, Severity::TooLate, "MBV te laat"),
        (target.too_late_at, 60, Severity::TooLate, "MBV 1 min te laat"),
    ] {
        let now = after(from, seconds);
        assert_eq!(severity(&target, now), expected, "{now}");
        let said = text(target.topic, "MBV", target.due, target.too_late_at, now);
        assert!(said.contains(words), "{now}: {said}");
    }
    Ok(())
}

#[test]
fn it_is_loud_from_the_last_rung_before_the_moment_or_from_where_the_settings_say() -> TestResult {
    for (loud_from, minutes) in [(None, 15), (Some(60), 60), (Some(0), 0)] {
        let target = AlarmTarget { loud_from, ..target(&[120, 60, 15, 0], 15)? };
        let loud = after(target.due, -minutes * 60);
        for (seconds, tone) in [(-1, Tone::Silent), (0, Tone::Loud), (1, Tone::Loud)] {
            assert_eq!(target.tone_at(after(loud, seconds)), tone, "{loud_from:?} {seconds}");
        }
    }
    Ok(())
}

/// What repeats is quiet once an alarm from the moment itself on was seen; one before it leaves the rest as it is.
#[test]
fn seen_at_the_very_moment_what_repeats_is_quiet() -> TestResult {
    let due = noon()?;
    for (fired, repeats) in [(-1, Vec::new()), (0, vec![(Rung::Minutes(-15), CancelReason::Seen)])] {
        let mut book = planned(&[0, -15])?;
        fire(&mut book, 0, after(due, fired))?;
        let again = after(due, 3600);
        let alarm_lines = book.seen(topic()?, after(due, 60), Some(again));
        assert_eq!(lapsed(&alarm_lines), repeats, "{fired}");
        let rings_again = alarm_lines
            .iter()
            .any(|line| matches!(line, AlarmLine::Planned { point, .. } if point.rung == Rung::Snooze(again)));
        assert_eq!(rings_again, fired == 0, "{fired}");
    }
    Ok(())
}

#[test]
fn put_off_before_the_moment_the_moment_itself_still_rings() -> TestResult {
    let due = noon()?;
    let mut book = planned(&[15, 0, -15])?;
    fire(&mut book, 15, after(due, -900))?;
    let alarm_lines = book.snooze(topic()?, after(due, -600), after(due, 300), SnoozeReason::Busy);
    assert_eq!(lapsed(&alarm_lines), [(Rung::Minutes(-15), CancelReason::Snoozed)]);
    Ok(())
}

#[test]
fn two_minutes_late_is_on_time_and_a_second_more_is_missed() -> TestResult {
    let (target, due) = (target(&[0], 0)?, noon()?);
    let book = planned(&[0])?;
    for (late, is_missed) in [(LEEWAY, false), (LEEWAY + Duration::seconds(1), true)] {
        let now = due.plus(late);
        let Round { alarm_lines, to_fire } = look(&book, &target, None, now);
        let missed = alarm_lines.iter().any(|line| matches!(line, AlarmLine::Missed { .. }));
        assert_eq!((missed, to_fire.contains(&rung(0)?)), (is_missed, !is_missed), "{late}");
        let status = self_check(&book, std::slice::from_ref(&target), now).first().map(|check| check.state);
        let expected = if is_missed { AlarmStatus::Overdue(due) } else { AlarmStatus::Upcoming(due) };
        assert_eq!(status, Some(expected), "{late}");
    }
    Ok(())
}

/// Planned when its moment had passed, it is due from then, and goes.
#[test]
fn what_is_planned_late_goes_at_once() -> TestResult {
    let target = target(&[60], 0)?;
    let now = after(target.due, -1800);
    let mut book = Wekkerboek::default();
    assert!(book.apply(&AlarmLine::Planned { point: rung(60)?, at: now, under: None }));
    let Round { alarm_lines, to_fire } = look(&book, &target, None, now);
    assert_eq!((alarm_lines.len(), to_fire), (0, BTreeSet::from([rung(60)?])));
    Ok(())
}

#[test]
fn a_term_that_comes_in_late_starts_at_the_last_rung_that_passed() -> TestResult {
    let target = target(&[120, 60, 15], 0)?;
    let Round { to_fire, .. } = look(&Wekkerboek::default(), &target, None, after(target.due, -1800));
    assert_eq!(to_fire, BTreeSet::from([rung(60)?]));
    Ok(())
}

/// A stretch in which nobody looked explains what was due in it, from its first moment on.
#[test]
fn what_was_due_when_the_gap_began_was_missed_by_it() -> TestResult {
    let (target, due, book) = (target(&[0], 0)?, noon()?, planned(&[0])?);
    for (from, expected) in [
        (-1, (MissedReason::LaptopSlept, after(due, -1))),
        (0, (MissedReason::LaptopSlept, due)),
        (1, (MissedReason::ProgramClosed, due)),
    ] {
        let gap = Some(WatchGap { reason: MissedReason::LaptopSlept, from: after(due, from) });
        let Round { alarm_lines, .. } = look(&book, &target, gap, after(due, 3600));
        let missed = alarm_lines.iter().find_map(|line| match line {
            AlarmLine::Missed { reason, from, .. } => Some((*reason, *from)),
            _ => None,
        });
        assert_eq!(missed, Some(expected), "{from}");
    }
    Ok(())
}

/// The settings ask for other rungs: what is still to come lapses, and what is due at this moment goes.
#[test]
fn another_setting_withdraws_what_is_to_come_and_not_what_is_due() -> TestResult {
    let (due, book) = (noon()?, planned(&[30, -15])?);
    let target = target(&[15], 20)?;
    let at = after(due, -1800);
    let before = lapsed(&look(&book, &target, None, after(at, -1)).alarm_lines);
    let rungs: BTreeSet<_> = before.iter().map(|(rung, _)| *rung).collect();
    assert_eq!(rungs, BTreeSet::from([Rung::Minutes(30), Rung::Minutes(-15)]));
    assert!(before.iter().all(|(_, reason)| *reason == CancelReason::Settings), "{before:?}");
    let Round { alarm_lines, to_fire } = look(&book, &target, None, at);
    assert_eq!(to_fire, BTreeSet::from([rung(30)?]));
    assert_eq!(lapsed(&alarm_lines), [(Rung::Minutes(-15), CancelReason::Settings)]);
    Ok(())
}

#[test]
fn the_audit_misses_a_rung_that_is_not_planned_and_no_repetition_that_is_not_asked_for() -> TestResult {
    let due = noon()?;
    let status = |book: &Wekkerboek, target: &AlarmTarget, now| {
        self_check(book, std::slice::from_ref(target), now).first().map(|check| check.state)
    };
    // The first rung went; that at the moment itself should be there and is not.
    let target_without = target(&[60, 0], 0)?;
    let mut book = planned(&[60])?;
    fire(&mut book, 60, after(due, -3600))?;
    assert_eq!(status(&book, &target_without, after(due, -1)), Some(AlarmStatus::Missing));
    assert_eq!(status(&book, &target_without, due), Some(AlarmStatus::Off), "every rung has passed");
    // What went off at the very moment and was seen is known to be late; what went off before it is not.
    let target_with = target(&[0], 15)?;
    for (fired, expected) in [(0, AlarmStatus::Seen(due)), (-1, AlarmStatus::Missing)] {
        let mut book = planned(&[0])?;
        fire(&mut book, 0, after(due, fired))?;
        assert!(book.apply(&AlarmLine::Seen { topic: topic()?, at: after(due, 30) }));
        assert_eq!(status(&book, &target_with, after(due, 60)), Some(expected), "{fired}");
    }
    Ok(())
}

/// Seen by a clock that was ahead, it rings again once that is put back.
#[test]
fn what_was_seen_by_a_clock_that_was_ahead_repeats_once_it_is_put_back() -> TestResult {
    let (target, due) = (target(&[0], 15)?, noon()?);
    let mut book = planned(&[0])?;
    fire(&mut book, 0, after(due, 3600))?;
    assert!(book.apply(&AlarmLine::Seen { topic: topic()?, at: after(due, 3600) }));
    let repeats = |now| {
        let alarm_lines = look(&book, &target, None, now).alarm_lines;
        alarm_lines
            .iter()
            .any(|line| matches!(line, AlarmLine::Planned { point, .. } if point.rung == Rung::Minutes(-15)))
    };
    assert!(repeats(after(due, 60)));
    assert!(!repeats(after(due, 3600)), "seen at its own time it is quiet");
    Ok(())
}

/// What reached nobody calls whoever has a screen; what went off while nobody was there is said by an alarm of its own.
#[test]
fn only_what_reached_nobody_is_left_calling() -> TestResult {
    let due = noon()?;
    for (reason, calls) in [
        (MissedReason::ServiceMissing, true),
        (MissedReason::ProgramClosed, false),
        (MissedReason::LaptopSlept, false),
        (MissedReason::ClockJumped, false),
    ] {
        let mut book = planned(&[0])?;
        let (point, from, until, channels) = (rung(0)?, due, after(due, 60), Vec::new());
        assert!(book.apply(&AlarmLine::Missed { point, reason, from, until, channels }));
        assert_eq!((book.is_unreached(), book.ringing().len()), (calls, usize::from(calls)), "{reason:?}");
    }
    Ok(())
}

/// What was missed in stretches that touch is one stretch, in whatever order they are told.
#[test]
fn stretches_that_touch_are_one_and_those_that_do_not_are_two() -> TestResult {
    let due = noon()?;
    let minute = |minutes: i64| after(due, minutes * 60);
    for (spans, expected) in [
        ([(0, 30), (30, 60)], vec![(0, 60)]),
        ([(30, 60), (0, 30)], vec![(0, 60)]),
        ([(0, 60), (10, 20)], vec![(0, 60)]),
        ([(0, 30), (31, 60)], vec![(0, 30), (31, 60)]),
    ] {
        let mut book = planned(&[60, 15])?;
        for ((from, until), minutes) in spans.into_iter().zip([60, 15]) {
            let (point, reason) = (rung(minutes)?, MissedReason::LaptopSlept);
            let (from, until) = (minute(from), minute(until));
            assert!(book.apply(&AlarmLine::Missed { point, reason, from, until, channels: Vec::new() }));
        }
        let found: Vec<_> = book.missed().all().iter().map(|span| (span.from, span.until)).collect();
        let expected: Vec<_> = expected.into_iter().map(|(from, until)| (minute(from), minute(until))).collect();
        assert_eq!(found, expected, "{spans:?}");
    }
    Ok(())
}
