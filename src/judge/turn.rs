//! Who is to act in a case, and what the officer does first: what others are late with is the officer's to
//! ask for, before anything that can wait; the monitor of the week comes last.

use super::{
    checklist::{ChecklistState, Owner, StepLine},
    countdown::Countdown,
    overdue::is_late,
};
use crate::{
    domain::{draft::RequestKind, moment::Moment, step::Step},
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
    /// Since when the officer has that move: since what went before it was done, or what is late was due. What is noted
    /// meanwhile and moves nothing starts it no anew.
    pub own_since: Option<Moment>,
    /// Since when the inrichting is waited for.
    pub inrichting_since: Option<Moment>,
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

/// Reads off who is to act at `now`, which is nobody once the case is closed; `countdowns` are the terms of the case, what bites first in front.
pub fn whose_turn<'a>(
    zaak: &Zaak,
    list: &[StepLine],
    countdowns: impl IntoIterator<Item = &'a Countdown>,
    now: Moment,
) -> NextMove {
    if !zaak.is_open() {
        return NextMove::default();
    }
    let first = |passes: &dyn Fn(&StepLine) -> bool| list.iter().find(|s| passes(s)).map(|s| s.step);
    let own = |s: &StepLine| s.owner == Owner::Desk;
    let waiting = |s: &StepLine| matches!(s.state, ChecklistState::Waiting(_));
    let late =
        countdowns.into_iter().filter(|k| k.is_running() && is_late(k.severity(now))).map(|k| (k.due, k.termijn.step));
    let written = zaak.request(RequestKind::Overdue).and_then(|d| d.sent.last()).map(|sent| sent.at);
    let unasked = |(due, step): &(Moment, Step)| {
        let asked = zaak.steps.get(step).is_some_and(|note| note.at >= *due) || written.is_some_and(|at| at >= *due);
        !asked && list.iter().any(|s| s.step == *step && !own(s) && waiting(s))
    };
    let chase = late.into_iter().find(unasked);
    let desk = next_own(list, list)
        .map(|s| s.step)
        .or_else(|| first(&|s| own(s) && waiting(s)))
        .or_else(|| first(&|s| s.step == Step::Close && s.state.is_ready()));
    let inrichting = first(&|s| !own(s) && (s.state.is_ready() || waiting(s)));
    NextMove {
        chase: chase.map(|(_, step)| step),
        desk,
        inrichting,
        own_since: chase.map(|(due, _)| due).or_else(|| Some(since(zaak, list, desk?, now))),
        inrichting_since: inrichting.map(|step| waiting_since(zaak, list, step)),
    }
}

/// Since when a step of the desk can be done: what goes before it in the checklist was done by then.
fn since(zaak: &Zaak, list: &[StepLine], step: Step, now: Moment) -> Moment {
    let before = list.iter().take_while(|line| line.step != step);
    let done = before.filter_map(|line| match &line.state {
        ChecklistState::Done { .. } if line.step == Step::Verdict => zaak.answered.values().max().copied(),
        ChecklistState::Done { at, .. } => *at,
        ChecklistState::Open(_)
        | ChecklistState::Ready(_)
        | ChecklistState::Waiting(_)
        | ChecklistState::NotNeeded(_) => None,
    });
    // A form that is not complete is the officer's since it came.
    let came = zaak.meldingen.iter().filter(|link| step == Step::Form && link.form.is_form()).map(|link| link.received);
    let reached = done.chain(came).filter(|at| *at <= now).max().unwrap_or(zaak.opened);
    reached.max(zaak.opened)
}

/// Since when a step of another is waited for: since the case is there, the end of an absence where it comes after that, or
/// what was asked for beside it.
fn waiting_since(zaak: &Zaak, list: &[StepLine], step: Step) -> Moment {
    let line = list.iter().find(|line| line.step == step);
    let after_end = line.and_then(|line| line.known.of_book()).is_some_and(|known| known.after_end);
    let end = zaak.times.oa_end_heard.or(zaak.times.oa_end).filter(|_| after_end);
    let request = zaak.request(RequestKind::Missing).and_then(|draft| draft.sent.last());
    let request = request.filter(|_| step == Step::Form).map(|sent| sent.at);
    end.into_iter().chain(request).fold(zaak.opened, Moment::max)
}
