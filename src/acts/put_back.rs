//! Puts a report that was set aside back in the inbox.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::find_melding,
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Meldingnummer,
        subject::Subject,
    },
    log::{
        desk::{Desk, returned},
        melding::MeldingState,
    },
};

/// The report.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Leg een melding terug in de inbox")]
pub struct PutBack {
    /// Meldingnummer.
    pub melding: Meldingnummer,
}

impl TypedAct for PutBack {
    fn subject(&self) -> Subject {
        self.melding.into()
    }
}

impl Judged for PutBack {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.melding;
        let melding = find_melding(desk, number)?;
        match &melding.state {
            MeldingState::SetAside(_) => Ok(Decided::one(context, returned(number))),
            MeldingState::Open | MeldingState::Linked(_) => {
                Err(Error::no(format!("Melding {number} ligt niet terzijde.")))
            }
        }
    }

    fn sentence(&self, after: &After<'_>) -> String {
        format!("{} ligt weer in de inbox.", after.melding(self.melding))
    }

    /// The report is set aside again, for the reason that it was.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        acts::scene::{Scene, TestResult},
        domain::melding::MeldingKind,
    };

    #[test]
    fn what_was_set_aside_waits_again_and_is_aside_again_for_the_same_reason_after_an_undo() -> TestResult {
        let mut scene = Scene::empty()?;
        let melding = scene.mail(MeldingKind::Unknown, &[])?;
        assert!(scene.refuses_typed(&format!("terugleggen {melding}")).contains("ligt niet terzijde"));
        scene.given_typed(&[&format!("terzijde {melding} --reden 'Reclame.'")])?;
        let then = scene.typed(&format!("terugleggen {melding}"))?;
        assert_eq!(then.events(), ["melding_teruggelegd"]);
        assert!(then.sentence().ends_with("ligt weer in de inbox."), "{}", then.sentence());
        assert_eq!(then.scene.desk.meldingen.get(&melding).map(|m| &m.state), Some(&MeldingState::Open));
        assert_eq!(then.undone()?, ["melding_terzijde"]);
        Ok(())
    }
}
