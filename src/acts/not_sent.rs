//! Takes back the note of a sending that never was: a key too many, or a program that gave up. With a reason; what was
//! noted stays in the log. What the desk itself sent, or a copy from a mail program proves, was sent.

use clap::Args;

use super::{
    arguments::TypedAct,
    decide::{After, Context, Decided, Judged},
    shared::{find_draft, find_open_zaak, require_reason},
};
use crate::{
    domain::{
        besluit::YesNo,
        draft::{Dispatch, Draft, DraftKind, SentBy},
        error::{Error, Result},
        ids::Zaaknummer,
        sanitize,
        sent_copy::KeptCopy,
        subject::Subject,
    },
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
    },
};

/// The sending; the last one where no number is given.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Zeg dat een genoteerde verzending er nooit was")]
pub struct NotSent {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Welk bericht.
    #[arg(id = "soort", value_name = "SOORT")]
    pub draft: DraftKind,
    /// Hoe het kwam dat zij er staat.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
    /// De hoeveelste verzending van dit bericht, als het niet de laatste is.
    #[arg(id = "verzending", long = "verzending", value_name = "NR")]
    pub number: Option<u32>,
}

impl TypedAct for NotSent {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for NotSent {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (zaak, kind) = (self.zaak, self.draft);
        let draft = find_draft(find_open_zaak(desk, zaak)?, kind)?;
        let (number, sent) = self.find(draft)?;
        if sent.by == Some(SentBy::Command) {
            return Err(Error::no(format!(
                "{} is door uw eigen opdracht verstuurd.",
                sanitize::capitalize(&words(sent))
            ))
            .hint("Wat verzonden is, is verzonden; stuur zo nodig een verbeterde versie."));
        }
        let copies: Vec<&KeptCopy> = draft.copies.iter().filter(|kept| is_of(kept, sent, draft)).collect();
        if copies.iter().any(|kept| kept.copy.doubt(kept.copy.version).is_none()) {
            return Err(Error::no(format!("Van {} kwam een kopie uit het mailprogramma terug.", words(sent)))
                .hint("Wat verzonden is, is verzonden; stuur zo nodig een verbeterde versie."));
        }
        let reason = require_reason(&self.reason)?;
        // A copy that the officer let count was the ground of it, and counts no longer.
        let no = copies.into_iter().map(|kept| LogEvent::DraftCopyJudged {
            zaak,
            draft: kind,
            number: kept.number,
            counts: Some(YesNo::No),
            reason: reason.clone(),
        });
        let version = sent.version;
        let never = LogEvent::DraftNotSent { zaak, draft: kind, number, version, reason: reason.clone() };
        let new = no.chain([never]).map(|event| NewEvent { occurred_at: context.now, event }).collect();
        Ok(Decided { new })
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("De verzending van {} is teruggenomen: zij is er nooit geweest.", self.draft.label())
    }
}

impl NotSent {
    fn find<'a>(&self, draft: &'a Draft) -> Result<(u32, &'a Dispatch)> {
        let last = draft
            .numbered()
            .last()
            .ok_or_else(|| Error::no(format!("Van {} staat geen verzending genoteerd.", self.draft.label())))?;
        let Some(number) = self.number else { return Ok(last) };
        draft.numbered().find(|(place, _)| *place == number).ok_or_else(|| {
            let all: Vec<String> = draft.numbered().map(|(place, sent)| format!("{place}: {}", words(sent))).collect();
            Error::usage(format!("Verzending {number} van {} staat er niet.", self.draft.label()))
                .hint(format!("Er staat: {}.", all.join("; ")))
        })
    }
}

/// Version and moment of a sending.
fn words(sent: &Dispatch) -> String {
    format!("versie {} van {}", sent.version, sent.at.long())
}

/// True where the copy counts and is of this sending: of its minute or its recipients, or there is no other of that version.
fn is_of(kept: &KeptCopy, sent: &Dispatch, draft: &Draft) -> bool {
    let alone = draft.sent.iter().filter(|other| other.version == sent.version).count() == 1;
    let same = kept.at.minute() == sent.at.minute() || kept.copy.recipients == sent.recipients;
    kept.proves(sent) && (alone || same)
}
