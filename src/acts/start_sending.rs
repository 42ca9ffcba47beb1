//! The officer's own command is about to send a message: that is in the log before it runs, so that a desk that fell over
//! meanwhile asks how it ended.

use super::{
    before::Before,
    decide::{After, Context, Decided, Judged},
    report_sent::ReportSent,
    shared::find_draft,
    undo::Undo,
};
use crate::{
    domain::{draft::DraftKind, error::Result, ids::Zaaknummer, moment::Moment, text::Vertrouwelijk},
    judge::recipients,
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        irreversible::Irreversible,
    },
};

/// The command is about to send the checked version.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartSending {
    pub zaak: Zaaknummer,
    pub draft: DraftKind,
    pub at: Moment,
    pub channel: String,
    pub recipients: String,
}

impl Judged for StartSending {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (zaak, draft, at) = (self.zaak, self.draft, self.at);
        let (channel, recipients) = (self.channel.clone(), self.recipients.clone());
        // Whom the message may not go to without a reason, it does not go to by itself.
        let sent = ReportSent { version: None, zaak, draft, at, channel, recipients, reason: String::new() };
        sent.decide(desk, context)?;
        let version = desk.zaken.get(&zaak).map(|case| find_draft(case, draft).map(|d| d.version)).transpose()?;
        let recipients = Vertrouwelijk::new(&recipients::by_role(context.addresses, &self.recipients));
        let event = LogEvent::SendingStarted { zaak, draft, version: version.unwrap_or_default(), recipients };
        Ok(Decided { new: vec![NewEvent { occurred_at: at, event }] })
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("De eigen opdracht verstuurt {}; u hoort hoe zij eindigt.", self.draft.label())
    }

    /// The command may have sent already.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Stays(Irreversible::SendingBegan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::{
        SaveDraft,
        scene::{Scene, TestResult, checked},
    };

    #[test]
    fn what_the_own_command_is_given_is_what_may_be_noted_as_sent() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        let draft = DraftKind::Piketmelding;
        checked(&mut scene, zaak, draft, "Niemand is gewond.")?;
        let at = scene.now;
        let start = |recipients: &str| {
            let (channel, recipients) = ("e-mail".to_owned(), recipients.to_owned());
            StartSending { zaak, draft, at, channel, recipients }
        };
        // Whom it does not go to without a reason, it does not go to by itself.
        assert!(scene.refuses(start("iemand@elders.example")).contains("iemand@elders.example"));
        let then = scene.when(start("lijn"))?;
        assert_eq!(then.events(), ["verzending_begonnen"]);
        assert_eq!(then.sentence(), "De eigen opdracht verstuurt piketmelding; u hoort hoe zij eindigt.");
        assert_eq!(then.stays(), Irreversible::SendingBegan.sentence());
        let kept = then.scene.zaak(zaak)?.drafts.get(&draft).ok_or("geen concept")?.clone();
        assert!(!kept.under_way.is_empty() && kept.sent.is_empty(), "begun is not sent: {kept:?}");
        // What was not checked does not go.
        scene.given(SaveDraft { zaak, draft, text: "Een is gewond.".to_owned() })?;
        assert!(scene.refuses(start("lijn")).contains("nog niet gecontroleerd"));
        Ok(())
    }
}
