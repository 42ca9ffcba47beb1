//! The grid of one term as a small table: what each start gives by each calendar, with what had lapsed at the
//! discovery. On demand only; the list of readings says the same by moment.

use super::{
    grid::{GridCell, Limit, grid_cell},
    start::Started,
    termijn::Termijn,
    tipping_point::Baseline,
};
use crate::{
    domain::{moment::Moment, termijn_kind::Kalender},
    rules::{book::TermijnDuration, kalender::Kalenders},
};

/// How wide a moment stands in the table.
const WIDTH: usize = 18;

/// Stands behind a moment that had lapsed at the discovery.
const LAPSED: &str = " (-)";

/// The lines of the table, at most 80 characters wide; none for a term of elapsed hours, which knows no calendar.
pub fn overview(from: &Baseline<'_>, termijn: &Termijn) -> Vec<String> {
    if termijn.duration != TermijnDuration::Form {
        return Vec::new();
    }
    let start = Started { at: termijn.start, kind: termijn.start_kind };
    let mut starts: Vec<Started> = std::iter::once(start).chain(termijn.other_start).collect();
    starts.sort_by_key(|started| started.at);
    // No reading lapses before its own start, so of the later start this marks none.
    let discovered = starts.get(1).map(|later| later.at);
    let all = &from.book.kalenders;
    let official = all.without_own().unwrap_or(all);

    let mut out = vec![row("vanaf", &Kalender::ALL.map(|kalender| kalender.code().to_owned()))];
    for started in starts {
        out.extend(rows(from, official, started, discovered, started.kind.code()));
        if all.without_own().is_some() {
            out.extend(rows(from, all, started, discovered, "met eigen dagen"));
        }
    }
    if out.iter().any(|line| line.contains(LAPSED)) {
        out.push(format!("{} was toen al voorbij", LAPSED.trim_start()));
    }
    out
}

fn rows(
    from: &Baseline<'_>,
    kalenders: &Kalenders,
    started: Started,
    discovered: Option<Moment>,
    name: &str,
) -> Vec<String> {
    let wall = started.at.amsterdam().naive_local();
    let moments = |cell: GridCell| -> Vec<String> {
        let mut dues: Vec<Moment> = cell.iter().map(Limit::due).collect();
        dues.sort_unstable();
        dues.dedup();
        let lapsed = |due: &Moment| discovered.is_some_and(|at| *due <= at);
        dues.iter().map(|due| format!("{}{}", due.as_termijn(), if lapsed(due) { LAPSED } else { "" })).collect()
    };
    let columns = Kalender::ALL.map(|kalender| moments(grid_cell(kalenders, &from.book.form, kalender, wall)));
    let left = [name.to_owned(), started.at.short()];
    let height = columns.iter().map(Vec::len).max().unwrap_or_default().max(left.len());
    let at = |column: &[String], row: usize| column.get(row).cloned().unwrap_or_default();
    (0..height).map(|line| row(&at(&left, line), &columns.each_ref().map(|column| at(column, line)))).collect()
}

fn row(name: &str, [first, second, third]: &[String; 3]) -> String {
    format!("{name:<WIDTH$}{first:<WIDTH$}{second:<WIDTH$}{third:<WIDTH$}").trim_end().to_owned()
}
