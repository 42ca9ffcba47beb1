//! Notes that the monitor of a week has the case.

use super::{
    before::Before,
    decide::{After, Context, Decided, Judged},
    undo::Undo,
};
use crate::{
    domain::{
        error::Result,
        ids::{Piketweek, Zaaknummer},
    },
    log::{desk::Desk, event::LogEvent, irreversible::Irreversible},
};

/// A case and the week of the monitor that holds it.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncludeInMonitor {
    pub zaak: Zaaknummer,
    pub week: Piketweek,
}

impl IncludeInMonitor {
    /// The fact that it is.
    pub const fn event(&self) -> LogEvent {
        LogEvent::EnteredInMonitor { zaak: self.zaak, week: self.week }
    }
}

impl Judged for IncludeInMonitor {
    fn decide(&self, _: &Desk, context: &Context<'_>) -> Result<Decided> {
        // The monitor may hold cases that are not on the desk; the store knows whether they exist.
        Ok(Decided::one(context, self.event()))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} staat in de monitor van {}.", self.zaak, self.week)
    }

    /// The monitor is written: a later one says how it is then.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Stays(Irreversible::InMonitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn what_stands_in_a_monitor_that_was_made_stays_there() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let then = scene.when(IncludeInMonitor { zaak, week: zaak.week })?;
        assert_eq!(then.events(), ["in_monitor_opgenomen"]);
        assert_eq!(then.sentence(), format!("Zaak {ZAAK} staat in de monitor van 2026-W47."));
        assert_eq!(then.stays(), Irreversible::InMonitor.sentence());
        Ok(())
    }
}
