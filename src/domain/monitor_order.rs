//! What somebody asks of the incidentenmonitor: about when, for whom, and in which file.

use super::{
    error::{Error, Result},
    ids::WeekStart,
    if_exists::IfExists,
    moment::Moment,
    period::Period,
};

/// For whom a monitor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Who may know what is in it.
    Line,
    /// Anybody: only what leads to nobody.
    Public,
}

/// A monitor to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitorOrder {
    /// About when.
    pub period: Period,
    /// For whom.
    pub readers: Readers,
    /// In which file; its form follows from how that ends.
    pub file: String,
    /// What becomes of one that is there.
    pub existing: IfExists,
}

impl MonitorOrder {
    /// Whether the cases in it are in the monitor of their week then.
    pub const fn is_of_weeks(&self) -> bool {
        matches!((self.period, self.readers), (Period::Weeks(_), Readers::Line))
    }

    /// What the audit calls it.
    pub fn object(&self) -> String {
        match self.readers {
            Readers::Line => format!("monitor {}", self.period),
            Readers::Public => format!("publieke samenvatting {}", self.period),
        }
    }

    /// Refuses what is still to come: there is nothing to tell of it, and an empty file looks like a quiet week.
    ///
    /// # Errors
    /// When its first moment lies ahead of `now`.
    pub fn require_begun(&self, week_start: WeekStart, now: Moment) -> Result<()> {
        let begin = self.period.begin(week_start);
        if begin <= now {
            return Ok(());
        }
        Err(Error::no(format!("{} begint pas op {}.", self.period, begin.long())).hint("Noem een week die al begon."))
    }

    /// That it is there.
    pub fn sentence(&self, file: &str) -> String {
        match self.readers {
            Readers::Line => format!("De monitor van {} staat in {file}", self.period),
            Readers::Public => format!("De publieke samenvatting van {} staat in {file}", self.period),
        }
    }
}
