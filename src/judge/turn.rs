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

/// Reads off who is to act at `now`; `countdowns` are the terms of the case, what bites first in front.
pub fn whose_turn<'a>(
    zaak: &Zaak,
    list: &[StepLine],
    countdowns: impl IntoIterator<Item = &'a Countdown>,
    now: Moment,
) -> NextMove {
    let first = |passes: &dyn Fn(&StepLine) -> bool| list.iter().find(|s| passes(s)).map(|s| s.step);
    let own = |s: &StepLine| s.owner == Owner::Desk;
    let ready = |s: &StepLine| matches!(s.state, ChecklistState::Ready(_));
    let waiting = |s: &StepLine| matches!(s.state, ChecklistState::Waiting(_));
    let monitor = |s: &StepLine| s.step == Step::Monitor;
    let late =
        countdowns.into_iter().filter(|k| k.is_running() && is_late(k.severity(now))).map(|k| (k.due, k.termijn.step));
    let written = zaak.drafts.get(&DraftKind::Rappel).and_then(|d| d.sent.last()).map(|sent| sent.at);
    let unasked = |(due, step): &(Moment, Step)| {
        let asked = zaak.steps.get(step).is_some_and(|note| note.at >= *due) || written.is_some_and(|at| at >= *due);
        !asked && list.iter().any(|s| s.step == *step && !own(s) && waiting(s))
    };
    NextMove {
        chase: late.into_iter().find(unasked).map(|(_, step)| step),
        desk: first(&|s| own(s) && ready(s) && !monitor(s))
            .or_else(|| first(&|s| own(s) && waiting(s)))
            .or_else(|| first(&|s| own(s) && ready(s))),
        inrichting: first(&|s| !own(s) && (ready(s) || waiting(s))),
    }
}
