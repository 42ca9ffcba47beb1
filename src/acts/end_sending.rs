//! How the officer's own command ended that was to send a message. What it brought out is out, whatever was noted beside it
//! meanwhile: that is always recorded, and a clash is a remark.

use super::{
    decide::{After, Context, Decided, Judged},
    provide::provide,
    report_sent::went_to,
};
use crate::{
    domain::{
        draft::{DraftKind, SentBy},
        error::Result,
        ids::Zaaknummer,
        moment::Moment,
        text::Vertrouwelijk,
    },
    judge::recipients,
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
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
