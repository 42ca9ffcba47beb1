//! The monitor as a table: one line per case, a fixed set of columns, times in RFC 3339. A cell that
//! a spreadsheet would take for a formula gets an apostrophe in front of it.

use std::borrow::Cow;

use super::{
    Monitor, MonitorFormat, MonitorRow,
    column::{COLUMNS, Getter, TERMIJN_COLUMNS},
};
use crate::domain::{besluit::YesNo, moment::Moment, termijn_kind::TermijnKind};

/// A table for a spreadsheet: semicolons, CRLF, UTF-8 with a byte order mark, and nothing that a spreadsheet would
/// run as a formula.
pub(super) const FORMAT: MonitorFormat = MonitorFormat { ending: "csv", write: csv };

fn csv(monitor: &Monitor) -> Vec<u8> {
    let mut out = b"\xef\xbb\xbf".to_vec();
    let mut writer =
        ::csv::WriterBuilder::new().delimiter(b';').terminator(::csv::Terminator::CRLF).from_writer(&mut out);
    // Writing to memory cannot fail; a record of another length would, and the tests would see it.
    let _ = writer.write_record(headings());
    for line in &monitor.lines {
        let _ = writer.write_record(cells(monitor, line).iter().map(|c| safe_text(c).into_owned()));
    }
    let _ = writer.flush();
    drop(writer);
    out
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

/// Disarms what a spreadsheet would run; white space in front does not hide it.
fn safe_text(cell: &str) -> Cow<'_, str> {
    let dangerous = cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if dangerous { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}
