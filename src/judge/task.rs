//! What a step asks for, as one says it to oneself in a list: an act in a word or two, where the checklist has
//! the name of what is to be there in the end.

use super::{case_rule::CaseRule, checklist::StepLine, turn::NextMove};
use crate::{
    domain::{draft::DraftKind, moment::Moment, rij::Rij, step::Step},
    log::zaak::Zaak,
};

/// What a case asks for, and of whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextTask {
    /// The officer is to do this.
    Own(String),
    /// Others owe this.
    Awaited(String),
    /// Nothing is left but to put it in the monitor of the week and to close it.
    RoundOff(String),
}

/// What is next in a case that is open; `other` is the row that the weighing points to instead of that of the case. Where no
/// rule holds, that comes first, until nothing but the end is left.
pub fn task((zaak, case): (&Zaak, CaseRule<'_>), steps: &[StepLine], turn: &NextMove, other: Option<Rij>) -> NextTask {
    let listed = |step: Step| steps.iter().find(|line| line.step == step).map_or("", |line| in_a_list(line)).to_owned();
    let is_over = !case.awaits_rij() && turn.desk.is_some_and(rounds_off);
    if let Some(first) = case.comes_first().filter(|_| !is_over) {
        return NextTask::Own(first.to_owned());
    }
    if let Some(step) = turn.chase {
        return NextTask::Own(format!("{} rappelleren", listed(step)));
    }
    let is_ready = |step: Step| steps.iter().any(|line| line.step == step && line.state.is_ready());
    let own = |step: Step| match other {
        Some(rij) if step == Step::Verdict => format!("rij {rij} overwegen"),
        Some(_) | None => own(zaak, step, listed),
    };
    match (turn.desk, turn.inrichting) {
        (Some(step), _) if is_ready(step) && !rounds_off(step) => NextTask::Own(own(step)),
        (_, Some(step)) => NextTask::Awaited(listed(step)),
        (Some(step), None) if !rounds_off(step) => NextTask::Awaited(own(step)),
        (Some(step), None) => NextTask::RoundOff(own(step)),
        (None, None) => NextTask::RoundOff(own(Step::Close)),
    }
}

/// Until when a case waits for its own time: `None` where nothing has a moment.
pub fn first_moment(zaak: &Zaak, first_term: Option<Moment>) -> Option<Moment> {
    first_term.or_else(|| zaak.running_reminders().map(|reminder| reminder.when).min())
}

/// True for what belongs to the end of the week.
const fn rounds_off(step: Step) -> bool {
    matches!(step, Step::Monitor | Step::Close)
}

/// What the officer does for a step.
fn own(zaak: &Zaak, step: Step, listed: impl Fn(Step) -> String) -> String {
    if let Some(kind) = DraftKind::ALL.into_iter().find(|kind| kind.step() == Some(step) && kind.besluit().is_some()) {
        let act = match zaak.drafts.get(&kind) {
            None => "schrijven",
            Some(draft) if draft.is_checked() => "versturen",
            Some(_) => "controleren",
        };
        return format!("{} {act}", kind.label());
    }
    listed(step)
}

/// What a step is about; the form by the name that the row gives it.
fn in_a_list(line: &StepLine) -> &str {
    line.rule().in_a_list(&line.name)
}
