//! Notes a fact of the beeld under the next number.

use clap::Args;

use super::{
    arguments::{Subject, Typed, choose, status},
    decide::{Context, Decided, Judged},
    shared::find_open_zaak,
};
use crate::{
    domain::{
        error::{Error, Result},
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
        sanitize,
        text::Vertrouwelijk,
    },
    log::{desk::Desk, event::LogEvent},
};

/// A fact, who or what says so, and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Noteer een feit")]
pub struct NoteFeit {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// gebeurtenis, betrokkenen, letsel, situatie, maatregelen, politie, media, omgeving, onbekend, vervolg of afloop.
    #[arg(id = "onderwerp", value_name = "ONDERWERP", value_parser = topic)]
    pub topic: Topic,
    /// Het feit.
    #[arg(id = "tekst", value_name = "TEKST")]
    pub text: String,
    /// Wie of wat het zegt.
    #[arg(id = "bron", long = "bron", default_value = "", value_name = "BRON")]
    pub source: String,
    /// gemeld, bevestigd, tegengesproken of onbekend.
    #[arg(long, default_value = "gemeld", value_parser = status)]
    pub status: FeitStatus,
}

/// Who or what says so; nobody else is the officer.
pub(super) fn source(text: &str) -> Vertrouwelijk {
    let source = sanitize::line(text);
    Vertrouwelijk::new(if source.is_empty() { "eigen waarneming" } else { &source })
}

pub(super) fn topic(text: &str) -> Result<Topic> {
    choose(Topic::ALL, Topic::label, text)
}

impl Typed for NoteFeit {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for NoteFeit {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_open_zaak(desk, number)?;
        let text = Vertrouwelijk::new(&self.text);
        if text.is_empty() {
            return Err(Error::usage("Een feit heeft tekst nodig."));
        }
        let source = source(&self.source);
        let feit = zaak.next_feit();
        let event = LogEvent::FeitNoted { zaak: number, feit, topic: self.topic, text, source, status: self.status };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self) -> String {
        format!("Het feit over {} is genoteerd.", self.topic.label())
    }
}
