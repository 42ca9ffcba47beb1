//! The monitor as a table: one line per case, a fixed set of columns, times in RFC 3339. A cell that
//! a spreadsheet would take for a formula gets an apostrophe in front of it.

use std::borrow::Cow;

use super::{Monitor, MonitorRow};
use crate::domain::{
    besluit::{Answer, YesNo},
    moment::Moment,
    termijn_kind::TermijnKind,
};

const BEFORE: [&str; 12] = [
    "week",
    "zaak",
    "inrichting",
    "rij",
    "oa",
    "incident",
    "voorval",
    "constatering",
    "gebeld",
    "kanaal",
    "formulieren",
    "eerste_formulier",
];
const PER_TERMIJN: [&str; 5] = ["uiterlijk", "gangbaar", "gezet", "ontvangen", "oordeel"];
const AFTER: [&str; 9] =
    ["p", "a", "media", "letsel", "piketmelding_verzonden", "afloop_verzonden", "status", "matrixversie", "voorbehoud"];

pub(super) fn csv(monitor: &Monitor) -> Vec<u8> {
    let mut out = b"\xef\xbb\xbf".to_vec();
    let mut writer =
        ::csv::WriterBuilder::new().delimiter(b';').terminator(::csv::Terminator::CRLF).from_writer(&mut out);
    let termijn_headers =
        TermijnKind::ALL.into_iter().flat_map(|t| PER_TERMIJN.map(|k| format!("{}_{k}", t.code().replace('-', "_"))));
    let heading: Vec<String> =
        BEFORE.map(str::to_owned).into_iter().chain(termijn_headers).chain(AFTER.map(str::to_owned)).collect();
    // Writing to memory cannot fail; a record of another length would, and the tests would see it.
    let _ = writer.write_record(heading);
    for line in &monitor.lines {
        let _ = writer.write_record(cells(monitor, line).iter().map(|c| safe_text(c).into_owned()));
    }
    let _ = writer.flush();
    drop(writer);
    out
}

fn cells(monitor: &Monitor, line: &MonitorRow) -> Vec<String> {
    let time = |t: Option<Moment>| t.map(Moment::rfc3339).unwrap_or_default();
    let yes_no = |k: Option<YesNo>| k.map(YesNo::word).unwrap_or_default().to_owned();
    let mut out = vec![
        monitor.week.to_string(),
        line.zaak.to_string(),
        line.inrichting.clone().unwrap_or_default(),
        line.rij.map(|r| r.to_string()).unwrap_or_default(),
        line.oa().word().to_owned(),
        line.incident.clone(),
        time(line.voorval),
        time(line.constatering),
        time(line.called),
        line.channel.map(super::MonitorChannel::label).unwrap_or_default().to_owned(),
        line.forms.len().to_string(),
        time(line.forms.first().map(|f| f.received)),
    ];
    for kind in TermijnKind::ALL {
        match line.termijn(kind) {
            Some(t) => out.extend([
                t.due.rfc3339(),
                t.gangbaar.rfc3339(),
                time(t.manual_due),
                time(t.received),
                t.verdict.code().to_owned(),
            ]),
            None => out.extend(PER_TERMIJN.map(|_| String::new())),
        }
    }
    out.extend([
        yes_no(line.p),
        yes_no(line.a),
        line.media.map(Answer::word).unwrap_or_default().to_owned(),
        line.injury.map(Answer::word).unwrap_or_default().to_owned(),
        time(line.piketmelding_sent),
        time(line.afloopbericht_sent),
        line.status.label().to_owned(),
        line.rulebook_version.clone(),
        super::DISCLAIMER.to_owned(),
    ]);
    out
}

/// Disarms what a spreadsheet would run; white space in front does not hide it.
fn safe_text(cell: &str) -> Cow<'_, str> {
    let dangerous = cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if dangerous { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}
