//! From a mail that was read to the item in the inbox: which of its texts is the report, its fields, the
//! inrichting, and the fingerprint by which the same mail is known again.

mod cover;
mod ending;
mod fingerprint;
mod texts;

use std::collections::BTreeMap;

use self::texts::{MailTexts, ToldFields};
use super::{
    classify::{self, Candidate},
    end::AbsenceEnd,
    headers::{MailAuthor, MailHeaders},
    inrichting,
    knowledge::Knowledge,
    label::{KnownField, LabelTable},
    letter::{AttachmentRole, IncomingLetter},
    limits,
    mail_blob::MailBlob,
    quotes::QuoteLayer,
    reading::{FieldValue, ReadingEnv},
    unread,
};
use crate::{
    domain::{
        digest::sha256,
        error::Result,
        melding::{Attachment, Certainty, Field, Mail, MeldingKind},
        moment::Moment,
        text::Vertrouwelijk,
    },
    rules::book::FormAbout,
};

/// The item for the inbox, and what is kept with it; `original` is the mail as it came.
pub fn create(
    mut letter: IncomingLetter,
    original: Vec<u8>,
    known: Knowledge<'_>,
) -> Result<(MeldingKind, Mail, Vec<MailBlob>)> {
    let (inrichtingen, labels) = (known.inrichtingen, known.table(&letter.headers.address)?);
    let env =
        ReadingEnv { labels, inrichtingen, anchor: letter.headers.sent.or(letter.headers.received).map(Moment::date) };
    let documents = unread::documents(&mut letter);
    let MailTexts { candidates, end, told } = MailTexts::of(&mut letter, env);
    let (kind, fields) = if is_automatic(&candidates, env.labels, &letter) {
        if candidates.iter().any(|k| k.kind != MeldingKind::Unknown) {
            letter.warn("In dit automatische bericht staat een formulier; dat telt niet als nieuwe melding.");
        }
        (MeldingKind::Automatic, BTreeMap::new())
    } else {
        let (kind, mut fields) = verdict(&candidates, end.as_ref(), told.as_ref(), env.labels, &mut letter);
        beside_the_form(&mut fields, kind, told.as_ref(), env.labels);
        cover::inrichting(&mut fields, kind, &letter, env);
        (kind, fields)
    };
    // What nobody recognised keeps its answers in the words of the form that is nearest.
    let kept_as = match kind {
        MeldingKind::Unknown => classify::labelled(&candidates, env.labels).map_or(kind, |(_, nearest)| nearest),
        MeldingKind::Phone | MeldingKind::Form(_) | MeldingKind::Automatic => kind,
    };
    let unread = unread::pairs(&candidates, kept_as, &fields, env);
    let chosen = fields.get(env.labels.name_of(KnownField::Inrichting));
    let chosen = chosen.filter(|v| v.certainty == Certainty::Certain).map(|v| v.value.read().to_owned());
    let inrichting = chosen.or_else(|| inrichting::from_headers(&letter, inrichtingen).map(|named| named.name));

    let mut blobs = vec![MailBlob { digest: sha256(&[&original]), bytes: original }];
    let (mut attachments, mut covered) = (Vec::new(), Vec::new());
    for a in std::mem::take(&mut letter.attachments) {
        let digest = sha256(&[&a.bytes]);
        if a.role == AttachmentRole::Own {
            covered.push(digest.clone());
        }
        attachments.push(Attachment {
            name: Vertrouwelijk::new(&a.name),
            mediatype: Vertrouwelijk::new(&a.mediatype),
            bytes: a.bytes.len() as u64,
            digest: Vertrouwelijk::new(&digest),
        });
        if !blobs.iter().any(|b| b.digest == digest) {
            blobs.push(MailBlob { digest, bytes: a.bytes });
        }
    }
    if letter.text.len() > limits::TEXT {
        letter.warn(
            "De mail is zo lang dat alleen het begin van de tekst wordt getoond; het origineel is heel: zelf lezen.",
        );
    }
    if unread.len() >= unread::MAX_PAIRS {
        letter.warn("Er is meer niet herkend dan de desk toont; het staat in de tekst: zelf lezen.");
    }
    let text = limits::start(&letter.text, limits::TEXT);
    let mail = Mail {
        sender: Vertrouwelijk::new(&letter.headers.sender),
        recipients: letter.headers.to.iter().map(|one| Vertrouwelijk::new(one)).collect(),
        subject: Vertrouwelijk::new(&letter.headers.subject),
        text: Vertrouwelijk::new(text),
        sent: letter.headers.sent,
        message_id: letter.headers.message_id.as_deref().map(Vertrouwelijk::new),
        references: letter.headers.references.iter().map(|v| Vertrouwelijk::new(v)).collect(),
        fingerprint: Vertrouwelijk::new(&fingerprint::of(&letter, covered)),
        original: Vertrouwelijk::new(blobs.first().map_or("", |b| b.digest.as_str())),
        inrichting: inrichting.and_then(|name| inrichtingen.plek(&name)),
        fields,
        unread,
        documents,
        attachments,
        warnings: letter.warnings.iter().map(|w| Vertrouwelijk::new(w)).collect(),
    };
    Ok((kind, mail, blobs))
}

/// Whether a mailbox or a mail system sent this by itself. Where only its subject says so, a form that is not
/// quoted counts for more.
fn is_automatic(candidates: &[Candidate], labels: &LabelTable, letter: &IncomingLetter) -> bool {
    match letter.headers.author {
        MailAuthor::Autoresponder => true,
        MailAuthor::MaybeAutoresponder => {
            classify::choose(candidates, labels).is_none_or(|chosen| chosen.layer != QuoteLayer::New)
        }
        MailAuthor::Person | MailAuthor::Bulk => false,
    }
}

/// Says that a mail does not tell when it was sent or came in: terms are counted from such moments.
pub fn without_time(letter: &mut IncomingLetter) {
    let MailHeaders { sent, received, dated, .. } = letter.headers;
    match (sent.or(received), dated) {
        (Some(_), _) => {}
        (None, false) => letter.warn(
            "De mail noemt geen datum: wanneer ze is verstuurd en binnengekomen is onbekend. \
             Als tijd van ontvangst geldt het moment van inlezen.",
        ),
        (None, true) => letter.warn(
            "De datum in de mail is niet te lezen: wanneer ze is verstuurd en binnengekomen is onbekend. \
             Als tijd van ontvangst geldt het moment van inlezen.",
        ),
    }
    if sent.is_none() && received.is_some() && dated {
        letter.warn("De datum in de mail is niet te lezen; de tijd van ontvangst is die van de mailserver.");
    }
}

/// What a report in words says that its form does not ask for: where it comes from, and the number of its letter.
fn beside_the_form(
    fields: &mut BTreeMap<String, Field>,
    kind: MeldingKind,
    told: Option<&ToldFields>,
    labels: &LabelTable,
) {
    let Some(told) = told.filter(|_| kind.is_form()) else { return };
    for known in [KnownField::Inrichting, KnownField::Reference] {
        let name = labels.name_of(known);
        if let Some(found) = told.fields.get(name) {
            fields.entry(name.to_owned()).or_insert_with(|| field(&told.place, found));
        }
    }
}

/// A value with its place.
fn field(place: &str, found: &FieldValue) -> Field {
    Field {
        value: Vertrouwelijk::new(&found.value),
        source: Vertrouwelijk::new(&format!("{place}, «{}», regel {}", found.label, found.nr)),
        certainty: found.certainty,
    }
}

/// The kind of the mail and its fields.
fn verdict(
    candidates: &[Candidate],
    end: Option<&AbsenceEnd>,
    told: Option<&ToldFields>,
    labels: &LabelTable,
    letter: &mut IncomingLetter,
) -> (MeldingKind, BTreeMap<String, Field>) {
    let Some(chosen) = classify::choose(candidates, labels) else {
        if candidates.iter().any(|k| k.kind != MeldingKind::Unknown) {
            letter.warn("Er staat alleen een formulier in het geciteerde deel; dat telt niet opnieuw mee.");
        }
        let mut fields = without_kind(candidates, labels, letter);
        if let Some(text) = told {
            // Prose that shows no form by itself proposes what it says.
            let nearest = classify::labelled(candidates, labels).map(|(_, kind)| kind);
            let sector = candidates.iter().find_map(|text| text.sector.as_ref());
            if let Some(kind) = nearest.or_else(|| labels.form_about(FormAbout::Voorval, sector)) {
                for (name, found) in classify::named(kind, &text.fields, labels) {
                    fields.entry(name).or_insert_with(|| field(&text.place, found));
                }
            }
        }
        return (MeldingKind::Unknown, fields);
    };
    let kind = chosen.kind;
    let mut fields = BTreeMap::new();
    take(&mut fields, kind, chosen, labels);
    for sentence in &chosen.reading.warnings {
        letter.warn(sentence);
    }
    let is_first = |kind| matches!(labels.about(kind), Some(FormAbout::Voorval | FormAbout::Absence));
    let is_end = |kind| labels.about(kind) == Some(FormAbout::AbsenceEnd);
    if matches!(labels.about(kind), Some(FormAbout::Absence | FormAbout::AbsenceEnd)) {
        ending::by_labels(&mut fields, chosen, labels);
    }
    if let Some(e) = end.filter(|_| is_end(kind)) {
        ending::in_words(&mut fields, e, chosen, letter);
    }
    for other in candidates.iter().filter(|k| !std::ptr::eq(*k, chosen)) {
        let supplements = other.kind == kind && other.layer == chosen.layer;
        // Who came back stands in the form that the sentence answers.
        let who = is_end(kind) && labels.about(other.kind) == Some(FormAbout::Absence);
        if (supplements || who) && classify::same(chosen, other, labels) {
            if let Some(sentence) = contradict(&mut fields, kind, other, labels) {
                letter.warn(sentence);
            }
            if supplements {
                take(&mut fields, kind, other, labels);
            } else {
                ending::person(&mut fields, kind, other, labels);
            }
        } else if supplements {
            letter.warn(format!("In {} staat nog een ander formulier: zelf lezen.", other.place));
        } else if is_first(kind) && is_first(other.kind) && other.layer == chosen.layer {
            letter.warn(format!("In {} staat ook een {}: zelf lezen.", other.place, labels.label(other.kind)));
        } else if is_end(other.kind) && other.layer == QuoteLayer::New {
            letter.warn("De tekst van de mail meldt ook het einde van een afwezigheid: zelf lezen.");
        }
    }
    (kind, fields)
}

/// The answers of a mail that is no form as far as the desk can see: they stand behind labels that it knows, and the
/// officer may say what it is.
fn without_kind(candidates: &[Candidate], labels: &LabelTable, letter: &mut IncomingLetter) -> BTreeMap<String, Field> {
    let mut fields = BTreeMap::new();
    if let Some((text, nearest)) = classify::labelled(candidates, labels) {
        take(&mut fields, nearest, text, labels);
        // Where nothing shows a form, a label that is only like a known one proves nothing.
        for (name, found) in classify::fields(nearest, &text.reading, labels) {
            if let Some(field) = fields.get_mut(&name).filter(|_| labels.search_literal(&found.label).is_none()) {
                field.certainty = Certainty::Proposed;
            }
        }
        text.reading.warnings.iter().for_each(|sentence| letter.warn(sentence));
    }
    fields
}

/// Says what another version of the same form says otherwise, and leaves it no more than a proposal; the two renderings
/// of one text do not differ.
fn contradict(
    fields: &mut BTreeMap<String, Field>,
    kind: MeldingKind,
    other: &Candidate,
    labels: &LabelTable,
) -> Option<String> {
    let bare = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut different = Vec::new();
    for (name, found) in classify::fields(kind, &other.reading, labels) {
        if let Some(field) = fields.get_mut(&name).filter(|field| bare(field.value.read()) != bare(&found.value)) {
            field.certainty = Certainty::Proposed;
            different.push(format!("«{}»", found.label));
        }
    }
    (!different.is_empty())
        .then(|| format!("In {} staat iets anders bij {}: zelf lezen.", other.place, different.join(", ")))
}

/// Adds the fields of a text that are not there yet.
fn take(fields: &mut BTreeMap<String, Field>, kind: MeldingKind, out: &Candidate, labels: &LabelTable) {
    for (name, found) in classify::fields(kind, &out.reading, labels) {
        fields.entry(name).or_insert_with(|| field(&out.place, found));
    }
}
