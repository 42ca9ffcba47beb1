//! The name of a copy: says at a glance when it was made and how far it goes. Copies are ordered by how far
//! they go, because a clock can run ahead and a log cannot.

use std::{fmt, str::FromStr};

use chrono::{NaiveDateTime, SubsecRound};

use crate::domain::{
    error::{Error, Result},
    moment::Moment,
};

/// The name of a copy: `20261122T011000Z-000123`, the moment in UTC and the last entry in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BackupName {
    /// The last entry it holds. First, because it decides which copy is the newer.
    pub seq: u64,
    /// When it was made.
    pub at: Moment,
}

impl BackupName {
    /// The name of what is made now.
    pub(super) fn from(at: Moment, seq: u64) -> Self {
        Self { seq, at: Moment::from_utc(at.utc().trunc_subsecs(0)) }
    }
}

const TIME_FORMAT: &str = "%Y%m%dT%H%M%SZ";

impl fmt::Display for BackupName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:06}", self.at.utc().format(TIME_FORMAT), self.seq)
    }
}

impl FromStr for BackupName {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parts = text.split_once('-').and_then(|(at, seq)| {
            let at = NaiveDateTime::parse_from_str(at, TIME_FORMAT).ok()?.and_utc();
            Some(Self { seq: seq.parse().ok()?, at: Moment::from_utc(at) })
        });
        // Only as it is written: no other spelling may name a folder elsewhere.
        parts.filter(|name| name.to_string() == text).ok_or_else(|| {
            Error::usage(format!("«{text}» is geen reservekopie.")).hint("«piket reservekopie lijst» toont de namen.")
        })
    }
}
