//! What a test begins with on its desk: a case that was phoned in, and mails.

use chrono::Duration;
use piket::{
    acts::{Act, Naming, NoteCall, OpenZaak, ReceiveMail},
    domain::{
        error::{Error, Result},
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::{Call, Certainty, Mail, MeldingKind},
        rij::Rij,
        text::Vertrouwelijk,
    },
};

#[path = "../common/form_mail.rs"]
mod form_mail;

use self::form_mail::form_mail;
use super::TestDesk;

impl TestDesk {
    /// A case that was phoned in at `model.view.now`, ten minutes after it happened, with its row.
    pub fn zaak(&mut self, rij: &str, inrichting: &str) -> Result<Zaaknummer> {
        let now = self.model.view.now;
        let call = Call {
            caller: Vertrouwelijk::new("S. Fictema, dienstdoend directielid"),
            number: Vertrouwelijk::new("06-00000012"),
            inrichting: Plek::written(inrichting),
            what: Vertrouwelijk::new("Voorval op afdeling Linde 2; de toedracht volgt."),
            called: Some(now),
            voorval: Some(now.plus(Duration::minutes(-10))),
            constatering: None,
            rij: Some(Rij::parse(rij)?),
        };
        let melding: Meldingnummer = self.model.view.desk.next_melding();
        self.run(&Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped }))?;
        self.run(&Act::OpenZaak(OpenZaak { melding, new: true, kind: None }))?;
        let zaak = self.model.view.desk.zaken.keys().next_back().copied();
        let zaak = zaak.ok_or_else(|| Error::usage("Er is geen zaak geopend."))?;
        self.choose(zaak);
        Ok(zaak)
    }

    /// An MBV by mail, now, with these items.
    pub fn form(&mut self, fields: &[(&str, &str)]) -> Result<Meldingnummer> {
        self.mail(MeldingKind::form("mbv"), fields)
    }

    /// A mail of this kind, now, with these items.
    pub fn mail(&mut self, form: MeldingKind, fields: &[(&str, &str)]) -> Result<Meldingnummer> {
        self.mail_that(form, fields, |_| {})
    }

    /// The same, with what else is to be so.
    pub fn mail_that(
        &mut self,
        form: MeldingKind,
        fields: &[(&str, &str)],
        also: impl FnOnce(&mut Mail),
    ) -> Result<Meldingnummer> {
        let (melding, now) = (self.model.view.desk.next_melding(), self.model.view.now);
        let certain = fields.iter().map(|(name, value)| (*name, *value, Certainty::Certain));
        let mut mail = form_mail(melding, now, certain);
        also(&mut mail);
        self.run(&Act::ReceiveMail(ReceiveMail { form, received: now, mail: Box::new(mail) }))?;
        Ok(melding)
    }
}
