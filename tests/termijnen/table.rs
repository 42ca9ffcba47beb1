//! The readings of the form term for every hour of an ordinary week and of every week that a feestdag
//! touches, written out so that they can be laid beside the source. The oracle works each hour out again,
//! and the changes a term announces must be the edges between these lines.

use std::fmt::Write as _;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use piket::{
    deadline::{Baseline, Condition, Limits, form_termijn, tipping_points},
    domain::{
        moment::Moment,
        rij::Rij,
        termijn_kind::{Kalender, TermijnKind, Times},
    },
    rules::book::Rulebook,
};

use super::{
    Outcome, minutes,
    oracle::{CivilTime, Oracle},
};

const DAYS: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];

/// One hour of a week: where it starts and what it says.
struct Hour {
    start: Moment,
    day: NaiveDate,
    starting_at: u32,
    sentence: String,
    moments: Vec<Moment>,
}

/// `volgende-werkdag vóór ma 23-11 12:00 | weekend vóór ma 23-11 09:00 *`; the star is the strict one.
fn sentence(limits: &Limits) -> String {
    let (streng, more) = (limits.streng().due, limits.iter().count() > 1);
    let one = |rule: &str, due: Moment| {
        let star = if more && due == streng { " *" } else { "" };
        format!("{rule} vóór {}{star}", due.as_termijn())
    };
    limits.iter().map(|g| one(g.rule.code(), g.due)).collect::<Vec<_>>().join(" | ")
}

/// Every hour of the week that begins on this Monday.
fn hours(book: &Rulebook, kalender: Kalender, monday: NaiveDate) -> Vec<Hour> {
    let days = (0..7).filter_map(|n| monday.checked_add_days(Days::new(n)));
    days.flat_map(|day| (0..24).map(move |hour| (day, hour)))
        .filter_map(|(day, hour)| {
            // The hour that a night in March skips does not exist.
            let start = Moment::local(day, NaiveTime::from_hms_opt(hour, 0, 0)?).ok()?.moment;
            let limits = form_termijn(book, kalender, start);
            let moments = limits.iter().map(|g| g.due).collect();
            Some(Hour { start, day, starting_at: hour, sentence: sentence(&limits), moments })
        })
        .collect()
}

/// The week as lines, equal hours together.
fn table(hours: &[Hour], holiday: impl Fn(NaiveDate) -> Option<String>) -> String {
    let mut out = String::new();
    for block in hours.chunk_by(|a, b| a.day == b.day && a.sentence == b.sentence) {
        let (Some(first), Some(last)) = (block.first(), block.last()) else { continue };
        let day = DAYS[first.day.weekday().num_days_from_monday() as usize];
        let name = holiday(first.day).map(|n| format!(" [{n}]")).unwrap_or_default();
        let _ = writeln!(
            out,
            "{day} {} {:02}-{:02}  {}{name}",
            first.day.format("%d-%m"),
            first.starting_at,
            last.starting_at + 1,
            first.sentence
        );
    }
    out
}

/// Every hour must be that of the oracle, and what it says would flip it must be the nearest edge.
fn check(book: &'static Rulebook, kalender: Kalender, oracle: &Oracle, hours: &[Hour]) -> Outcome {
    let rij = Rij::parse("6")?;
    let mut expected = Vec::new();
    for (i, here) in hours.iter().enumerate() {
        oracle.lezingen(CivilTime::from_utc(minutes(here.start)), &mut expected);
        assert!(here.moments.iter().map(|m| minutes(*m)).eq(expected.iter().map(|b| b.utc_minute())), "{}", here.start);

        let times = Times { voorval: Some(here.start), ..Times::default() };
        let points = tipping_points(&Baseline { book, rij, times, kalender }, TermijnKind::Mbv);
        let different = |u: &&Hour| u.moments != here.moments;
        if let Some(next) = hours.iter().skip(i).find(different) {
            let said = points.iter().find_map(|p| match p.when {
                Condition::AtOrAfter(_, m) => Some((m, p.then.clone())),
                Condition::Before(..) | Condition::Discovered(_) | Condition::Kalender(_) => None,
            });
            assert_eq!(said, Some((next.start, next.moments.clone())), "later dan {}", here.start);
        }
        if let Some(previous) = hours.iter().take(i).rev().find(different) {
            let said = points.iter().find_map(|p| match p.when {
                Condition::Before(_, m) => Some((m, p.then.clone())),
                Condition::AtOrAfter(..) | Condition::Discovered(_) | Condition::Kalender(_) => None,
            });
            let boundary =
                hours.iter().take(i + 1).rev().take_while(|u| !different(u)).last().map_or(here.start, |u| u.start);
            assert_eq!(said, Some((boundary, previous.moments.clone())), "eerder dan {}", here.start);
        }
    }
    Ok(())
}

/// Compares with the table that was read beside the source.
fn compare_snapshot(name: &str, table: &str) {
    let mut setting = insta::Settings::clone_current();
    setting.set_prepend_module_to_snapshot(false);
    setting.set_omit_expression(true);
    setting.set_snapshot_path("tables");
    setting.bind(|| insta::assert_snapshot!(name, table));
}

#[test]
fn every_hour_of_the_weeks_with_feestdagen_reads_as_the_source() -> Outcome {
    let book = Rulebook::built_in();
    for kalender in Kalender::ALL {
        let oracle = Oracle::new(kalender);
        let holiday = |day: NaiveDate| book.kalenders.feestdag(day, kalender).map(str::to_owned);
        let plain = NaiveDate::from_ymd_opt(2026, 11, 16).ok_or("geen datum")?;
        let week = hours(book, kalender, plain);
        assert_eq!(week.len(), 168);
        check(book, kalender, &oracle, &week)?;
        compare_snapshot(&format!("week-gewoon-{kalender}"), &table(&week, holiday));

        for year in 2026..=2031 {
            let mut everything = String::new();
            let first = NaiveDate::from_isoywd_opt(year, 1, Weekday::Mon).ok_or("geen week")?;
            let weeks = (0..53).filter_map(|n| first.checked_add_days(Days::new(7 * n)));
            for monday in weeks.filter(|m| m.iso_week().year() == year) {
                // A Monday off reaches back into the weekend before it.
                let touched =
                    (0..=7).filter_map(|n| monday.checked_add_days(Days::new(n))).any(|d| holiday(d).is_some());
                if touched {
                    let week = hours(book, kalender, monday);
                    check(book, kalender, &oracle, &week)?;
                    let _ = writeln!(everything, "week {}\n{}", monday.iso_week().week(), table(&week, holiday));
                }
            }
            compare_snapshot(&format!("weken-{year}-{kalender}"), &everything);
        }
    }
    Ok(())
}
