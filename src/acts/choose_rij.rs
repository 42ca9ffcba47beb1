//! Chooses the row of the meldingenmatrix; choosing another one later needs a reason.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{already_sent, find_open_zaak, require_reason},
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        rij::Rij,
        subject::Subject,
        text::Vertrouwelijk,
    },
    judge::case_rule::no_book,
    log::{desk::Desk, event::LogEvent},
};

/// The case, its row, and why it is another one than before.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Kies de rij van de meldingenmatrix, of een andere rij met een reden")]
pub struct ChooseRij {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Rij van de meldingenmatrix.
    #[arg(id = "nr", value_name = "NR")]
    pub rij: Rij,
    /// Waarom een andere rij.
    #[arg(id = "reden", long = "reden", default_value = "", value_name = "REDEN")]
    pub reason: String,
}

impl TypedAct for ChooseRij {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for ChooseRij {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, rij) = (self.zaak, self.rij);
        let zaak = find_open_zaak(desk, number)?;
        let book = context.book_for(zaak).map_err(no_book)?;
        book.find_rij(rij)?;
        let inrichting = context.inrichting(zaak);
        let earlier = zaak.rij();
        // By another book the same row is a judgement of its own.
        if earlier == Some(rij) && book.edition.judges_like(&zaak.rulebook) {
            return Err(Error::no(format!("Zaak {number} staat al op rij {rij}.")));
        }
        if let Some(sector) =
            context.points_elsewhere(zaak.inrichting.as_ref()).filter(|_| self.reason.trim().is_empty())
        {
            return Err(Error::no(format!(
                "De inrichting staat niet in de lijst en lijkt van sector {}.",
                sector.label()
            ))
            .hint("Kies haar eerst bij de gegevens; hoort zij daar niet bij, zeg dan waarom (--reden)."));
        }
        let reason = if earlier.is_some() { require_reason(&self.reason)? } else { Vertrouwelijk::new(&self.reason) };
        let event = LogEvent::RijChosen { zaak: number, rij: Some(rij), reason, rulebook: context.stamp(inrichting) };
        Ok(Decided::one(context, event))
    }

    /// A row is read back with what it demands: so a wrong one is seen at once.
    fn sentence(&self, after: &After<'_>) -> String {
        let chosen = after.rij(self.zaak).unwrap_or_else(|| format!("Rij {} is gekozen.", self.rij));
        let zaak = after.desk.zaken.get(&self.zaak);
        let gone = zaak.and_then(|zaak| already_sent(zaak, |kind| kind.besluit().is_some()));
        gone.map_or_else(|| chosen.clone(), |gone| format!("{chosen} {gone}"))
    }

    /// The row before it counts again, with the reason that it had.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, UNDO, ZAAK};

    #[test]
    fn another_row_takes_a_reason_is_read_back_and_gives_way_to_the_one_before() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        assert!(scene.refuses_typed(&format!("rij {ZAAK} 6")).contains("staat al op rij 6"));
        assert!(scene.refuses_typed(&format!("rij {ZAAK} 12")).contains("Er is een reden nodig."));
        assert!(scene.refuses_typed(&format!("rij {ZAAK} 99 --reden Toch")).contains("99"));
        let then = scene.typed(&format!("rij {ZAAK} 12 --reden 'Toch geen letsel.'"))?;
        assert_eq!(then.events(), ["rij_gekozen"]);
        assert!(then.sentence().starts_with("Rij 12 ("), "{}", then.sentence());
        assert!(then.told().ends_with(&format!("De MBV-termijn vervalt: rij 12 is hier niet meldplichtig. {UNDO}")));
        assert_eq!(then.undone()?, ["rij_gekozen"]);
        assert_eq!(then.scene.zaak(zaak)?.rij(), Some(Rij::parse("12")?));
        Ok(())
    }
}
