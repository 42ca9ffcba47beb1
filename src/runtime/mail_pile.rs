//! What becomes of mails that were read, whoever read them: which of them the log knows already, what is wrong
//! with one that is new, and how it is taken in. A pile goes into the log in one transaction; a mail that is
//! like one of its own pile waits for the next, because only the log can say which number the earlier one got.

use std::collections::BTreeSet;

use chrono::Duration;

use super::own_copy::{self, OwnCopy};
use crate::{
    acts::{Act, NoteCopy, ReceiveMail},
    desk::effect::MailCall,
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        ids::{Meldingnummer, Zaaknummer},
        melding::{Mail, MeldingKind},
        moment::Moment,
        text::Vertrouwelijk,
    },
    intake::{MailAuthor, ReadMail},
    store::Store,
};

/// How far the clock of a sender may be ahead.
const CLOCKS_APART: Duration = Duration::minutes(10);

/// Mails that go into the log together.
#[derive(Debug, Default)]
pub struct MailPile {
    mails: Vec<ReadMail>,
    /// Fingerprints and Message-IDs that are in here; one never looks like the other.
    marks: BTreeSet<String>,
}

impl MailPile {
    /// Whether a mail with these marks is in here already.
    pub fn holds(&self, mail: &Mail) -> bool {
        marks(mail).any(|mark| self.marks.contains(mark))
    }

    /// Puts one on it.
    pub fn push(&mut self, read: ReadMail) {
        self.marks.extend(marks(&read.mail).map(str::to_owned));
        self.mails.push(read);
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.mails.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.mails.is_empty()
    }

    /// Holds them against the log, in order. Between this and writing nobody else may write mail, or the same
    /// mail could be there twice.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn judge(self, store: &Store, now: Moment) -> Result<Vec<Arrival>> {
        self.mails.into_iter().map(|read| judge(store, read, now)).collect()
    }
}

/// What a mail is to the log.
#[derive(Debug)]
pub enum Arrival {
    /// It is to be recorded.
    New(Box<NewMail>),
    /// It is there already, under this number.
    Known(Meldingnummer),
    /// It is the copy of a message of our own.
    Copy(Box<NoteCopy>),
    /// That copy is there already, with this message.
    KnownCopy(Zaaknummer, DraftKind),
    /// It is such a copy and cannot be taken in as things stand.
    Refused(Error),
}

/// A mail that is to be recorded.
#[derive(Debug)]
pub struct NewMail {
    /// What kind of report it is.
    pub kind: MeldingKind,
    /// What the officer is to know of it, one sentence each.
    pub warnings: Vec<Vertrouwelijk>,
    /// What takes it in.
    pub act: Act,
    /// Whether it calls the officer.
    pub call: MailCall,
    /// The files that belong to it.
    pub files: Vec<Vec<u8>>,
}

/// Whether a mail calls the officer. A form does even when a list or a website passed it on; an automatic answer
/// never does, whatever it quotes.
pub const fn call(kind: MeldingKind, author: MailAuthor) -> MailCall {
    match (kind, author) {
        (_, MailAuthor::Autoresponder)
        | (MeldingKind::Phone | MeldingKind::Automatic, _)
        | (MeldingKind::Unknown, MailAuthor::Bulk | MailAuthor::MaybeAutoresponder) => MailCall::Silent,
        (MeldingKind::Form(_), _) | (MeldingKind::Unknown, MailAuthor::Person) => MailCall::Calls,
    }
}

fn marks(mail: &Mail) -> impl Iterator<Item = &str> {
    [Some(&mail.fingerprint), mail.message_id.as_ref()].into_iter().flatten().map(Vertrouwelijk::read)
}

fn judge(store: &Store, read: ReadMail, now: Moment) -> Result<Arrival> {
    let ReadMail { mut kind, mut mail, attachments, author, received, trace } = read;
    // A mail that claims to come from the future came in when it was read.
    if received.is_some_and(|at| at > now.plus(CLOCKS_APART)) {
        mail.warnings.push(Vertrouwelijk::new(
            "De mail zegt dat ze later is verstuurd dan nu. Als tijd van ontvangst geldt het moment van inlezen.",
        ));
    }
    let received = received.unwrap_or(now).min(now);
    let mut calls = call(kind, author);
    match own_copy::recognise(store, &mail, &trace, mail.sent.unwrap_or(received))? {
        OwnCopy::No => {}
        OwnCopy::Unproven(sentence) => {
            // What stands in it is what was written here, and no report of an inrichting.
            (kind, calls) = (MeldingKind::Unknown, MailCall::Silent);
            mail.fields.clear();
            mail.warnings.push(Vertrouwelijk::new(&format!("{sentence} Zij telt niet als verzonden: zelf lezen.")));
        }
        OwnCopy::Refused(error) => return Ok(Arrival::Refused(error)),
        OwnCopy::Known(mark) => return Ok(Arrival::KnownCopy(mark.zaak, mark.kind)),
        OwnCopy::Copy(copy) => return Ok(Arrival::Copy(copy)),
    }
    if let Some(earlier) = store.melding_by_fingerprint(mail.fingerprint.read())? {
        return Ok(Arrival::Known(earlier));
    }
    if let Some(earlier) = store.melding_that_held(&mail)? {
        return Ok(Arrival::Known(earlier));
    }
    let alike = mail.message_id.as_ref().map(|id| store.melding_by_message_id(id.read())).transpose()?;
    if let Some(earlier) = alike.flatten() {
        let sentence = format!("Dezelfde Message-ID als {earlier}, maar met andere inhoud.");
        mail.warnings.push(Vertrouwelijk::new(&sentence));
    }
    let warnings = mail.warnings.clone();
    let act = Act::ReceiveMail(ReceiveMail { form: kind, received, mail: Box::new(mail) });
    let files = attachments.into_iter().map(|blob| blob.bytes).collect();
    Ok(Arrival::New(Box::new(NewMail { kind, warnings, act, call: calls, files })))
}
