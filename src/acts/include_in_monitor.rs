//! Notes that the monitor of a week has the case.

use super::decide::{After, Context, Decided, Judged};
use crate::{
    domain::{
        error::Result,
        ids::{Piketweek, Zaaknummer},
    },
    log::{desk::Desk, event::LogEvent},
};

/// A case and the week of the monitor that holds it.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncludeInMonitor {
    pub zaak: Zaaknummer,
    pub week: Piketweek,
}

impl Judged for IncludeInMonitor {
    fn decide(&self, _: &Desk, context: &Context<'_>) -> Result<Decided> {
        // The monitor may hold cases that are not on the desk; the store knows whether they exist.
        let event = LogEvent::EnteredInMonitor { zaak: self.zaak, week: self.week };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} staat in de monitor van {}.", self.zaak, self.week)
    }
}
