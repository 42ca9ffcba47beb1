//! The wekkerboek as it stands: what is planned, what rings, and the count that must always be right:
//! planned = fired + missed + cancelled + pending. Folded from its lines and from nothing else, so that
//! whoever reads them knows the same.

mod check;
mod missed;
mod planned;
mod round;

use std::collections::BTreeMap;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::domain::{
    alarm::{
        AlarmChannel, AlarmLine, AlarmPoint, AlarmTopic, CancelReason, ChannelOutcome, MissedReason, Purpose, Rung,
        SnoozeReason,
    },
    ids::Meldingnummer,
    moment::Moment,
    plan_ground::PlanGround,
};

pub use check::{AlarmCheck, AlarmStatus, self_check};
pub use missed::{MissedList, MissedSpan};
pub use planned::PlannedTermijn;
pub use round::{AlarmTarget, LEEWAY, Round, TargetBasis, Tone, WatchGap, round};

/// How many alarms there were, by how they ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AlarmTally {
    /// Planned.
    #[serde(rename = "gepland")]
    pub planned: u64,
    /// Went off.
    #[serde(rename = "afgegaan")]
    pub fired: u64,
    /// Did not go off.
    #[serde(rename = "gemist")]
    pub missed: u64,
    /// Were not needed any more.
    #[serde(rename = "vervallen")]
    pub lapsed: u64,
}

/// What became of the alarms about one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlarmTrack {
    /// The moment in force they are planned for.
    #[serde(rename = "uiterlijk")]
    pub due: Moment,
    /// How it stands.
    #[serde(rename = "stand")]
    pub state: AlarmState,
    /// On what they were planned, where that is kept.
    #[serde(rename = "grond", default, skip_serializing_if = "Option::is_none")]
    pub under: Option<PlanGround>,
}

/// How long after an alarm that reached nobody the next try goes.
const RETRY: Duration = Duration::seconds(30);

/// Whether something calls for the officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlarmState {
    /// Nothing went off yet.
    #[serde(rename = "stil")]
    Silent,
    /// It went off then and nobody said that it was seen.
    #[serde(rename = "klinkt")]
    Ringing(Moment),
    /// It went off then and reached nobody: whoever has a screen is to call.
    #[serde(rename = "onbereikt")]
    Unreached(Moment),
    /// What went off at the first moment was seen.
    #[serde(rename = "gezien")]
    Seen(Moment),
    /// It was put off until then.
    #[serde(rename = "uitgesteld")]
    Snoozed(Moment),
}

/// A mail that came in and is not dealt with as far as the book knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RingingArrival {
    /// What is called out.
    pub topic: AlarmTopic,
    /// The mail.
    pub melding: Meldingnummer,
    /// When it is called out.
    pub due: Moment,
}

/// The book as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wekkerboek {
    #[serde(with = "pairs")]
    open: BTreeMap<AlarmPoint, Moment>,
    #[serde(with = "pairs")]
    #[serde(rename = "draden")]
    tracks: BTreeMap<AlarmTopic, AlarmTrack>,
    #[serde(rename = "gemist")]
    missed: MissedList,
    /// What ended because its case came to stand on something else, by what it was planned on.
    #[serde(with = "pairs", rename = "elders_gepland", default, skip_serializing_if = "BTreeMap::is_empty")]
    left: BTreeMap<(AlarmTopic, Option<PlanGround>), AlarmTrack>,
    #[serde(rename = "telling")]
    tally: AlarmTally,
}

impl Wekkerboek {
    /// Takes one line; `false` leaves the book as it was, because the line says nothing new: its alarm
    /// ended already, or is not known.
    pub fn apply(&mut self, alarm_line: &AlarmLine) -> bool {
        match alarm_line {
            AlarmLine::Planned { point, at, under } => {
                if self.open.contains_key(point) {
                    return false;
                }
                self.open.insert(*point, *at);
                self.tally.planned += 1;
                self.stand_on(point.topic, AlarmTrack { due: point.due, state: AlarmState::Silent, under: *under });
                self.forget_old(*at);
                true
            }
            AlarmLine::Fired { point, at, .. } => {
                let was_open = self.open.remove(point).is_some();
                if was_open {
                    self.tally.fired += 1;
                    self.ring(point, AlarmState::Ringing(*at));
                }
                was_open
            }
            AlarmLine::Missed { point, reason, from, until, .. } => {
                let was_open = self.open.remove(point).is_some();
                if was_open {
                    self.tally.missed += 1;
                    self.missed.note(point.topic, *reason, *from, *until);
                    if *reason == MissedReason::ServiceMissing {
                        self.ring(point, AlarmState::Unreached(*until));
                    }
                }
                was_open
            }
            AlarmLine::Lapsed { point, .. } => {
                let was_open = self.open.remove(point).is_some();
                self.tally.lapsed += u64::from(was_open);
                was_open
            }
            AlarmLine::Seen { topic, .. } => self.missed.forget(topic) | self.set(topic, AlarmState::Seen),
            AlarmLine::Snoozed { topic, until, .. } => {
                self.missed.forget(topic) | self.set(topic, |_| AlarmState::Snoozed(*until))
            }
            AlarmLine::Grounded { topic, under } => {
                let stood = self.tracks.get(topic).filter(|track| track.under != Some(*under)).copied();
                if let Some(track) = stood {
                    self.stand_on(*topic, AlarmTrack { under: Some(*under), ..track });
                }
                stood.is_some()
            }
            AlarmLine::Ended { topic, lasts } => self.missed.forget(topic) | self.end(topic, *lasts),
            AlarmLine::Answered { .. } | AlarmLine::ClockJumped { .. } => true,
        }
    }

    fn ring(&mut self, point: &AlarmPoint, state: AlarmState) {
        if let Some(track) = self.tracks.get_mut(&point.topic).filter(|d| d.due == point.due) {
            track.state = state;
        }
    }

    fn set(&mut self, topic: &AlarmTopic, state: impl Fn(Moment) -> AlarmState) -> bool {
        match self.tracks.get_mut(topic) {
            Some(track) => match track.state {
                AlarmState::Ringing(at) | AlarmState::Unreached(at) => {
                    track.state = state(at);
                    true
                }
                AlarmState::Silent | AlarmState::Seen(_) | AlarmState::Snoozed(_) => false,
            },
            None => false,
        }
    }

    /// Every alarm that has not ended, with when it was planned.
    pub const fn open(&self) -> &BTreeMap<AlarmPoint, Moment> {
        &self.open
    }

    /// How it stands with one thing.
    pub fn track(&self, topic: &AlarmTopic) -> Option<&AlarmTrack> {
        self.tracks.get(topic)
    }

    /// The mails that the book knows of.
    pub fn arrivals(&self) -> impl Iterator<Item = RingingArrival> {
        self.tracks.iter().filter_map(|(topic, track)| match topic {
            AlarmTopic::Arrival { melding, .. } => {
                Some(RingingArrival { topic: *topic, melding: *melding, due: track.due })
            }
            AlarmTopic::Zaak { .. } => None,
        })
    }

    /// The counts.
    pub const fn tally(&self) -> AlarmTally {
        self.tally
    }

    /// Whether every alarm that was planned is accounted for.
    pub fn matches(&self) -> bool {
        let t = self.tally;
        let open = u64::try_from(self.open.len()).unwrap_or(u64::MAX);
        t.planned == t.fired + t.missed + t.lapsed + open
    }

    /// What went off and was not seen, the worst first: terms, then mail, then reminders, and what is due first of each.
    pub fn ringing(&self) -> Vec<(AlarmTopic, Moment, Moment)> {
        let mut out: Vec<_> = (self.tracks.iter())
            .filter_map(|(topic, track)| match track.state {
                AlarmState::Ringing(at) | AlarmState::Unreached(at) => Some((*topic, track.due, at)),
                AlarmState::Silent | AlarmState::Seen(_) | AlarmState::Snoozed(_) => None,
            })
            .collect();
        out.sort_by_key(|(topic, due, _)| (weight(topic), *due, *topic));
        out
    }

    fn sounding(&self, topic: &AlarmTopic) -> Option<(Moment, Moment)> {
        let AlarmTrack { due, state, .. } = self.tracks.get(topic)?;
        match state {
            AlarmState::Ringing(at) | AlarmState::Unreached(at) => Some((*due, *at)),
            AlarmState::Silent | AlarmState::Seen(_) | AlarmState::Snoozed(_) => None,
        }
    }

    /// What was missed and nobody has seen yet.
    pub const fn missed(&self) -> &MissedList {
        &self.missed
    }

    /// Whether an alarm went off and reached nobody.
    pub fn is_unreached(&self) -> bool {
        self.tracks.values().any(|d| matches!(d.state, AlarmState::Unreached(_)))
    }

    /// When the next alarm goes.
    pub fn next(&self, now: Moment) -> Option<Moment> {
        self.open.keys().map(AlarmPoint::at).filter(|at| *at > now).min()
    }

    /// The lines by which the officer says that an alarm was seen. After its term it then stays quiet until
    /// `again`, when it rings for what is not done yet; for ever where there is no such moment.
    pub fn seen(&self, topic: AlarmTopic, at: Moment, again: Option<Moment>) -> Vec<AlarmLine> {
        let seen = AlarmLine::Seen { topic, at };
        let Some((due, fired)) = self.sounding(&topic) else {
            let missed = self.missed.topics().contains(&topic);
            return if missed { vec![seen] } else { Vec::new() };
        };
        let mut alarm_lines = vec![seen];
        alarm_lines.extend(self.retries(topic, CancelReason::Seen));
        alarm_lines.extend(self.snoozed(topic, at, CancelReason::Seen));
        if fired >= due {
            alarm_lines.extend(self.repeats(topic, at, CancelReason::Seen));
            let point = |until| AlarmPoint { topic, due, rung: Rung::Snooze(until) };
            let under = self.ground_of(&topic);
            alarm_lines.extend(again.map(|until| AlarmLine::Planned { point: point(until), at, under }));
        }
        alarm_lines
    }

    /// The lines of an alarm that went off at `at` and of which it is known at `now` that it reached nobody. It
    /// is tried anew: a way to call may come back, or another program go on. What was seen in the meantime is not.
    pub fn unreached_lines(
        &self,
        point: AlarmPoint,
        at: Moment,
        now: Moment,
        channels: Vec<(AlarmChannel, ChannelOutcome)>,
    ) -> Vec<AlarmLine> {
        if !self.open.contains_key(&point) {
            return Vec::new();
        }
        let again = AlarmPoint { rung: Rung::CatchUp(now.plus(RETRY)), ..point };
        vec![
            AlarmLine::Missed { point, reason: MissedReason::ServiceMissing, from: at, until: now, channels },
            AlarmLine::Planned { point: again, at: now, under: self.ground_of(&point.topic) },
        ]
    }

    /// The lines by which the officer puts an alarm off. A rung of the ladder keeps its moment; only what
    /// repeats waits along, and what was put off before.
    pub fn snooze(&self, topic: AlarmTopic, at: Moment, until: Moment, reason: SnoozeReason) -> Vec<AlarmLine> {
        let Some((due, _)) = self.sounding(&topic) else {
            return Vec::new();
        };
        let mut alarm_lines = vec![AlarmLine::Snoozed { topic, at, until, reason }];
        alarm_lines.extend(self.retries(topic, CancelReason::Snoozed));
        alarm_lines.extend(self.snoozed(topic, at, CancelReason::Snoozed));
        alarm_lines.extend(self.repeats(topic, at, CancelReason::Snoozed));
        let point = AlarmPoint { topic, due, rung: Rung::Snooze(until) };
        alarm_lines.push(AlarmLine::Planned { point, at, under: self.ground_of(&topic) });
        alarm_lines
    }

    fn repeats(&self, topic: AlarmTopic, now: Moment, reason: CancelReason) -> impl Iterator<Item = AlarmLine> {
        self.cancel(topic, now, reason, |rung| matches!(rung, Rung::Minutes(m) if m < 0))
    }

    fn snoozed(&self, topic: AlarmTopic, now: Moment, reason: CancelReason) -> impl Iterator<Item = AlarmLine> {
        self.cancel(topic, now, reason, |rung| matches!(rung, Rung::Snooze(_)))
    }

    /// What reached nobody is tried again only until somebody answers it, also where its try is due by now.
    fn retries(&self, topic: AlarmTopic, reason: CancelReason) -> impl Iterator<Item = AlarmLine> {
        let again = self.open.keys().filter(move |p| p.topic == topic && matches!(p.rung, Rung::CatchUp(_)));
        again.map(move |p| AlarmLine::Lapsed { point: *p, reason })
    }

    /// Withdraws what is still to go about one thing.
    fn cancel(
        &self,
        topic: AlarmTopic,
        now: Moment,
        reason: CancelReason,
        which: fn(Rung) -> bool,
    ) -> impl Iterator<Item = AlarmLine> {
        let coming = move |p: &&AlarmPoint| p.topic == topic && which(p.rung) && p.at() > now;
        self.open.keys().filter(coming).map(move |p| AlarmLine::Lapsed { point: *p, reason })
    }
}

/// What rings first, of what is due at the same time or not: a term, then a mail nobody has read, then a
/// reminder of the officer's own.
pub fn weight(topic: &AlarmTopic) -> u8 {
    match topic {
        AlarmTopic::Zaak { purpose: Purpose::Termijn(_) | Purpose::TermijnNow(_), .. } => 0,
        AlarmTopic::Arrival { .. } => 1,
        AlarmTopic::Zaak { purpose: Purpose::Reminder(_), .. } => 2,
    }
}

/// Maps whose keys are no text, as lists of pairs.
mod pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<K: Serialize, V: Serialize, S: Serializer>(map: &BTreeMap<K, V>, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(map)
    }

    pub fn deserialize<'de, K, V, D>(d: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Vec::<(K, V)>::deserialize(d).map(|pairs| pairs.into_iter().collect())
    }
}
