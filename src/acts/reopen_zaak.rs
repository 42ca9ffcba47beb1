//! Opens a closed case again, with a reason.

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
    log::{desk::Desk, event::LogEvent, irreversible::Irreversible},
};

/// The case and why.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Heropen een gesloten zaak")]
pub struct ReopenZaak {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

impl TypedAct for ReopenZaak {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for ReopenZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_zaak(desk, number)?;
        if zaak.is_open() {
            return Err(Error::no(format!("Zaak {number} is al open.")));
        }
        if let Some(target) = zaak.absorbed_into {
            return Err(Error::no(format!("Zaak {number} is opgegaan in zaak {target}."))
                .hint("Met splitsen wordt ze weer een eigen zaak."));
        }
        if zaak.purged.is_some() {
            return Err(Error::no(format!("De teksten van zaak {number} zijn gewist; heropenen kan niet meer.")));
        }
        let event = LogEvent::ZaakReopened { zaak: number, reason: require_reason(&self.reason)? };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} is heropend.", self.zaak)
    }

    /// The case is closed again, unless it had gone to another desk: that one has it.
    fn undo(&self, before: &Before) -> Undo {
        let elsewhere = before.zaak(self.zaak).is_some_and(|zaak| zaak.handovers.gone.is_some());
        if elsewhere { Undo::Stays(Irreversible::WasElsewhere) } else { Undo::Restores }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        acts::{
            CloseZaak, HandOverZaak, SetStep,
            scene::{Scene, TestResult, ZAAK},
        },
        domain::{
            head::Head,
            step::{Step, StepState},
        },
    };

    #[test]
    fn a_closed_case_opens_again_with_a_reason_and_closes_as_of_then_by_an_undo() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("12")?;
        let reopen = |reason: &str| format!("heropen {ZAAK} --reden '{reason}'");
        assert!(scene.refuses_typed(&reopen("Nieuws.")).contains("is al open"));
        let (step, reason) = (Step::Verdict, "Niet meldplichtig.".to_owned());
        scene.given(SetStep { zaak, step, state: StepState::NotNeeded, reason, at: None })?;
        scene.given(CloseZaak { zaak })?;
        assert!(scene.refuses_typed(&reopen("?")).contains("Er is een reden nodig."));
        let then = scene.typed(&reopen("Er is nieuws."))?;
        assert_eq!(then.events(), ["zaak_heropend"]);
        assert_eq!(then.sentence(), format!("Zaak {ZAAK} is heropend."));
        assert_eq!(then.undone()?, ["zaak_gesloten"]);
        Ok(())
    }

    #[test]
    fn a_case_that_had_gone_to_another_desk_stays_open() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("6")?;
        scene.given(HandOverZaak {
            zaak,
            to: zaak,
            desk: "00".to_owned(),
            head: Head { seq: 7, hash: "00".to_owned() },
            bundle: "11".to_owned(),
            by: "V. Volgende".to_owned(),
        })?;
        let then = scene.typed(&format!("heropen {ZAAK} --reden 'Zij belde dat wij haar houden.'"))?;
        assert_eq!(then.stays(), Irreversible::WasElsewhere.sentence());
        Ok(())
    }
}
