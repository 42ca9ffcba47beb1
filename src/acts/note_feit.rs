//! Notes a fact of the beeld under the next number.

use clap::Args;

use super::{
    Act,
    arguments::{Arguments, choose, status, time},
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{find_open_zaak, not_in_the_future},
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
        moment::Moment,
        own_words, sanitize,
        subject::Subject,
        text::Vertrouwelijk,
    },
    log::{desk::Desk, event::LogEvent},
};

/// A fact, who or what says so, how sure it is, and when it happened where that is known.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteFeit {
    pub zaak: Zaaknummer,
    pub topic: Topic,
    pub text: String,
    pub source: String,
    pub status: FeitStatus,
    pub happened: Option<Moment>,
}

/// The same as it is typed.
#[derive(Debug, Clone, Args)]
#[command(about = "Noteer een feit")]
pub struct NoteFeitArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// gebeurtenis, betrokkenen, letsel, situatie, maatregelen, politie, media, omgeving, onbekend, vervolg, afloop of woordvoering;
    /// voor de achtergrond ook aankomst, contacten of verlof.
    #[arg(id = "onderwerp", value_name = "ONDERWERP", value_parser = topic)]
    pub topic: Topic,
    /// Het feit.
    #[arg(id = "tekst", value_name = "TEKST")]
    pub text: String,
    /// Wie of wat het zegt.
    #[arg(id = "bron", long = "bron", default_value = "", value_name = "BRON")]
    pub source: String,
    /// gemeld, bevestigd of onbekend.
    #[arg(long, default_value = "gemeld", value_parser = status)]
    pub status: FeitStatus,
    /// Wanneer het gebeurde, als dat bekend is.
    #[arg(id = "tijd", long = "tijd", value_name = "TIJD")]
    pub time: Option<String>,
}

/// Who or what says so; where nobody is named, that.
pub(super) fn source(text: &str) -> Vertrouwelijk {
    let source = sanitize::line(text);
    Vertrouwelijk::new(if source.is_empty() { own_words::SOURCE_UNNAMED } else { &source })
}

pub(super) fn topic(text: &str) -> Result<Topic> {
    choose(Topic::NOTED, Topic::label, text)
}

impl Arguments for NoteFeitArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    fn acts(&self, _: &Desk, context: &Context<'_>) -> Result<Vec<Act>> {
        let now = context.now;
        let (text, source) = (self.text.clone(), self.source.clone());
        let happened = time(self.time.as_deref(), now)?;
        Ok(vec![NoteFeit { zaak: self.zaak, topic: self.topic, text, source, status: self.status, happened }.into()])
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
        if let Some(happened) = self.happened {
            not_in_the_future("De tijd van het feit", happened, context.now)?;
        }
        let feit = zaak.next_feit();
        let event = LogEvent::FeitNoted {
            zaak: number,
            feit,
            topic: self.topic,
            text,
            source: source(&self.source),
            status: self.status,
            happened: self.happened,
            asked: None,
        };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Het feit over {} is genoteerd.", self.topic.label())
    }

    /// The fact is gone from the beeld.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_fact_is_noted_under_the_next_number_and_gone_after_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let then = scene.typed(&format!("feit {ZAAK} letsel 'Een medewerker is gehecht.' --bron arts --tijd 02:05"))?;
        assert_eq!(then.events(), ["feit_genoteerd"]);
        assert_eq!(then.sentence(), "Het feit over letsel is genoteerd.");
        let noted = then.scene.zaak(zaak)?.feiten.last().ok_or("geen feit")?.clone();
        assert_eq!((noted.number.to_string().as_str(), noted.source.read()), ("2", "arts"));
        assert_eq!(then.undone()?, ["feit_teruggenomen"]);
        assert!(scene.refuses_typed(&format!("feit {ZAAK} letsel ''")).contains("heeft tekst nodig"));
        assert!(scene.refuses_typed(&format!("feit {ZAAK} letsel Ja --tijd 22-11-2026+04:00")).len() > 8);
        let (topic, status) = (Topic::Injury, FeitStatus::Reported);
        let (text, source, happened) = ("Later.".to_owned(), String::new(), Some(scene.after(5)));
        assert!(scene.refuses(NoteFeit { zaak, topic, text, source, status, happened }).contains("in de toekomst"));
        Ok(())
    }
}
