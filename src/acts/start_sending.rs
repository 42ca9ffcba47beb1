//! The officer's own command is about to send a message: that is in the log before it runs, so that a desk that fell over
//! meanwhile asks how it ended.

use super::{
    decide::{After, Context, Decided, Judged},
    report_sent::ReportSent,
    shared::find_draft,
};
use crate::{
    domain::{draft::DraftKind, error::Result, ids::Zaaknummer, moment::Moment, text::Vertrouwelijk},
    judge::recipients,
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
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
}
