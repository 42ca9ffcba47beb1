//! How facts stood before they were corrected, taken back or judged otherwise: what a message that was sent told of them is
//! found again, so that the next one can say what is different.

use serde::{Deserialize, Serialize};

use super::Zaak;
use crate::domain::{
    dispatch::Dispatch,
    feit::{Feit, FeitNumber},
};

/// One fact before something of it changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Its number.
    #[serde(rename = "feit")]
    pub number: FeitNumber,
    /// How it stood; `None` where it had been taken back.
    #[serde(rename = "was")]
    pub was: Option<Feit>,
}

impl Zaak {
    /// How many changes of facts there were.
    pub fn revision(&self) -> u32 {
        u32::try_from(self.revised.len()).unwrap_or(u32::MAX)
    }

    /// Keeps how a fact stands, before that changes.
    pub(super) fn note_revision(&mut self, number: FeitNumber) {
        let was = self.feiten.iter().find(|f| f.number == number).cloned();
        self.revised.push(Revision { number, was });
    }

    /// A fact that is about to change, kept as it stands.
    pub(super) fn changed_feit(&mut self, number: FeitNumber) -> Option<&mut Feit> {
        self.note_revision(number);
        self.feiten.iter_mut().find(|f| f.number == number)
    }

    /// A fact was taken back.
    pub(super) fn feit_retracted(&mut self, number: FeitNumber) {
        self.note_revision(number);
        Feit::relocate(number, &mut self.feiten, &mut self.retracted);
    }

    /// It stands again.
    pub(super) fn feit_restored(&mut self, number: FeitNumber) {
        self.note_revision(number);
        Feit::relocate(number, &mut self.retracted, &mut self.feiten);
    }

    /// The case as it stood when a message that was sent was written, as far as a message tells it.
    #[must_use]
    pub fn as_told_in(&self, sent: &Dispatch) -> Self {
        let mut then = self.clone();
        then.feiten = self.told_in(sent).into_iter().cloned().collect();
        then.settled.retain(|settlement| settlement.at <= sent.saved);
        then.steps.retain(|_, note| note.noted <= sent.saved);
        then
    }

    /// The facts as they stood when a message that was sent was written, by number.
    pub fn told_in(&self, sent: &Dispatch) -> Vec<&Feit> {
        let since = usize::try_from(sent.revision).unwrap_or(usize::MAX);
        let changed = |number| self.revised.iter().skip(since).find(|r| r.number == number);
        let now = |number| self.feiten.iter().find(|f| f.number == number);
        let as_told = |number| changed(number).map_or_else(|| now(number), |revision| revision.was.as_ref());
        sent.feiten.up_to().filter_map(as_told).collect()
    }
}
