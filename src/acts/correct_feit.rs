//! Mends a fact that was noted wrongly. Number, status and time stay; what stood there stays in the log.

use clap::Args;

use super::{
    Act,
    arguments::{Arguments, time},
    before::Before,
    decide::{After, Context, Decided, Judged},
    note_feit::{source, topic},
    shared::{find_feit, find_open_zaak, not_in_the_future},
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        feit::{FeitNumber, Topic},
        ids::Zaaknummer,
        moment::Moment,
        subject::Subject,
        text::Vertrouwelijk,
    },
    log::{desk::Desk, event::LogEvent},
};

/// The fact, and what it should say; what is not given stays as it is.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectFeit {
    pub zaak: Zaaknummer,
    pub feit: FeitNumber,
    pub text: String,
    pub topic: Option<Topic>,
    pub source: Option<String>,
    pub happened: Option<Moment>,
}

/// The same as it is typed.
#[derive(Debug, Clone, Args)]
#[command(about = "Verbeter een feit dat verkeerd is genoteerd")]
pub struct CorrectFeitArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Nummer van het feit.
    pub feit: FeitNumber,
    /// Wat er had moeten staan.
    #[arg(id = "tekst", value_name = "TEKST")]
    pub text: String,
    /// Een ander onderwerp.
    #[arg(id = "onderwerp", long = "onderwerp", value_name = "ONDERWERP", value_parser = topic)]
    pub topic: Option<Topic>,
    /// Een andere bron.
    #[arg(id = "bron", long = "bron", value_name = "BRON")]
    pub source: Option<String>,
    /// Wanneer het gebeurde.
    #[arg(id = "tijd", long = "tijd", value_name = "TIJD")]
    pub time: Option<String>,
}

impl Arguments for CorrectFeitArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    fn acts(&self, _: &Desk, context: &Context<'_>) -> Result<Vec<Act>> {
        let now = context.now;
        let (text, source) = (self.text.clone(), self.source.clone());
        let happened = time(self.time.as_deref(), now)?;
        Ok(vec![CorrectFeit { zaak: self.zaak, feit: self.feit, text, topic: self.topic, source, happened }.into()])
    }
}

impl Judged for CorrectFeit {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (zaak, feit) = (self.zaak, self.feit);
        let was = find_feit(find_open_zaak(desk, zaak)?, feit)?;
        let text = Vertrouwelijk::new(&self.text);
        if text.is_empty() {
            return Err(Error::usage("Een feit heeft tekst nodig.").hint("Klopt het helemaal niet: neem het terug."));
        }
        let source = self.source.as_deref().map_or_else(|| was.source.clone(), source);
        if let Some(happened) = self.happened {
            not_in_the_future("De tijd van het feit", happened, context.now)?;
        }
        let happened = self.happened.or(was.happened);
        let event =
            LogEvent::FeitCorrected { zaak, feit, topic: self.topic.unwrap_or(was.topic), text, source, happened };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        format!("{} is verbeterd.", after.feit(self.zaak, self.feit))
    }

    /// The fact says what it said.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_fact_is_mended_keeps_its_number_and_says_what_it_said_after_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let then =
            scene.typed(&format!("feit-verbeter {ZAAK} 1 'Er is gevochten.' --onderwerp letsel --tijd 02:00"))?;
        assert_eq!(then.events(), ["feit_verbeterd"]);
        assert_eq!(then.sentence(), "Feit 1 (letsel: «Er is gevochten.») is verbeterd.");
        let feit = then.scene.zaak(zaak)?.feiten.first().ok_or("geen feit")?.clone();
        assert_eq!(
            (feit.number.to_string(), feit.topic, feit.happened),
            ("1".to_owned(), Topic::Injury, Some(scene.after(-10)))
        );
        assert_eq!(then.undone()?, ["feit_verbeterd"]);
        assert!(scene.refuses_typed(&format!("feit-verbeter {ZAAK} 1 ' '")).contains("heeft tekst nodig"));
        assert!(scene.refuses_typed(&format!("feit-verbeter {ZAAK} 7 Ja")).contains("bestaat niet"));
        Ok(())
    }
}
