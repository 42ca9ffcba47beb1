//! Takes back the note of a sending that never was: a key too many, or a program that gave up. With a reason; what was
//! noted stays in the log. What the desk itself sent, or a copy from a mail program proves, was sent.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{find_draft, find_open_zaak, require_reason},
    undo::Undo,
};
use crate::{
    domain::{
        besluit::YesNo,
        dispatch::{Dispatch, SentBy},
        draft::{Draft, DraftKind},
        error::{Error, Result},
        ids::Zaaknummer,
        sanitize,
        sent_copy::KeptCopy,
        subject::Subject,
    },
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        irreversible::Irreversible,
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

    /// What was not sent can be noted as sent anew.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Stays(Irreversible::NeverSent)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::{
        EndSending,
        scene::{Scene, TestResult, ZAAK, checked},
    };

    #[test]
    fn a_sending_that_never_was_goes_with_a_reason_and_is_noted_anew_if_it_was_after_all() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        let draft = DraftKind::Piketmelding;
        let never = |reason: &str| format!("niet-verzonden {ZAAK} piketmelding --reden '{reason}'");
        checked(&mut scene, zaak, draft, "Niemand is gewond.")?;
        assert!(scene.refuses_typed(&never("Verkeerde toets.")).contains("geen verzending"));
        scene.given_typed(&[&format!("concept {ZAAK} piketmelding --verzonden --aan lijn")])?;
        assert!(scene.refuses_typed(&never(".")).contains("Er is een reden nodig."));
        let then = scene.typed(&never("Verkeerde toets."))?;
        assert_eq!(then.events(), ["verzending_teruggenomen"]);
        assert_eq!(then.sentence(), "De verzending van piketmelding is teruggenomen: zij is er nooit geweest.");
        assert!(then.scene.zaak(zaak)?.drafts.get(&draft).is_some_and(|draft| draft.sent.is_empty()));
        assert_eq!(then.stays(), Irreversible::NeverSent.sentence());
        Ok(())
    }

    #[test]
    fn what_the_own_command_sent_was_sent() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        let draft = DraftKind::Piketmelding;
        checked(&mut scene, zaak, draft, "Niemand is gewond.")?;
        let (channel, recipients) = ("e-mail".to_owned(), "lijn".to_owned());
        scene.given(EndSending { zaak, draft, version: 1, at: scene.now, channel, recipients, code: Some(0) })?;
        let never = NotSent { zaak, draft, reason: "Verkeerde toets.".to_owned(), number: None };
        assert!(scene.refuses(never).contains("door uw eigen opdracht verstuurd"));
        Ok(())
    }
}
