//! What came with a mail, opened by what it is and not by what it is called. What has no text is kept and
//! flagged: "zelf lezen".

use super::{
    archive::{self, ZipFault, ZipKind},
    calendar,
    document::ReadDocument,
    docx, eml, encoding, headers, html,
    letter::{AttachmentRole, IncomingLetter, RawAttachment, TextSource},
    limits::{self, Budget},
    line, msg, odt, packed, pdf, pixels,
    quotes::QuoteLayer,
    rtf, tnef,
};

/// What the mail said about an attachment.
#[derive(Debug, Clone, Copy, Default)]
pub struct AttachmentHint<'a> {
    /// The charset of a text.
    pub charset: Option<&'a str>,
    /// True for a picture that belongs to the layout of the mail, such as a logo.
    pub decorative: bool,
}

/// What an attachment turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AttachmentKind {
    Text,
    Html,
    Calendar,
    Mail,
    Zip,
    Pdf,
    Rtf,
    /// An Outlook message, or another compound file.
    Compound,
    Winmail,
    /// A signed or encrypted mail in one part.
    Sealed,
    Beeld,
    Empty,
    Other,
}

/// Searches an attachment for text and adds it to the mail; what it is to the mail is returned.
pub fn read(
    a: &RawAttachment,
    hint: AttachmentHint<'_>,
    letter: &mut IncomingLetter,
    budget: &mut Budget,
    depth: usize,
) -> AttachmentRole {
    let name = &a.name;
    match nature(a) {
        AttachmentKind::Winmail => return packed::winmail(a, letter, budget, depth),
        AttachmentKind::Sealed => return packed::sealed(a, letter, budget, depth),
        AttachmentKind::Empty => letter.warn(format!("Bijlage «{name}» is leeg.")),
        AttachmentKind::Text => {
            if a.bytes.len() > limits::TEXT {
                letter.warn(format!("Bijlage «{name}» is zeer lang; alleen het begin is gelezen: zelf lezen."));
            }
            document(a, letter, budget, || Ok(line::lines(&encoding::to_text(start(&a.bytes), hint.charset)).into()));
        }
        AttachmentKind::Html => document(a, letter, budget, || {
            let charset = hint.charset.map(str::to_owned).or_else(|| html::own_charset(&a.bytes));
            Ok(html::read(&encoding::to_text(start(&a.bytes), charset.as_deref())))
        }),
        AttachmentKind::Calendar => {
            if let Some(text) = calendar::text(&encoding::to_text(start(&a.bytes), hint.charset)) {
                letter.add_text(&text);
            } else {
                letter.warn(format!("In bijlage «{name}» staat geen afspraak die de desk kan lezen: zelf lezen."));
            }
        }
        AttachmentKind::Zip => zip(a, letter, budget, depth),
        AttachmentKind::Pdf => document(a, letter, budget, || {
            pdf::read(&a.bytes).map_err(|miss| match miss {
                pdf::PdfError::NotPdf => "is een beschadigde pdf",
                pdf::PdfError::Protected => "is beveiligd met een wachtwoord",
                pdf::PdfError::TooLarge => "is te ingewikkeld om te openen",
                pdf::PdfError::Dynamic => "is een formulier dat alleen Adobe kan tonen (XFA)",
            })
        }),
        AttachmentKind::Rtf => document(a, letter, budget, || Ok(rtf::read(&a.bytes))),
        AttachmentKind::Compound => compound(a, letter, budget, depth),
        AttachmentKind::Mail => read_mail(&a.bytes, letter, budget, depth),
        AttachmentKind::Beeld if hint.decorative && !pixels::is_large(&a.bytes) => {}
        AttachmentKind::Beeld if hint.decorative => letter
            .warn(format!("De afbeelding «{name}» in de tekst is groot en kan het formulier zelf zijn: zelf lezen.")),
        AttachmentKind::Beeld => letter.warn(format!("Bijlage «{name}» is een afbeelding zonder tekst: zelf lezen.")),
        AttachmentKind::Other if a.mediatype.ends_with("pkcs7-signature") || is_signature(name) => {}
        AttachmentKind::Other => letter.warn(format!("Bijlage «{name}» kan de desk niet lezen: zelf lezen.")),
    }
    a.role
}

/// A document in a zip, or files that somebody packed together.
fn zip(a: &RawAttachment, letter: &mut IncomingLetter, budget: &mut Budget, depth: usize) {
    let name = &a.name;
    let opened = if budget.take_document(a.bytes.len()) {
        limits::catch_panic(|| archive::open(&a.bytes).map_err(fault)).unwrap_or(Err("is beschadigd"))
    } else {
        Err("is te groot, of een document te veel, om te openen")
    };
    let mut zip = match opened {
        Ok(zip) => zip,
        Err(reason) => {
            letter.warn(format!("Bijlage «{name}» {reason}: zelf lezen."));
            return;
        }
    };
    match archive::kind(&mut zip) {
        ZipKind::Word => add_document(a, letter, budget, || docx::read(&mut zip).map_err(fault)),
        ZipKind::OpenDocument => add_document(a, letter, budget, || odt::read(&mut zip).map_err(fault)),
        ZipKind::OtherOffice => {
            letter
                .warn(format!("Bijlage «{name}» is een rekenblad of presentatie die de desk niet leest: zelf lezen."));
        }
        ZipKind::Files => packed::zip(a, &mut zip, letter, budget, depth),
    }
}

const fn fault(fault: ZipFault) -> &'static str {
    match fault {
        ZipFault::Damaged => "kan de desk niet lezen",
        ZipFault::TooLarge => "pakt uit tot meer dan de desk wil openen",
    }
}

/// True for a document, which is no mail by itself. A form in plain text can look like the headers of one.
pub fn is_document(bytes: &[u8], name: &str) -> bool {
    let role = AttachmentRole::Own;
    let bare = RawAttachment { name: name.to_owned(), mediatype: String::new(), bytes: bytes.to_vec(), role };
    match nature(&bare) {
        AttachmentKind::Text
        | AttachmentKind::Html
        | AttachmentKind::Zip
        | AttachmentKind::Pdf
        | AttachmentKind::Rtf
        | AttachmentKind::Calendar
        | AttachmentKind::Winmail
        | AttachmentKind::Sealed => true,
        // An Outlook message is a mail, and what else such a file can be says so itself.
        AttachmentKind::Compound => !msg::is_mail(bytes),
        AttachmentKind::Mail | AttachmentKind::Beeld | AttachmentKind::Empty | AttachmentKind::Other => false,
    }
}

/// As much of a text as could be searched, whatever its encoding.
fn start(bytes: &[u8]) -> &[u8] {
    bytes.get(..bytes.len().min(4 * limits::TEXT)).unwrap_or_default()
}

/// Reads a mail within the mail.
pub fn read_mail(bytes: &[u8], letter: &mut IncomingLetter, budget: &mut Budget, depth: usize) {
    if depth >= limits::MAX_DEPTH {
        letter.warn("De mail is te diep genest; de binnenste delen staan alleen in het origineel: zelf lezen.");
        return;
    }
    let inner = eml::read(bytes, budget, depth + 1);
    letter.absorb(inner);
}

/// Opens a document, if the budget allows, and adds what it says.
fn document(
    a: &RawAttachment,
    letter: &mut IncomingLetter,
    budget: &mut Budget,
    open: impl FnOnce() -> Result<ReadDocument, &'static str>,
) {
    if budget.take_document(a.bytes.len()) {
        add_document(a, letter, budget, open);
    } else {
        letter.warn(format!("Bijlage «{}» is te groot, of een document te veel, om te openen: zelf lezen.", a.name));
    }
}

/// Adds what a document says, or why it says nothing.
fn add_document(
    a: &RawAttachment,
    letter: &mut IncomingLetter,
    budget: &mut Budget,
    open: impl FnOnce() -> Result<ReadDocument, &'static str>,
) {
    match limits::catch_panic(open).unwrap_or(Err("is beschadigd")) {
        Ok(read) => {
            let (said, certainty) = (!read.remarks.is_empty(), read.certainty);
            let lines = letter.remarked(&format!("Bijlage «{}»", a.name), read);
            if is_readable(&lines) {
                let place = format!("bijlage «{}»", a.name);
                let source = TextSource { place, layer: QuoteLayer::New, lines, letter: false, certainty };
                letter.add_source(source, budget);
            } else if !said {
                letter.warn(format!("Bijlage «{}» heeft geen leesbare tekst: zelf lezen.", a.name));
            }
        }
        Err(reason) => letter.warn(format!("Bijlage «{}» {reason}: zelf lezen.", a.name)),
    }
}

/// An attached Outlook message is a forwarded mail; other compound files are old Office documents, or new ones
/// behind a password.
fn compound(a: &RawAttachment, letter: &mut IncomingLetter, budget: &mut Budget, depth: usize) {
    let inner = if depth < limits::MAX_DEPTH && budget.take_document(a.bytes.len()) {
        msg::read(&a.bytes, budget, depth + 1)
    } else {
        None
    };
    match inner {
        Some(inner) => letter.absorb(inner),
        None => letter.warn(format!(
            "Bijlage «{}» is een oud of beveiligd Office-bestand dat de desk niet opent: zelf lezen.",
            a.name
        )),
    }
}

/// Whether there are letters in it; a document without is a scan or an empty form.
fn is_readable(lines: &[line::TextLine]) -> bool {
    lines.iter().flat_map(|r| &r.cells).flat_map(|c| c.chars()).filter(|c| c.is_alphabetic()).take(3).count() == 3
}

/// A signature that stands beside what it signs.
fn is_signature(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, kind)| kind.eq_ignore_ascii_case("p7s"))
}

/// A signed or encrypted mail, by the names that programs give to it; Outlook calls its own by the kind of mail.
fn is_sealed(mediatype: &str) -> bool {
    mediatype.ends_with("pkcs7-mime") || mediatype == "multipart/signed"
}

fn nature(a: &RawAttachment) -> AttachmentKind {
    let start = a.bytes.trim_ascii_start();
    let name = a.name.to_lowercase();
    let is_named = |kinds: &[&str]| kinds.iter().any(|s| name.ends_with(s));
    let starts = |magic: &[u8]| a.bytes.starts_with(magic);
    if start.is_empty() {
        AttachmentKind::Empty
    } else if starts(&tnef::MARKER) || a.mediatype.ends_with("ms-tnef") || name == "winmail.dat" {
        AttachmentKind::Winmail
    } else if is_sealed(&a.mediatype) || is_named(&[".p7m"]) {
        AttachmentKind::Sealed
    } else if a.mediatype.starts_with("image/") || starts(&[0xff, 0xd8, 0xff]) || starts(b"\x89PNG") || starts(b"GIF8")
    {
        AttachmentKind::Beeld
    } else if starts(b"PK\x03\x04") {
        AttachmentKind::Zip
    } else if limits::find(a.bytes.get(..a.bytes.len().min(1024)).unwrap_or_default(), b"%PDF-", 0).is_some() {
        AttachmentKind::Pdf
    } else if starts(&msg::MARKER) {
        AttachmentKind::Compound
    } else if starts(b"{\\rtf") {
        AttachmentKind::Rtf
    } else if start.starts_with(calendar::MARKER) || a.mediatype == "text/calendar" {
        AttachmentKind::Calendar
    } else if is_named(&[".eml"]) && headers::read(&a.bytes).is_mail {
        AttachmentKind::Mail
    } else if a.bytes.iter().take(4096).any(|b| *b == 0) && !starts(&[0xff, 0xfe]) && !starts(&[0xfe, 0xff]) {
        AttachmentKind::Other
    } else if a.mediatype == "text/html" || is_named(&[".html", ".htm"]) {
        AttachmentKind::Html
    } else if a.mediatype == "text/plain" || is_named(&[".txt", ".text"]) {
        AttachmentKind::Text
    } else {
        AttachmentKind::Other
    }
}
