//! The alarms keep books: each mark of a running term is called once, none is missed by a laptop that
//! slept, and an alarm tells a passer-by nothing about anybody.

use chrono::Duration;
use piket::{
    acts::{Act, ReceiveStep, SetTermijn},
    alarm::{watch_news::WatchNews, wekkerboek::Tone},
    desk::{effect::Effect, msg::Msg, ops::alarm_targets::targets, update::update},
    domain::{
        alarm::{AlarmChannel, AlarmLine, ChannelOutcome},
        delivery::{Delivered, Road},
        error::Error,
        moment::Moment,
        step::Step,
        termijn_choice::TermijnSetting,
        termijn_kind::TermijnKind,
        watch::Duty,
    },
    judge::countdown::Countdown,
    report::agenda::Agenda,
    rules::book::Rulebook,
};
use proptest::prelude::*;

use crate::{
    desk::{NIGHT, TestDesk, TestResult, tick},
    fake_store::Narrative,
};

const THRESHOLDS: [i64; 3] = [60, 15, 0];

/// The alarms asked for since the last time, as `(case and term, text)`.
fn alarms(desk: &mut TestDesk) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for effect in std::mem::take(&mut desk.requested) {
        if let Effect::Alarm(alarm) = effect {
            // One call for all; each thing it is about has its text in turn, the worst first.
            let mut topics: Vec<String> = alarm.points.iter().map(|p| desk.model.view.alarm_words(p.topic)).collect();
            topics.dedup();
            assert_eq!(topics.first(), Some(&desk.model.view.alarm_words(alarm.topic)));
            out.extend(topics.into_iter().zip(std::iter::once(alarm.text).chain(alarm.others)));
        }
    }
    out
}

fn name(k: &Countdown) -> String {
    format!("{}: {}", k.zaak, k.termijn.label)
}

/// True for `2026-W47-03: MBV nog 15 min` and its like, and for nothing longer.
fn says_nothing_more(text: &str) -> bool {
    let Some((zaak, rest)) = text.split_once(": ") else { return false };
    let kinds = Rulebook::termijn_kinds();
    let Some(rest) = kinds
        .iter()
        .filter_map(|s| rest.strip_prefix(s.label(Rulebook::built_in()))?.strip_prefix(' '))
        .min_by_key(|r| r.len())
    else {
        return false;
    };
    let length = rest.strip_prefix("nog ").or_else(|| rest.strip_suffix(" te laat"));
    let is_length = |text: &str| {
        let unit = |word: &str| ["s", "min", "u", "d"].contains(&word);
        text.split(' ').all(|word| unit(word) || word.chars().all(|c| c.is_ascii_digit()))
    };
    let is_number = zaak.parse::<piket::domain::ids::Zaaknummer>().is_ok();
    let by_wider =
        rest.strip_prefix("streng voorbij, nog tot ").and_then(|r| r.strip_suffix(" volgens ruimere lezing"));
    let is_moment = |text: &str| {
        let words: Vec<&str> = text.split(' ').collect();
        words.len() == 3 && words.iter().all(|w| w.len() <= 5)
    };
    is_number && (rest == "te laat" || length.is_some_and(is_length) || by_wider.is_some_and(is_moment))
}

/// Whether a rung of the ladder lies in `(na, tot]`: those before the term, and every quarter of an hour
/// after it, because nobody says here that it was seen.
fn in_window(k: &Countdown, after: Moment, until: Moment) -> bool {
    let after_termijn = (1..2_000).map(|n| -15 * n);
    let mut rungs = THRESHOLDS.into_iter().chain(after_termijn).map(|d| k.due.plus(Duration::minutes(-d)));
    rungs.any(|at| at > after && at <= until)
}

#[test]
fn the_rungs_of_one_term() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let due = desk.model.view.first_countdown().map(|k| k.due).ok_or("geen klok")?;
    for (minutes, expected) in [
        (-61, vec![]),
        (-60, vec![format!("{zaak}: MBV nog 1 u")]),
        (-15, vec![format!("{zaak}: MBV nog 15 min")]),
        (-1, vec![]),
        (0, vec![format!("{zaak}: MBV te laat")]),
        (15, vec![format!("{zaak}: MBV 15 min te laat")]),
        (30, vec![format!("{zaak}: MBV 30 min te laat")]),
    ] {
        desk.at(due.plus(Duration::minutes(minutes)));
        let heard: Vec<String> = alarms(&mut desk).into_iter().map(|(_, t)| t).collect();
        assert_eq!(heard, expected, "{minutes}");
    }
    Ok(())
}

#[test]
fn a_term_that_was_met_or_moved_is_not_called_for_its_old_moment() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let old = desk.model.view.first_countdown().map(|k| k.due).ok_or("geen klok")?;
    let later = old.plus(Duration::hours(3));
    let reason = "Afgesproken met de directie.".to_owned();
    desk.run(&Act::SetTermijn(SetTermijn {
        zaak,
        termijn: TermijnKind::of("mbv"),
        setting: Some(TermijnSetting::Moment(later)),
        reason,
    }))?;
    desk.at(old.plus(Duration::minutes(1)));
    assert_eq!(alarms(&mut desk), []);
    desk.at(later.plus(Duration::minutes(-14)));
    assert_eq!(alarms(&mut desk).len(), 1);
    desk.run(&Act::ReceiveStep(ReceiveStep {
        zaak,
        step: Step::Form,
        what: Some(Delivered::Form),
        road: Some(Road::HandedOver),
        remark: String::new(),
        at: None,
    }))?;
    desk.at(later.plus(Duration::hours(5)));
    assert_eq!(alarms(&mut desk), []);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_mark_is_called_once_however_long_the_laptop_slept(
        steps in prop::collection::vec(prop_oneof![1i64..90_000, 60_000i64..4_000_000, 3_600_000i64..30_000_000], 1..40),
    ) {
        let mut desk = TestDesk::week().map_err(|f| TestCaseError::fail(f.to_string()))?;
        desk.requested.clear();
        let mut previous = Moment::from_rfc3339(NIGHT).map_err(|f| TestCaseError::fail(f.to_string()))?;
        for (i, ms) in steps.into_iter().enumerate() {
            let now = previous.plus(Duration::milliseconds(ms));
            let running: Vec<Countdown> = desk.model.running().cloned().collect();
            desk.at(now);
            let heard = alarms(&mut desk);
            for (_, text) in &heard {
                prop_assert!(says_nothing_more(text), "{text}");
            }
            for k in &running {
                let occurrences = heard.iter().filter(|(who, _)| *who == name(k)).count();
                // Marks passed in one sleep are called together, once.
                prop_assert_eq!(occurrences, usize::from(in_window(k, previous, now)), "{} om {}", name(k), now.log_form());
            }
            prop_assert!(heard.iter().all(|(who, _)| running.iter().any(|k| name(k) == *who)), "{heard:?}");
            previous = now;
            // Half-way one term is met: from then on it is silent.
            if i == 3
                && let Some(zaak) = desk.model.view.first_countdown().filter(|k| k.termijn.kind == TermijnKind::of("mbv")).map(|k| k.zaak)
            {
                let act = Act::ReceiveStep(ReceiveStep { zaak, step: Step::Form, what: Some(Delivered::Form), road: Some(Road::HandedOver), remark: String::new(), at: None });
                desk.run(&act).map_err(|f| TestCaseError::fail(f.to_string()))?;
                desk.requested.clear();
            }
        }
    }
}

#[test]
fn what_an_alarm_may_say_is_checked_strictly() {
    assert!(says_nothing_more("2026-W47-03: MBV nog 15 min"));
    assert!(says_nothing_more("2026-W47-03: MOA Fast NL nog 1 min"));
    assert!(says_nothing_more("2026-W47-03: AP datalek te laat"));
    assert!(!says_nothing_more("2026-W47-03: MBV van K. Oefenman nog 15 min"));
    assert!(!says_nothing_more("2026-W47-03: brand te laat"));
}

#[test]
fn a_late_term_that_was_seen_rings_again_after_an_hour_until_it_is_met() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let due = desk.model.view.first_countdown().map(|k| k.due).ok_or("geen klok")?;
    for minutes in [-60, -15, 0] {
        desk.at(due.plus(Duration::minutes(minutes)));
    }
    desk.at(due.plus(Duration::minutes(1)));
    desk.keys("s")?;
    alarms(&mut desk);
    for (after, goes_off) in [(30, 0), (60, 0), (61, 1), (62, 0), (74, 0), (75, 1)] {
        desk.at(due.plus(Duration::minutes(after)));
        assert_eq!(alarms(&mut desk).len(), goes_off, "{after} minuten na de termijn");
    }
    desk.keys("s")?;
    let done = Act::ReceiveStep(ReceiveStep {
        zaak,
        step: Step::Form,
        what: Some(Delivered::Form),
        road: Some(Road::HandedOver),
        remark: String::new(),
        at: Some(desk.model.view.now),
    });
    desk.run(&done)?;
    desk.at(due.plus(Duration::hours(5)));
    assert_eq!(alarms(&mut desk), []);
    Ok(())
}

#[test]
fn between_the_first_and_the_last_reading_nothing_says_too_late() -> TestResult {
    // Before nine on a Monday: nine o'clock, noon, and noon of the next day are all defensible.
    let mut desk = TestDesk::open(Narrative::Empty, "2026-11-23T08:20:00+01:00")?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let k = desk.model.view.first_countdown().cloned().ok_or("geen klok")?;
    assert!(k.due < k.too_late_at(), "{k:?}");
    desk.requested.clear();
    desk.at(k.due.plus(Duration::minutes(15)));
    let until = k.too_late_at().as_termijn();
    let expected = format!("{zaak}: MBV streng voorbij, nog tot {until} volgens ruimere lezing");
    assert_eq!(alarms(&mut desk).first().map(|(_, text)| text.clone()), Some(expected.clone()));
    let banner = desk.line("ALARM");
    assert!(
        banner.contains(&format!("streng voorbij, nog tot {until}  MBV  01")) && banner.contains("s gezien"),
        "{banner}"
    );
    assert!(!desk.text().to_lowercase().contains("te laat"), "{}", desk.text());
    desk.size(140, 45);
    assert!(
        desk.line("ALARM").contains(&format!("nog tot {until} volgens ruimere lezing  MBV  01")),
        "{}",
        desk.text()
    );
    // The calendar says the same at the moment of its alarm.
    let points: Vec<_> = desk.model.session.alarm_service.book().open().keys().copied().collect();
    let planned: Vec<_> =
        points.into_iter().map(|point| AlarmLine::Planned { point, at: k.due, under: None }).collect();
    let acts = planned.iter().filter_map(AlarmLine::topic).map(|topic| (topic, desk.model.view.alarm_act(topic)));
    let agenda = Agenda::from(&planned, acts.collect())
        .with(&targets(&desk.model))
        .ics(desk.model.view.now)
        .replace("\r\n ", "");
    assert!(agenda.contains("streng voorbij") && !agenda.contains("te laat"), "{agenda}");
    desk.at(k.too_late_at());
    assert_eq!(alarms(&mut desk).first().map(|(_, text)| text.clone()), Some(format!("{zaak}: MBV te laat")));
    Ok(())
}

#[test]
fn what_an_inrichting_owes_is_loud_from_the_last_rung_or_from_where_the_settings_say() -> TestResult {
    for (setting, minutes) in [(None, 15), (Some(60), 60), (Some(0), 0)] {
        let mut desk = TestDesk::empty()?;
        desk.model.view.setup.ladder.loud_from = setting.map(|m| (TermijnKind::of("mbv"), m)).into_iter().collect();
        desk.zaak("6", "FPC Pompestichting")?;
        let due = desk.model.view.first_countdown().map(|k| k.due).ok_or("geen klok")?;
        for rung in THRESHOLDS {
            desk.requested.clear();
            desk.at(due.plus(Duration::minutes(-rung)));
            let tones: Vec<Tone> = desk.requested.iter().filter_map(tone).collect();
            let expected = if rung <= minutes { Tone::Loud } else { Tone::Silent };
            assert_eq!(tones, [expected], "{setting:?} {rung}");
        }
    }
    Ok(())
}

fn tone(effect: &Effect) -> Option<Tone> {
    match effect {
        Effect::Alarm(alarm) => Some(alarm.tone),
        _ => None,
    }
}

/// A store that refuses what rang is asked again at the next look at the lease, and not at every turn of the loop.
#[test]
fn a_store_that_takes_no_alarm_is_not_asked_all_the_time() -> TestResult {
    let recorded = |effects: Vec<Effect>| effects.iter().any(|effect| matches!(effect, Effect::RecordAlarms { .. }));
    let mut desk = TestDesk::week()?;
    desk.after(Duration::minutes(24) + Duration::seconds(58));
    // A quarter before 02:50; nothing answers from here on.
    let msg = tick(&desk.model, desk.model.view.now.plus(Duration::seconds(2)));
    let called = update(&mut desk.model, msg).into_iter().find_map(|effect| match effect {
        Effect::Alarm(alarm) => Some(alarm.points),
        _ => None,
    });
    let went_off = Msg::WentOff {
        points: called.ok_or("geen alarm")?,
        channels: vec![(AlarmChannel::Banner, ChannelOutcome::Sent)],
    };
    assert!(recorded(update(&mut desk.model, went_off)));
    let refusal = || Msg::Woken(Box::new(Err(Error::data("De map is vervangen."))));
    assert!(!recorded(update(&mut desk.model, refusal())));
    let now = desk.model.view.now;
    for _ in 0..10 {
        let msg = tick(&desk.model, now);
        assert!(!recorded(update(&mut desk.model, msg)), "{:?}", desk.model.session.alarm_service);
    }
    let first = desk.text().lines().find(|line| line.contains(" ! ")).unwrap_or_default().to_owned();
    assert!(first.contains("Het wekkerboek wordt niet bijgehouden"), "{}", desk.text());
    let news = WatchNews { duty: Duty::Here, heartbeat: None, book: None, complaint: None };
    assert!(recorded(update(&mut desk.model, Msg::Watch(Box::new(Ok(news))))), "then it is");
    Ok(())
}
