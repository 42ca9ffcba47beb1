//! The decisions of a zaak as they are kept: one per row they were taken on.

use super::Zaak;
use crate::domain::{
    besluit::{Besluit, BesluitKind},
    rij::Rij,
};

impl Zaak {
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
