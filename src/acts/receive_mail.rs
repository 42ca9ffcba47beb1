//! Puts a mail in the inbox under the next number.

use super::decide::{After, Context, Decided, Judged};
use crate::{
    domain::{
        error::Result,
        melding::{Content, Mail, MeldingKind},
        moment::Moment,
    },
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
    },
};

/// A mail, as it was read.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiveMail {
    pub form: MeldingKind,
    pub received: Moment,
    pub mail: Box<Mail>,
}

impl Judged for ReceiveMail {
    fn decide(&self, desk: &Desk, _: &Context<'_>) -> Result<Decided> {
        let content = Content::Mail(self.mail.clone());
        let (form, received) = (self.form, self.received);
        let event = LogEvent::MeldingReceived { melding: desk.next_melding(), form, received, content };
        Ok(Decided { new: vec![NewEvent { occurred_at: received, event }] })
    }

    fn sentence(&self, _: &After<'_>) -> String {
        "De mail staat in de inbox.".to_owned()
    }
}
