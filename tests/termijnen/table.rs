//! The cells of the grid for every hour, and for the very minutes of 09:00 and 17:00, of an ordinary week and of every week that a feestdag
//! touches, written out so that they can be laid beside the source. The oracle works each hour out again,
//! and the changes a term announces must be the edges between these lines.

use std::fmt::Write as _;

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveTime, Timelike, Weekday};
use piket::{
    deadline::{self, Baseline, Condition, GridCell, grid_cell, tipping_points},
    domain::{
        moment::Moment,
        rij::Rij,
        termijn_kind::{Kalender, TermijnKind, Times},
    },
    rules::book::Rulebook,
};

use super::{Outcome, minutes, oracle::Oracle};

const DAYS: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];

/// One part of a week: from when it holds and what it says.
struct Part {
    start: Moment,
    day: NaiveDate,
    minute: u32,
    sentence: String,
    moments: Vec<Moment>,
}

/// `volgende-werkdag vóór ma 23-11 12:00 | weekend vóór ma 23-11 09:00`, the usual one first.
fn sentence(cell: &GridCell) -> String {
    let one = |limit: deadline::grid::Limit| format!("{} vóór {}", limit.rule, limit.due().as_termijn());
    cell.iter().map(one).collect::<Vec<_>>().join(" | ")
}

/// Every hour of the week that begins on this Monday, and the minutes around 09:00 and 17:00.
fn parts(book: &Rulebook, kalender: Kalender, monday: NaiveDate) -> Vec<Part> {
    let days = (0..7).filter_map(|n| monday.checked_add_days(Days::new(n)));
    let mut minutes: Vec<u32> = (0..24).map(|hour| hour * 60).chain([541, 1021]).collect();
    minutes.sort_unstable();
    days.flat_map(|day| minutes.clone().into_iter().map(move |minute| (day, minute)))
        .filter_map(|(day, minute)| {
            // The hour that a night in March skips does not exist.
            let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)?;
            let start = Moment::local(day, time).ok()?.moment;
            let cell = grid_cell(&book.kalenders, &book.form, kalender, day.and_time(time));
            let times = Times { voorval: Some(start), ..Times::default() };
            let termijnen = deadline::termijnen(book, Rij::parse("6").ok()?, &times, kalender).ok()?;
            let moments = termijnen.iter().flat_map(|t| t.lezingen.iter().map(|l| l.due)).collect();
            Some(Part { start, day, minute, sentence: sentence(&cell), moments })
        })
        .collect()
}

/// The week as lines, equal parts together.
fn table(parts: &[Part], holiday: impl Fn(NaiveDate) -> Option<String>) -> String {
    let mut out = String::new();
    for block in parts.chunk_by(|a, b| a.day == b.day && a.sentence == b.sentence) {
        let (Some(first), Some(last)) = (block.first(), block.last()) else { continue };
        let day = DAYS[first.day.weekday().num_days_from_monday() as usize];
        let name = holiday(first.day).map(|n| format!(" [{n}]")).unwrap_or_default();
        let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        // A part lasts until the next: an hour, or the minute that 09:00 and 17:00 are.
        let end = if last.minute == 540 || last.minute == 1020 { last.minute } else { (last.minute / 60 + 1) * 60 - 1 };
        let _ = writeln!(
            out,
            "{day} {} {}-{}  {}{name}",
            first.day.format("%d-%m"),
            clock(first.minute),
            clock(end),
            first.sentence
        );
    }
    out
}

/// Every part must be that of the oracle, and what a term says would flip it must be the nearest edge. The very
/// minute of 09:00 or 17:00 is passed over: it is a case of its own and no edge.
fn check(book: &'static Rulebook, kalender: Kalender, parts: &[Part]) -> Outcome {
    let rij = Rij::parse("6")?;
    let oracle = Oracle::new_once();
    let plain: Vec<&Part> = parts.iter().filter(|part| part.minute != 540 && part.minute != 1020).collect();
    for (i, here) in plain.iter().enumerate() {
        let expected = oracle.term(minutes(here.start), None, kalender).ok_or("geen termijn")?;
        assert!(here.moments.iter().map(|m| minutes(*m)).eq(expected.lezingen), "{}", here.start);

        let times = Times { voorval: Some(here.start), ..Times::default() };
        let points = tipping_points(&Baseline { book, rij, times, kalender }, TermijnKind::of("mbv"));
        let different = |other: &&&Part| other.moments != here.moments;
        if let Some(next) = plain.iter().skip(i).find(different) {
            let said = points.iter().find_map(|p| match p.when {
                Condition::AtOrAfter(_, m) => Some((m, p.then.clone())),
                Condition::After(_, m) => Some((m.plus(Duration::minutes(1)), p.then.clone())),
                Condition::Before(..)
                | Condition::Discovered(_)
                | Condition::DiscoveredAfter(_)
                | Condition::Kalender(_) => None,
            });
            // Where the very minute of 09:00 or 17:00 says the same as the one after it, it is the edge.
            let (edge, then) = said.ok_or_else(|| format!("niets later dan {}", here.start))?;
            let early = next.start.since(edge) == Duration::minutes(1) && next.minute % 60 == 1;
            assert!(edge == next.start || early, "later dan {}: {edge}", here.start);
            assert_eq!(then, next.moments, "later dan {}", here.start);
        }
        if let Some(previous) = plain.iter().take(i).rev().find(different) {
            let said = points.iter().find_map(|p| match p.when {
                Condition::Before(_, m) => Some((m, p.then.clone())),
                Condition::AtOrAfter(..)
                | Condition::After(..)
                | Condition::Discovered(_)
                | Condition::DiscoveredAfter(_)
                | Condition::Kalender(_) => None,
            });
            let boundary =
                plain.iter().take(i + 1).rev().take_while(|u| !different(u)).last().map_or(here.start, |u| u.start);
            // The part after 09:00 or 17:00 begins a minute later than the edge.
            let boundary = if boundary.amsterdam().minute() == 1 {
                boundary.minute().plus(Duration::minutes(-1))
            } else {
                boundary
            };
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
        let holiday = |day: NaiveDate| book.kalenders.feestdag(day, kalender).map(str::to_owned);
        let plain = NaiveDate::from_ymd_opt(2026, 11, 16).ok_or("geen datum")?;
        let week = parts(book, kalender, plain);
        assert_eq!(week.len(), 182);
        check(book, kalender, &week)?;
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
                    let week = parts(book, kalender, monday);
                    check(book, kalender, &week)?;
                    let _ = writeln!(everything, "week {}\n{}", monday.iso_week().week(), table(&week, holiday));
                }
            }
            compare_snapshot(&format!("weken-{year}-{kalender}"), &everything);
        }
    }
    Ok(())
}
