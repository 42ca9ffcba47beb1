//! The counts of the monitor. Always with their denominator, never as a bare percentage: a week holds
//! a handful of cases, and a share of a handful says nothing without the handful.

use std::collections::BTreeMap;

use super::row::{MonitorRow, Status, Verdict};
use crate::domain::{besluit::YesNo, termijn_kind::TermijnKind};

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
        self.open += usize::from(line.status == Status::Open);
        self.forms += line.forms.len();
        self.p_yes += is(line.p, YesNo::Yes);
        self.p_no += is(line.p, YesNo::No);
        self.a_yes += is(line.a, YesNo::Yes);
        self.a_no += is(line.a, YesNo::No);
    }
}

/// How the terms of one kind went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermijnTally {
    /// Terms of this kind.
    pub total: usize,
    /// How many went how; what did not occur is absent.
    pub per_verdict: BTreeMap<Verdict, usize>,
}

impl TermijnTally {
    /// How many went this way.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.per_verdict.get(&verdict).copied().unwrap_or_default()
    }
}

pub(super) fn per<'a, K: Ord>(lines: &'a [MonitorRow], key: impl Fn(&'a MonitorRow) -> K) -> BTreeMap<K, ZaakTally> {
    let mut out: BTreeMap<K, ZaakTally> = BTreeMap::new();
    for line in lines {
        out.entry(key(line)).or_default().count(line);
    }
    out
}

pub(super) fn per_termijn(lines: &[MonitorRow]) -> BTreeMap<TermijnKind, TermijnTally> {
    let mut out: BTreeMap<TermijnKind, TermijnTally> = BTreeMap::new();
    for termijn in lines.iter().flat_map(|r| &r.termijnen) {
        let tally = out.entry(termijn.kind).or_default();
        tally.total += 1;
        *tally.per_verdict.entry(termijn.verdict).or_default() += 1;
    }
    out
}
