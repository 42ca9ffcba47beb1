//! The self-audit: at any moment every open term has its next alarm, or a stated reason why it has
//! none. It looks at the book and at the terms, and trusts neither to know of the other.

use super::{AlarmState, AlarmTarget, LEEWAY, Wekkerboek, round::falls_due};
use crate::domain::{
    alarm::{AlarmPoint, AlarmTopic},
    moment::Moment,
};

/// How one open term stands in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlarmStatus {
    /// Its next alarm.
    Upcoming(Moment),
    /// It is late, and the officer has seen that.
    Seen(Moment),
    /// The settings ask for no alarm.
    Off,
    /// Its alarm should have gone off by now.
    Overdue(Moment),
    /// It has none, and should.
    Missing,
}

impl AlarmStatus {
    /// True for what should not be.
    pub const fn is_wrong(self) -> bool {
        match self {
            Self::Upcoming(_) | Self::Seen(_) | Self::Off => false,
            Self::Overdue(_) | Self::Missing => true,
        }
    }
}

/// One open term with its alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlarmCheck {
    /// What runs.
    pub topic: AlarmTopic,
    /// The moment in force.
    pub due: Moment,
    /// How it stands.
    pub state: AlarmStatus,
}

/// Audits every open term, in the order of their moments.
pub fn self_check(book: &Wekkerboek, targets: &[AlarmTarget], now: Moment) -> Vec<AlarmCheck> {
    let mut out: Vec<AlarmCheck> = targets
        .iter()
        .filter(|d| d.is_running)
        .map(|d| AlarmCheck { topic: d.topic, due: d.due, state: state(book, d, now) })
        .collect();
    out.sort_by_key(|b| (b.due, b.topic));
    out
}

fn state(book: &Wekkerboek, target: &AlarmTarget, now: Moment) -> AlarmStatus {
    if target.rungs.is_empty() {
        return AlarmStatus::Off;
    }
    let own = |p: &AlarmPoint| p.topic == target.topic && p.due == target.due;
    let due_points = book.open().iter().filter(|(p, _)| own(p)).map(|(p, planned)| falls_due(p, *planned, now));
    match due_points.min() {
        Some(at) if now.since(at) > LEEWAY => AlarmStatus::Overdue(at),
        Some(at) => AlarmStatus::Upcoming(at),
        None => {
            let state = book.track(&target.topic).filter(|d| d.due == target.due).map(|d| d.state);
            // It called, or was answered before it did; or the officer asked for no repetition, and the last rung went off.
            let is_over = target.topic.calls_once() || target.repeat == 0 && target.is_past(now);
            if let Some(AlarmState::Seen(at)) = state
                && at >= target.due
            {
                AlarmStatus::Seen(at)
            } else if state.is_some() && is_over {
                AlarmStatus::Off
            } else {
                AlarmStatus::Missing
            }
        }
    }
}
