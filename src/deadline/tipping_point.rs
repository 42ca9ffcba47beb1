//! What would give a term another moment: an hour earlier or later, a late discovery, the other
//! calendar. Found by asking the calculation itself at the hours where it can change, so that this can
//! never say anything else than what would happen.

use chrono::{Days, Duration, NaiveDate, NaiveTime};

use super::{start::StartKind, termijn::Termijn, termijnen};
use crate::{
    domain::{
        moment::Moment,
        rij::Rij,
        termijn_kind::{Kalender, TermijnKind, Times},
        time_kind::TimeKind,
    },
    rules::book::Rulebook,
};

/// How many days around the start are looked at; no run of feestdagen is longer.
const DAYS: u64 = 14;

/// What a term is worked out from.
#[derive(Debug, Clone, Copy)]
pub struct Baseline<'a> {
    /// The rule book.
    pub book: &'a Rulebook,
    /// The row.
    pub rij: Rij,
    /// The times that are known.
    pub times: Times,
    /// Which days count.
    pub kalender: Kalender,
}

/// Something that could have been otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// The start of the clock before this moment.
    Before(StartKind, Moment),
    /// The start of the clock at this moment or later.
    AtOrAfter(StartKind, Moment),
    /// The start of the clock after this moment: the very moment is a case of its own.
    After(StartKind, Moment),
    /// The discovery at this moment or later.
    Discovered(Moment),
    /// The discovery after this moment.
    DiscoveredAfter(Moment),
    /// Another calendar as the usual one.
    Kalender(Kalender),
}

/// What would be otherwise, and the moments of the term then, the earliest first; of another calendar only the
/// usual one, since all readings hold by every calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TippingPoint {
    /// What.
    pub when: Condition,
    /// The moments.
    pub then: Vec<Moment>,
}

/// The nearest things that would give this term another moment.
pub fn tipping_points(from: &Baseline<'_>, kind: TermijnKind) -> Vec<TippingPoint> {
    let Some(termijn) = find(from, kind) else { return Vec::new() };
    let tried = TriedTermijn { from, kind, now: moments(&termijn) };
    let mut out = Vec::new();
    if let Some(time) = termijn.start_kind.time() {
        out.extend(
            tried
                .earlier(time, termijn.start)
                .map(|(limit, then)| TippingPoint { when: Condition::Before(termijn.start_kind, limit), then }),
        );
        out.extend(tried.later(time, termijn.start).map(|(side, limit, then)| {
            let when = match side {
                LimitSide::From => Condition::AtOrAfter(termijn.start_kind, limit),
                LimitSide::After => Condition::After(termijn.start_kind, limit),
            };
            TippingPoint { when, then }
        }));
    }
    if let Some(time) = termijn.start_kind.discovery() {
        out.extend(tried.later(time, from.times.of(time).unwrap_or(termijn.start)).map(|(side, limit, then)| {
            let when = match side {
                LimitSide::From => Condition::Discovered(limit),
                LimitSide::After => Condition::DiscoveredAfter(limit),
            };
            TippingPoint { when, then }
        }));
    }
    for kalender in Kalender::ALL.into_iter().filter(|k| *k != from.kalender) {
        let other = find(&Baseline { kalender, ..*from }, kind).map(|other| other.gangbaar());
        if let Some(gangbaar) = other.filter(|gangbaar| *gangbaar != termijn.gangbaar()) {
            out.push(TippingPoint { when: Condition::Kalender(kalender), then: vec![gangbaar] });
        }
    }
    out
}

impl Baseline<'_> {
    fn with(&self, time: TimeKind, moment: Moment) -> Self {
        Self { times: self.times.with(time, Some(moment)), ..*self }
    }
}

/// The term; `None` where there is none, or the times cannot be.
fn find(from: &Baseline<'_>, kind: TermijnKind) -> Option<Termijn> {
    termijnen(from.book, from.rij, &from.times, from.kalender).ok()?.into_iter().find(|t| t.kind == kind)
}

fn moments(termijn: &Termijn) -> Vec<Moment> {
    termijn.lezingen.iter().map(|lezing| lezing.due).collect()
}

/// Whether what changes at a limit holds at the limit itself.
#[derive(Clone, Copy)]
enum LimitSide {
    From,
    After,
}

/// A term with its moments as they are, to be tried with other times.
struct TriedTermijn<'a> {
    from: &'a Baseline<'a>,
    kind: TermijnKind,
    now: Vec<Moment>,
}

impl TriedTermijn<'_> {
    /// The moments with another time, where they differ; `Err` where the times cannot be.
    fn with(&self, time: TimeKind, moment: Moment) -> Result<Option<Vec<Moment>>, Impossible> {
        let then = find(&self.from.with(time, moment), self.kind).ok_or(Impossible)?;
        Ok(Some(moments(&then)).filter(|then| *then != self.now))
    }

    /// The moments of a day at which a term can change, in order: the hours at which a reading begins or ends,
    /// and the readings that lapse while nobody has discovered it.
    fn limits(&self, time: TimeKind, day: NaiveDate) -> Vec<Moment> {
        let hours = &self.from.book.kalenders.kantooruren;
        let hours = [NaiveTime::MIN, hours.from, hours.until].into_iter();
        let hours = hours.filter_map(|hour| Moment::local(day, hour).ok()).map(|read| read.moment);
        let undiscovered = match time {
            TimeKind::Constatering | TimeKind::OaEndHeard => {
                let without = Baseline { times: self.from.times.with(time, None), ..*self.from };
                find(&without, self.kind).map(|termijn| moments(&termijn)).unwrap_or_default()
            }
            TimeKind::Voorval | TimeKind::Called | TimeKind::OaEnd => Vec::new(),
        };
        let mut out: Vec<Moment> = hours.chain(undiscovered.into_iter().filter(|m| m.date() == day)).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    fn later(&self, time: TimeKind, start: Moment) -> Option<(LimitSide, Moment, Vec<Moment>)> {
        let days = (0..=DAYS).filter_map(|n| start.date().checked_add_days(Days::new(n)));
        for limit in days.flat_map(|day| self.limits(time, day)).filter(|limit| *limit >= start) {
            // Later than what came after it cannot be, and what lies further on cannot either.
            if let Some(then) = self.with(time, limit.plus(Duration::seconds(1))).ok()? {
                let at = self.with(time, limit).ok()?;
                let side = if at.as_ref() == Some(&then) { LimitSide::From } else { LimitSide::After };
                return Some((side, limit, then));
            }
        }
        None
    }

    fn earlier(&self, time: TimeKind, start: Moment) -> Option<(Moment, Vec<Moment>)> {
        let days = (0..=DAYS).filter_map(|n| start.date().checked_sub_days(Days::new(n)));
        let limits = days.flat_map(|day| self.limits(time, day).into_iter().rev());
        for limit in limits.filter(|limit| *limit <= start) {
            if let Some(then) = self.with(time, limit.plus(Duration::seconds(-1))).ok()? {
                return Some((limit, then));
            }
        }
        None
    }
}

/// The times contradict each other.
struct Impossible;
