//! One line of the incidentenmonitor. Built from a case by naming what goes in, so that a new field
//! of a case never slips into the report by itself.

use crate::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::MeldingKind,
        moment::Moment,
        rij::Rij,
        termijn_kind::TermijnKind,
    },
    log::zaak::Zaak,
};

/// How a term went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Received before the strict reading.
    OnTime,
    /// Received after the strict reading, before the last one: on time by a wider reading only.
    ByLaterLezing,
    /// Received after every reading, or not received while every reading has passed.
    TooLate,
    /// Not received, and not every reading has passed.
    StillOpen,
}

impl Verdict {
    /// All of them, in the order of the tables.
    pub const ALL: [Self; 4] = [Self::OnTime, Self::ByLaterLezing, Self::TooLate, Self::StillOpen];

    /// Judges a term at `now`. A term is exclusive: on the very moment is late.
    pub fn from(due: Moment, last: Moment, received: Option<Moment>, now: Moment) -> Self {
        match received {
            Some(t) if t < due => Self::OnTime,
            Some(t) if t < last => Self::ByLaterLezing,
            None if now < last => Self::StillOpen,
            Some(_) | None => Self::TooLate,
        }
    }

    /// The name in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnTime => "op-tijd",
            Self::ByLaterLezing => "alleen-gangbaar",
            Self::TooLate => "te-laat",
            Self::StillOpen => "nog-open",
        }
    }

    /// The words in a text.
    pub const fn label(self) -> &'static str {
        match self {
            Self::OnTime => "op tijd",
            Self::ByLaterLezing => "op tijd volgens een ruimere lezing",
            Self::TooLate => "te laat",
            Self::StillOpen => "nog open",
        }
    }
}

/// Which desk the phone call belonged to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MonitorChannel {
    /// In office hours: the zorginkoper.
    Zorginkoper,
    /// Outside them: the meldkamer, which calls the piketfunctionaris.
    Meldkamer,
}

impl MonitorChannel {
    /// The word in data and text.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Zorginkoper => "zorginkoper",
            Self::Meldkamer => "meldkamer",
        }
    }
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Still followed.
    Open,
    /// Closed.
    Closed,
}

impl Status {
    /// The word in data and text.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "gesloten",
        }
    }
}

/// One form that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonitorForm {
    /// The number of the report.
    pub melding: Meldingnummer,
    /// Its kind.
    pub kind: MeldingKind,
    /// When it came in.
    pub received: Moment,
}

/// The moments by which a term is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermijnLimits {
    /// The strict reading.
    pub due: Moment,
    /// The usual reading.
    pub gangbaar: Moment,
    /// The last reading.
    pub last: Moment,
}

/// One term of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermijnRow {
    /// Which clock.
    pub kind: TermijnKind,
    /// The strict reading.
    pub due: Moment,
    /// The usual reading.
    pub gangbaar: Moment,
    /// What the officer set by hand instead, if anything; shown, not judged by.
    pub manual_due: Option<Moment>,
    /// When what it asks for came in.
    pub received: Option<Moment>,
    /// How it went.
    pub verdict: Verdict,
}

impl TermijnRow {
    /// A term with its judgement at `now`.
    pub fn new(kind: TermijnKind, limits: TermijnLimits, received: Option<Moment>, now: Moment) -> Self {
        let TermijnLimits { due, gangbaar, last } = limits;
        Self { kind, due, gangbaar, manual_due: None, received, verdict: Verdict::from(due, last, received, now) }
    }
}

/// One case in the monitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitorRow {
    /// Its number.
    pub zaak: Zaaknummer,
    /// Where it happened.
    pub inrichting: Option<String>,
    /// The row; `None` where none was chosen.
    pub rij: Option<Rij>,
    /// The title of that row, never the story of the case.
    pub incident: String,
    /// When it happened.
    pub voorval: Option<Moment>,
    /// When it was discovered.
    pub constatering: Option<Moment>,
    /// When the officer was phoned.
    pub called: Option<Moment>,
    /// Which desk that call belonged to.
    pub channel: Option<MonitorChannel>,
    /// The forms that belong to it, by arrival.
    pub forms: Vec<MonitorForm>,
    /// Its terms.
    pub termijnen: Vec<TermijnRow>,
    /// Whether it is an ongeoorloofde afwezigheid.
    pub oa: YesNo,
    /// The decision on T, where the matrix leaves that open.
    pub t: Option<YesNo>,
    /// The decision on P.
    pub p: Option<YesNo>,
    /// The decision on A.
    pub a: Option<YesNo>,
    /// Whether the media took notice, as answered in the weighing.
    pub media: Option<Answer>,
    /// Whether somebody died or was badly hurt, as answered in the weighing.
    pub injury: Option<Answer>,
    /// When the first in the line was told; to whom is a person, and stands in the log.
    pub passed_on: Option<Moment>,
    /// When the first piketmelding was sent.
    pub piketmelding_sent: Option<Moment>,
    /// When the first afloopbericht was sent.
    pub afloopbericht_sent: Option<Moment>,
    /// Where it stands.
    pub status: Status,
    /// The rule book it was judged with.
    pub rulebook_version: String,
}

impl MonitorRow {
    /// Takes from a case what may be told. `incident` is the title of its row; what follows from the
    /// rules (channel, terms, answers) is filled in by whoever knows them.
    pub fn from(zaak: &Zaak, incident: &str, termijnen: Vec<TermijnRow>) -> Self {
        let mut forms: Vec<MonitorForm> = zaak
            .meldingen
            .iter()
            .filter(|k| is_form(k.form))
            .map(|k| MonitorForm { melding: k.melding, kind: k.form, received: k.received })
            .collect();
        forms.sort_by_key(|f| (f.received, f.melding));
        let sent = |kind| zaak.drafts.get(&kind).and_then(|c| c.sent.iter().map(|v| v.at).min());
        let besluit = |letter| zaak.besluit(letter).map(|b| b.choice);
        Self {
            zaak: zaak.number,
            inrichting: match &zaak.inrichting {
                Some(Plek::Known(name)) => Some(name.clone()),
                // Typed text, in which anything may stand; the monitor tells none.
                Some(Plek::Other(_)) | None => None,
            },
            rij: zaak.rij(),
            incident: incident.to_owned(),
            voorval: zaak.times.voorval,
            constatering: zaak.times.constatering,
            called: zaak.times.called,
            channel: None,
            forms,
            termijnen,
            t: besluit(BesluitKind::T),
            p: besluit(BesluitKind::P),
            a: besluit(BesluitKind::A),
            oa: YesNo::No,
            media: None,
            injury: None,
            passed_on: zaak.passed_on.iter().map(|p| p.at).min(),
            piketmelding_sent: sent(DraftKind::Piketmelding),
            afloopbericht_sent: sent(DraftKind::Afloopbericht),
            status: if zaak.is_open() { Status::Open } else { Status::Closed },
            rulebook_version: zaak.rulebook.version.clone(),
        }
    }

    /// The term of one kind.
    pub fn termijn(&self, kind: TermijnKind) -> Option<&TermijnRow> {
        self.termijnen.iter().find(|t| t.kind == kind)
    }
}

/// True for the kinds the monitor counts as a form.
pub const fn is_form(kind: MeldingKind) -> bool {
    match kind {
        MeldingKind::Mbv | MeldingKind::Moa | MeldingKind::OaEnd => true,
        MeldingKind::Phone | MeldingKind::Automatic | MeldingKind::Unknown => false,
    }
}
