//! The counts of cases in the monitor, always whole numbers: a week holds a handful of cases.

use std::collections::BTreeMap;

use super::row::MonitorRow;
use crate::{domain::besluit::YesNo, log::zaak::ZaakState};

/// Cases that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ZaakTally {
    /// Cases.
    pub zaken: usize,
    /// Of which still open.
    pub open: usize,
    /// Forms that came in for them.
    pub forms: usize,
    /// Decided to send a piketmelding.
    pub p_yes: usize,
    /// Decided not to.
    pub p_no: usize,
    /// Decided to send an afloopbericht.
    pub a_yes: usize,
    /// Decided not to.
    pub a_no: usize,
}

impl ZaakTally {
    /// Cases without a decision on the piketmelding.
    pub const fn p_open(&self) -> usize {
        self.zaken - self.p_yes - self.p_no
    }

    /// Cases without a decision on the afloopbericht.
    pub const fn a_open(&self) -> usize {
        self.zaken - self.a_yes - self.a_no
    }

    fn count(&mut self, line: &MonitorRow) {
        let is = |besluit: Option<YesNo>, choice| usize::from(besluit == Some(choice));
        self.zaken += 1;
        self.open += usize::from(line.status == ZaakState::Open);
        self.forms += line.forms.len();
        self.p_yes += is(line.p, YesNo::Yes);
        self.p_no += is(line.p, YesNo::No);
        self.a_yes += is(line.a, YesNo::Yes);
        self.a_no += is(line.a, YesNo::No);
    }
}

pub(super) fn per<'a, K: Ord>(
    lines: impl IntoIterator<Item = &'a MonitorRow>,
    key: impl Fn(&'a MonitorRow) -> K,
) -> BTreeMap<K, ZaakTally> {
    let mut out: BTreeMap<K, ZaakTally> = BTreeMap::new();
    for line in lines {
        out.entry(key(line)).or_default().count(line);
    }
    out
}
