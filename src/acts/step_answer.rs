//! What is answered to the question whether a step is so, and which act that is: a yes ticks the step, or says that what
//! others owe is there; a no leaves it waiting, with the answer and what was told.

use super::{Act, ReceiveStep, SetStep};
use crate::{
    domain::{
        delivery::{Delivered, Road},
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        step::{Step, StepState},
    },
    rules::step_rule::StepRule,
};

/// Only what is there arrived by a road.
pub(super) fn no_delivery() -> Error {
    Error::usage("Wat er kwam en langs welke weg (--wat en --langs) horen bij een ja.")
        .hint("Schrijf het anders als toelichting (--reden).")
}

/// What was answered to the question whether a step is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepAnswer {
    /// It happened, or it is there.
    Yes,
    /// It did not.
    No,
    /// Not yet.
    NotYet,
}

impl StepAnswer {
    /// All answers, in the order in which a form shows them.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotYet];

    /// The word of a form, and of what stands at the step.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "ja",
            Self::No => "nee",
            Self::NotYet => "nog niet",
        }
    }
}

/// What is told with such an answer: what arrived and by which road where something did, a remark, and when it was so.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepTold {
    pub what: Option<Delivered>,
    pub road: Option<Road>,
    pub remark: String,
    pub at: Option<Moment>,
}

/// The act of such an answer. Only a yes ticks the step; after a no it waits, with the answer and what was told, and
/// its term runs on.
///
/// # Errors
/// Where the step asks no such thing.
pub fn answer_step(
    zaak: Zaaknummer,
    step: Step,
    rule: StepRule<'_>,
    answer: StepAnswer,
    told: StepTold,
) -> Result<Act> {
    if !rule.is_asked() {
        return Err(
            Error::usage(format!("Stap {step} vraagt geen ja of nee.")).hint("Zeg gereed, niet-nodig, wacht of open.")
        );
    }
    let StepTold { what, road, remark, at } = told;
    let delivers = answer == StepAnswer::Yes && rule.is_owed_by_others();
    if !delivers && (what.is_some() || road.is_some()) {
        return Err(no_delivery());
    }
    Ok(match answer {
        StepAnswer::Yes if rule.is_owed_by_others() => ReceiveStep { zaak, step, what, road, remark, at }.into(),
        StepAnswer::Yes => SetStep { zaak, step, state: StepState::Done, reason: remark, at }.into(),
        StepAnswer::No | StepAnswer::NotYet => {
            let remark = remark.trim();
            let remark = if remark.is_empty() { String::new() } else { format!(": {remark}") };
            let reason = format!("{}{remark}", answer.word());
            SetStep { zaak, step, state: StepState::Waiting, reason, at }.into()
        }
    })
}
