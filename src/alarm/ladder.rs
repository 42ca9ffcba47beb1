//! At which moments before and after a term the desk calls out.

use crate::domain::{
    alarm::{AlarmTopic, Purpose},
    moment::Moment,
    termijn_kind::TermijnKind,
};
use std::collections::BTreeMap;

/// Whether mail that comes in calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArrivalCall {
    /// Once, when it comes in.
    Once,
    /// It is seen on the screen.
    Never,
}

/// At which moments an alarm goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    /// Minutes before a term, for every kind that is not named below.
    pub rungs: Vec<i64>,
    /// The same per kind of term.
    pub per_termijn: BTreeMap<TermijnKind, Vec<i64>>,
    /// From how many minutes before a term of this kind it is loud, also when somebody else is to act; where
    /// none is named, from the last rung before it.
    pub loud_from: BTreeMap<TermijnKind, i64>,
    /// Whether mail that comes in calls.
    pub arrivals: ArrivalCall,
    /// Minutes between two alarms after the term, until one is seen.
    pub repeat: i64,
    /// Minutes after which a term that was seen too late, and is not met, rings again; 0 is never.
    pub after_seen: i64,
}

impl Ladder {
    /// When it rings again what was seen at `at`. A reminder and a mail do not: seen, they have done their work.
    pub fn again(&self, topic: AlarmTopic, at: Moment) -> Option<Moment> {
        match topic {
            AlarmTopic::Zaak { purpose: Purpose::Termijn(_) | Purpose::TermijnNow(_), .. } if self.after_seen > 0 => {
                Some(at.plus(chrono::Duration::minutes(self.after_seen)))
            }
            AlarmTopic::Zaak {
                purpose: Purpose::Termijn(_) | Purpose::TermijnNow(_) | Purpose::Reminder(_), ..
            }
            | AlarmTopic::Arrival { .. } => None,
        }
    }

    /// The rungs of one term: minutes before it.
    pub fn of(&self, kind: TermijnKind) -> &[i64] {
        self.per_termijn.get(&kind).unwrap_or(&self.rungs)
    }
}
