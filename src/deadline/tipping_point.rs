//! What would give a term another moment: an hour earlier or later, a late discovery, the other
//! calendar. Found by asking the calculation itself at the hours where it can change, so that this can
//! never say anything else than what would happen.

use chrono::{Days, Duration, NaiveDate, NaiveTime};

use super::{form_termijn, termijn::StartKind, termijnen};
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
    /// The discovery at this moment or later: then that starts the clock.
    Discovered(Moment),
    /// The other calendar.
    Kalender(Kalender),
}

/// What would be otherwise, and the moments of the term then, the usual one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TippingPoint {
    /// What.
    pub when: Condition,
    /// The moments.
    pub then: Vec<Moment>,
}

/// The nearest things that would give this term another moment.
pub fn tipping_points(from: &Baseline<'_>, kind: TermijnKind) -> Vec<TippingPoint> {
    let Some((start, start_kind, now)) = moments(from, kind) else { return Vec::new() };
    let mut out = Vec::new();
    out.extend(earlier(from, kind, (start, start_kind), &now));
    out.extend(later(from, kind, (start, start_kind), &now));
    if start_kind == StartKind::Voorval {
        let passed = form_termijn(from.book, from.kalender, start).streng().due;
        let discovered = from.with(TimeKind::Constatering, passed);
        if let Some((_, _, then)) =
            moments(&discovered, kind).filter(|(_, s, then)| *s == StartKind::Constatering && *then != now)
        {
            out.push(TippingPoint { when: Condition::Discovered(passed), then });
        }
    }
    for kalender in Kalender::ALL.into_iter().filter(|k| *k != from.kalender) {
        if let Some((_, _, then)) = moments(&Baseline { kalender, ..*from }, kind).filter(|(_, _, then)| *then != now) {
            out.push(TippingPoint { when: Condition::Kalender(kalender), then });
        }
    }
    out
}

impl Baseline<'_> {
    fn with(&self, time: TimeKind, moment: Moment) -> Self {
        Self { times: self.times.with(time, Some(moment)), ..*self }
    }
}

/// The start of a term and its moments; `None` where there is no such term, or the times cannot be.
fn moments(from: &Baseline<'_>, kind: TermijnKind) -> Option<(Moment, StartKind, Vec<Moment>)> {
    let termijnen = termijnen(from.book, from.rij, &from.times, from.kalender).ok()?;
    let termijn = termijnen.into_iter().find(|t| t.kind == kind)?;
    Some((termijn.start, termijn.start_kind, termijn.lezingen.iter().map(|l| l.due).collect()))
}

/// The moments of a day at which a term can change, in order: the hours at which a reading begins or
/// ends, and for a late discovery the end of the term that it was too late for.
fn limits(from: &Baseline<'_>, start_kind: StartKind, day: NaiveDate) -> Vec<Moment> {
    let hours = &from.book.kalenders.kantooruren;
    let passed = from.times.voorval.filter(|_| start_kind == StartKind::Constatering);
    let passed = passed.map(|v| form_termijn(from.book, from.kalender, v).streng().due);
    let hours = [NaiveTime::MIN, hours.from, hours.until].into_iter().filter_map(|hour| Moment::local(day, hour).ok());
    let mut out: Vec<Moment> = hours.map(|g| g.moment).chain(passed.filter(|m| m.date() == day)).collect();
    out.sort_unstable();
    out
}

fn later(
    from: &Baseline<'_>,
    kind: TermijnKind,
    (start, start_kind): (Moment, StartKind),
    now: &[Moment],
) -> Option<TippingPoint> {
    let time = start_kind.time()?;
    let days = (0..=DAYS).filter_map(|n| start.date().checked_add_days(Days::new(n)));
    for limit in days.flat_map(|day| limits(from, start_kind, day)).filter(|limit| *limit > start) {
        // Later than what came after it cannot be, and what lies further on cannot either.
        let (_, _, then) = moments(&from.with(time, limit), kind)?;
        if then != now {
            return Some(TippingPoint { when: Condition::AtOrAfter(start_kind, limit), then });
        }
    }
    None
}

fn earlier(
    from: &Baseline<'_>,
    kind: TermijnKind,
    (start, start_kind): (Moment, StartKind),
    now: &[Moment],
) -> Option<TippingPoint> {
    let time = start_kind.time()?;
    let days = (0..=DAYS).filter_map(|n| start.date().checked_sub_days(Days::new(n)));
    let limits = days.flat_map(|day| limits(from, start_kind, day).into_iter().rev());
    for limit in limits.filter(|limit| *limit <= start) {
        let (_, _, then) = moments(&from.with(time, limit.plus(Duration::seconds(-1))), kind)?;
        if then != now {
            return Some(TippingPoint { when: Condition::Before(start_kind, limit), then });
        }
    }
    None
}
