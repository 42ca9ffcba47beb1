//! Takes a fact back: it was a slip, or does not belong to this case. It is gone from the beeld and from
//! every message; a source that says otherwise is something else, and contradicts it.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{find_feit, find_open_zaak},
    undo::Undo,
};
use crate::{
    domain::{error::Result, feit::FeitNumber, ids::Zaaknummer, subject::Subject},
    log::{desk::Desk, event::LogEvent},
};

/// The fact.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Neem een feit terug dat niet had mogen staan")]
pub struct RetractFeit {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Nummer van het feit.
    pub feit: FeitNumber,
}

impl TypedAct for RetractFeit {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for RetractFeit {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let Self { zaak, feit } = *self;
        find_feit(find_open_zaak(desk, zaak)?, feit)?;
        Ok(Decided::one(context, LogEvent::FeitRetracted { zaak, feit }))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        format!("{} is teruggenomen.", after.feit(self.zaak, self.feit))
    }

    /// The fact counts again.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_fact_that_was_a_slip_is_gone_and_counts_again_after_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let then = scene.typed(&format!("feit-terug {ZAAK} 1"))?;
        assert_eq!(then.events(), ["feit_teruggenomen"]);
        assert_eq!(then.sentence(), "Feit 1 (gebeurtenis: «Er is iets gebeurd op de afdeling.») is teruggenomen.");
        assert!(then.scene.zaak(zaak)?.feiten.is_empty());
        assert_eq!(then.undone()?, ["feit_teruggezet"]);
        assert!(then.scene.refuses_typed(&format!("feit-terug {ZAAK} 1")).contains("bestaat niet"));
        Ok(())
    }
}
