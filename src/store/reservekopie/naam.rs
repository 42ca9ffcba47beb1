//! The name of a copy: says at a glance when it was made and how far it goes. Copies are ordered by how far
//! they go, because a clock can run ahead and a log cannot.

use std::{fmt, str::FromStr};

use chrono::{NaiveDateTime, SubsecRound};

use crate::domain::{
    fout::{Fout, Uitkomst},
    moment::Moment,
};

/// The name of a copy: `20261122T011000Z-000123`, the moment in UTC and the last entry in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kopienaam {
    /// The last entry it holds. First, because it decides which copy is the newer.
    pub seq: u64,
    /// When it was made.
    pub op: Moment,
}

impl Kopienaam {
    /// The name of what is made now.
    pub(super) fn van(op: Moment, seq: u64) -> Self {
        Self { seq, op: Moment::from_utc(op.utc().trunc_subsecs(0)) }
    }
}

const TIJDVORM: &str = "%Y%m%dT%H%M%SZ";

impl fmt::Display for Kopienaam {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:06}", self.op.utc().format(TIJDVORM), self.seq)
    }
}

impl FromStr for Kopienaam {
    type Err = Fout;

    fn from_str(tekst: &str) -> Uitkomst<Self> {
        let delen = tekst.split_once('-').and_then(|(op, seq)| {
            let op = NaiveDateTime::parse_from_str(op, TIJDVORM).ok()?.and_utc();
            Some(Self { seq: seq.parse().ok()?, op: Moment::from_utc(op) })
        });
        // Only as it is written: no other spelling may name a folder elsewhere.
        delen.filter(|naam| naam.to_string() == tekst).ok_or_else(|| {
            Fout::gebruik(format!("«{tekst}» is geen reservekopie.")).hint("«piket reservekopie lijst» toont de namen.")
        })
    }
}
