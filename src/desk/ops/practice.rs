//! What is heard in a night of practice: who is on the telephone, what the inrichting answers to the question that is
//! asked, and what a new officer is told to do next. All of it follows from the clock and the desk.

use chrono::Duration;

use crate::{
    desk::{layer::Layer, model::Model},
    domain::{
        besluit::BesluitKind,
        moment::Moment,
        practice::{Night, Spoken, Tale, TourGoal},
        step::Step,
    },
    judge::checklist::ChecklistState,
};

/// So long somebody who phones about a case that is open stays to be read.
const STAYS: Duration = Duration::minutes(45);

/// What somebody says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard<'a> {
    /// Who.
    pub who: &'a str,
    /// What.
    pub words: &'a str,
}

/// Who is heard now.
pub fn heard(model: &Model) -> Option<Heard<'_>> {
    let night = model.view.setup.night.as_deref()?;
    let asked = model
        .view
        .layers
        .iter()
        .rev()
        .find_map(|layer| if let Layer::CallBack(call) = layer { Some(call) } else { None });
    if let Some(call) = asked
        && let Some(who) = model.view.desk.zaken.get(&call.zaak).and_then(|zaak| zaak.plek())
        && let Some(words) = night.answer(who, call.question.as_str())
    {
        return Some(Heard { who, words });
    }
    let now = model.view.now;
    if now >= night.end {
        return Some(Heard { who: "De nacht is om", words: "Sluit de desk voor de uitslag." });
    }
    let open = |tale: &Tale| model.view.desk.zaken.values().any(|zaak| zaak.plek() == Some(&tale.inrichting));
    let call = night.tales.iter().filter_map(|tale| last_call(tale, open(tale), now)).max_by_key(|call| call.at)?;
    Some(Heard { who: &call.who, words: &call.words })
}

/// Who phoned last about a voorval; the first call rings until there is a case.
fn last_call(tale: &Tale, is_open: bool, now: Moment) -> Option<&Spoken> {
    let (first, later) = tale.calls.split_first()?;
    let recent = |call: &&Spoken| call.at <= now && now < call.at.plus(STAYS);
    later.iter().rev().find(recent).or_else(|| Some(first).filter(|call| !is_open && call.at <= now))
}

/// What the tour says next; nothing without one, or at its end.
pub fn hint(model: &Model) -> Option<&str> {
    let night: &Night = model.view.setup.night.as_deref()?;
    let rings = night.tales.iter().any(|tale| tale.calls.first().is_some_and(|call| call.at <= model.view.now));
    let next = night.tour.iter().find(|hint| rings && !is_reached(model, hint.until))?;
    Some(&next.words)
}

fn is_reached(model: &Model, goal: TourGoal) -> bool {
    let zaken = &model.view.desk.zaken;
    let done = |step: Step| {
        let line_done = |state: &ChecklistState| matches!(state, ChecklistState::Done { .. });
        model.view.derived.values().flat_map(|zaak| &zaak.steps).any(|line| line.step == step && line_done(&line.state))
    };
    match goal {
        TourGoal::Call => {
            let noting = |layer: &Layer| layer.form().is_some_and(|form| form.call.is_some());
            !zaken.is_empty() || model.view.layers.iter().any(noting)
        }
        TourGoal::Zaak => !zaken.is_empty(),
        TourGoal::Rij => zaken.values().any(|zaak| zaak.rij().is_some()),
        TourGoal::CalledBack => done(Step::CalledBack),
        TourGoal::Weighed => done(Step::Verdict),
        TourGoal::Decided => zaken.values().any(|zaak| zaak.besluit(BesluitKind::P).is_some()),
        TourGoal::Sent => zaken.values().any(|zaak| zaak.drafts.values().any(|draft| !draft.sent.is_empty())),
        TourGoal::Linked => zaken.values().any(|zaak| zaak.meldingen.len() > 1),
    }
}
