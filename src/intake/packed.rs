//! Attachments that hold other files: a zip of documents, Outlook's own packaging, a signed mail in one part. What
//! comes out is read as if it had been attached; what stays in is said.

use super::{
    archive::{self, Zip},
    attachment::{AttachmentHint, read},
    cms::{self, SealedPart},
    eml, encoding, headers, html,
    letter::{AttachmentRole, HTML_TEXT, IncomingLetter, RawAttachment, TextSource, file_name},
    limits::{self, Budget},
    line,
    quotes::QuoteLayer,
    rtf,
    tnef::{self, TnefEnd},
};
use crate::domain::{melding::Certainty, sanitize};

/// Says that what is packed deeper than any program does stays in the original.
fn too_deep(letter: &mut IncomingLetter) {
    letter.warn("De mail is te diep genest; de binnenste delen staan alleen in het origineel: zelf lezen.");
}

/// The files of a zip.
pub fn zip(a: &RawAttachment, zip: &mut Zip<'_>, letter: &mut IncomingLetter, budget: &mut Budget, depth: usize) {
    if depth >= limits::MAX_DEPTH {
        too_deep(letter);
        return;
    }
    let packed = archive::files(zip, budget);
    let name = &a.name;
    if packed.locked {
        letter.warn(format!("Bijlage «{name}» is een zip met een wachtwoord: zelf lezen."));
    } else if packed.left > 0 {
        letter.warn(format!(
            "Uit bijlage «{name}» zijn {} bestanden niet gelezen: te veel, te groot of beschadigd: zelf lezen.",
            packed.left
        ));
    } else if packed.files.is_empty() {
        letter.warn(format!("Bijlage «{name}» is een lege zip."));
    }
    for (name, bytes) in packed.files {
        let mediatype = "application/octet-stream".to_owned();
        let name = file_name(&name, letter.attachments.len() + 1, &mediatype);
        let inner = RawAttachment { name, mediatype, bytes, role: AttachmentRole::Within };
        read(&inner, AttachmentHint::default(), letter, budget, depth + 1);
        letter.attachments.push(inner);
    }
}

/// Outlook's own packaging: the text of the mail and what came with it.
pub fn winmail(a: &RawAttachment, letter: &mut IncomingLetter, budget: &mut Budget, depth: usize) -> AttachmentRole {
    let name = &a.name;
    if depth >= limits::MAX_DEPTH {
        too_deep(letter);
        return AttachmentRole::Own;
    }
    let opened = if budget.take_bytes(a.bytes.len()) { tnef::read(&a.bytes) } else { None };
    let Some(mail) = opened else {
        letter.warn(format!(
            "Bijlage «{name}» is een Outlook-verpakking (TNEF) die beschadigd of te groot is: zelf lezen."
        ));
        return AttachmentRole::Own;
    };
    match mail.end {
        TnefEnd::Whole => {}
        TnefEnd::Cut => letter
            .warn(format!("Bijlage «{name}» houdt halverwege op; wat leesbaar was is een voorstel: zelf lezen.")),
        TnefEnd::More => letter.warn(format!(
            "Bijlage «{name}» is beschadigd, of heeft meer in zich dan de desk leest; wat leesbaar was is gelezen: zelf lezen."
        )),
    }
    let certainty = if mail.end == TnefEnd::Cut { Certainty::Proposed } else { Certainty::Certain };
    if mail.plain.is_none() && mail.html.is_none() && mail.rich.is_none() && mail.attachments.is_empty() {
        letter
            .warn(format!("Bijlage «{name}» is een Outlook-verpakking (TNEF) waarin de desk niets vond: zelf lezen."));
    }
    let what = format!("De tekst in bijlage «{name}»");
    let rich = mail.rich.map(|rich| letter.remarked(&what, rtf::read(&rich)));
    let plain = mail.plain.filter(|text| !text.trim().is_empty()).map(|text| line::lines(&text));
    let formatted = mail.html.map(|text| letter.remarked(&what, html::read(&text)));
    let texts = [("tekst", plain), (HTML_TEXT, formatted), ("opgemaakte tekst", rich)];
    for (place, lines) in texts.into_iter().filter_map(|(place, lines)| Some((place, lines?))) {
        if letter.spare_text.is_empty() {
            line::as_text(&lines).trim().clone_into(&mut letter.spare_text);
        }
        let place = place.to_owned();
        letter.add_source(TextSource { place, layer: QuoteLayer::New, lines, letter: true, certainty }, budget);
    }
    for inner in mail.attachments {
        if !budget.take_part() || !budget.take_bytes(inner.bytes.len()) {
            letter.warn(format!("Niet alles uit bijlage «{name}» is uitgepakt: zelf lezen."));
            break;
        }
        let given = sanitize::line(&inner.mediatype);
        let mediatype = if given.is_empty() { "application/octet-stream".to_owned() } else { given };
        let nested = inner.bytes.starts_with(&tnef::MARKER);
        let name = if nested { format!("{}.dat", inner.name) } else { inner.name };
        let inner_name = file_name(&name, letter.attachments.len() + 1, &mediatype);
        if inner.bytes.is_empty() && mail.end == TnefEnd::Cut {
            letter.warn(format!("Bijlage «{inner_name}» is niet aangekomen: zelf lezen."));
            break;
        }
        let name = inner_name;
        let mut inner_part = RawAttachment { name, mediatype, bytes: inner.bytes, role: AttachmentRole::Own };
        let hint = AttachmentHint { charset: None, decorative: inner.embedded };
        inner_part.role = read(&inner_part, hint, letter, budget, depth + 1);
        letter.attachments.push(inner_part);
    }
    AttachmentRole::Wrapper
}

/// A mail in one sealed part: what was signed is the mail.
pub fn sealed(a: &RawAttachment, letter: &mut IncomingLetter, budget: &mut Budget, depth: usize) -> AttachmentRole {
    let name = &a.name;
    if depth >= limits::MAX_DEPTH {
        too_deep(letter);
        return AttachmentRole::Own;
    }
    // Outlook keeps a mail with its signature beside it under the same name, without any seal.
    if is_mime(&a.bytes) {
        return unpack(&a.bytes, letter, budget, depth);
    }
    let armoured = !a.bytes.starts_with(&[0x30]);
    let bytes = if armoured { without_armour(&a.bytes) } else { a.bytes.clone() };
    match limits::catch_panic(|| cms::open(&bytes)).flatten() {
        Some(SealedPart::Signed { content, whole }) if budget.take_bytes(content.len()) => {
            let mut inner = IncomingLetter::default();
            let role = if is_mime(&content) {
                unpack(&content, &mut inner, budget, depth)
            } else {
                signed_file(name, content, &mut inner, budget, depth)
            };
            if !whole {
                inner.doubt();
                letter.warn(format!(
                    "Bijlage «{name}» houdt halverwege op; wat leesbaar was is een voorstel: zelf lezen."
                ));
            }
            letter.unpack(inner);
            return role;
        }
        Some(SealedPart::Signed { .. }) => {
            letter.warn(format!("Bijlage «{name}» is te groot om uit te pakken: zelf lezen."));
        }
        Some(SealedPart::Encrypted) => letter.warn(format!(
            "Bijlage «{name}» is versleuteld; de desk heeft geen sleutel. Open de mail in het mailprogramma."
        )),
        Some(SealedPart::SignatureOnly) => {}
        None => letter.warn(format!("Bijlage «{name}» kan de desk niet lezen: zelf lezen.")),
    }
    AttachmentRole::Own
}

/// A file that was signed by itself, or a signed mail that was signed once more.
fn signed_file(
    name: &str,
    bytes: Vec<u8>,
    letter: &mut IncomingLetter,
    budget: &mut Budget,
    depth: usize,
) -> AttachmentRole {
    let mediatype = "application/octet-stream".to_owned();
    let again = limits::catch_panic(|| cms::open(&bytes)).flatten().is_some();
    let bare = name.strip_suffix(".p7m").or_else(|| name.strip_suffix(".P7M")).unwrap_or(name);
    let name = if again { format!("{bare}.p7m") } else { bare.to_owned() };
    let inner = RawAttachment { name, mediatype, bytes, role: AttachmentRole::Within };
    let role = read(&inner, AttachmentHint::default(), letter, budget, depth + 1);
    letter.attachments.push(inner);
    // Only what is a mail to its innermost part is a mail that a program packed.
    if role == AttachmentRole::Wrapper { role } else { AttachmentRole::Own }
}

/// Reads the mail in a package as this mail.
fn unpack(bytes: &[u8], letter: &mut IncomingLetter, budget: &mut Budget, depth: usize) -> AttachmentRole {
    let inner = eml::read(bytes, budget, depth + 1);
    letter.unpack(inner);
    AttachmentRole::Wrapper
}

/// Whether a mail part begins here.
fn is_mime(bytes: &[u8]) -> bool {
    let start = limits::find(bytes, b":", 0).filter(|colon| *colon <= 40);
    start.is_some() && !headers::read(bytes).part.mediatype.is_empty()
}

/// The bytes within the lines of text that some programs put around them.
fn without_armour(bytes: &[u8]) -> Vec<u8> {
    let lines = bytes.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
    let content: Vec<u8> = lines.filter(|line| !line.starts_with(b"-----")).collect::<Vec<_>>().concat();
    encoding::base64(&content).bytes
}
