//! What is derived from one case: computed when the case changes, not when it is drawn.

use std::sync::Arc;

use crate::{
    domain::{error::Error, moment::Moment, tegenspraak::Tegenspraak},
    judge::{
        checklist::StepLine,
        countdown::Countdown,
        turn::{NextMove, whose_turn},
        visibility::Visibility,
    },
    log::zaak::Zaak,
    rules::instantie::Instantie,
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
    /// What does not agree and is not settled.
    pub tegenspraken: Vec<Tegenspraak>,
    /// Which other body its row leaves the piketmelding to.
    pub writer: Option<Arc<Instantie>>,
}

impl ZaakView {
    /// The steps as a list shows them.
    pub fn for_list(&self, visibility: Visibility) -> &[StepLine] {
        match visibility {
            Visibility::Open => &self.steps,
            Visibility::Masked => &self.masked,
        }
    }

    /// Who is to act.
    pub fn whose_turn(&self, zaak: &Zaak, now: Moment) -> NextMove {
        whose_turn(zaak, &self.steps, self.countdowns.iter().flatten(), now)
    }

    /// The running terms, what bites first in front.
    pub fn running(&self) -> impl Iterator<Item = &Countdown> {
        self.countdowns.iter().flatten().filter(|k| k.is_running())
    }
}
