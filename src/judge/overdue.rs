//! What others owe a case and are late with: the ground of a rappel, and what it asks for. What the desk itself is
//! late with is asked of nobody.

use super::{
    checklist::Owner,
    countdown::{Countdown, Severity},
};
use crate::domain::{moment::Moment, shared_text::SharedText, termijn_kind::TermijnKind};

/// One thing that is owed and late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// The term it is late by.
    pub kind: TermijnKind,
    /// What that is called on screen.
    pub label: SharedText,
    /// For whom it is.
    pub recipient: String,
    /// The moment in force by which it was due.
    pub due: Moment,
    /// The last reading, while that has not lapsed: until then it is not too late by every reading.
    pub left: Option<Moment>,
}

impl Overdue {
    /// What is asked for: "MBV voor DJI incidentmelding".
    pub fn what(&self) -> String {
        format!("{} voor {}", self.label, self.recipient)
    }

    /// Since when it was due, in words, local time of Amsterdam.
    pub fn since(&self) -> String {
        let due = self.due.termijn_in_words();
        self.left.map_or_else(
            || format!("moest er zijn vóór {due}"),
            |last| {
                let last = last.termijn_in_words();
                format!("vóór {due} volgens de strengste lezing, vóór {last} volgens de ruimste")
            },
        )
    }
}

/// True once the moment in force has passed.
pub const fn is_late(severity: Severity) -> bool {
    match severity {
        Severity::TooLate | Severity::StrictPassed => true,
        Severity::Now | Severity::Soon | Severity::OnTime => false,
    }
}

/// What others are late with at `now`, what was due first in front.
pub fn overdue<'a>(countdowns: impl IntoIterator<Item = &'a Countdown>, now: Moment) -> Vec<Overdue> {
    let owed = |k: &&Countdown| match &k.owner {
        Owner::Inrichting | Owner::Instantie(_) => k.is_running() && is_late(k.severity(now)),
        Owner::Desk => false,
    };
    let mut late: Vec<Overdue> = countdowns
        .into_iter()
        .filter(owed)
        .map(|k| Overdue {
            kind: k.termijn.kind,
            label: k.termijn.label.clone(),
            recipient: k.termijn.recipient.clone(),
            due: k.due,
            left: Some(k.too_late_at()).filter(|last| *last > now),
        })
        .collect();
    late.sort_by_key(|o| o.due);
    late
}
