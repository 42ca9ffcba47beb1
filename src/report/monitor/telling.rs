//! The counts of the monitor. Always with their denominator, never as a bare percentage: a week holds
//! a handful of cases, and a share of a handful says nothing without the handful.

use std::collections::BTreeMap;

use super::regel::{Monitorregel, Oordeel, Status};
use crate::domain::{
    besluit::{Besluitsoort, JaNee},
    termijnsoort::TermijnSoort,
};

/// Cases that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Zaaktelling {
    /// Cases.
    pub zaken: usize,
    /// Of which still open.
    pub open: usize,
    /// Forms that came in for them.
    pub formulieren: usize,
    /// Decided to send a piketmelding.
    pub p_ja: usize,
    /// Decided not to.
    pub p_nee: usize,
    /// Decided to send an afloopbericht.
    pub a_ja: usize,
    /// Decided not to.
    pub a_nee: usize,
}

impl Zaaktelling {
    /// Cases without a decision.
    pub const fn zonder_besluit(&self, soort: Besluitsoort) -> usize {
        match soort {
            Besluitsoort::P => self.zaken - self.p_ja - self.p_nee,
            Besluitsoort::A => self.zaken - self.a_ja - self.a_nee,
        }
    }

    fn tel(&mut self, regel: &Monitorregel) {
        let is = |besluit: Option<JaNee>, keuze| usize::from(besluit == Some(keuze));
        self.zaken += 1;
        self.open += usize::from(regel.status == Status::Open);
        self.formulieren += regel.formulieren.len();
        self.p_ja += is(regel.p, JaNee::Ja);
        self.p_nee += is(regel.p, JaNee::Nee);
        self.a_ja += is(regel.a, JaNee::Ja);
        self.a_nee += is(regel.a, JaNee::Nee);
    }
}

/// How the terms of one kind went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Termijntelling {
    /// Terms of this kind.
    pub totaal: usize,
    /// How many went how; what did not occur is absent.
    pub per_oordeel: BTreeMap<Oordeel, usize>,
}

impl Termijntelling {
    /// How many went this way.
    pub fn aantal(&self, oordeel: Oordeel) -> usize {
        self.per_oordeel.get(&oordeel).copied().unwrap_or_default()
    }
}

pub(super) fn per<'a, K: Ord>(
    regels: &'a [Monitorregel],
    sleutel: impl Fn(&'a Monitorregel) -> K,
) -> BTreeMap<K, Zaaktelling> {
    let mut uit: BTreeMap<K, Zaaktelling> = BTreeMap::new();
    for regel in regels {
        uit.entry(sleutel(regel)).or_default().tel(regel);
    }
    uit
}

pub(super) fn per_termijn(regels: &[Monitorregel]) -> BTreeMap<TermijnSoort, Termijntelling> {
    let mut uit: BTreeMap<TermijnSoort, Termijntelling> = BTreeMap::new();
    for termijn in regels.iter().flat_map(|r| &r.termijnen) {
        let telling = uit.entry(termijn.soort).or_default();
        telling.totaal += 1;
        *telling.per_oordeel.entry(termijn.oordeel).or_default() += 1;
    }
    uit
}
