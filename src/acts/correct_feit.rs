//! Mends a fact that was noted wrongly. Number, status and time stay; what stood there stays in the log.

use clap::Args;

use super::{
    arguments::{Subject, Typed},
    decide::{Context, Decided, Judged},
    note_feit::{source, topic},
    shared::{find_feit, find_open_zaak},
};
use crate::{
    domain::{
        error::{Error, Result},
        feit::Topic,
        ids::Zaaknummer,
        text::Vertrouwelijk,
    },
    log::{desk::Desk, event::LogEvent},
};

/// The fact, and what it should say; what is not given stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Verbeter een feit dat verkeerd is genoteerd")]
pub struct CorrectFeit {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Nummer van het feit.
    pub feit: u32,
    /// Wat er had moeten staan.
    #[arg(id = "tekst", value_name = "TEKST")]
    pub text: String,
    /// Een ander onderwerp.
    #[arg(id = "onderwerp", long = "onderwerp", value_name = "ONDERWERP", value_parser = topic)]
    pub topic: Option<Topic>,
    /// Een andere bron.
    #[arg(id = "bron", long = "bron", value_name = "BRON")]
    pub source: Option<String>,
}

impl Typed for CorrectFeit {
    fn subject(&self) -> Subject {
        self.zaak.into()
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
        let event = LogEvent::FeitCorrected { zaak, feit, topic: self.topic.unwrap_or(was.topic), text, source };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self) -> String {
        format!("Feit {} is verbeterd.", self.feit)
    }
}
