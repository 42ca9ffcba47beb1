//! Opens a closed piketweek again, with a reason.

use clap::Args;

use super::{
    arguments::TypedAct,
    decide::{After, Context, Decided, Judged},
    shared::require_reason,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Piketweek,
        subject::Subject,
    },
    log::{desk::Desk, event::LogEvent},
};

/// The week and why.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Heropen een gesloten piketweek")]
pub struct ReopenWeek {
    /// Piketweek, bijvoorbeeld 2026-W47.
    pub week: Piketweek,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

impl TypedAct for ReopenWeek {
    fn subject(&self) -> Subject {
        self.week.into()
    }
}

impl Judged for ReopenWeek {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let week = self.week;
        if !desk.closed_weeks.contains_key(&week) {
            return Err(Error::no(format!("Piketweek {week} is niet gesloten.")));
        }
        Ok(Decided::one(context, LogEvent::WeekReopened { week, reason: require_reason(&self.reason)? }))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Piketweek {} is heropend.", self.week)
    }
}
