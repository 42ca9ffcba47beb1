//! The monitor as a table: one line per case and per form without one, times as people here write them, and at the end
//! of a line for each time how far Amsterdam's clock was from UTC then. How it is written and what a spreadsheet may
//! not take for a formula is the same for every table.

use super::{
    column::{Cell, CellKind, table_columns, table_rows},
    format::MonitorFormat,
    overview::{DISCLAIMER, Monitor},
};
use crate::{domain::moment::Moment, report::csv_table::table};

/// A table for a spreadsheet: semicolons, CRLF, UTF-8 with a byte order mark, and nothing that a spreadsheet would
/// run as a formula.
pub(super) const FORMAT: MonitorFormat =
    MonitorFormat { ending: "csv", write: |monitor| Ok(csv(monitor)), public: None };

fn csv(monitor: &Monitor) -> Vec<u8> {
    let columns = table_columns(monitor);
    let times = columns.iter().filter(|(_, kind)| *kind == CellKind::Time).map(|(name, _)| format!("{name}_utc"));
    let own = columns.iter().map(|(name, _)| name.clone());
    let headings: Vec<String> = own.chain(["voorbehoud".to_owned()]).chain(times).collect();
    table(&headings, table_rows(monitor).map(|cells| line(&cells)))
}

fn line(cells: &[Cell<'_>]) -> Vec<String> {
    let own = cells.iter().map(|cell| match cell {
        Cell::Word(word) => word.clone().into_owned(),
        Cell::Time(moment) => moment.map(written).unwrap_or_default(),
        Cell::Count(count) => count.to_string(),
    });
    let offsets = cells.iter().filter_map(|cell| match cell {
        Cell::Time(moment) => Some(moment.map(offset).unwrap_or_default()),
        Cell::Word(_) | Cell::Count(_) => None,
    });
    own.chain([DISCLAIMER.to_owned()]).chain(offsets).collect()
}

fn written(moment: Moment) -> String {
    moment.amsterdam().format("%d-%m-%Y %H:%M").to_string()
}

/// Without a plus: a spreadsheet would take that for a formula.
fn offset(moment: Moment) -> String {
    moment.amsterdam().format("UTC%:z").to_string()
}
