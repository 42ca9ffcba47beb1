//! What every case is judged with, whoever asks: the books, the list that says of which sector a place is, and the reading
//! that the countdowns follow. A week, a handover, a night of practice and a screen judge a case by this and nothing beside it.

use super::{
    case_rule::CaseRule,
    checklist::{StepLine, checklist},
    countdown::{Countdown, countdowns},
    visibility::Visibility,
};
use crate::{
    domain::{error::Error, termijn_choice::LezingChoice},
    log::zaak::Zaak,
    rules::book::Books,
};

/// What a case is judged with.
#[derive(Debug, Clone, Copy)]
pub struct CaseJudge<'a> {
    /// The books at hand.
    pub books: Books<'a>,
    /// Which reading the countdowns follow.
    pub choice: LezingChoice,
}

impl<'a> CaseJudge<'a> {
    /// The rule that holds for a case.
    pub fn case_rule(&self, zaak: &Zaak) -> CaseRule<'a> {
        CaseRule::by(zaak, self.books)
    }

    /// All steps of a case, in order, with the texts in them as `visibility` shows them.
    pub fn steps(&self, zaak: &Zaak, visibility: Visibility) -> Vec<StepLine> {
        checklist(zaak, self.books.book, self.books.inrichting(zaak.plek()), visibility)
    }

    /// The terms of a case with these steps, what bites first in front; none where no rule says so.
    ///
    /// # Errors
    /// When they cannot be judged.
    pub fn countdowns(&self, zaak: &Zaak, steps: &[StepLine]) -> Result<Vec<Countdown>, Error> {
        countdowns(zaak, self.case_rule(zaak), self.choice, steps)
    }
}
