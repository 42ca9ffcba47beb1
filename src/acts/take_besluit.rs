//! Decides on P or A, with a reason. The decision before it stays in the log.

use clap::Args;

use super::{
    arguments::{Subject, Typed, choose},
    decide::{Context, Decided, Judged, Undo},
    shared::{find_open_zaak, require_reason},
};
use crate::{
    domain::{
        besluit::{BesluitKind, YesNo},
        error::{Error, Result},
        ids::Zaaknummer,
        text::Vertrouwelijk,
    },
    log::{desk::Desk, event::LogEvent},
};

/// What is decided, and why.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Beslis over P of A")]
pub struct TakeBesluit {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// P of A.
    #[arg(id = "over", value_name = "OVER", value_parser = letter)]
    pub about: BesluitKind,
    /// ja of nee.
    #[arg(id = "keuze", value_name = "KEUZE", value_parser = yes_or_no)]
    pub choice: YesNo,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

fn letter(text: &str) -> Result<BesluitKind> {
    match text {
        "P" | "p" => Ok(BesluitKind::P),
        "A" | "a" => Ok(BesluitKind::A),
        _ => Err(Error::usage(format!("«{text}» is geen besluit.")).hint("Kies P of A.")),
    }
}

fn yes_or_no(text: &str) -> Result<YesNo> {
    choose([YesNo::Yes, YesNo::No], YesNo::word, text)
}

impl Typed for TakeBesluit {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for TakeBesluit {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, about) = (self.zaak, self.about);
        let zaak = find_open_zaak(desk, number)?;
        let case = context.case_rule(zaak);
        if case.awaits_rij() {
            case.required()?;
        }
        let reason = require_reason(&self.reason)?;
        let undo = if let Some(b) = zaak.besluit(about) {
            let (choice, reason, ground) = (Some(b.choice), b.reason.clone(), b.ground.clone());
            LogEvent::BesluitTaken { zaak: number, about, choice, reason, ground }
        } else {
            let reason = Vertrouwelijk::default();
            LogEvent::BesluitTaken { zaak: number, about, choice: None, reason, ground: None }
        };
        let ground = Some(zaak.answers.clone());
        let event = LogEvent::BesluitTaken { zaak: number, about, choice: Some(self.choice), reason, ground };
        Ok(Decided::one(context, event, Undo::with_time(undo, zaak.besluit(about).map(|b| b.at))))
    }

    fn sentence(&self) -> String {
        format!("Besluit {}: {}.", self.about.letter(), self.choice.word())
    }
}
