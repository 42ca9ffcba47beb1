//! Whether a mail is the copy of a message of our own that came back from a mail program. Its Message-ID says of which
//! version; only where the log has that version with that very text it is believed. It is never a report of an inrichting.

use crate::{
    acts::NoteCopy,
    domain::{
        error::{Error, Result},
        melding::Mail,
        moment::Moment,
        sanitize,
        sent_copy::SentCopy,
        text::Vertrouwelijk,
    },
    intake::MailTrace,
    log::draft_versions::{VersionState, versions},
    outgoing::eml::MessageMark,
    store::Store,
};

/// What a mail is to the messages that were written here.
pub enum OwnCopy {
    /// It has nothing to do with them.
    No,
    /// It calls itself a copy and is none that the log knows: why, in one sentence.
    Unproven(String),
    /// It cannot be taken in as things stand.
    Refused(Error),
    /// The same copy is there already.
    Known(MessageMark),
    /// A copy, and the act that records it.
    Copy(Box<NoteCopy>),
}

/// Holds a mail against the log; `at` is when it was sent, as it says itself.
///
/// # Errors
/// When the store cannot be read.
pub fn recognise(store: &Store, mail: &Mail, trace: &MailTrace, at: Moment) -> Result<OwnCopy> {
    let Some(mark) = trace.ids.iter().find_map(|id| MessageMark::read(id)) else { return Ok(OwnCopy::No) };
    let (zaak, draft, what) = (mark.zaak, mark.kind, format!("{} {}", mark.kind.label(), mark.zaak));
    let unproven = |why: &str| Ok(OwnCopy::Unproven(format!("Deze mail noemt zich een kopie van {what}; {why}.")));
    let Some(case) = store.zaak(zaak)? else {
        return unproven("die zaak staat niet in dit logboek");
    };
    if case.purged.is_some() {
        return unproven("de teksten van die zaak zijn gewist, dus zij is niet te vergelijken");
    }
    let all = versions(&store.entries(Some(zaak), None)?, draft);
    let own = all.iter().find(|v| v.number == mark.version && v.state != VersionState::Copy);
    let Some(own) = own.filter(|v| mark.fits(v.text.read())) else {
        return unproven("haar kenmerk hoort bij geen versie in het logboek");
    };
    let same = words(own.text.read()).eq(words(mail.text.read()));
    let copy = SentCopy {
        version: mark.version,
        sender: Vertrouwelijk::new(&trace.from),
        recipients: Vertrouwelijk::new(&trace.to.join("; ")),
        text: (!same).then(|| Vertrouwelijk::new(sanitize::text(mail.text.read()).trim())),
        unsent: trace.unsent,
        misfit: None,
        message_id: Vertrouwelijk::new(mark.id()),
        fingerprint: mail.fingerprint.clone(),
        original: mail.original.clone(),
    };
    let copies = case.drafts.get(&draft).map(|d| d.copies.as_slice()).unwrap_or_default();
    if copies.iter().any(|k| k.copy.is_again(&copy, k.at.minute() == at.minute())) {
        return Ok(OwnCopy::Known(mark));
    }
    if !case.is_open() {
        let sentence = format!("Deze mail is een kopie van {what}; die zaak is {}.", case.state().word());
        return Ok(OwnCopy::Refused(Error::no(sentence).hint("Heropen de zaak en lees de mail opnieuw in.")));
    }
    Ok(OwnCopy::Copy(Box::new(NoteCopy { zaak, draft, at, copy })))
}

/// A mail program breaks lines and spaces as it likes: what was written are the words.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}
