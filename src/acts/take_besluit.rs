//! Decides on T, P or A, with a reason. The decision before it stays in the log.

use clap::Args;

use super::{
    arguments::{TypedAct, choose},
    decide::{After, Context, Decided, Judged},
    shared::{find_open_zaak, require_reason},
};
use crate::{
    domain::{
        besluit::{BesluitKind, YesNo},
        error::{Error, Result},
        ids::Zaaknummer,
        subject::Subject,
    },
    log::{desk::Desk, event::LogEvent},
};

/// What is decided, and why.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Beslis over T, P of A")]
pub struct TakeBesluit {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// T, P of A.
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
    BesluitKind::ALL
        .into_iter()
        .find(|about| about.letter().word().eq_ignore_ascii_case(text))
        .ok_or_else(|| Error::usage(format!("«{text}» is geen besluit.")).hint("Kies T, P of A."))
}

fn yes_or_no(text: &str) -> Result<YesNo> {
    choose([YesNo::Yes, YesNo::No], YesNo::word, text)
}

impl TypedAct for TakeBesluit {
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
        if let Some(rule) = case.rule().filter(|rule| !rule.is_decided_here(about)) {
            return Err(Error::no(format!(
                "Rij {} laat over {} geen keuze: {}.",
                rule.nr,
                about.letter(),
                rule.codes()
            ))
            .hint("Alleen waar de matrix haakjes zet, valt hierover te beslissen."));
        }
        let reason = require_reason(&self.reason)?;
        let ground = Some(zaak.answers.clone());
        let event = LogEvent::BesluitTaken { zaak: number, about, choice: Some(self.choice), reason, ground };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let follows = match (self.about, self.choice) {
            (_, YesNo::Yes) => "",
            (BesluitKind::T, YesNo::No) => " Terugbellen is niet nodig.",
            (BesluitKind::P, YesNo::No) => " Geen piket-SMS en geen piketmelding.",
            (BesluitKind::A, YesNo::No) => " Geen afloopbericht.",
        };
        let letter = self.about.letter();
        let rule = after.desk.zaken.get(&self.zaak).and_then(|zaak| after.context.case_rule(zaak).rule());
        let deviates = rule.and_then(|rule| rule.code(self.about).fixed().map(|fixed| (rule.nr, fixed)));
        let deviates = deviates.filter(|(_, fixed)| *fixed != self.choice).map_or_else(String::new, |(nr, fixed)| {
            format!(" Dat wijkt af van de matrix: bij rij {nr} is {letter} {}.", fixed.word())
        });
        format!("Besluit {letter}: {}.{follows}{deviates}", self.choice.word())
    }
}
