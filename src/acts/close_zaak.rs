//! Closes a case; refused with the list while steps are open.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        subject::Subject,
    },
    judge::{checklist, visibility::Visibility},
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
};

/// The case.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Sluit een zaak")]
pub struct CloseZaak {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
}

impl TypedAct for CloseZaak {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for CloseZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_open_zaak(desk, number)?;
        let open = checklist::still_open(&list_of(zaak, context));
        if !open.is_empty() {
            return Err(Error::no(format!("Zaak {number} heeft nog open stappen: {}.", open.join(", ")))
                .hint("Rond ze af, of merk ze als niet nodig met een reden."));
        }
        Ok(Decided::one(context, LogEvent::ZaakClosed { zaak: number }))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} is gesloten.", self.zaak)
    }

    /// The case is open again.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

fn list_of(zaak: &Zaak, context: &Context<'_>) -> Vec<checklist::StepLine> {
    checklist::checklist(zaak, context.book, context.inrichting(zaak), Visibility::Open)
}

#[cfg(test)]
mod tests {
    use crate::{
        acts::{
            SetStep,
            scene::{Scene, TestResult, ZAAK},
        },
        domain::step::{Step, StepState},
    };

    #[test]
    fn a_case_closes_when_nothing_is_open_and_opens_again_by_an_undo() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("12")?;
        assert!(scene.refuses_typed(&format!("sluit {ZAAK}")).contains("nog open stappen"));
        let (step, reason) = (Step::Verdict, "Niet meldplichtig.".to_owned());
        scene.given(SetStep { zaak, step, state: StepState::NotNeeded, reason, at: None })?;
        let then = scene.typed(&format!("sluit {ZAAK}"))?;
        assert_eq!(then.events(), ["zaak_gesloten"]);
        assert_eq!(then.sentence(), format!("Zaak {ZAAK} is gesloten."));
        assert!(!then.scene.zaak(zaak)?.is_open());
        assert_eq!(then.undone()?, ["zaak_heropend"]);
        Ok(())
    }
}
