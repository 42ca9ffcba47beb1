//! What is derived from one case: computed when the case changes, not when it is drawn.

use crate::{
    domain::{error::Error, tegenspraak::Tegenspraak},
    judge::{
        checklist::{NextMove, StepLine},
        countdown::Countdown,
        visibility::Visibility,
    },
};

/// What is derived from a case; computed when the case changes, not when it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZaakView {
    /// The steps.
    pub steps: Vec<StepLine>,
    /// The same steps with their texts masked, for a list.
    pub masked: Vec<StepLine>,
    /// The terms, or why there are none.
    pub countdowns: Result<Vec<Countdown>, Error>,
    /// Who is to act.
    pub whose_turn: NextMove,
    /// What does not agree and is not settled.
    pub tegenspraken: Vec<Tegenspraak>,
}

impl ZaakView {
    /// The steps as a list shows them.
    pub fn for_list(&self, visibility: Visibility) -> &[StepLine] {
        match visibility {
            Visibility::Open => &self.steps,
            Visibility::Masked => &self.masked,
        }
    }

    /// The running terms, what bites first in front.
    pub fn running(&self) -> impl Iterator<Item = &Countdown> {
        self.countdowns.iter().flatten().filter(|k| k.is_running())
    }
}
