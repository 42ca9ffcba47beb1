//! The officer takes a form as it is: what is missing is known, and why that will do for now is on
//! record. Whatever comes in later may still complete it.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{find_open_zaak, require_reason},
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        subject::Subject,
    },
    judge::complete::{Completeness, completeness},
    log::{desk::Desk, event::LogEvent},
};

/// The case whose latest form will do.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Aanvaard een onvolledig formulier als voorlopig")]
pub struct AcceptForm {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Waarom het zo kan.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

impl TypedAct for AcceptForm {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for AcceptForm {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_open_zaak(desk, number)?;
        let no = |sentence: String| Err(Error::no(sentence));
        match completeness(zaak, context.case_rule(zaak)) {
            Completeness::Incomplete { form, .. } => {
                let melding = form.melding;
                let event =
                    LogEvent::FormAccepted { zaak: number, melding, reason: Some(require_reason(&self.reason)?) };
                Ok(Decided::one(context, event))
            }
            Completeness::None => no(format!("Bij zaak {number} is nog geen formulier gekoppeld.")),
            Completeness::Complete { by, .. } => no(format!("Formulier {} is al volledig.", by.melding)),
            Completeness::Provisional { form } => no(format!("Formulier {} is al voorlopig aanvaard.", form.melding)),
        }
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Het formulier van zaak {} is voorlopig aanvaard.", self.zaak)
    }

    /// The form is incomplete again.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        acts::{
            LinkMelding,
            scene::{Scene, TestResult, ZAAK},
        },
        domain::melding::MeldingKind,
    };

    #[test]
    fn what_is_missing_is_accepted_with_a_reason_and_asked_again_after_an_undo() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("6")?;
        assert!(
            scene.refuses_typed(&format!("aanvaard {ZAAK} --reden 'Meer is er niet.'")).contains("nog geen formulier")
        );
        let melding = scene.mail(MeldingKind::form("mbv"), &[("plaats", "Op de afdeling.")])?;
        scene.given(LinkMelding { melding, zaak, reason: String::new() })?;
        assert!(scene.refuses_typed(&format!("aanvaard {ZAAK} --reden .")).contains("Er is een reden nodig."));
        let then = scene.typed(&format!("aanvaard {ZAAK} --reden 'Meer is er niet.'"))?;
        assert_eq!(then.events(), ["formulier_aanvaard"]);
        assert_eq!(then.sentence(), format!("Het formulier van zaak {ZAAK} is voorlopig aanvaard."));
        assert_eq!(then.undone()?, ["formulier_aanvaard"]);
        assert!(then.scene.refuses_typed(&format!("aanvaard {ZAAK} --reden 'Nog eens.'")).contains("al voorlopig"));
        Ok(())
    }
}
