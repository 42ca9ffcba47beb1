//! What a step asks of the officer in two or three words, and which steps ask something that they did not ask
//! before.

use crate::{
    domain::step::Step,
    judge::{
        checklist::{ChecklistState, Owner, StepLine},
        countdown::Countdown,
    },
};

/// The tasks that are to be done now and were not to be done before, in the order of the checklist; `termijnen` are
/// those of the case as it is now.
pub fn new_tasks(before: &[StepLine], after: &[StepLine], termijnen: &[Countdown]) -> Vec<String> {
    after
        .iter()
        .filter_map(|line| {
            let was = before.iter().find(|s| s.step == line.step).map(|s| &s.state);
            let again = was.is_some_and(|state| matches!(state, ChecklistState::Done { .. }));
            let asks = match &line.state {
                ChecklistState::Ready(_) => !matches!(was, Some(ChecklistState::Ready(_))),
                // What others owe within a term is told with that term.
                ChecklistState::Waiting(_) => {
                    line.owner != Owner::Desk
                        && !matches!(was, Some(ChecklistState::Waiting(_)))
                        && !told_with_term(line, termijnen)
                }
                ChecklistState::Open(_) | ChecklistState::Done { .. } | ChecklistState::NotNeeded(_) => false,
            };
            // The monitor is of the week, not of the moment: only one that was made asks for another.
            let asks = asks && (line.step != Step::Monitor || again);
            asks.then(|| if again { format!("opnieuw {}", line.rule().task) } else { line.rule().task.to_owned() })
        })
        .collect()
}

/// The first of them by name, and how many more there are.
pub fn listed(tasks: &[String], named: usize) -> Vec<String> {
    let mut list: Vec<String> = tasks.iter().take(named).cloned().collect();
    let more = tasks.len().saturating_sub(named);
    if more > 0 {
        list.push(format!("en nog {more}"));
    }
    list
}

/// Why a step is not needed.
pub fn not_needed(state: &ChecklistState) -> Option<&str> {
    match state {
        ChecklistState::NotNeeded(why) => Some(why),
        ChecklistState::Open(_)
        | ChecklistState::Ready(_)
        | ChecklistState::Waiting(_)
        | ChecklistState::Done { .. } => None,
    }
}

/// True for what has a term, and for a form; but what others decide is the officer's to note.
fn told_with_term(line: &StepLine, termijnen: &[Countdown]) -> bool {
    let (step, rule) = (line.step, line.rule());
    rule.is_form() || (rule.is_yes_or_no() && termijnen.iter().any(|t| t.termijn.step == step))
}
