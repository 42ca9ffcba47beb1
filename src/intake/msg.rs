//! An Outlook message: a small file system in one file, with a stream per property. Only the properties that
//! say what the mail says are read, each with a limit, because the sizes in the file are the sender's word.

mod padding;
mod property;

use super::{
    attachment::{self, AttachmentHint},
    headers::{self, MailHeaders},
    html,
    letter::{HTML_TEXT, IncomingLetter, RawAttachment, TextSource, file_name},
    limits::{self, Budget},
    line::{self, TextLine},
    msg::property::MsgStore,
    quotes::QuoteLayer,
    rtf,
};
use crate::domain::{melding::Certainty, sanitize};

/// The mark at the start of a compound file.
pub const MARKER: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Reads a message; `None` when the compound file holds none, as an old Word document does.
pub fn read(bytes: &[u8], budget: &mut Budget, depth: usize) -> Option<IncomingLetter> {
    let mut store = limits::catch_panic(|| MsgStore::open(bytes)).flatten()?;
    limits::catch_panic(|| message(&mut store, "", budget, depth))
}

/// Whether a compound file holds a message.
pub fn is_mail(bytes: &[u8]) -> bool {
    limits::catch_panic(|| MsgStore::open(bytes).is_some()).unwrap_or_default()
}

fn message(store: &mut MsgStore<'_>, folder: &str, budget: &mut Budget, depth: usize) -> IncomingLetter {
    let mut letter = IncomingLetter { headers: headers(store, folder, budget), ..IncomingLetter::default() };
    text(store, folder, &mut letter, budget);
    for attachment in store.attachments(folder) {
        if !budget.take_part() {
            letter.warn("De mail heeft te veel delen; de rest staat alleen in het origineel: zelf lezen.");
            break;
        }
        raw_attachment(store, &attachment, &mut letter, budget, depth);
    }
    letter.settle();
    letter
}

/// The headers: as they travelled, when Outlook kept them, else from the properties. A mail that somebody sent
/// on behalf of another says so in both; the one on whose behalf it was sent is its sender, as in the mail itself.
fn headers(store: &mut MsgStore<'_>, folder: &str, budget: &mut Budget) -> MailHeaders {
    let mut read = |number: u16| store.text(folder, number, budget).map(|t| sanitize::line(&t)).unwrap_or_default();
    let behalf = Party { name: read(0x0042), addresses: [read(0x5d02), read(0x0065)] };
    let hand = Party { name: read(0x0c1a), addresses: [read(0x5d01), read(0x0c1f)] };
    let (subject, class) = (read(0x0037), read(0x001a));
    let message_id = headers::id(&read(0x1035));
    let mut references: Vec<String> = Vec::new();
    for id in [read(0x1042), read(0x1039)].iter().flat_map(|t| t.split_whitespace()).filter_map(headers::id).take(100) {
        if !references.contains(&id) {
            references.push(id);
        }
    }
    let transported =
        store.text(folder, 0x007d, budget).map(|t| headers::read(format!("{}\n\n", t.trim()).as_bytes()).headers);
    let transported = transported.unwrap_or_default();
    let (sender, address) = if transported.address.contains('@') {
        (transported.sender, transported.address)
    } else {
        let party = if behalf.is_empty() { &hand } else { &behalf };
        // Inside an organisation the address is a directory path; where both are one person, either may be a mail address.
        let same = hand.name == party.name;
        let address = party.mail_address().or_else(|| hand.mail_address().filter(|_| same));
        let address = address.unwrap_or_else(|| party.first());
        (headers::sender(&party.name, &address), address.to_lowercase())
    };
    let sent = transported.sent.or_else(|| store.moment(folder, 0x0039));
    let to = if transported.to.is_empty() { shown_to(store, folder, budget) } else { transported.to };
    let subject = if transported.subject.is_empty() { subject } else { transported.subject };
    MailHeaders {
        sender,
        address,
        sent,
        dated: transported.dated || sent.is_some(),
        author: headers::of_class(&class, &subject, transported.author),
        subject,
        received: transported.received.or_else(|| store.moment(folder, 0x0e06)),
        message_id: message_id.or(transported.message_id),
        references: if references.is_empty() { transported.references } else { references },
        to,
        unsent: transported.unsent,
    }
}

/// To, Cc and Bcc as Outlook shows them: names, with a semicolon between.
fn shown_to(store: &mut MsgStore<'_>, folder: &str, budget: &mut Budget) -> Vec<String> {
    let shown = [0x0e04, 0x0e03, 0x0e02].map(|number| store.text(folder, number, budget).unwrap_or_default());
    let names = shown.iter().flat_map(|line| line.split(';')).map(sanitize::line);
    names.filter(|name| !name.is_empty()).collect()
}

/// Somebody that a message names: whoever sent it, or on whose behalf.
struct Party {
    name: String,
    /// As a mail address, and as the directory has it.
    addresses: [String; 2],
}

impl Party {
    fn is_empty(&self) -> bool {
        self.name.is_empty() && self.addresses.iter().all(String::is_empty)
    }

    fn mail_address(&self) -> Option<String> {
        self.addresses.iter().find(|a| a.contains('@')).cloned()
    }

    fn first(&self) -> String {
        self.addresses.iter().find(|a| !a.is_empty()).cloned().unwrap_or_default()
    }
}

/// The running text, in as many renderings as the message has; rich text only when there is no other.
fn text(store: &mut MsgStore<'_>, folder: &str, letter: &mut IncomingLetter, budget: &mut Budget) {
    let mut readings: Vec<(&str, Vec<TextLine>, Option<String>)> = Vec::new();
    if let Some(plain) = store.text(folder, 0x1000, budget).filter(|t| !t.trim().is_empty()) {
        readings.push(("tekst", line::lines(&plain), Some(plain)));
    }
    if let Some(formatted) = store.html(folder, budget).filter(|t| !t.trim().is_empty()) {
        let lines = letter.remarked("De tekst van de mail", html::read(&formatted));
        readings.push((HTML_TEXT, lines, None));
    }
    if readings.is_empty()
        && let Some(rich) = store.bytes(folder, 0x1009, budget).and_then(|b| rtf::unpacked(&b))
    {
        let lines = letter.remarked("De tekst van de mail", rtf::read(&rich));
        readings.push(("tekst", lines, None));
    }
    if readings.is_empty() && [0x1000, 0x1013, 0x1009].into_iter().any(|number| store.has(folder, number)) {
        letter.warn("De tekst van de mail is beschadigd of te groot: zelf lezen.");
    }
    for (place, lines, text) in readings {
        if letter.text.is_empty() {
            let text = text.unwrap_or_else(|| line::as_text(&lines));
            text.trim().clone_into(&mut letter.text);
        }
        let (place, certainty) = (place.to_owned(), Certainty::Certain);
        letter.add_source(TextSource { place, layer: QuoteLayer::New, lines, letter: true, certainty }, budget);
    }
}

fn raw_attachment(
    store: &mut MsgStore<'_>,
    folder: &str,
    letter: &mut IncomingLetter,
    budget: &mut Budget,
    depth: usize,
) {
    let inner = format!("{folder}/__substg1.0_3701000D");
    let is_message = store.is_message(&inner);
    if is_message {
        if depth >= limits::MAX_DEPTH {
            letter.warn("De mail is te diep genest; de binnenste delen staan alleen in het origineel: zelf lezen.");
        } else {
            let nested = message(store, &inner, budget, depth + 1);
            letter.absorb(nested);
        }
        return;
    }
    let nr = letter.attachments.len() + 1;
    let mediatype = store.text(folder, 0x370e, budget).map(|t| sanitize::line(&t).to_lowercase()).unwrap_or_default();
    let raw =
        [0x3707, 0x3704, 0x3001].into_iter().find_map(|p| store.text(folder, p, budget).filter(|n| !n.is_empty()));
    let name = file_name(&raw.unwrap_or_default(), nr, &mediatype);
    let decorative = store.text(folder, 0x3712, budget).is_some_and(|id| !id.is_empty());
    if store.is_folder(&inner) {
        object(store, &inner, &name, letter, budget, depth);
        return;
    }
    let Some(bytes) = store.bytes(folder, 0x3701, budget) else {
        letter.warn(format!("Bijlage «{name}» zit niet in het bestand of is te groot om uit te pakken: zelf lezen."));
        return;
    };
    let mediatype = if mediatype.is_empty() { "application/octet-stream".to_owned() } else { mediatype };
    let mut raw_attachment = RawAttachment { name, mediatype, bytes, ..RawAttachment::default() };
    let hint = AttachmentHint { charset: None, decorative };
    raw_attachment.role = attachment::read(&raw_attachment, hint, letter, budget, depth);
    letter.attachments.push(raw_attachment);
}

/// An object that was pasted into the text: a small file system of its own. The file in it is read when it is kept
/// as such; else it is only named.
fn object(
    store: &mut MsgStore<'_>,
    folder: &str,
    name: &str,
    letter: &mut IncomingLetter,
    budget: &mut Budget,
    depth: usize,
) {
    let Some((own_name, bytes)) = store.object(folder, budget) else {
        letter.warn(format!("Bijlage «{name}» is een ingevoegd object dat de desk niet kan openen: zelf lezen."));
        return;
    };
    let mediatype = "application/octet-stream".to_owned();
    let given = own_name.unwrap_or_else(|| name.to_owned());
    let name = file_name(&given, letter.attachments.len() + 1, &mediatype);
    let mut raw_attachment = RawAttachment { name, mediatype, bytes, ..RawAttachment::default() };
    raw_attachment.role = attachment::read(&raw_attachment, AttachmentHint::default(), letter, budget, depth);
    letter.attachments.push(raw_attachment);
}

#[cfg(test)]
mod tests;
