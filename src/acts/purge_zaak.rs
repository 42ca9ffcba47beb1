//! Destroys the texts of a closed case and of the reports in it.

use super::{
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{already_purged, find_zaak, require_reason},
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
    },
    judge::retention::is_held,
    log::{desk::Desk, event::LogEvent, irreversible::Irreversible},
};

/// The case and why.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurgeZaak {
    pub zaak: Zaaknummer,
    pub reason: String,
}

impl Judged for PurgeZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_zaak(desk, number)?;
        if zaak.purged.is_some() {
            return Err(already_purged(&format!("zaak {number}")));
        }
        if zaak.is_open() {
            return Err(
                Error::no(format!("Zaak {number} is nog open; er is niets gewist.")).hint("Sluit de zaak eerst.")
            );
        }
        if is_held(desk, zaak) {
            let who = if zaak.hold.is_some() { number } else { zaak.absorbed_into.unwrap_or(number) };
            return Err(Error::no(format!("Zaak {who} wordt vastgehouden; er is niets gewist."))
                .hint(format!("Geef haar eerst vrij met «piket bewaartermijn vrij {who}».")));
        }
        let reason = require_reason(&self.reason)?;
        let meldingen = zaak.meldingen.iter().map(|k| k.melding).filter(|m| {
            // One that was purged by itself has nothing left.
            desk.meldingen.get(m).is_none_or(|m| m.purged.is_none())
        });
        let events = meldingen.map(|melding| LogEvent::MeldingPurged { melding, reason: reason.clone() });
        let events = events.chain([LogEvent::ZaakPurged { zaak: number, reason: reason.clone() }]);
        Ok(Decided::all(context, events))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("De teksten van zaak {} zijn gewist.", self.zaak)
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
            CloseZaak, SetStep,
            scene::{Scene, TestResult, ZAAK},
        },
        domain::step::{Step, StepState},
    };

    #[test]
    fn a_closed_case_loses_its_texts_and_those_of_its_reports_for_good() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("12")?;
        let purge = |reason: &str| PurgeZaak { zaak, reason: reason.to_owned() };
        assert!(scene.refuses(purge("De termijn is om.")).contains("is nog open"));
        let (step, reason) = (Step::Verdict, "Niet meldplichtig.".to_owned());
        scene.given(SetStep { zaak, step, state: StepState::NotNeeded, reason, at: None })?;
        scene.given(CloseZaak { zaak })?;
        let kept = scene.typed(&format!("bewaartermijn houd {ZAAK} --reden 'Er loopt een onderzoek.'"))?.scene;
        assert!(kept.refuses(purge("De termijn is om.")).contains("wordt vastgehouden"));
        assert!(scene.refuses(purge(".")).contains("Er is een reden nodig."));
        let then = scene.when(purge("De termijn is om."))?;
        assert_eq!(then.events(), ["melding_gewist", "zaak_gewist"]);
        assert_eq!(then.sentence(), format!("De teksten van zaak {ZAAK} zijn gewist."));
        assert_eq!(then.stays(), Irreversible::Purged.sentence());
        assert!(!format!("{:?}", then.scene.zaak(zaak)?).contains("Er is iets gebeurd"));
        assert!(then.scene.refuses(purge("Nog eens.")).contains("al gewist"));
        Ok(())
    }
}
