//! Takes back a case that was opened for nothing: without a row, a fact or a message. Its number stays in
//! the log, it counts nowhere, and its reports wait in the inbox again.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    brought::feiten_of,
    decide::{After, Context, Decided, Judged},
    shared::{find_open_zaak, require_reason},
    undo::Undo,
    unlink_melding::unlink,
};
use crate::{
    domain::{
        error::{Error, Result},
        feit::FeitNumber,
        ids::Zaaknummer,
        subject::Subject,
        text::Vertrouwelijk,
    },
    log::{desk::Desk, event::LogEvent, melding::Melding, zaak::Zaak},
};

/// The case and why.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Trek een zaak in die voor niets is geopend; haar meldingen gaan terug")]
pub struct WithdrawZaak {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

impl TypedAct for WithdrawZaak {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for WithdrawZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_open_zaak(desk, number)?;
        let linked: Vec<&Melding> = zaak.meldingen.iter().filter_map(|k| desk.meldingen.get(&k.melding)).collect();
        if let Some(what) = holds(context, zaak, &linked) {
            return Err(Error::no(format!("Zaak {number} heeft {what} en is dus niet voor niets geopend."))
                .hint("Rond de stappen af en sluit haar."));
        }
        let mut events: Vec<LogEvent> =
            linked.into_iter().flat_map(|melding| unlink(desk, context, zaak, melding)).collect();
        events.push(LogEvent::ZaakWithdrawn { zaak: number, reason: require_reason(&self.reason)? });
        Ok(Decided::all(context, events))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} is ingetrokken; haar meldingen staan weer in de inbox.", self.zaak)
    }

    /// The case is there again, with its reports.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

/// What makes it a real case; what its reports brought along goes out with them.
fn holds(context: &Context<'_>, zaak: &Zaak, linked: &[&Melding]) -> Option<&'static str> {
    let brought = |source: &Vertrouwelijk| {
        linked
            .iter()
            .flat_map(|m| feiten_of(context, zaak.number, m, FeitNumber::FIRST))
            .any(|event| matches!(event, LogEvent::FeitNoted { source: theirs, .. } if theirs == *source))
    };
    if zaak.rij().is_some() {
        Some("een rij")
    } else if zaak.feiten.iter().any(|f| f.status.counted() && !brought(&f.source)) {
        Some("een feit")
    } else if !zaak.drafts.is_empty() {
        Some("een bericht")
    } else if !zaak.merged.is_empty() {
        Some("een andere zaak in zich")
    } else if zaak.hold.is_some() {
        Some("een bewaarplicht")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_case_for_nothing_is_withdrawn_its_report_waits_and_both_are_back_after_an_undo() -> TestResult {
        let mut scene = Scene::empty()?;
        let zaak = scene.phone("CTP Veldzicht", None)?;
        assert!(scene.refuses_typed(&format!("trek-in {ZAAK} --reden ?")).contains("Er is een reden nodig."));
        let then = scene.typed(&format!("trek-in {ZAAK} --reden 'Verkeerde toets.'"))?;
        assert_eq!(then.events().first(), Some(&"melding_ontkoppeld"));
        assert_eq!(then.events().last(), Some(&"zaak_ingetrokken"));
        assert_eq!(then.sentence(), format!("Zaak {ZAAK} is ingetrokken; haar meldingen staan weer in de inbox."));
        assert!(!then.scene.zaak(zaak)?.is_open());
        assert_eq!(then.undone()?.first(), Some(&"zaak_heropend"));
        Ok(())
    }

    #[test]
    fn a_case_with_a_row_was_not_opened_for_nothing() -> TestResult {
        let (scene, _) = Scene::with_rij("6")?;
        assert!(scene.refuses_typed(&format!("trek-in {ZAAK} --reden 'Verkeerde toets.'")).contains("heeft een rij"));
        Ok(())
    }
}
