//! Opens a closed piketweek again, with a reason.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::require_reason,
    undo::Undo,
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

    /// The week is closed again, as of the moment that it was.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use crate::acts::scene::{Scene, TestResult};

    #[test]
    fn a_closed_week_opens_again_with_a_reason_and_only_then() -> TestResult {
        let mut scene = Scene::empty()?;
        assert!(scene.refuses_typed("week-heropen 2026-W47 --reden Nagekomen.").contains("niet gesloten"));
        scene.wait(60 * 24 * 7);
        scene.given_typed(&["week-sluit 2026-W47"])?;
        assert!(scene.refuses_typed("week-heropen 2026-W47 --reden ' '").contains("Er is een reden nodig."));
        let then = scene.typed("week-heropen 2026-W47 --reden 'Nagekomen formulier.'")?;
        assert_eq!(then.events(), ["week_heropend"]);
        assert_eq!(then.sentence(), "Piketweek 2026-W47 is heropend.");
        assert!(then.scene.desk.closed_weeks.is_empty());
        assert_eq!(then.undone()?, ["week_gesloten"]);
        Ok(())
    }
}
