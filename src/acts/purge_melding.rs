//! Destroys the texts of a report that was set aside and belongs to no case.

use super::{
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{already_purged, find_melding, require_reason},
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Meldingnummer,
    },
    log::{desk::Desk, event::LogEvent, irreversible::Irreversible, melding::MeldingState},
};

/// The report and why.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurgeMelding {
    pub melding: Meldingnummer,
    pub reason: String,
}

impl Judged for PurgeMelding {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.melding;
        let melding = find_melding(desk, number)?;
        if melding.purged.is_some() {
            return Err(already_purged(&format!("melding {number}")));
        }
        match &melding.state {
            MeldingState::SetAside(_) => {}
            MeldingState::Open => {
                return Err(Error::no(format!("Melding {number} wacht nog in de inbox; er is niets gewist."))
                    .hint("Leg haar eerst terzijde."));
            }
            MeldingState::Linked(zaak) => {
                return Err(Error::no(format!("Melding {number} hoort bij zaak {zaak}; er is niets gewist."))
                    .hint("Ze wordt gewist met de zaak."));
            }
        }
        let event = LogEvent::MeldingPurged { melding: number, reason: require_reason(&self.reason)? };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("De teksten van melding {} zijn gewist.", self.melding)
    }

    /// What is destroyed is gone.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Stays(Irreversible::Purged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        acts::{
            SetAside,
            scene::{Scene, TestResult},
        },
        domain::melding::MeldingKind,
    };

    #[test]
    fn only_what_was_set_aside_is_purged_once_and_with_a_reason() -> TestResult {
        let mut scene = Scene::empty()?;
        let melding = scene.mail(MeldingKind::form("mbv"), &[("naam_patient", "P. Proef")])?;
        let purge = |reason: &str| PurgeMelding { melding, reason: reason.to_owned() };
        assert!(scene.refuses(purge("Niet van ons.")).contains("wacht nog in de inbox"));
        scene.given(SetAside { melding, reason: "Verkeerd gestuurd.".to_owned() })?;
        assert!(scene.refuses(purge("")).contains("Er is een reden nodig."));
        let then = scene.when(purge("Niet van ons."))?;
        assert_eq!(then.events(), ["melding_gewist"]);
        assert_eq!(then.sentence(), format!("De teksten van melding {melding} zijn gewist."));
        assert_eq!(then.stays(), Irreversible::Purged.sentence());
        let held = then.scene.desk.meldingen.get(&melding).ok_or("geen melding")?;
        assert!(held.purged.is_some() && !format!("{held:?}").contains("P. Proef"), "{held:?}");
        assert!(then.scene.refuses(purge("Nog eens.")).contains("gewist"));
        Ok(())
    }

    #[test]
    fn what_is_of_a_case_goes_with_the_case() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let purge = PurgeMelding { melding: Meldingnummer(1), reason: "Niet van ons.".to_owned() };
        assert!(scene.refuses(purge).contains(&format!("hoort bij zaak {zaak}")));
        Ok(())
    }
}
