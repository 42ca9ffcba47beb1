//! One line of the incidentenmonitor. Built from a case by naming what goes in, so that a new field
//! of a case never slips into the report by itself.

use chrono::{Datelike, Timelike};

use super::verdict::{Evidence, TermijnLimits, Verdict};
use crate::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        book_names::BookNames,
        ids::{Meldingnummer, Piketweek, Zaaknummer},
        inrichting::Plek,
        melding::MeldingKind,
        moment::Moment,
        rij::Rij,
        shared_text::SharedText,
        step::Step,
        termijn_kind::TermijnKind,
        weekdays::SHORT_WEEKDAYS,
    },
    log::zaak::{Zaak, ZaakState},
};

/// How the first word of a case reached the desk, as it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MonitorChannel {
    /// By phone.
    Phone,
    /// By mail.
    Mail,
}

impl MonitorChannel {
    /// The word in data and text.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Phone => "telefoon",
            Self::Mail => "mail",
        }
    }

    /// What the first report of a case came by; a call that was noted without one is a call too.
    fn of(zaak: &Zaak) -> Option<Self> {
        let first = zaak.meldingen.iter().min_by_key(|k| k.received).map(|k| (k.received, k.form));
        match (first, zaak.times.called) {
            (Some((received, kind)), called) => {
                let by_phone = kind == MeldingKind::Phone || called.is_some_and(|called| called <= received);
                Some(if by_phone { Self::Phone } else { Self::Mail })
            }
            (None, called) => called.map(|_| Self::Phone),
        }
    }
}

/// A quarter of a day of the week, on Amsterdam's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WeekPart {
    /// The day, from Monday, which is 0.
    day: u8,
    /// The quarter of it, from midnight, which is 0.
    quarter: u8,
}

impl WeekPart {
    /// The names of the days.
    pub const DAYS: [&str; 7] = SHORT_WEEKDAYS;
    /// The names of the quarters.
    pub const QUARTERS: [&str; 4] = ["00–06 uur", "06–12 uur", "12–18 uur", "18–24 uur"];

    fn of(moment: Moment) -> Self {
        let clock = moment.amsterdam();
        let number = |n: u32| u8::try_from(n).unwrap_or_default();
        Self { day: number(clock.weekday().num_days_from_monday()), quarter: number(clock.hour() / 6) }
    }

    /// The name of the day.
    pub fn day(self) -> &'static str {
        Self::DAYS.get(usize::from(self.day)).copied().unwrap_or_default()
    }

    /// The name of the quarter.
    pub fn quarter(self) -> &'static str {
        Self::QUARTERS.get(usize::from(self.quarter)).copied().unwrap_or_default()
    }
}

/// One form that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitorForm {
    /// The number of the report.
    pub melding: Meldingnummer,
    /// Its kind.
    pub kind: MeldingKind,
    /// What that is called.
    pub label: String,
    /// When it came in.
    pub received: Moment,
}

impl MonitorForm {
    /// A form, by the name that the book at hand gives it.
    pub fn new(melding: Meldingnummer, kind: MeldingKind, names: &dyn BookNames, received: Moment) -> Self {
        Self { melding, kind, label: kind.label(names).to_owned(), received }
    }
}

/// One term of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermijnRow {
    /// Which clock.
    pub kind: TermijnKind,
    /// What it is called.
    pub label: SharedText,
    /// The moments it is judged by.
    pub limits: TermijnLimits,
    /// What the officer set by hand instead, if anything; shown, not judged by.
    pub manual_due: Option<Moment>,
    /// When what it asks for came in, or was noted.
    pub received: Option<Moment>,
    /// How it went.
    pub verdict: Verdict,
}

impl TermijnRow {
    /// A term with its judgement at `now`.
    pub fn new(
        (kind, label): (TermijnKind, SharedText),
        limits: TermijnLimits,
        evidence: Evidence,
        now: Moment,
    ) -> Self {
        let verdict = Verdict::from(limits, evidence, now);
        Self { kind, label, limits, manual_due: None, received: evidence.received(), verdict }
    }
}

/// One case in the monitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitorRow {
    /// Its number.
    pub zaak: Zaaknummer,
    /// The week that it is counted in: its own, or the one in which its form came in.
    pub week: Piketweek,
    /// Where it happened.
    pub inrichting: Option<String>,
    /// The row; `None` where none was chosen.
    pub rij: Option<Rij>,
    /// The title of that row, never the story of the case.
    pub incident: String,
    /// What that row is called where anybody may read along; empty where there is none.
    pub public_name: String,
    /// When it happened.
    pub voorval: Option<Moment>,
    /// When it was discovered.
    pub constatering: Option<Moment>,
    /// When the officer was phoned.
    pub called: Option<Moment>,
    /// How the first word of it came in.
    pub channel: Option<MonitorChannel>,
    /// The forms that belong to it, by arrival.
    pub forms: Vec<MonitorForm>,
    /// Its terms.
    pub termijnen: Vec<TermijnRow>,
    /// Which of them is that of the form its row asks for.
    pub form_termijn: Option<TermijnKind>,
    /// Whether it is an ongeoorloofde afwezigheid.
    pub oa: YesNo,
    /// The decision on T.
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
    pub status: ZaakState,
    /// The sector of the inrichting; cases of one are not compared with those of another.
    pub sector: Option<String>,
    /// The rule book it was judged with.
    pub rulebook_version: String,
}

impl MonitorRow {
    /// Takes from a case what may be told. `incident` is the title of its row; what follows from the
    /// rules (terms, answers) is filled in by whoever knows them.
    pub fn from(zaak: &Zaak, names: &dyn BookNames, incident: &str, termijnen: Vec<TermijnRow>) -> Self {
        let mut forms: Vec<MonitorForm> = zaak
            .meldingen
            .iter()
            .filter(|k| k.form.is_form())
            .map(|k| MonitorForm::new(k.melding, k.form, names, k.received))
            .collect();
        forms.sort_by_key(|f| (f.received, f.melding));
        let sent = |step| zaak.message(step).and_then(|c| c.sent.iter().map(|v| v.at).min());
        let besluit = |letter| zaak.besluit(letter).map(|b| b.choice);
        Self {
            zaak: zaak.number,
            week: zaak.number.week,
            inrichting: match &zaak.inrichting {
                Some(Plek::Known(name)) => Some(name.clone()),
                // Typed text, in which anything may stand; the monitor tells none.
                Some(Plek::Other(_)) | None => None,
            },
            rij: zaak.rij(),
            incident: incident.to_owned(),
            public_name: String::new(),
            voorval: zaak.times.voorval,
            constatering: zaak.times.constatering,
            called: zaak.times.called,
            channel: MonitorChannel::of(zaak),
            forms,
            termijnen,
            form_termijn: None,
            t: besluit(BesluitKind::T),
            p: besluit(BesluitKind::P),
            a: besluit(BesluitKind::A),
            oa: YesNo::No,
            media: None,
            injury: None,
            passed_on: zaak.passed_on.iter().map(|p| p.at).min(),
            piketmelding_sent: sent(Step::Piketmelding),
            afloopbericht_sent: sent(Step::Afloopbericht),
            status: zaak.state(),
            sector: None,
            rulebook_version: zaak.rulebook.version.clone(),
        }
    }

    /// How its own form went: that of its row.
    pub fn form_verdict(&self) -> Verdict {
        self.form_termijn.map_or(Verdict::NotApplicable, |kind| self.verdict(kind))
    }

    /// Whether a call about it was recorded.
    pub fn is_phoned(&self) -> bool {
        self.called.is_some() || self.channel == Some(MonitorChannel::Phone)
    }

    /// The hours of the week in which it happened; where that is not known, in which it was discovered.
    pub fn week_part(&self) -> Option<WeekPart> {
        self.voorval.or(self.constatering).map(WeekPart::of)
    }

    /// How the term of one kind went; one that the case does not have asks nothing.
    pub fn verdict(&self, kind: TermijnKind) -> Verdict {
        self.termijn(kind).map_or(Verdict::NotApplicable, |t| t.verdict)
    }

    /// The term of one kind.
    pub fn termijn(&self, kind: TermijnKind) -> Option<&TermijnRow> {
        self.termijnen.iter().find(|t| t.kind == kind)
    }
}
