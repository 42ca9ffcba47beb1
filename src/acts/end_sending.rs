//! How the officer's own command ended that was to send a message. What it brought out is out, whatever was noted beside it
//! meanwhile: that is always recorded, and a clash is a remark.

use super::{
    before::Before,
    decide::{After, Context, Decided, Judged},
    provide::provide,
    report_sent::went_to,
    undo::Undo,
};
use crate::{
    domain::{dispatch::SentBy, draft::DraftKind, error::Result, ids::Zaaknummer, moment::Moment, text::Vertrouwelijk},
    judge::recipients,
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        irreversible::Irreversible,
    },
    rules::address_book::ProvisionKind,
};

/// The command ended with this code; 0 says that it sent.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndSending {
    pub zaak: Zaaknummer,
    pub draft: DraftKind,
    pub version: u32,
    pub at: Moment,
    pub channel: String,
    pub recipients: String,
    pub code: Option<i32>,
}

impl Judged for EndSending {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (zaak, draft, version, at) = (self.zaak, self.draft, self.version, self.at);
        let case = desk.zaken.get(&zaak).ok_or_else(|| zaak.unknown())?;
        if self.code != Some(0) {
            let event = LogEvent::SendingEnded { zaak, draft, version, code: self.code };
            return Ok(Decided { new: vec![NewEvent { occurred_at: at, event }] });
        }
        let recipients = recipients::by_role(context.addresses, &self.recipients);
        let remark = self.remark(desk, context);
        let reason = remark.clone().unwrap_or_else(|| "De eigen opdracht verstuurde het bericht.".to_owned());
        let mut provided = provide(context, case, ProvisionKind::Draft(draft), &recipients, &reason)?;
        provided.reason = provided.reason.or_else(|| remark.as_deref().map(Vertrouwelijk::new));
        let channel = Vertrouwelijk::new(&self.channel);
        let recipients = Vertrouwelijk::new(&recipients);
        let (provided, by) = (Some(provided), Some(SentBy::Command));
        let event = LogEvent::DraftSent { zaak, draft, version, channel, recipients, provided, by };
        Ok(Decided { new: vec![NewEvent { occurred_at: at, event }] })
    }

    fn sentence(&self, _: &After<'_>) -> String {
        if self.code == Some(0) {
            format!("De verzending ({}) is vastgelegd.", self.draft.label())
        } else {
            format!("De opdracht verstuurde {} niet.", self.draft.label())
        }
    }

    /// What the command sent is out; that it did not stays on record.
    fn undo(&self, _: &Before) -> Undo {
        if self.code == Some(0) { Undo::Stays(Irreversible::Sent) } else { Undo::Stays(Irreversible::SendingEnded) }
    }
}

impl EndSending {
    /// What was noted beside it while the command ran.
    pub fn remark(&self, desk: &Desk, context: &Context<'_>) -> Option<String> {
        let draft = desk.zaken.get(&self.zaak)?.drafts.get(&self.draft)?;
        let again: Vec<&str> = recipients::parts(&self.recipients)
            .filter(|who| went_to(draft, self.version, context.addresses, who))
            .collect();
        (!again.is_empty()).then(|| {
            format!("Terwijl de opdracht liep is versie {} ook genoteerd aan {}.", self.version, again.join(", "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK, checked};

    fn ended(scene: &Scene, zaak: Zaaknummer, code: Option<i32>) -> EndSending {
        let (channel, recipients) = ("e-mail".to_owned(), "lijn".to_owned());
        EndSending { zaak, draft: DraftKind::Piketmelding, version: 1, at: scene.now, channel, recipients, code }
    }

    #[test]
    fn what_the_command_brought_out_is_sent_for_good_and_what_it_did_not_is_noted() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        checked(&mut scene, zaak, DraftKind::Piketmelding, "Niemand is gewond.")?;
        let then = scene.when(ended(&scene, zaak, Some(0)))?;
        assert_eq!(then.events(), ["concept_verzonden"]);
        assert_eq!(then.sentence(), "De verzending (piketmelding) is vastgelegd.");
        assert_eq!(then.stays(), Irreversible::Sent.sentence());
        let then = scene.when(ended(&scene, zaak, Some(3)))?;
        assert_eq!(then.events(), ["verzending_mislukt"]);
        assert_eq!(then.sentence(), "De opdracht verstuurde piketmelding niet.");
        assert_eq!(then.stays(), Irreversible::SendingEnded.sentence());
        Ok(())
    }

    #[test]
    fn a_sending_noted_by_hand_meanwhile_is_a_remark() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        checked(&mut scene, zaak, DraftKind::Piketmelding, "Niemand is gewond.")?;
        scene.given_typed(&[&format!("concept {ZAAK} piketmelding --verzonden --aan lijn")])?;
        let remark = ended(&scene, zaak, Some(0)).remark(&scene.desk, &scene.context());
        assert!(remark.is_some_and(|remark| remark.contains("ook genoteerd aan lijn")));
        assert_eq!(scene.when(ended(&scene, zaak, Some(0)))?.events(), ["concept_verzonden"]);
        Ok(())
    }
}
