//! The columns of the monitor: what each is called and where it comes from. Every form of the monitor is written
//! from this one list, so that none can forget a column or call it otherwise.

use std::borrow::Cow;

use super::{MonitorChannel, MonitorRow, TermijnRow};
use crate::domain::{
    besluit::{Answer, YesNo},
    moment::Moment,
};

/// One column of a case.
pub(super) struct Column {
    /// Its name in data; stable.
    pub name: &'static str,
    /// Its heading in the readable text, where it has room for it.
    pub heading: Option<&'static str>,
    /// Where it comes from.
    pub value: Getter,
}

/// How a column is filled from a case.
pub(super) enum Getter {
    /// A word or a name.
    Word(fn(&MonitorRow) -> Option<Cow<'_, str>>),
    /// A moment.
    Time(fn(&MonitorRow) -> Option<Moment>),
    /// A decision.
    Besluit(fn(&MonitorRow) -> BesluitAndSending),
    /// Its forms; more than fits in one cell of a table.
    Forms,
    /// Its terms, each with the columns of [`TERMIJN_COLUMNS`].
    Termijnen,
}

/// What was decided, and when the message that follows from it was sent.
pub(super) struct BesluitAndSending {
    pub choice: Option<YesNo>,
    pub sent: Option<Moment>,
}

/// One column of a term.
pub(super) struct TermijnColumn {
    /// Its name in data; stable.
    pub name: &'static str,
    /// What stands in it, times as RFC 3339.
    pub value: fn(&TermijnRow) -> Option<String>,
}

pub(super) const COLUMNS: [Column; 21] = [
    shown("zaak", "zaak", Getter::Word(|r| Some(r.zaak.to_string().into()))),
    shown("inrichting", "inrichting", Getter::Word(|r| r.inrichting.as_deref().map(Cow::from))),
    shown("rij", "rij", Getter::Word(|r| r.rij.map(|rij| rij.to_string().into()))),
    data("oa", Getter::Word(|r| Some(r.oa.word().into()))),
    shown("incident", "incident", Getter::Word(|r| Some(r.incident.as_str().into()))),
    shown("voorval", "voorval", Getter::Time(|r| r.voorval)),
    data("constatering", Getter::Time(|r| r.constatering)),
    shown("gebeld", "gebeld", Getter::Time(|r| r.called)),
    data("kanaal", Getter::Word(|r| r.channel.map(MonitorChannel::label).map(Cow::from))),
    shown("formulieren", "formulieren", Getter::Forms),
    shown("termijnen", "termijnen", Getter::Termijnen),
    shown("t", "T", Getter::Besluit(|r| BesluitAndSending { choice: r.t, sent: None })),
    shown("p", "P", Getter::Besluit(|r| BesluitAndSending { choice: r.p, sent: r.piketmelding_sent })),
    shown("a", "A", Getter::Besluit(|r| BesluitAndSending { choice: r.a, sent: r.afloopbericht_sent })),
    shown("doorgemeld", "doorgemeld", Getter::Time(|r| r.passed_on)),
    data("media", Getter::Word(|r| r.media.map(Answer::word).map(Cow::from))),
    data("letsel", Getter::Word(|r| r.injury.map(Answer::word).map(Cow::from))),
    data("piketmelding_verzonden", Getter::Time(|r| r.piketmelding_sent)),
    data("afloop_verzonden", Getter::Time(|r| r.afloopbericht_sent)),
    shown("status", "status", Getter::Word(|r| Some(r.status.label().into()))),
    data("matrixversie", Getter::Word(|r| Some(r.rulebook_version.as_str().into()))),
];

pub(super) const TERMIJN_COLUMNS: [TermijnColumn; 5] = [
    TermijnColumn { name: "uiterlijk", value: |t| Some(t.due.rfc3339()) },
    TermijnColumn { name: "gangbaar", value: |t| Some(t.gangbaar.rfc3339()) },
    TermijnColumn { name: "gezet", value: |t| t.manual_due.map(Moment::rfc3339) },
    TermijnColumn { name: "ontvangen", value: |t| t.received.map(Moment::rfc3339) },
    TermijnColumn { name: "oordeel", value: |t| Some(t.verdict.code().to_owned()) },
];

const fn shown(name: &'static str, heading: &'static str, value: Getter) -> Column {
    Column { name, heading: Some(heading), value }
}

const fn data(name: &'static str, value: Getter) -> Column {
    Column { name, heading: None, value }
}
