//! What the officer set by hand in a case, with when and why.

use serde::{Deserialize, Serialize};

use super::{Link, Zaak};
use crate::domain::{
    besluit::YesNo,
    feit::FeitNumber,
    inrichting::Plek,
    moment::Moment,
    plan_ground::PlanGround,
    rij::Rij,
    rulebook_stamp::RulebookStamp,
    step::{Step, StepState},
    step_ground::StepGround,
    tegenspraak::{Settlement, Tegenspraak},
    termijn_choice::{TermijnChoice, TermijnGround, TermijnSetting},
    termijn_kind::{TermijnKind, Times},
    text::Vertrouwelijk,
    time_kind::TimeKind,
};

/// What was noted by hand about a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepNote {
    /// Where it stands.
    #[serde(rename = "stand")]
    pub state: StepState,
    /// Reason or evidence.
    #[serde(rename = "reden")]
    pub reason: Vertrouwelijk,
    /// When that was so.
    #[serde(rename = "op")]
    pub at: Moment,
    /// Whether that time was told; else it is the minute of noting, and it was so before.
    #[serde(rename = "tijd_genoemd")]
    pub is_timed: bool,
    /// When it was noted.
    #[serde(rename = "genoteerd")]
    pub noted: Moment,
    /// What the case was when it was put; an older program did not keep that.
    #[serde(rename = "grond", default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<StepGround>,
}

/// A choice of row, with when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RijChoice {
    /// The row; `None` where a choice was undone.
    pub rij: Option<Rij>,
    /// When it was chosen.
    #[serde(rename = "op")]
    pub at: Moment,
    /// Why.
    #[serde(rename = "reden")]
    pub reason: Vertrouwelijk,
    /// By which text of the book.
    #[serde(rename = "regelboek")]
    pub rulebook: RulebookStamp,
}

/// Where and when a case was, until that changed: what a step that was done before rested on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placing {
    /// When something else was recorded.
    #[serde(rename = "tot")]
    pub until: Moment,
    /// At which inrichting.
    pub inrichting: Option<Plek>,
    /// When it all happened.
    #[serde(rename = "tijden")]
    pub times: Times,
}

impl Zaak {
    /// What a tick that is put now rests on.
    pub fn step_ground(&self) -> StepGround {
        StepGround {
            rij: self.rij(),
            answers: self.answers.clone(),
            times: self.times,
            feiten: self.feiten.iter().map(|feit| feit.number).max().unwrap_or(FeitNumber::NONE),
            linked: Some(self.meldingen.iter().map(Link::report).collect()),
            revision: Some(self.revision()),
        }
    }

    /// What a moment for a term that is set now rests on.
    pub fn termijn_ground(&self) -> TermijnGround {
        TermijnGround { rij: self.rij(), inrichting: self.inrichting.clone(), times: self.times }
    }

    /// What an alarm that is planned now rests on. A choice that was taken back gives way to the one before it, so the first
    /// that is the same is the one.
    pub fn plan_ground(&self) -> PlanGround {
        let nth = |place: Option<usize>| {
            place.map_or(0, |place| u32::try_from(place).map_or(u32::MAX, |n| n.saturating_add(1)))
        };
        let last = self.rij_choices.last();
        let same =
            |choice: &RijChoice| last.is_some_and(|last| (choice.rij, &choice.rulebook) == (last.rij, &last.rulebook));
        let mut places = self.placings.iter().map(|placing| &placing.inrichting).chain([&self.inrichting]);
        PlanGround {
            choice: nth(self.rij_choices.iter().position(same)),
            place: nth(places.position(|place| *place == self.inrichting)),
        }
    }

    /// What counts of a term now. Of what an older program wrote the ground is what the case was by then.
    pub(super) fn termijn_set(
        &mut self,
        kind: TermijnKind,
        setting: Option<TermijnSetting>,
        (reason, at): (&Vertrouwelijk, Moment),
        ground: Option<&TermijnGround>,
    ) {
        self.termijn_choices.remove(&kind);
        let ground = ground.cloned().unwrap_or_else(|| self.termijn_ground());
        let new = setting.map(|setting| TermijnChoice { setting, reason: reason.clone(), at, ground });
        self.termijn_choices.extend(new.map(|new| (kind, new)));
    }

    /// True for a time that the officer set or cleared, and that no report goes away with.
    pub fn is_by_hand(&self, time: TimeKind) -> bool {
        self.by_hand.contains(&time)
    }

    /// A time is what it is now. An older program did not keep by whom: it recorded what was typed as happening at that time,
    /// and what was cleared is not taken up again.
    pub(super) fn time_set(&mut self, time: TimeKind, moment: Option<Moment>, by_hand: Option<YesNo>, at: Moment) {
        self.times = self.times.with(time, moment);
        if by_hand.map_or_else(|| moment.is_none_or(|moment| moment == at), |by_hand| by_hand == YesNo::Yes) {
            self.by_hand.insert(time);
        } else {
            self.by_hand.remove(&time);
        }
    }

    /// Keeps what stood, before it changes; what is recorded together changes at once.
    pub(super) fn note_placing(&mut self, until: Moment) {
        if self.placings.last().is_none_or(|last| last.until < until) {
            self.placings.push(Placing { until, inrichting: self.inrichting.clone(), times: self.times });
        }
    }

    /// A step was marked; one that is open has no mark.
    pub(super) fn step_set(&mut self, step: Step, note: StepNote) {
        match note.state {
            StepState::Open => self.steps.remove(&step),
            StepState::Waiting | StepState::Done | StepState::NotNeeded => self.steps.insert(step, note),
        };
    }

    /// What may stand as it is although it does not agree, or no longer may.
    pub(super) fn tegenspraak_settled(
        &mut self,
        tegenspraak: &Tegenspraak,
        reason: Option<&Vertrouwelijk>,
        at: Moment,
    ) {
        self.settled.retain(|settled| settled.tegenspraak != *tegenspraak);
        let new = reason.map(|reason| Settlement { tegenspraak: tegenspraak.clone(), reason: reason.clone(), at });
        self.settled.extend(new);
    }
}
