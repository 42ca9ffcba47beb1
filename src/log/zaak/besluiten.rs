//! The decisions of a zaak as they are kept, one per row they were taken on, and the answers to weighing questions that they
//! rest on, each with when it was given.

use super::Zaak;
use crate::domain::{
    besluit::{Answer, Besluit, BesluitKind},
    moment::Moment,
    rij::Rij,
    weegvraag_id::WeegvraagId,
};

impl Zaak {
    /// A weighing question was answered; without an answer that is taken back.
    pub(super) fn answered(&mut self, question: &WeegvraagId, answer: Option<Answer>, at: Moment) {
        self.answers.remove(question);
        self.answered.remove(question);
        self.answers.extend(answer.map(|answer| (question.clone(), answer)));
        self.answered.extend(answer.map(|_| (question.clone(), at)));
    }

    /// One decision per row: the next one on the same row takes its place.
    pub(super) fn besluit_taken(&mut self, about: BesluitKind, rij: Option<Rij>, besluit: Option<Besluit>) {
        let besluiten = self.besluiten.entry(about).or_default();
        match (besluiten.iter().position(|b| b.rij == rij), besluit) {
            (Some(plek), Some(besluit)) => {
                besluiten.splice(plek..=plek, [besluit]);
            }
            (Some(plek), None) => {
                besluiten.remove(plek);
            }
            (None, besluit) => besluiten.extend(besluit),
        }
        self.besluiten.retain(|_, besluiten| !besluiten.is_empty());
    }
}
