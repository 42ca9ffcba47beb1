//! What was missed and nobody has seen yet, a stretch at a time. It is part of the book, so that whichever
//! program the officer looks at can say it, not only the one that found it out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::pairs;
use crate::domain::{
    alarm::{AlarmTopic, MissedReason},
    moment::Moment,
};

/// What was missed in one stretch, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedSpan {
    /// Why.
    #[serde(rename = "reden")]
    pub reason: MissedReason,
    /// Since when nobody looked.
    #[serde(rename = "van")]
    pub from: Moment,
    /// Until when.
    #[serde(rename = "tot")]
    pub until: Moment,
    /// What it was about, with how many alarms.
    #[serde(with = "pairs")]
    #[serde(rename = "wat")]
    what: BTreeMap<AlarmTopic, u32>,
}

impl MissedSpan {
    /// One sentence about it; `words` says what each is called.
    pub fn sentence(&self, words: impl Fn(&AlarmTopic) -> String) -> String {
        let what: Vec<String> = self.what.keys().map(words).collect();
        format!("{} gemist: {}; {}.", self.how_many(), what.join(", "), self.circumstances())
    }

    /// The same without which they are, for a line that is too short for that.
    pub fn brief(&self) -> String {
        format!("{} gemist: {}.", self.how_many(), self.circumstances())
    }

    /// What went off while nobody was there is as many as it was; what could not reach anybody is tried again and
    /// again, and stays one.
    fn how_many(&self) -> String {
        let count = match self.reason {
            MissedReason::ServiceMissing => self.what.len(),
            MissedReason::ProgramClosed | MissedReason::LaptopSlept | MissedReason::ClockJumped => {
                self.what.values().map(|n| usize::try_from(*n).unwrap_or(usize::MAX)).sum()
            }
        };
        match count {
            1 => "1 alarm".to_owned(),
            n => format!("{n} alarmen"),
        }
    }

    fn circumstances(&self) -> String {
        let (from, until, why) = (self.from.short(), self.until.short(), self.reason.word());
        if from == until { format!("{from}, {why}") } else { format!("{from} tot {until}, {why}") }
    }

    /// Whether an alarm that was missed between these moments belongs to it. Without a way to call every
    /// try fails, each for an instant; together they are one stretch.
    fn covers(&self, reason: MissedReason, from: Moment, until: Moment) -> bool {
        self.reason == reason && (reason == MissedReason::ServiceMissing || (from <= self.until && self.from <= until))
    }
}

/// All stretches, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MissedList(Vec<MissedSpan>);

impl MissedList {
    /// The stretches.
    pub fn all(&self) -> &[MissedSpan] {
        &self.0
    }

    /// What nobody has seen yet, oldest first and each once.
    pub fn topics(&self) -> Vec<AlarmTopic> {
        let mut out: Vec<AlarmTopic> = Vec::new();
        for topic in self.0.iter().flat_map(|g| g.what.keys()) {
            if !out.contains(topic) {
                out.push(*topic);
            }
        }
        out
    }

    pub(super) fn note(&mut self, topic: AlarmTopic, reason: MissedReason, from: Moment, until: Moment) {
        match self.0.iter_mut().find(|g| g.covers(reason, from, until)) {
            Some(g) => {
                (g.from, g.until) = (g.from.min(from), g.until.max(until));
                let count = g.what.entry(topic).or_default();
                *count = count.saturating_add(1);
            }
            None => self.0.push(MissedSpan { reason, from, until, what: BTreeMap::from([(topic, 1)]) }),
        }
    }

    /// The officer knows, or it does not matter any more; `false` where there was nothing.
    pub(super) fn forget(&mut self, topic: &AlarmTopic) -> bool {
        let initial = self.0.iter().map(|g| g.what.len()).sum::<usize>();
        for missed in &mut self.0 {
            missed.what.remove(topic);
        }
        self.0.retain(|g| !g.what.is_empty());
        self.0.iter().map(|g| g.what.len()).sum::<usize>() != initial
    }
}
