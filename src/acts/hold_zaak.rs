//! Keeps a case from being purged, whatever the retention terms say.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{already_purged, find_zaak, require_reason},
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
#[command(about = "Houd een zaak vast: ze wordt niet gewist")]
pub struct HoldZaak {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

impl TypedAct for HoldZaak {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for HoldZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_zaak(desk, number)?;
        if zaak.purged.is_some() {
            return Err(already_purged(&format!("zaak {number}")));
        }
        if zaak.hold.is_some() {
            return Err(Error::no(format!("Zaak {number} wordt al vastgehouden.")));
        }
        Ok(Decided::one(context, LogEvent::HoldSet { zaak: number, reason: require_reason(&self.reason)? }))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} wordt vastgehouden.", self.zaak)
    }

    /// The retention terms count again.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_case_is_kept_once_and_with_a_reason() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        assert!(
            scene.refuses_typed(&format!("bewaartermijn houd {ZAAK} --reden -")).contains("Er is een reden nodig.")
        );
        let then = scene.typed(&format!("bewaartermijn houd {ZAAK} --reden 'Er loopt een onderzoek.'"))?;
        assert_eq!(then.events(), ["bewaring_gezet"]);
        assert_eq!(then.sentence(), format!("Zaak {ZAAK} wordt vastgehouden."));
        assert_eq!(then.undone()?, ["bewaring_opgeheven"]);
        assert!(then.scene.refuses(HoldZaak { zaak, reason: "Nog eens.".to_owned() }).contains("al vastgehouden"));
        Ok(())
    }
}
