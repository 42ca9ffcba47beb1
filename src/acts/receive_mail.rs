//! Puts a mail in the inbox under the next number.

use super::{
    before::Before,
    decide::{After, Context, Decided, Judged},
    undo::Undo,
};
use crate::{
    domain::{
        error::Result,
        melding::{Content, Mail, MeldingKind},
        moment::Moment,
    },
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        irreversible::Irreversible,
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

    /// A mail stays; it can be set aside.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Stays(Irreversible::Received)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult};

    #[test]
    fn a_mail_stands_in_the_inbox_under_the_next_number_and_stays() -> TestResult {
        let mut scene = Scene::empty()?;
        scene.mail(MeldingKind::Unknown, &[])?;
        let Some(Content::Mail(mail)) = scene.desk.meldingen.values().next().map(|m| m.content.clone()) else {
            return Err("geen mail".into());
        };
        let then = scene.when(ReceiveMail { form: MeldingKind::form("mbv"), received: scene.after(-1), mail })?;
        assert_eq!(then.events(), ["melding_ontvangen"]);
        assert_eq!(then.sentence(), "De mail staat in de inbox.");
        assert_eq!(then.stays(), "«piket ongedaan --lijst» toont wat kan.", "nobody did it");
        let numbers: Vec<String> = then.scene.desk.meldingen.keys().map(ToString::to_string).collect();
        assert_eq!(numbers, ["M0001", "M0002"]);
        Ok(())
    }
}
