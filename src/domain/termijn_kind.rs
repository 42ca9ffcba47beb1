//! Which clock a term belongs to, the times it can start from, and the calendar that says which
//! days count. Shared by the log (an override names a kind) and by the calculation.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    book_id::book_id,
    error::{Error, Result},
    moment::Moment,
    sanitize::capitalize,
    time_kind::TimeKind,
};

book_id! {
    /// A kind of term, by the name that the rule books give it.
    TermijnKind, "termijn"
}

/// Which days count as feestdag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kalender {
    /// CAO Rijk §4.2 (default).
    #[default]
    CaoRijk,
    /// Algemene termijnenwet art. 3, with the days equated by KB.
    Termijnenwet,
    /// CAO Rijk, with 5 May only in years divisible by five: inrichtingen with another cao.
    #[serde(rename = "zonder-5-mei")]
    WithoutFiveMay,
}

impl Kalender {
    /// All calendars.
    pub const ALL: [Self; 3] = [Self::CaoRijk, Self::Termijnenwet, Self::WithoutFiveMay];

    /// The name in data: `cao-rijk`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CaoRijk => "cao-rijk",
            Self::Termijnenwet => "termijnenwet",
            Self::WithoutFiveMay => "zonder-5-mei",
        }
    }
}

impl fmt::Display for Kalender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Kalender {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|k| k.code() == s).ok_or_else(|| {
            Error::usage(format!("Kalender «{s}» is niet bekend.")).hint("Kies cao-rijk, termijnenwet of zonder-5-mei.")
        })
    }
}

/// The times that start a clock. All optional: at 02:10 not everything is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Times {
    /// When it happened.
    pub voorval: Option<Moment>,
    /// When it was discovered.
    pub constatering: Option<Moment>,
    /// When the officer was phoned; the assumed start when nothing else is known.
    #[serde(rename = "gebeld")]
    pub called: Option<Moment>,
    /// When the absent person returned or was arrested.
    #[serde(rename = "einde_oa")]
    pub oa_end: Option<Moment>,
    /// When that return or arrest was heard of.
    // Absent where it is not known: a case from before this time existed is written as it was.
    #[serde(rename = "einde_gehoord", default, skip_serializing_if = "Option::is_none")]
    pub oa_end_heard: Option<Moment>,
    /// When the first report of a case came in, where not even a call is known. It follows from the reports
    /// and is never recorded as a time of its own.
    #[serde(skip)]
    pub received: Option<Moment>,
}

impl Times {
    /// One of them.
    pub const fn of(&self, kind: TimeKind) -> Option<Moment> {
        match kind {
            TimeKind::Voorval => self.voorval,
            TimeKind::Constatering => self.constatering,
            TimeKind::Called => self.called,
            TimeKind::OaEnd => self.oa_end,
            TimeKind::OaEndHeard => self.oa_end_heard,
        }
    }

    /// The same with one of them set or taken away.
    #[must_use]
    pub const fn with(mut self, kind: TimeKind, moment: Option<Moment>) -> Self {
        match kind {
            TimeKind::Voorval => self.voorval = moment,
            TimeKind::Constatering => self.constatering = moment,
            TimeKind::Called => self.called = moment,
            TimeKind::OaEnd => self.oa_end = moment,
            TimeKind::OaEndHeard => self.oa_end_heard = moment,
        }
        self
    }

    /// Refuses an order of events that cannot be.
    ///
    /// # Errors
    /// When the constatering, the call or the return lies before the voorval, or the news of the return
    /// before the return.
    pub fn check(&self) -> Result<()> {
        refused(self.misplaced())
    }

    /// The same for what is told now: nobody phones about what is yet to be found. What was recorded before this was asked keeps
    /// its terms.
    ///
    /// # Errors
    /// Besides, when the constatering lies after the call that reported it, or after the news of the return.
    pub fn check_told(&self, told: Option<Moment>) -> Result<()> {
        refused(self.told_misplaced(told))
    }

    /// What cannot be in the order of what is told now, within a sentence; `told` is when anything was told last: what is
    /// found may be told by a later call or form than the first.
    pub fn told_misplaced(&self, told: Option<Moment>) -> Option<String> {
        let found = self.constatering.map(Moment::minute);
        let last_told = |kind| if kind == TimeKind::Called { self.called.max(told) } else { self.of(kind) };
        let reported = [TimeKind::Called, TimeKind::OaEndHeard].into_iter().find_map(|kind| {
            let (found, told) = found.zip(self.of(kind).and_then(|_| last_told(kind)))?;
            (found > told.minute()).then(|| order((TimeKind::Constatering, found), "na", (kind, told)))
        });
        self.misplaced().or(reported)
    }

    fn misplaced(&self) -> Option<String> {
        let oa_end = self.oa_end.map_or(TimeKind::Voorval, |_| TimeKind::OaEnd);
        let before = [
            (TimeKind::Constatering, TimeKind::Voorval),
            (TimeKind::Called, TimeKind::Voorval),
            (TimeKind::OaEnd, TimeKind::Voorval),
            (TimeKind::OaEndHeard, oa_end),
        ];
        before.into_iter().find_map(|(kind, before)| {
            let (at, limit) = self.of(kind).zip(self.of(before))?;
            (at < limit).then(|| order((kind, at), "vóór", (before, limit)))
        })
    }
}

/// "de constatering (02:10) ligt vóór het voorval (02:20)".
fn order((kind, at): (TimeKind, Moment), side: &str, (than, limit): (TimeKind, Moment)) -> String {
    format!("{} ({}) ligt {side} {} ({})", kind.with_article(), at.long(), than.with_article(), limit.long())
}

fn refused(misplaced: Option<String>) -> Result<()> {
    misplaced.map_or(Ok(()), |why| Err(Error::usage(format!("{}.", capitalize(&why))).hint("Controleer beide tijden.")))
}
