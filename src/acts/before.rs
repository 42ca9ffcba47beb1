//! How things stood before an act: what is told of it, and how it is taken back, follow from what was there.

use std::collections::BTreeMap;

use super::taught_answer::TaughtAnswer;
use crate::{
    domain::ids::Zaaknummer,
    log::{desk::Desk, event::Entry, history::Direction, zaak::Zaak},
};

/// The cases that entries touch, as they were before those were folded in; none for a case that they open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Before {
    pub(super) zaken: BTreeMap<Zaaknummer, Option<Zaak>>,
    undone: Vec<TaughtAnswer>,
    redone: Vec<TaughtAnswer>,
}

impl Before {
    /// Reads them off the desk as it still is.
    pub fn of(desk: &Desk, entries: &[Entry]) -> Self {
        let touched = entries.iter().filter_map(|entry| entry.event.zaak());
        Self {
            zaken: touched.map(|number| (number, desk.zaken.get(&number).cloned())).collect(),
            undone: TaughtAnswer::turned(desk, entries, Direction::Undo),
            redone: TaughtAnswer::turned(desk, entries, Direction::Redo),
        }
    }

    /// The labels whose answers are taken back or put back: what was taught goes along.
    pub fn taught(&self, direction: Direction) -> &[TaughtAnswer] {
        match direction {
            Direction::Undo => &self.undone,
            Direction::Redo => &self.redone,
        }
    }

    /// A case as it was; nothing where it was not there or nothing touched it.
    pub(super) fn zaak(&self, number: Zaaknummer) -> Option<&Zaak> {
        self.zaken.get(&number)?.as_ref()
    }
}
