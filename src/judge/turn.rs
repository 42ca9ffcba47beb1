//! Who is to act in a case, and what the officer does first: what others are late with is the officer's to
//! ask for, before anything that can wait; the monitor of the week comes last.

use super::{
    checklist::{ChecklistState, Owner, StepLine},
    countdown::Countdown,
    overdue::is_late,
};
use crate::{
    domain::{draft::DraftKind, moment::Moment, step::Step},
    log::zaak::Zaak,
};

/// The next moves in a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NextMove {
    /// What others owe and are late with, and was not asked for since.
    pub chase: Option<Step>,
    /// The first step the officer can do now.
    pub desk: Option<Step>,
    /// The first step that waits on the inrichting, or on whoever reports in its place.
    pub inrichting: Option<Step>,
}

impl NextMove {
    /// What the officer does first.
    pub fn own(&self) -> Option<Step> {
        self.chase.or(self.desk)
    }
}

/// The first of these steps that the officer can do now. What is about the end of the case waits for the messages of
/// tonight, and the monitor, which tells how it ended, for what anybody still owes; closing is no step that is walked into.
pub fn next_own<'a>(list: &'a [StepLine], below: &'a [StepLine]) -> Option<&'a StepLine> {
    let owes =
        |s: &StepLine| matches!(s.state, ChecklistState::Waiting(_)) || s.owner != Owner::Desk && s.state.is_ready();
    let is_over = !list.iter().any(owes);
    let ready = below.iter().filter(|s| s.owner == Owner::Desk && s.state.is_ready() && s.step != Step::Close);
    let in_time = ready.filter(|s| is_over || s.step != Step::Monitor);
    in_time.min_by_key(|s| matches!(s.step, Step::BesluitA | Step::Monitor))
}

/// Reads off who is to act at `now`; `countdowns` are the terms of the case, what bites first in front.
pub fn whose_turn<'a>(
    zaak: &Zaak,
    list: &[StepLine],
    countdowns: impl IntoIterator<Item = &'a Countdown>,
    now: Moment,
) -> NextMove {
    let first = |passes: &dyn Fn(&StepLine) -> bool| list.iter().find(|s| passes(s)).map(|s| s.step);
    let own = |s: &StepLine| s.owner == Owner::Desk;
    let waiting = |s: &StepLine| matches!(s.state, ChecklistState::Waiting(_));
    let late =
        countdowns.into_iter().filter(|k| k.is_running() && is_late(k.severity(now))).map(|k| (k.due, k.termijn.step));
    let written = zaak.drafts.get(&DraftKind::Rappel).and_then(|d| d.sent.last()).map(|sent| sent.at);
    let unasked = |(due, step): &(Moment, Step)| {
        let asked = zaak.steps.get(step).is_some_and(|note| note.at >= *due) || written.is_some_and(|at| at >= *due);
        !asked && list.iter().any(|s| s.step == *step && !own(s) && waiting(s))
    };
    NextMove {
        chase: late.into_iter().find(unasked).map(|(_, step)| step),
        desk: next_own(list, list)
            .map(|s| s.step)
            .or_else(|| first(&|s| own(s) && waiting(s)))
            .or_else(|| first(&|s| s.step == Step::Close && s.state.is_ready())),
        inrichting: first(&|s| !own(s) && (s.state.is_ready() || waiting(s))),
    }
}
