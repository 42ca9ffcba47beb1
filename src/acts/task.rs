//! What a step asks of the officer in two or three words, and which steps ask something that they did not ask
//! before.

use crate::{
    domain::step::Step,
    judge::checklist::{ChecklistState, Owner, StepLine},
};

/// The tasks that are to be done now and were not to be done before, in the order of the checklist.
pub fn new_tasks(before: &[StepLine], after: &[StepLine]) -> Vec<String> {
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
                        && !has_term(line.step)
                }
                ChecklistState::Open(_) | ChecklistState::Done { .. } | ChecklistState::NotNeeded(_) => false,
            };
            // The monitor is of the week, not of the moment: only one that was made asks for another.
            let asks = asks && (line.step != Step::Monitor || again);
            asks.then(|| if again { format!("opnieuw {}", words(line.step)) } else { words(line.step).to_owned() })
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

/// True for a step that meets a term.
const fn has_term(step: Step) -> bool {
    matches!(step, Step::Form | Step::MoaFastNl | Step::OaEndForm)
}

/// What the step asks for.
const fn words(step: Step) -> &'static str {
    match step {
        Step::Melding => "een melding koppelen",
        Step::CalledBack => "de inrichting terugbellen",
        Step::Beeld => "het beeld nalopen",
        Step::Verdict => "de weegvragen beantwoorden",
        Step::BesluitT => "T wegen",
        Step::BesluitP => "P wegen",
        Step::BesluitA => "A wegen",
        Step::Sms => "de piket-SMS versturen",
        Step::Piketmelding => "de piketmelding versturen",
        Step::Review => "de feiten laten controleren",
        Step::PassedOn => "doormelden in de lijn",
        Step::Form => "het formulier laten aanvullen",
        Step::Alarm112 => "112 navragen",
        Step::FastNl => "Fast NL navragen",
        Step::MoaFastNl => "de MOA naar Fast NL navragen",
        Step::OaEnd => "de terugkeer volgen",
        Step::OaEndFastNl => "navragen of Fast NL het einde weet",
        Step::OaEndCalled => "navragen of het einde is gebeld",
        Step::OaEndForm => "het formulier over het einde nalopen",
        Step::Ap => "het besluit over de AP noteren",
        Step::Outcome => "de afloop navragen",
        Step::Afloopbericht => "het afloopbericht versturen",
        Step::Monitor => "de monitor maken",
        Step::Close => "de zaak sluiten",
    }
}
