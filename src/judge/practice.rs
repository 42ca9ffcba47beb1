//! How a night of practice went: each voorval of it against what ought to be done by the morning. Judged by the same
//! checklist and the same terms as any case, so that who practises is held to what the desk asks.

use super::{
    case_judge::CaseJudge,
    checklist::{ChecklistState, StepLine},
    countdown::{Countdown, MetOutcome},
    visibility::Visibility,
};
use crate::{
    domain::{
        draft::RequestKind,
        moment::Moment,
        practice::{Night, Tale},
    },
    log::{desk::Desk, zaak::Zaak},
};

/// How one voorval went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaleScore {
    /// Where it happened.
    pub inrichting: String,
    /// What was asked, each with how it went.
    pub marks: Vec<Mark>,
}

/// One thing that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Whether it was done.
    pub met: Met,
    /// What was asked, and what was done.
    pub words: String,
}

/// Whether something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// As it ought to be.
    Yes,
    /// Not, or otherwise.
    No,
}

impl From<bool> for Met {
    fn from(met: bool) -> Self {
        if met { Self::Yes } else { Self::No }
    }
}

/// How the voorvallen went that were phoned in by `now`, when the officer left, in the order of the night.
pub fn score(night: &Night, desk: &Desk, judge: CaseJudge<'_>, now: Moment) -> Vec<TaleScore> {
    let known = |tale: &&Tale| tale.calls.first().is_some_and(|call| call.at <= now);
    let of = |tale: &Tale| TaleScore { inrichting: tale.inrichting.clone(), marks: marks(tale, desk, judge, now) };
    night.tales.iter().filter(known).map(of).collect()
}

fn marks(tale: &Tale, desk: &Desk, judge: CaseJudge<'_>, now: Moment) -> Vec<Mark> {
    let of_tale = |zaak: &&Zaak| zaak.plek() == Some(&tale.inrichting) && zaak.withdrawn.is_none();
    let Some(zaak) = desk.zaken.values().filter(of_tale).min_by_key(|zaak| zaak.opened) else {
        return vec![Mark { met: Met::No, words: "geen zaak geopend".to_owned() }];
    };
    let called = tale.calls.first().map_or(zaak.opened, |call| call.at);
    let minutes = zaak.opened.since(called).num_minutes().max(0);
    let mut marks = vec![Mark { met: Met::Yes, words: format!("zaak geopend, {minutes} min na het telefoontje") }];
    marks.push(row(tale, zaak));
    marks.extend(besluiten(tale, zaak));
    let steps = judge.steps(zaak, Visibility::Open);
    marks.extend(tale.wanted.steps.iter().map(|step| of_step(&steps, step)));
    let running = judge.countdowns(zaak, &steps);
    marks.extend(running.iter().flatten().filter_map(|countdown| of_termijn(zaak, countdown, now)));
    marks.extend(leaks(zaak));
    marks
}

fn row(tale: &Tale, zaak: &Zaak) -> Mark {
    let wanted = tale.wanted.rij;
    let words = match zaak.rij() {
        Some(rij) if rij == wanted => format!("rij {rij} gekozen"),
        Some(rij) => format!("rij {rij} gekozen; het was rij {wanted}"),
        None => format!("geen rij gekozen; het was rij {wanted}"),
    };
    Mark { met: (zaak.rij() == Some(wanted)).into(), words }
}

fn besluiten(tale: &Tale, zaak: &Zaak) -> impl Iterator<Item = Mark> {
    tale.wanted.besluiten.iter().map(|(kind, wanted)| {
        let taken = zaak.besluit(*kind).map(|besluit| besluit.choice);
        let kind = kind.letter();
        let words = match taken {
            Some(choice) if choice == *wanted => format!("besluit {kind}: {}", choice.word()),
            Some(choice) => format!("besluit {kind}: {}; {} past bij de feiten", choice.word(), wanted.word()),
            None => format!("besluit {kind} niet genomen; {} past bij de feiten", wanted.word()),
        };
        Mark { met: (taken == Some(*wanted)).into(), words }
    })
}

fn of_step(steps: &[StepLine], wanted: &str) -> Mark {
    let Some(line) = steps.iter().find(|line| line.step.code() == wanted) else {
        return Mark { met: Met::No, words: format!("stap {wanted} is er bij deze rij niet") };
    };
    let met = matches!(line.state, ChecklistState::Done { .. });
    Mark { met: met.into(), words: format!("{}: {}", line.name, line.state.word()) }
}

/// A term that was met, or lapsed; of what is late the inrichting ought to have been reminded.
fn of_termijn(zaak: &Zaak, countdown: &Countdown, now: Moment) -> Option<Mark> {
    let label = &countdown.termijn.label;
    if let Some(outcome) = countdown.outcome() {
        let met = matches!(outcome, MetOutcome::OnTime(_) | MetOutcome::ByLaterLezing(_));
        return Some(Mark { met: met.into(), words: format!("{label} {}", outcome.word()) });
    }
    if countdown.lapsed || now < countdown.too_late_at() {
        return None;
    }
    let reminded = zaak.request(RequestKind::Overdue).is_some_and(|draft| !draft.sent.is_empty());
    let words = if reminded { "te laat, en gerappelleerd" } else { "te laat, en niet gerappelleerd" };
    Some(Mark { met: reminded.into(), words: format!("{label} {words}") })
}

/// What left past the kanaalpoort by the officer's own word.
fn leaks(zaak: &Zaak) -> Option<Mark> {
    let sent = || zaak.drafts.iter().filter(|(_, draft)| !draft.sent.is_empty());
    let past: Vec<&str> =
        sent().filter(|(_, draft)| draft.let_through.is_some()).map(|(kind, _)| kind.label()).collect();
    if !past.is_empty() {
        return Some(Mark { met: Met::No, words: format!("langs de kanaalpoort verzonden: {}", past.join(", ")) });
    }
    sent().next().map(|_| Mark { met: Met::Yes, words: "wat wegging, liet de kanaalpoort door".to_owned() })
}
