//! Sets a report aside, with a reason.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{find_open_melding, require_reason},
    undo::Undo,
};
use crate::{
    domain::{error::Result, ids::Meldingnummer, subject::Subject},
    log::{desk::Desk, event::LogEvent},
};

/// The report and why it needs no case.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Leg een melding terzijde")]
pub struct SetAside {
    /// Meldingnummer.
    pub melding: Meldingnummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

impl TypedAct for SetAside {
    fn subject(&self) -> Subject {
        self.melding.into()
    }
}

impl Judged for SetAside {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let melding = find_open_melding(desk, self.melding)?.number;
        let event = LogEvent::MeldingSetAside { melding, reason: require_reason(&self.reason)? };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        format!("{} ligt terzijde.", after.melding(self.melding))
    }

    /// The report waits in the inbox again.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        acts::scene::{Scene, TestResult},
        domain::melding::MeldingKind,
    };

    #[test]
    fn a_report_is_set_aside_with_a_reason_and_waits_again_after_an_undo() -> TestResult {
        let mut scene = Scene::empty()?;
        let melding = scene.mail(MeldingKind::Unknown, &[])?;
        assert!(scene.refuses_typed(&format!("terzijde {melding} --reden ?")).contains("Er is een reden nodig."));
        let then = scene.typed(&format!("terzijde {melding} --reden 'Reclame.'"))?;
        assert_eq!(then.events(), ["melding_terzijde"]);
        assert!(then.sentence().ends_with("ligt terzijde."), "{}", then.sentence());
        assert_eq!(then.undone()?, ["melding_teruggelegd"]);
        assert!(then.scene.refuses_typed(&format!("terzijde {melding} --reden 'Reclame.'")).contains("ligt terzijde"));
        let (scene, _) = Scene::with_rij("6")?;
        assert!(scene.refuses_typed("terzijde M0001 --reden 'Reclame.'").contains("hoort al bij zaak"));
        Ok(())
    }
}
