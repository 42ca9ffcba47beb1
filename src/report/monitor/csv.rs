//! The monitor as a table: one line per case, a fixed set of columns, times in RFC 3339. How it is written and what a
//! spreadsheet may not take for a formula is the same for every table.

use super::{
    Monitor, MonitorFormat, MonitorRow,
    column::{COLUMNS, Getter, TERMIJN_COLUMNS},
};
use crate::{
    domain::{besluit::YesNo, moment::Moment, termijn_kind::TermijnKind},
    report::csv_table::table,
};

/// A table for a spreadsheet: semicolons, CRLF, UTF-8 with a byte order mark, and nothing that a spreadsheet would
/// run as a formula.
pub(super) const FORMAT: MonitorFormat = MonitorFormat { ending: "csv", write: csv };

fn csv(monitor: &Monitor) -> Vec<u8> {
    table(&headings(), monitor.lines.iter().map(|line| cells(monitor, line)))
}

fn headings() -> Vec<String> {
    let mut out = vec!["week".to_owned()];
    for column in COLUMNS {
        match column.value {
            Getter::Word(_) | Getter::Time(_) | Getter::Besluit(_) => out.push(column.name.to_owned()),
            Getter::Forms => out.extend([column.name.to_owned(), "eerste_formulier".to_owned()]),
            Getter::Termijnen => {
                for kind in TermijnKind::ALL {
                    out.extend(TERMIJN_COLUMNS.map(|c| format!("{}_{}", kind.code().replace('-', "_"), c.name)));
                }
            }
        }
    }
    out.push("voorbehoud".to_owned());
    out
}

fn cells(monitor: &Monitor, line: &MonitorRow) -> Vec<String> {
    let time = |t: Option<Moment>| t.map(Moment::rfc3339).unwrap_or_default();
    let mut out = vec![monitor.week.to_string()];
    for column in COLUMNS {
        match column.value {
            Getter::Word(get) => out.push(get(line).unwrap_or_default().into_owned()),
            Getter::Time(get) => out.push(time(get(line))),
            Getter::Besluit(get) => out.push(get(line).choice.map(YesNo::word).unwrap_or_default().to_owned()),
            Getter::Forms => {
                out.extend([line.forms.len().to_string(), time(line.forms.first().map(|f| f.received))]);
            }
            Getter::Termijnen => {
                for kind in TermijnKind::ALL {
                    let termijn = line.termijn(kind);
                    out.extend(TERMIJN_COLUMNS.map(|c| termijn.and_then(c.value).unwrap_or_default()));
                }
            }
        }
    }
    out.push(super::DISCLAIMER.to_owned());
    out
}
