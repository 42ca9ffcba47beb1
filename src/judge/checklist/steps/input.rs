//! What the steps of a case are derived from. The masked checklist differs from the open one only where a text is shown, so the
//! way to the texts notices that one was asked for.

use std::cell::Cell;

use crate::{
    domain::{
        inrichting::{Inrichting, Plek},
        step::Step,
    },
    judge::{case_rule::CaseRule, visibility::Visibility},
    log::zaak::Zaak,
    rules::{
        book::{RijRule, Rulebook},
        step_rule::KnownStep,
    },
};

/// What the derivation reads.
pub struct StepInput<'a> {
    pub zaak: &'a Zaak,
    pub case: CaseRule<'a>,
    /// The book of the case; that of the desk where its sector has none.
    pub book: &'a Rulebook,
    pub rule: Option<&'a RijRule>,
    pub inrichting: Option<&'a Inrichting>,
    visibility: Visibility,
    /// Whether a text was asked for, so that it would read otherwise where texts are shown otherwise.
    asked: Cell<bool>,
}

impl<'a> StepInput<'a> {
    /// A case, with its texts shown like this.
    pub fn new(
        zaak: &'a Zaak,
        case: CaseRule<'a>,
        book: &'a Rulebook,
        inrichting: Option<&'a Inrichting>,
        visibility: Visibility,
    ) -> Self {
        let book = case.book().unwrap_or(book);
        Self { zaak, case, book, rule: case.rule(), inrichting, visibility, asked: Cell::new(false) }
    }

    /// What is known of a step in this case.
    pub fn known(&self, step: Step) -> KnownStep {
        self.book.step(step)
    }

    /// How a text is shown. There is no other way to it, so that every text that is shown is noticed.
    pub fn visibility(&self) -> Visibility {
        self.asked.set(true);
        self.visibility
    }

    /// True where the inrichting stands in no list, so that nobody knows whether this book counts for it.
    pub fn is_unlisted(&self) -> bool {
        self.zaak.inrichting.as_ref().is_some_and(Plek::is_unlisted)
    }

    /// What a judgement answers, and whether it showed a text.
    pub fn noticing<T>(&self, judge: impl FnOnce(&Self) -> T) -> (T, bool) {
        self.asked.set(false);
        let answer = judge(self);
        (answer, self.asked.get())
    }
}
