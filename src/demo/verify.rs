//! What every demo must satisfy before a store may take it, for many seeds and moments.

use std::collections::BTreeSet;

use chrono::{NaiveTime, Weekday};
use proptest::prelude::*;

use super::{script::DATALEK, *};
use crate::{
    domain::{draft::DraftKind, melding::MeldingKind},
    judge::{checklist, gaps::gaps, visibility::Visibility},
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
    outgoing::sms::count,
    rules::book::{RijRule, Rulebook},
};

/// Plays a demo by the rule book and the list that the desk has.
fn with_context<T>(now: Moment, start: WeekStart, work: impl FnOnce(&Context<'_>) -> Result<T>) -> Result<T> {
    let inrichtingen = crate::intake::inrichtingen()?;
    let sender = super::sender();
    let books = Books { book: Rulebook::built_in(), inrichtingen: &inrichtingen };
    work(&context(now, start, books, &sender))
}

fn fold(everything: &[Recording]) -> Desk {
    let mut desk = Desk::default();
    for (seq, (recorded_at, new)) in (1..).zip(everything) {
        desk.apply(&new.clone().entry(seq, *recorded_at, "demo"));
    }
    desk
}

fn now() -> Result<Moment> {
    Moment::from_rfc3339("2026-11-22T02:10:00+01:00")
}

/// Numbers in order, time that only goes forward, and nothing about what is not there yet.
fn check(everything: &[Recording], now: Moment, start: WeekStart) {
    let mut desk = Desk::default();
    let mut previous = None;
    for (seq, (at, new)) in (1..).zip(everything) {
        assert!(previous.is_none_or(|v| v <= *at) && *at <= now && new.occurred_at <= *at, "{seq}: {new:?}");
        previous = Some(*at);
        match &new.event {
            LogEvent::ZaakOpened { zaak, .. } => {
                assert_eq!(*zaak, desk.next_zaak(Piketweek::from(*at, start)), "{seq}");
            }
            LogEvent::MeldingReceived { melding, .. } => assert_eq!(*melding, desk.next_melding(), "{seq}"),
            event => {
                if let Some(z) = event.zaak() {
                    assert!(desk.zaken.get(&z).is_some_and(Zaak::is_open), "{seq}: {event:?}");
                }
                if let Some(m) = event.melding() {
                    assert!(desk.meldingen.contains_key(&m), "{seq}: {event:?}");
                }
            }
        }
        let entry = new.clone().entry(seq, *at, "demo");
        desk.apply(&entry);
        if let Some(z) = new.event.zaak().and_then(|z| desk.zaken.get(&z)) {
            assert_eq!(z.times.check(), Ok(()), "{seq}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_store_can_take_every_demo(seed: u64, days in 0i64..1200, minutes in 0i64..1440, friday: bool) {
        let trial = || -> Result<()> {
            let now = Moment::from_rfc3339("2026-01-01T00:00:00+01:00")?.plus(Duration::minutes(days * 1440 + minutes));
            let day = if friday { Weekday::Fri } else { Weekday::Mon };
            let start = WeekStart { day, time: NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default() };
            let everything = with_context(now, start, |b| week(seed, b))?;
            check(&everything, now, start);
            let desk = fold(&everything);
            assert_eq!(desk.zaken.values().filter(|z| z.is_open()).count(), 12);
            assert_eq!(desk.zaken.values().filter(|z| !z.is_open()).count(), 72);
            assert_eq!(desk.meldingen.values().filter(|m| m.is_open()).count(), 5);
            let week_nu = Piketweek::from(now, start);
            assert!(desk.zaken.values().all(|z| z.is_open() == (z.number.week == week_nu)));
            let rijen: BTreeSet<_> = desk.zaken.values().flat_map(|z| &z.rij_choices).filter_map(|k| k.rij).collect();
            assert_eq!(rijen.len(), 30);
            let twenty = with_context(now, start, twenty)?;
            check(&twenty, now, start);
            Ok(())
        };
        trial().map_err(|error| TestCaseError::fail(error.to_string()))?;
    }
}

#[test]
fn the_same_seed_gives_the_same_week_and_another_one_does_not() -> Result<()> {
    let create = |seed| now().and_then(|now| with_context(now, WeekStart::default(), |b| week(seed, b)));
    assert_eq!(create(7)?, create(7)?);
    assert_ne!(create(7)?, create(8)?);
    Ok(())
}

#[test]
fn what_was_sent_had_no_gap_and_was_checked() -> Result<()> {
    let everything = with_context(now()?, WeekStart::default(), |b| week(1, b))?;
    let mut texts = BTreeMap::new();
    let mut sent = 0;
    let mut desk = Desk::default();
    for (seq, (at, new)) in (1..).zip(&everything) {
        match &new.event {
            LogEvent::DraftSaved { zaak, draft, version, text, .. } => {
                texts.insert((*zaak, *draft, *version), text.read().to_owned());
            }
            LogEvent::DraftSent { zaak, draft, version, .. } => {
                let text = texts.get(&(*zaak, *draft, *version)).map_or("", String::as_str);
                assert!(!text.is_empty() && gaps(text).is_empty(), "{zaak} {draft}\n{text}");
                if *draft == DraftKind::Sms {
                    assert_eq!(count(text).segments, 1, "{text}");
                }
                let state = desk.zaken.get(zaak).and_then(|z| z.drafts.get(draft));
                assert!(state.is_some_and(crate::domain::draft::Draft::is_checked), "{zaak} {draft}");
                sent += 1;
            }
            _ => {}
        }
        desk.apply(&new.clone().entry(seq, *at, "demo"));
    }
    assert!(sent > 60, "{sent}");
    Ok(())
}

#[test]
fn the_two_checklists_of_a_case_are_what_each_is_by_itself() -> Result<()> {
    let desk = fold(&with_context(now()?, WeekStart::default(), |b| week(7, b))?);
    let mut hides = 0;
    for zaak in desk.zaken.values() {
        let (open, masked) = checklist::open_and_masked(zaak, Rulebook::built_in(), None);
        let alone = |shown| checklist::checklist(zaak, Rulebook::built_in(), None, shown);
        hides += open.iter().zip(&masked).filter(|(one, other)| one != other).count();
        assert_eq!((&open, &masked), (&alone(Visibility::Open), &alone(Visibility::Masked)), "{}", zaak.number);
    }
    assert!(hides > 100, "{hides}");
    Ok(())
}

#[test]
fn closed_cases_have_their_form_and_their_monitor() -> Result<()> {
    let desk = fold(&with_context(now()?, WeekStart::default(), |b| week(3, b))?);
    let without_duty = ["4", "11", "12", "13", "19", "E"];
    for z in desk.zaken.values().filter(|z| !z.is_open()) {
        let rij = z.rij().map(|r| r.to_string()).unwrap_or_default();
        let form = z.first_of(&[MeldingKind::form("mbv"), MeldingKind::form("moa")]);
        assert_eq!(form.is_none(), without_duty.contains(&rij.as_str()), "{} rij {rij}", z.number);
        assert_eq!(z.in_monitor, [z.number.week], "{}", z.number);
        if is_oa(z) && rij != "E" {
            assert!(z.times.oa_end.is_some() && z.first_of(&[MeldingKind::form("einde-oa")]).is_some(), "{}", z.number);
        }
    }
    Ok(())
}

fn rule(zaak: &Zaak) -> Option<&'static RijRule> {
    zaak.rij().and_then(|rij| Rulebook::built_in().rij(rij))
}

fn is_oa(zaak: &Zaak) -> bool {
    rule(zaak).is_some_and(RijRule::is_oa)
}

#[test]
fn terms_lie_around_now() -> Result<()> {
    let now = now()?;
    let desk = fold(&with_context(now, WeekStart::default(), |b| week(5, b))?);
    let open: Vec<_> = desk.zaken.values().filter(|z| z.is_open()).collect();
    let mut minutes: Vec<i64> = open
        .iter()
        .flat_map(|z| z.termijn_choices.values())
        .filter_map(|choice| choice.setting.by_hand())
        .map(|u| u.since(now).num_minutes())
        .collect();
    minutes.sort_unstable();
    assert_eq!(minutes, [-25, 41, 33 * 60 + 50]);
    let since_voorval = |rij: &str| {
        let z = open.iter().find(|z| z.rij().is_some_and(|r| r.to_string() == rij))?;
        Some(now.since(z.times.constatering.or(z.times.voorval)?).num_minutes())
    };
    assert_eq!((since_voorval("G"), since_voorval("D")), (Some(48), Some(20)));
    assert!(since_voorval("22").is_some_and(|m| m < 72 * 60 && m > 24 * 60));
    assert_eq!(open.iter().filter(|z| z.rij().is_none()).count(), 1);
    Ok(())
}

#[test]
fn twenty_cases_count_down_one_term_each() -> Result<()> {
    let now = now()?;
    let desk = fold(&with_context(now, WeekStart::default(), twenty)?);
    assert_eq!(desk.zaken.len(), 20);
    let mut termijnen = BTreeSet::new();
    for z in desk.zaken.values() {
        assert!(z.is_open() && rule(z).is_some_and(|r| !r.is_oa() && !r.is_marked(DATALEK)), "{}", z.number);
        assert_eq!(z.termijn_choices.len(), 1);
        let due = z.termijn_choices.values().next().and_then(|choice| choice.setting.by_hand());
        let far = due.map(|u| u.since(now));
        assert!(far.is_some_and(|d| d > Duration::hours(2) && d < Duration::hours(30)), "{far:?}");
        termijnen.insert(due);
    }
    assert_eq!(termijnen.len(), 20);
    Ok(())
}
