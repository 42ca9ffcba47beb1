//! The columns of the monitor: what each is called and where it comes from. Every form of the monitor is written
//! from this one list, so that none can forget a column or call it otherwise. As a table every line is flat: a term
//! has its own columns, and a form without a case has a line of its own, so that every MBV and MOA stands in it.

use std::borrow::Cow;

use super::{
    overview::{LooseForm, Monitor},
    row::{MonitorChannel, MonitorRow, TermijnRow, WeekPart},
    verdict::Verdict,
};
use crate::domain::{
    besluit::{Answer, YesNo},
    moment::Moment,
    termijn_kind::TermijnKind,
};

/// One column of a case.
pub(super) struct Column {
    /// Its name in data; stable.
    pub name: &'static str,
    /// Where it comes from.
    pub value: Getter,
}

/// How a column is filled from a case.
pub(super) enum Getter {
    /// A word or a name, and what stands in a table where it is not known.
    Word(fn(&MonitorRow) -> Option<Cow<'_, str>>, &'static str),
    /// A moment.
    Time(fn(&MonitorRow) -> Option<Moment>),
    /// Its forms; more than fits in one cell of a table.
    Forms,
    /// Its terms, each with the columns of [`TERMIJN_TIMES`] and how it went.
    Termijnen,
}

/// One moment of a term.
pub(super) struct TermijnColumn {
    /// Its name in data; stable.
    pub name: &'static str,
    /// Where it comes from.
    pub value: fn(&TermijnRow) -> Option<Moment>,
}

/// What stands in a table where something is not known.
const UNKNOWN: &str = "onbekend";
/// The same for a decision that nobody took.
const UNDECIDED: &str = "geen besluit";

pub(super) const COLUMNS: [Column; 25] = [
    word("week", |r| Some(r.week.to_string().into()), UNKNOWN),
    word("zaak", |r| Some(r.zaak.to_string().into()), UNKNOWN),
    word("inrichting", |r| r.inrichting.as_deref().map(Cow::from), UNKNOWN),
    word("rij", |r| r.rij.map(|rij| rij.to_string().into()), "geen"),
    word("oa", |r| Some(r.oa.word().into()), UNKNOWN),
    word("incident", |r| Some(r.incident.as_str().into()), UNKNOWN),
    time("voorval", |r| r.voorval),
    time("constatering", |r| r.constatering),
    word("weekdag", |r| r.week_part().map(WeekPart::day).map(Cow::from), UNKNOWN),
    word("dagdeel", |r| r.week_part().map(WeekPart::quarter).map(Cow::from), UNKNOWN),
    time("gebeld", |r| r.called),
    word("kanaal", |r| r.channel.map(MonitorChannel::label).map(Cow::from), UNKNOWN),
    Column { name: "formulieren", value: Getter::Forms },
    Column { name: "termijnen", value: Getter::Termijnen },
    word("t", |r| r.t.map(YesNo::word).map(Cow::from), UNDECIDED),
    word("p", |r| r.p.map(YesNo::word).map(Cow::from), UNDECIDED),
    word("a", |r| r.a.map(YesNo::word).map(Cow::from), UNDECIDED),
    word("media", |r| r.media.map(Answer::word).map(Cow::from), UNKNOWN),
    word("letsel", |r| r.injury.map(Answer::word).map(Cow::from), UNKNOWN),
    time("doorgemeld", |r| r.passed_on),
    time("piketmelding_verzonden", |r| r.piketmelding_sent),
    time("afloop_verzonden", |r| r.afloopbericht_sent),
    word("status", |r| Some(r.status.word().into()), UNKNOWN),
    word("sector", |r| r.sector.as_deref().map(Cow::from), UNKNOWN),
    word("matrixversie", |r| Some(r.rulebook_version.as_str().into()), UNKNOWN),
];

pub(super) const TERMIJN_TIMES: [TermijnColumn; 5] = [
    TermijnColumn { name: "uiterlijk", value: |t| Some(t.limits.due) },
    TermijnColumn { name: "gangbaar", value: |t| Some(t.limits.gangbaar) },
    TermijnColumn { name: "laatste", value: |t| Some(t.limits.last) },
    TermijnColumn { name: "gezet", value: |t| t.manual_due },
    TermijnColumn { name: "ontvangen", value: |t| t.received },
];

const fn word(name: &'static str, get: fn(&MonitorRow) -> Option<Cow<'_, str>>, none: &'static str) -> Column {
    Column { name, value: Getter::Word(get, none) }
}

const fn time(name: &'static str, get: fn(&MonitorRow) -> Option<Moment>) -> Column {
    Column { name, value: Getter::Time(get) }
}

/// One cell of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// A word.
    Word(Cow<'a, str>),
    /// A moment, where it is known.
    Time(Option<Moment>),
    /// A number.
    Count(usize),
}

/// What stands in the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellKind {
    Word,
    Time,
    Count,
}

/// The names of the columns of the table, with what stands in them.
pub(super) fn table_columns(monitor: &Monitor) -> Vec<(String, CellKind)> {
    let (mut out, kinds) = (Vec::new(), monitor.termijn_kinds());
    for column in COLUMNS {
        match column.value {
            Getter::Word(..) => out.push((column.name.to_owned(), CellKind::Word)),
            Getter::Time(_) => out.push((column.name.to_owned(), CellKind::Time)),
            Getter::Forms => {
                out.push((column.name.to_owned(), CellKind::Count));
                out.push(("eerste_formulier".to_owned(), CellKind::Time));
                out.push(("formulier_oordeel".to_owned(), CellKind::Word));
            }
            Getter::Termijnen => {
                for &kind in &kinds {
                    out.extend(TERMIJN_TIMES.map(|time| (termijn_name(kind, time.name), CellKind::Time)));
                    out.push((termijn_name(kind, "oordeel"), CellKind::Word));
                }
            }
        }
    }
    out
}

/// What a column of a term is called in the table.
pub(super) fn termijn_name(kind: TermijnKind, name: &str) -> String {
    format!("{}_{name}", kind.code().replace('-', "_"))
}

/// The lines of the table: every case, and after them every form without one.
pub(super) fn table_rows(monitor: &Monitor) -> impl Iterator<Item = Vec<Cell<'_>>> {
    let (kinds, columns) = (monitor.termijn_kinds(), table_columns(monitor));
    let lines = monitor.lines.iter().map(move |line| cells(line, &kinds));
    lines.chain(monitor.loose.iter().map(move |loose| loose_cells(loose, &columns)))
}

/// A case on one line.
fn cells<'a>(line: &'a MonitorRow, kinds: &[TermijnKind]) -> Vec<Cell<'a>> {
    let verdict = |verdict: Verdict| Cell::Word(verdict.label().into());
    let mut out = Vec::new();
    for column in COLUMNS {
        match column.value {
            Getter::Word(get, none) => out.push(Cell::Word(get(line).unwrap_or(Cow::Borrowed(none)))),
            Getter::Time(get) => out.push(Cell::Time(get(line))),
            Getter::Forms => {
                out.push(Cell::Count(line.forms.len()));
                out.push(Cell::Time(line.forms.first().map(|f| f.received)));
                out.push(verdict(line.form_verdict()));
            }
            Getter::Termijnen => {
                for &kind in kinds {
                    let termijn = line.termijn(kind);
                    out.extend(TERMIJN_TIMES.map(|time| Cell::Time(termijn.and_then(time.value))));
                    out.push(verdict(line.verdict(kind)));
                }
            }
        }
    }
    out
}

/// A form without a case on one line: what is known of it, and nothing of what a case would have.
fn loose_cells<'a>(LooseForm { form, week }: &'a LooseForm, columns: &[(String, CellKind)]) -> Vec<Cell<'a>> {
    columns
        .iter()
        .map(|(name, kind)| match (name.as_str(), kind) {
            ("week", _) => Cell::Word(week.to_string().into()),
            ("zaak", _) => Cell::Word(format!("zonder zaak: {}", form.melding).into()),
            ("incident", _) => Cell::Word(format!("{} zonder zaak", form.label).into()),
            ("status", _) => Cell::Word("zonder zaak".into()),
            ("eerste_formulier", _) => Cell::Time(Some(form.received)),
            (_, CellKind::Word) => Cell::Word("".into()),
            (_, CellKind::Time) => Cell::Time(None),
            (_, CellKind::Count) => Cell::Count(1),
        })
        .collect()
}
