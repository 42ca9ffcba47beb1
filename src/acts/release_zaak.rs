//! Ends the keeping of a case: from here on the retention terms count again.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{find_zaak, require_reason},
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        subject::Subject,
    },
    log::{desk::Desk, event::LogEvent},
};

/// The case and why.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Geef een vastgehouden zaak vrij")]
pub struct ReleaseZaak {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

impl TypedAct for ReleaseZaak {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for ReleaseZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        if find_zaak(desk, number)?.hold.is_none() {
            return Err(Error::no(format!("Zaak {number} wordt niet vastgehouden.")));
        }
        Ok(Decided::one(context, LogEvent::HoldLifted { zaak: number, reason: require_reason(&self.reason)? }))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} wordt niet langer vastgehouden.", self.zaak)
    }

    /// The case is kept again, for the reason that it was.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn what_is_kept_is_released_with_a_reason_and_kept_for_its_own_after_an_undo() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("6")?;
        let release = |reason: &str| format!("bewaartermijn vrij {ZAAK} --reden '{reason}'");
        assert!(scene.refuses_typed(&release("Klaar.")).contains("wordt niet vastgehouden"));
        scene.given_typed(&[&format!("bewaartermijn houd {ZAAK} --reden 'Er loopt een onderzoek.'")])?;
        assert!(scene.refuses_typed(&release("-")).contains("Er is een reden nodig."));
        let then = scene.typed(&release("Het onderzoek is klaar."))?;
        assert_eq!(then.events(), ["bewaring_opgeheven"]);
        assert_eq!(then.sentence(), format!("Zaak {ZAAK} wordt niet langer vastgehouden."));
        assert!(then.scene.zaak(zaak)?.hold.is_none());
        assert_eq!(then.undone()?, ["bewaring_gezet"]);
        Ok(())
    }
}
