//! Gives a fact another status: confirmed, unknown, or what it was. Contradicted it is only by another fact, when that
//! is settled.

use clap::Args;

use super::{
    arguments::{TypedAct, status},
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{find_feit, find_open_zaak},
    undo::Undo,
};
use crate::{
    domain::{
        error::Result,
        feit::{FeitNumber, FeitStatus},
        ids::Zaaknummer,
        subject::Subject,
    },
    log::{desk::Desk, event::LogEvent},
};

/// A fact of a case, and what is known of it now.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Zet een feit op een andere status")]
pub struct AssessFeit {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Nummer van het feit.
    pub feit: FeitNumber,
    /// gemeld, bevestigd of onbekend.
    #[arg(value_parser = status)]
    pub status: FeitStatus,
}

impl TypedAct for AssessFeit {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for AssessFeit {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let Self { zaak: number, feit, status } = *self;
        find_feit(find_open_zaak(desk, number)?, feit)?;
        Ok(Decided::one(context, LogEvent::FeitAssessed { zaak: number, feit, status }))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        format!("{} is {}.", after.feit(self.zaak, self.feit), self.status.word())
    }

    /// The fact has the status that it had.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_fact_is_confirmed_and_was_only_told_after_an_undo() -> TestResult {
        let (scene, _) = Scene::with_rij("6")?;
        let then = scene.typed(&format!("feit-status {ZAAK} 1 bevestigd"))?;
        assert_eq!(then.events(), ["feit_beoordeeld"]);
        assert_eq!(then.sentence(), "Feit 1 (gebeurtenis: «Er is iets gebeurd op de afdeling.») is bevestigd.");
        assert_eq!(then.undone()?, ["feit_beoordeeld"]);
        assert!(scene.refuses_typed(&format!("feit-status {ZAAK} 9 bevestigd")).contains("Feit 9 bestaat niet"));
        assert!(scene.refuses_typed(&format!("feit-status {ZAAK} 1 tegengesproken")).contains("alleen door een ander"));
        Ok(())
    }
}
