//! One look at the book: what has to be planned, what goes off now, what was missed and what is not
//! needed any more. Events in, lines out; the clock is always told from outside.

use std::collections::BTreeSet;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::{AlarmState, Wekkerboek};
use crate::domain::{
    alarm::{AlarmLine, AlarmPoint, AlarmTopic, CancelReason, EndedFor, MissedReason, Purpose, Rung},
    moment::Moment,
    plan_ground::PlanGround,
};

/// So late an alarm still counts as on time: the wall clock is looked at every half minute, and another
/// program takes over within seconds.
pub const LEEWAY: Duration = Duration::minutes(2);

/// How an alarm calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// By every way there is.
    #[serde(rename = "luid")]
    Loud,
    /// On screen only: somebody else is to act, and there is time.
    #[serde(rename = "stil")]
    Silent,
}

/// Something to warn for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlarmTarget {
    /// What.
    #[serde(rename = "onderwerp")]
    pub topic: AlarmTopic,
    /// The moment in force.
    #[serde(rename = "uiterlijk")]
    pub due: Moment,
    /// From when it is too late: when the last reading lapses, or the moment in force where there is no other.
    #[serde(rename = "te_laat_vanaf")]
    pub too_late_at: Moment,
    /// Minutes before it at which an alarm goes.
    #[serde(rename = "treden")]
    pub rungs: Vec<i64>,
    /// Minutes between two alarms after that, until one is seen; 0 is none.
    #[serde(rename = "herhaling")]
    pub repeat: i64,
    /// How it calls before it is loud in any case.
    #[serde(rename = "toon")]
    pub tone: Tone,
    /// From how many minutes before the moment it is loud; `None` is from the last rung before it.
    #[serde(rename = "luid_vanaf")]
    pub loud_from: Option<i64>,
    /// False once it is done or not needed.
    #[serde(rename = "loopt")]
    pub is_running: bool,
    /// On what it is planned, where it is a term of a case.
    #[serde(rename = "grond", default)]
    pub under: Option<PlanGround>,
    /// Whether the moment is that of what is judged now.
    #[serde(rename = "volgens", default)]
    pub basis: TargetBasis,
}

/// By what the moment of an alarm is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TargetBasis {
    /// By what is judged now.
    #[default]
    #[serde(rename = "nu")]
    Now,
    /// As it was planned before, which what is judged now does not say.
    #[serde(rename = "gepland")]
    Planned,
}

impl AlarmTarget {
    /// The line that plans one of its alarms.
    const fn planned(&self, point: AlarmPoint, at: Moment) -> AlarmLine {
        AlarmLine::Planned { point, at, under: self.under }
    }

    fn point(&self, minutes: i64) -> AlarmPoint {
        AlarmPoint { topic: self.topic, due: self.due, rung: Rung::Minutes(minutes) }
    }

    /// How it calls at `now`. From the last rung before the moment on, or from where the settings say, it is loud
    /// whoever is to act: whoever waits for somebody else must still be able to phone.
    pub fn tone_at(&self, now: Moment) -> Tone {
        let last = || self.rungs.iter().copied().filter(|m| *m > 0).min().unwrap_or(0);
        if self.point(self.loud_from.unwrap_or_else(last)).at() <= now { Tone::Loud } else { self.tone }
    }

    /// Whether the settings still ask for this rung.
    fn knows(&self, rung: Rung) -> bool {
        match rung {
            Rung::Minutes(m) => self.rungs.contains(&m) || (m < 0 && self.repeat > 0 && m % self.repeat == 0),
            Rung::Snooze(_) | Rung::CatchUp(_) => true,
        }
    }

    /// Whether every rung has passed.
    pub(super) fn is_past(&self, now: Moment) -> bool {
        self.rungs.iter().all(|m| self.point(*m).at() <= now)
    }

    /// The next alarm after the term.
    fn next_repeat(&self, now: Moment) -> AlarmPoint {
        let passed = now.since(self.due).num_minutes().max(0);
        self.point(-(passed / self.repeat + 1) * self.repeat)
    }
}

/// A stretch in which nobody looked at the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WatchGap {
    /// Why.
    pub reason: MissedReason,
    /// The last sign of life before it.
    pub from: Moment,
}

/// What a look leads to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Round {
    /// The lines to record.
    pub alarm_lines: Vec<AlarmLine>,
    /// What goes off now; each ends with a line of its own once it is known by which ways.
    pub to_fire: BTreeSet<AlarmPoint>,
}

/// A copy of the book that is ahead of it by the lines of this look.
struct RoundCopy {
    book: Wekkerboek,
    round: Round,
}

impl RoundCopy {
    fn take(&mut self, alarm_line: AlarmLine) {
        if self.book.apply(&alarm_line) {
            self.round.alarm_lines.push(alarm_line);
        }
    }
}

/// Looks at the book. `busy` is what is going off already.
pub fn round(
    book: &Wekkerboek,
    targets: &[AlarmTarget],
    busy: &BTreeSet<AlarmPoint>,
    gap: Option<WatchGap>,
    now: Moment,
) -> Round {
    let mut page = RoundCopy { book: book.clone(), round: Round::default() };
    cancel(&mut page, targets, busy, now);
    fire(&mut page, busy, gap, now);
    // What calls once is planned by whoever took it in, and by nobody again.
    for target in targets.iter().filter(|d| d.is_running && !d.rungs.is_empty() && !d.topic.calls_once()) {
        plan(&mut page, target, busy, now);
    }
    let out: Vec<AlarmTopic> = (page.book.tracks.keys())
        .filter(|o| !targets.iter().any(|d| d.topic == **o && d.is_running))
        .filter(|o| !busy.iter().any(|p| p.topic == **o))
        .copied()
        .collect();
    for topic in out {
        let lasts = lasts(topic, targets);
        page.take(AlarmLine::Ended { topic, lasts });
    }
    page.round
}

/// A term that nothing judges any more may come back with what its case stood on.
fn lasts(topic: AlarmTopic, targets: &[AlarmTarget]) -> EndedFor {
    match topic {
        AlarmTopic::Zaak { purpose: Purpose::Termijn(_), .. } if targets.iter().all(|d| d.topic != topic) => {
            EndedFor::Now
        }
        AlarmTopic::Zaak { purpose: Purpose::Termijn(_) | Purpose::TermijnNow(_) | Purpose::Reminder(_), .. }
        | AlarmTopic::Arrival { .. } => EndedFor::Good,
    }
}

fn cancel(page: &mut RoundCopy, targets: &[AlarmTarget], busy: &BTreeSet<AlarmPoint>, now: Moment) {
    let points: Vec<AlarmPoint> = page.book.open.keys().filter(|p| !busy.contains(p)).copied().collect();
    for point in points {
        let reason = match targets.iter().find(|d| d.topic == point.topic) {
            None => CancelReason::Closed,
            Some(d) if !d.is_running => CancelReason::Done,
            Some(d) if d.due != point.due => CancelReason::Moved,
            Some(d) if point.at() > now && !d.knows(point.rung) => CancelReason::Settings,
            Some(_) => continue,
        };
        page.take(AlarmLine::Lapsed { point, reason });
    }
}

/// Since when an alarm is due, or when it will be. What was planned when its moment had passed is due from
/// then; a clock that was put back since says nothing.
pub(super) fn falls_due(point: &AlarmPoint, planned: Moment, now: Moment) -> Moment {
    if planned <= now { point.at().max(planned) } else { point.at() }
}

fn fire(page: &mut RoundCopy, busy: &BTreeSet<AlarmPoint>, gap: Option<WatchGap>, now: Moment) {
    let due_points: Vec<(AlarmPoint, Moment)> = (page.book.open.iter())
        .filter(|(point, _)| !busy.contains(point))
        // What came in by a clock that was ahead is there now.
        .filter(|(point, planned)| point.at() <= now || (point.topic.calls_once() && **planned > now))
        .map(|(point, planned)| (*point, falls_due(point, *planned, now)))
        .collect();
    let mut missed = BTreeSet::new();
    for (point, since) in due_points {
        if now.since(since) <= LEEWAY {
            page.round.to_fire.insert(point);
            continue;
        }
        let WatchGap { reason, from } =
            gap.filter(|g| g.from <= since).unwrap_or(WatchGap { reason: MissedReason::ProgramClosed, from: since });
        page.take(AlarmLine::Missed { point, reason, from, until: now, channels: Vec::new() });
        missed.insert((point.topic, point.due));
    }
    // What was missed is said now, once for each thing it was about.
    for (topic, due) in missed {
        if !page.round.to_fire.iter().any(|p| p.topic == topic) {
            let point = AlarmPoint { topic, due, rung: Rung::CatchUp(now) };
            let under = page.book.ground_of(&topic);
            page.take(AlarmLine::Planned { point, at: now, under });
            page.round.to_fire.insert(point);
        }
    }
}

fn plan(page: &mut RoundCopy, target: &AlarmTarget, busy: &BTreeSet<AlarmPoint>, now: Moment) {
    let known = page.book.tracks.get(&target.topic).filter(|d| d.due == target.due).copied();
    // Also a rung that went off by a clock that was ahead comes again at its own time.
    for minutes in &target.rungs {
        let point = target.point(*minutes);
        if point.at() > now {
            page.take(target.planned(point, now));
        }
    }
    if let (Some(track), Some(under)) = (known, target.under)
        && track.under != Some(under)
    {
        page.take(AlarmLine::Grounded { topic: target.topic, under });
    }
    // A term that comes in late starts at the rung it is past.
    let passed = target.rungs.iter().map(|m| target.point(*m)).filter(|p| p.at() <= now).max_by_key(AlarmPoint::at);
    if let (None, Some(point)) = (known, passed) {
        page.take(target.planned(point, now));
        page.round.to_fire.insert(point);
    }
    let seen = known.is_some_and(|d| matches!(d.state, AlarmState::Seen(at) if at >= target.due && at <= now));
    // What was planned before the clock was put back may lie days ahead, and must not keep alarms silent until
    // then. A rung before the term does not depend on the clock that planned it.
    let counted =
        |p: &AlarmPoint, planned: Moment| matches!(p.rung, Rung::Minutes(m) if m >= 0) || planned.since(now) <= LEEWAY;
    let still_goes = |(p, planned): (&AlarmPoint, &Moment)| {
        p.topic == target.topic && counted(p, *planned) && !page.round.to_fire.contains(p) && !busy.contains(p)
    };
    if target.repeat > 0 && !seen && !page.book.open.iter().any(still_goes) {
        page.take(target.planned(target.next_repeat(now), now));
    }
}
