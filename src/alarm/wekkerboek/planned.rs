//! What was planned for the terms of a case, and on what. An alarm that ended because its case came to stand on something
//! else, by an act that can be taken back, is known again where the case stands there once more.

use chrono::Duration;

use super::{AlarmState, AlarmTrack, Wekkerboek};
use crate::domain::{
    alarm::{AlarmTopic, EndedFor, Purpose, Rung},
    ids::Zaaknummer,
    moment::Moment,
    plan_ground::PlanGround,
    termijn_kind::TermijnKind,
};

/// So long after its moment nobody takes back what ended an alarm.
const KNOWN_FOR: Duration = Duration::days(31);

/// A term that alarms stand for, as they were planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedTermijn {
    /// Which.
    pub kind: TermijnKind,
    /// The moment that it was planned by.
    pub due: Moment,
    /// So many minutes before it the alarms go that are still to come.
    pub rungs: Vec<i64>,
    /// On what it was planned; an older program did not keep that.
    pub under: Option<PlanGround>,
}

impl Wekkerboek {
    /// The terms that alarms stand for, of every case, without the alarms that are still to come.
    pub fn termijnen(&self) -> impl Iterator<Item = (AlarmTopic, Zaaknummer, PlannedTermijn)> {
        self.tracks.iter().filter_map(|(topic, track)| {
            let (zaak, kind) = termijn(topic)?;
            Some((*topic, zaak, PlannedTermijn { kind, due: track.due, rungs: Vec::new(), under: track.under }))
        })
    }

    /// What was planned on a ground that `stands`: what alarms stand for, and what ended because the case stood elsewhere.
    /// What was seen after its moment stays ended, and of an older program what has passed by `now`, since nobody knows on
    /// what that was planned.
    pub fn planned_on(
        &self,
        zaak: Zaaknummer,
        now: Moment,
        stands: impl Fn(PlanGround) -> bool,
    ) -> Vec<PlannedTermijn> {
        let on = |under: Option<PlanGround>| under.is_none_or(&stands);
        let of_zaak = |(topic, of, planned): (AlarmTopic, Zaaknummer, PlannedTermijn)| {
            (of == zaak && on(planned.under))
                .then(|| PlannedTermijn { rungs: self.rungs_of(&topic, planned.due), ..planned })
        };
        let mut planned: Vec<PlannedTermijn> = self.termijnen().filter_map(of_zaak).collect();
        // Of more that stand the one of the last place.
        for ((topic, under), track) in self.left.iter().rev() {
            let Some((_, kind)) = termijn(topic).filter(|(of, _)| *of == zaak) else { continue };
            let is_seen = matches!(track.state, AlarmState::Seen(at) if at >= track.due);
            let is_over = is_seen || under.is_none() && track.due <= now;
            if on(*under) && !is_over && planned.iter().all(|planned| planned.kind != kind) {
                planned.push(PlannedTermijn { kind, due: track.due, rungs: Vec::new(), under: *under });
            }
        }
        planned
    }

    fn rungs_of(&self, topic: &AlarmTopic, due: Moment) -> Vec<i64> {
        let points = self.open.keys().filter(|p| p.topic == *topic && p.due == due);
        points
            .filter_map(|p| match p.rung {
                Rung::Minutes(minutes) if minutes >= 0 => Some(minutes),
                Rung::Minutes(_) | Rung::Snooze(_) | Rung::CatchUp(_) => None,
            })
            .collect()
    }

    /// On what the alarms about one thing were planned.
    pub(super) fn ground_of(&self, topic: &AlarmTopic) -> Option<PlanGround> {
        self.tracks.get(topic).and_then(|track| track.under)
    }

    /// Lets alarms stand for this from now on, in the place of another moment or ground of the same. What stood on another
    /// ground is known again there.
    pub(super) fn stand_on(&mut self, topic: AlarmTopic, new: AlarmTrack) {
        self.left.remove(&(topic, new.under));
        match self.tracks.get_mut(&topic) {
            None => {
                self.tracks.insert(topic, new);
            }
            Some(track) => {
                let was = *track;
                // What is planned more for the same moment leaves how that stands.
                if track.due == new.due {
                    track.under = new.under.or(was.under);
                } else {
                    *track = new;
                }
                if was.under.is_some() && was.under != track.under {
                    self.left.insert((topic, was.under), was);
                }
            }
        }
    }

    /// Ends what alarms stood for; `false` where there was nothing.
    pub(super) fn end(&mut self, topic: &AlarmTopic, lasts: EndedFor) -> bool {
        let Some(track) = self.tracks.remove(topic) else { return false };
        match lasts {
            EndedFor::Good => self.left.remove(&(*topic, track.under)),
            EndedFor::Now => self.left.insert((*topic, track.under), track),
        };
        true
    }

    pub(super) fn forget_old(&mut self, now: Moment) {
        self.left.retain(|_, track| track.due > now.plus(-KNOWN_FOR));
    }
}

/// For which term an alarm was planned, and of which case.
const fn termijn(topic: &AlarmTopic) -> Option<(Zaaknummer, TermijnKind)> {
    match topic {
        AlarmTopic::Zaak { zaak, purpose: Purpose::Termijn(kind) } => Some((*zaak, *kind)),
        AlarmTopic::Zaak { purpose: Purpose::TermijnNow(_) | Purpose::Reminder(_), .. }
        | AlarmTopic::Arrival { .. } => None,
    }
}
