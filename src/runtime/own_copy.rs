//! Whether a mail is the copy of a message of our own that came back from a mail program. Its Message-ID says of which
//! version; only where the log has that version with that very text it is believed. Mail programs give a mail another one,
//! also when they forward it: then its text says what it is. It is never a report of an inrichting.

use std::collections::BTreeSet;

use crate::{
    acts::NoteCopy,
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        melding::Mail,
        moment::Moment,
        sanitize,
        sent_copy::SentCopy,
        text::Vertrouwelijk,
    },
    intake::{MailTrace, reading_words::READING},
    log::{
        draft_versions::{VersionState, versions},
        zaak::Zaak,
    },
    outgoing::eml::MessageMark,
    rules::book::Rulebook,
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
    let named = match trace.ids.iter().find_map(|id| MessageMark::read(id)) {
        Some(mark) => Some(mark),
        None => told_by_nothing(store, &trace.ids)?,
    };
    let by_text = named.is_none();
    let Some(mark) = named.map_or_else(|| told_by_text(store, mail), |mark| Ok(Some(mark)))? else {
        return Ok(OwnCopy::No);
    };
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
    let same = by_text || words(own.text.read()).eq(words(mail.text.read()));
    let copy = SentCopy {
        version: mark.version,
        sender: Vertrouwelijk::new(&trace.from),
        recipients: Vertrouwelijk::new(&trace.to.join("; ")),
        text: (!same).then(|| Vertrouwelijk::new(sanitize::text(mail.text.read()).trim())),
        unsent: trace.unsent,
        misfit: brings_more(case.plek(), (draft, own.text.read()), mail, trace).map(|why| Vertrouwelijk::new(&why)),
        // One that only its text tells proves too little: it is asked about.
        message_id: if by_text { Vertrouwelijk::default() } else { Vertrouwelijk::new(mark.id()) },
        fingerprint: mail.fingerprint.clone(),
        original: mail.original.clone(),
    };
    let copies = case.drafts.get(&draft).map(|d| d.copies.as_slice()).unwrap_or_default();
    if copies.iter().any(|k| k.is_again(&copy, at)) {
        return Ok(OwnCopy::Known(mark));
    }
    if !case.is_open() {
        let sentence = format!("Deze mail is een kopie van {what}; die zaak is {}.", case.state().word());
        return Ok(OwnCopy::Refused(Error::no(sentence).hint("Heropen de zaak en lees de mail opnieuw in.")));
    }
    Ok(OwnCopy::Copy(Box::new(NoteCopy { zaak, draft, at, copy })))
}

/// The message whose Message-ID names none, among the open cases.
fn told_by_nothing(store: &Store, ids: &[String]) -> Result<Option<MessageMark>> {
    if !ids.iter().any(|id| MessageMark::is_ours(id)) {
        return Ok(None);
    }
    let desk = store.load_open()?;
    let public = |case: &Zaak| case.drafts.keys().copied().filter(|kind| kind.is_public()).collect::<Vec<_>>();
    for (zaak, kind) in desk.zaken.values().flat_map(|case| public(case).into_iter().map(|kind| (case.number, kind))) {
        let all = versions(&store.entries(Some(zaak), None)?, kind);
        let marks = all.iter().filter(|v| v.state != VersionState::Copy);
        let mut marks = marks.map(|v| MessageMark::of(zaak, kind, v.number, v.text.read()));
        if let Some(mark) = marks.find(|mark| ids.iter().any(|id| id == mark.id())) {
            return Ok(Some(mark));
        }
    }
    Ok(None)
}

/// What left with it that the version has not: an attachment, words in the rendering that mail programs show, or a subject of its
/// own. Told without repeating it, since nothing looked through that.
fn brings_more(
    plek: Option<&str>,
    (kind, written): (DraftKind, &str),
    mail: &Mail,
    trace: &MailTrace,
) -> Option<String> {
    let mut all = Vec::new();
    match mail.attachments.len() {
        0 => {}
        1 => all.push("er ging een bijlage mee, en deze versie heeft er geen".to_owned()),
        count => all.push(format!("er gingen {count} bijlagen mee, en deze versie heeft er geen")),
    }
    if !trace.formatted.trim().is_empty() && !bare_words(&trace.formatted).eq(bare_words(mail.text.read())) {
        all.push("haar opgemaakte tekst zegt iets anders dan haar platte tekst".to_owned());
    }
    let categories = Rulebook::all_built_in().flat_map(Rulebook::rijen).map(|rule| rule.category.sms.as_str());
    let known = [kind.label(), kind.code(), written, plek.unwrap_or_default()].into_iter().chain(categories);
    let known: BTreeSet<String> = known.chain(READING.passes_on.iter().copied()).flat_map(bare_words).collect();
    if !bare_words(mail.subject.read()).all(|word| known.contains(&word)) {
        all.push("haar onderwerp is niet dat van dit bericht".to_owned());
    }
    (!all.is_empty()).then(|| all.join("; "))
}

/// The words of a text without what stands around them, however they are typed.
fn bare_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// What begins the line by which a message of ours is known, and how many words a mail program may add to it: who
/// forwards it, to whom, and a signature.
const REFERENCE: &str = "Kenmerk: ";
const ADDED: usize = 60;

/// The message that a mail is by its text: its heading, its words and its reference, and little else.
fn told_by_text(store: &Store, mail: &Mail) -> Result<Option<MessageMark>> {
    let text = mail.text.read();
    let told: Vec<&str> = words(text).collect();
    for line in text.lines().filter_map(|line| line.trim().strip_prefix(REFERENCE)) {
        let Some((zaak, version)) = line.split_once(", versie ") else { continue };
        let (Ok(zaak), Ok(version)) = (zaak.trim().parse(), version.trim().parse::<u32>()) else { continue };
        let Some(case) = store.zaak(zaak)? else { continue };
        let entries = store.entries(Some(zaak), None)?;
        for kind in case.drafts.keys().copied() {
            let all = versions(&entries, kind);
            let own = all.iter().find(|v| v.number == version && v.state != VersionState::Copy);
            let Some(own) = own.map(|v| v.text.read()) else { continue };
            let written: Vec<&str> = words(own).collect();
            let whole = !written.is_empty() && told.windows(written.len()).any(|part| part == written);
            if whole && told.len() <= written.len() + ADDED {
                return Ok(Some(MessageMark::of(zaak, kind, version, own)));
            }
        }
    }
    Ok(None)
}

/// A mail program breaks lines and spaces as it likes: what was written are the words.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}
