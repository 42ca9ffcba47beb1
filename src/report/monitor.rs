//! The incidentenmonitor: every MBV and MOA of a piketweek with how its terms went and what was
//! decided. It holds no personal data and no free text: reasons and facts may name people, so they
//! have no field here. Times are Amsterdam's.

mod column;
mod csv;
mod json;
mod md;
mod row;
mod tally;

pub use row::{MonitorChannel, MonitorForm, MonitorRow, Status, TermijnLimits, TermijnRow, Verdict};
pub use tally::{TermijnTally, ZaakTally};

use std::collections::BTreeMap;

use crate::domain::{ids::Piketweek, moment::Moment, rij::Rij, termijn_kind::TermijnKind};

/// What every form of the monitor says about itself.
pub const DISCLAIMER: &str =
    "Werkoverzicht van de piketbalie; geen officieel product van DJI. Bevat geen persoonsgegevens en geen vrije tekst.";

/// A form in which the monitor can be written.
#[derive(Debug, Clone, Copy)]
pub struct MonitorFormat {
    /// How the names of its files end.
    pub ending: &'static str,
    write: fn(&Monitor) -> Vec<u8>,
}

impl MonitorFormat {
    /// All forms there are.
    pub const ALL: [Self; 3] = [md::FORMAT, csv::FORMAT, json::FORMAT];

    /// The monitor in this form.
    pub fn write(self, monitor: &Monitor) -> Vec<u8> {
        (self.write)(monitor)
    }
}

/// The monitor of one week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monitor {
    /// The piketweek.
    pub week: Piketweek,
    /// Its first moment.
    pub start: Moment,
    /// The first moment after it.
    pub end: Moment,
    /// When this overview was made.
    pub created_at: Moment,
    /// One line per case, by number.
    pub lines: Vec<MonitorRow>,
    /// Forms that came in this week and belong to no case yet; left out they would not be counted.
    pub loose: Vec<MonitorForm>,
}

impl Monitor {
    /// Every version of the rule book in use, so that counts stay comparable over the years.
    pub fn versions(&self) -> Vec<&str> {
        let mut versions: Vec<&str> = self.lines.iter().map(|r| r.rulebook_version.as_str()).collect();
        versions.sort_unstable();
        versions.dedup();
        versions
    }

    /// Cases and forms per row; `None` where no row was chosen.
    pub fn per_rij(&self) -> BTreeMap<Option<Rij>, ZaakTally> {
        tally::per(&self.lines, |r| r.rij)
    }

    /// Cases and forms per inrichting; `None` where it is not known.
    pub fn per_inrichting(&self) -> BTreeMap<Option<&str>, ZaakTally> {
        tally::per(&self.lines, |r| r.inrichting.as_deref())
    }

    /// How each kind of term went; kinds that did not occur are left out.
    pub fn per_termijn(&self) -> BTreeMap<TermijnKind, TermijnTally> {
        tally::per_termijn(&self.lines)
    }
}
