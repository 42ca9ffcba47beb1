//! Which steps a zaak has and where each stands, derived afresh from row, weighing and facts. Evidence outlives a
//! reclassification; what was not needed on a ground that moved is asked again.

mod state;
mod steps;

use super::{case_rule::CaseRule, visibility::Visibility};
pub use crate::rules::step_rule::Owner;
use crate::{
    domain::{
        inrichting::Inrichting,
        sanitize,
        shared_text::SharedText,
        step::{Step, StepState},
    },
    log::zaak::Zaak,
    rules::{
        book::Rulebook,
        step_rule::{KnownStep, StepRule},
    },
};
pub use state::ChecklistState;

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLine {
    /// Which step.
    pub step: Step,
    /// What is known of it.
    pub known: KnownStep,
    /// What it is called.
    pub name: SharedText,
    /// Who is to act.
    pub owner: Owner,
    /// Where it stands.
    pub state: ChecklistState,
}

/// All steps of a case, in order, with the texts in them as `visibility` shows them.
pub fn checklist(
    zaak: &Zaak,
    book: &Rulebook,
    inrichting: Option<&Inrichting>,
    visibility: Visibility,
) -> Vec<StepLine> {
    let case = CaseRule::of(zaak, book, inrichting);
    let source = steps::StepInput::new(zaak, case, book, inrichting, visibility);
    let mut list: Vec<StepLine> = steps_of(case, book).filter_map(|step| line(&source, step)).collect();
    list.push(close_line(zaak, &list));
    list
}

/// The same checklist twice, with its texts open and with them masked. Only a line that shows a text is another one.
pub fn open_and_masked(
    zaak: &Zaak,
    book: &Rulebook,
    inrichting: Option<&Inrichting>,
) -> (Vec<StepLine>, Vec<StepLine>) {
    let case = CaseRule::of(zaak, book, inrichting);
    let [open, masked] =
        [Visibility::Open, Visibility::Masked].map(|shown| steps::StepInput::new(zaak, case, book, inrichting, shown));
    let lines = steps_of(case, book).filter_map(|step| {
        let (as_open, shows_text) = open.noticing(|source| line(source, step));
        let as_open = as_open?;
        let as_masked = if shows_text { line(&masked, step)? } else { as_open.clone() };
        Some((as_open, as_masked))
    });
    let (mut as_open, mut as_masked): (Vec<StepLine>, Vec<StepLine>) = lines.unzip();
    let close = close_line(zaak, &as_open);
    as_masked.push(close.clone());
    as_open.push(close);
    (as_open, as_masked)
}

/// True for a step that the checklist of this case has.
pub fn has(zaak: &Zaak, book: &Rulebook, inrichting: Option<&Inrichting>, step: Step) -> bool {
    let case = CaseRule::of(zaak, book, inrichting);
    let source = steps::StepInput::new(zaak, case, book, inrichting, Visibility::Masked);
    step == Step::Close
        || steps_of(case, book).any(|own| own == step) && steps::derive(&source, step, &source.known(step)).is_some()
}

fn steps_of<'a>(case: CaseRule<'a>, book: &'a Rulebook) -> impl Iterator<Item = Step> + 'a {
    case.book().unwrap_or(book).steps.iter().copied().filter(|step| *step != Step::Close)
}

fn line(source: &steps::StepInput<'_>, step: Step) -> Option<StepLine> {
    let known = source.known(step);
    let steps::Derived { name, owner, state } = steps::derive(source, step, &known)?;
    let state = settled(source.zaak, step, with_note(source, step, known.rule(), state));
    Some(StepLine { step, known, name, owner, state })
}

/// Closing settles the checklist: what is asked since, by facts of later or by a program that sees more, is nobody's to do any
/// more. The monitor is of the week, and is made after it.
fn settled(zaak: &Zaak, step: Step, state: ChecklistState) -> ChecklistState {
    if zaak.is_open() || step == Step::Monitor || state.is_done() {
        return state;
    }
    ChecklistState::Open(format!("niets meer te doen: de zaak is {}", zaak.state().word()))
}

/// The last step, which follows from the others.
fn close_line(zaak: &Zaak, list: &[StepLine]) -> StepLine {
    let open = still_open(list).len();
    let state = match zaak.closed {
        Some(at) => ChecklistState::Done { evidence: format!("{} {}", zaak.state().word(), at.short()), at: Some(at) },
        None if open == 0 && list.iter().any(|s| s.step == Step::Monitor && !s.state.is_done()) => {
            ChecklistState::Ready("sluit de zaak; alleen de monitor van de week moet nog".to_owned())
        }
        None if open == 0 => ChecklistState::Ready("alles is af: sluit de zaak".to_owned()),
        None if open == 1 => ChecklistState::Open("nog 1 stap open".to_owned()),
        None => ChecklistState::Open(format!("nog {open} stappen open")),
    };
    let known = KnownStep::of_desk(Step::Close);
    StepLine { step: Step::Close, name: known.name(), owner: known.rule().owner.clone(), known, state }
}

impl StepLine {
    /// What is known of the step.
    pub fn rule(&self) -> StepRule<'_> {
        self.known.rule()
    }
}

/// Lays the officer's own mark over what was derived; evidence is stronger than a mark.
fn with_note(b: &steps::StepInput<'_>, step: Step, rule: StepRule<'_>, derived: ChecklistState) -> ChecklistState {
    let Some(note) = b.zaak.steps.get(&step) else { return derived };
    if matches!(derived, ChecklistState::Done { .. }) {
        return derived;
    }
    let reason = b.visibility().filled(&note.reason);
    // Only the row that is chosen again answers that another text of the book counts; what was said of that of before stays.
    if let (Step::Verdict, true, ChecklistState::Ready(what)) = (step, b.case.is_of_another_text(b.zaak), &derived) {
        let said = reason.map_or_else(String::new, |reason| format!(": {}", sanitize::clause(reason)));
        return ChecklistState::Ready(format!("{what}; het was gemerkt als {}{said}", note.state.word()));
    }
    // What was not needed for its own reason still is not, where nothing else is asked now.
    if !matches!(derived, ChecklistState::NotNeeded(_))
        && let Some(why) = steps::moved_since(b, step, rule, note)
    {
        let was = reason.map_or_else(String::new, |r| format!("; het was: {r}"));
        // Whoever waited is asked for what the case asks now that it came.
        if note.state == StepState::Waiting {
            return match derived {
                ChecklistState::Open(what) => ChecklistState::Open(format!("{what}; {why}{was}")),
                ChecklistState::Ready(what) => ChecklistState::Ready(format!("{what}; {why}{was}")),
                ChecklistState::Waiting(what) => ChecklistState::Waiting(format!("{what}; {why}{was}")),
                ChecklistState::Done { .. } | ChecklistState::NotNeeded(_) => derived,
            };
        }
        return match derived {
            ChecklistState::Open(what) => ChecklistState::Open(format!("{why}: {what}{was}")),
            ChecklistState::Ready(_)
            | ChecklistState::Waiting(_)
            | ChecklistState::Done { .. }
            | ChecklistState::NotNeeded(_) => ChecklistState::Ready(format!("{why}: opnieuw{was}")),
        };
    }
    match note.state {
        StepState::Open => derived,
        // What is not needed waits on nobody, and needs no mark: what it is not needed for now counts.
        StepState::Waiting | StepState::NotNeeded if matches!(derived, ChecklistState::NotNeeded(_)) => derived,
        StepState::Waiting => ChecklistState::Waiting(reason.unwrap_or("wacht op antwoord").to_owned()),
        StepState::Done => {
            let shown = reason.map_or_else(
                || format!("afgevinkt {}", note.at.short()),
                |r| format!("{} ({})", sanitize::clause(r), note.at.short()),
            );
            let evidence = [shown].into_iter().chain(steps::stands_besides(b, step)).collect::<Vec<_>>().join("; ");
            ChecklistState::Done { evidence, at: Some(note.at) }
        }
        StepState::NotNeeded => ChecklistState::NotNeeded(reason.unwrap_or("niet nodig").to_owned()),
    }
}

/// The names of the steps that stand in the way of closing. The monitor does not: it is made when the week
/// is over, and a case may be closed before that.
pub fn still_open(list: &[StepLine]) -> Vec<String> {
    let in_the_way = |s: &&StepLine| !matches!(s.step, Step::Close | Step::Monitor) && !s.state.is_done();
    list.iter().filter(in_the_way).map(|s| s.step.to_string()).collect()
}
