//! The header block of a mail or of one of its parts. Syntax (folding, encoded words, RFC 2231 names,
//! obsolete dates) is left to `mail_parser`; what is kept is cleaned and bounded here.

use chrono::DateTime;
use mail_parser::{HeaderName, HeaderValue, Message, MessageParser, MimeHeaders};

use super::{
    encoding::to_text,
    limits::{self, catch_panic, find},
    quotes::SubjectKind,
};
use crate::domain::{moment::Moment, sanitize};

/// Who wrote a mail, as far as its headers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MailAuthor {
    /// A person, or nothing says otherwise.
    #[default]
    Person,
    /// A mailbox that answers by itself: somebody is away, or a mail could not be delivered.
    Autoresponder,
    /// A program that sends by itself, or a list: a newsletter, but also a form that a website sends on.
    Bulk,
}

/// What the headers of a mail say about the mail.
#[derive(Debug, Clone, Default)]
pub struct MailHeaders {
    /// Name and address as shown: `Directie FPC X <directie@x.example>`.
    pub sender: String,
    /// The address alone, lower case.
    pub address: String,
    /// The subject.
    pub subject: String,
    /// The Date header.
    pub sent: Option<Moment>,
    /// The newest Received header, else nothing.
    pub received: Option<Moment>,
    /// Message-ID without brackets.
    pub message_id: Option<String>,
    /// In-Reply-To and References, each once.
    pub references: Vec<String>,
    /// Who wrote it.
    pub author: MailAuthor,
}

impl MailHeaders {
    /// What the subject says about older text below.
    pub fn nature(&self) -> SubjectKind {
        let subject = self.subject.to_lowercase();
        let starts = |words: &[&str]| words.iter().any(|w| subject.starts_with(w));
        if starts(&["re:", "antw:", "antwoord:", "betr:", "aw:"]) {
            SubjectKind::Reply
        } else if starts(&["fw:", "fwd:", "doorst:", "doorgest:", "doorgestuurd:", "wg:", "tr:"]) {
            SubjectKind::Forwarded
        } else {
            SubjectKind::Unknown
        }
    }
}

/// What the headers of a part say about its body.
#[derive(Debug, Clone, Default)]
pub struct PartHeaders {
    /// `type/subtype`, lower case; empty when none is given.
    pub mediatype: String,
    /// The charset parameter.
    pub charset: Option<String>,
    /// The boundary parameter of a multipart.
    pub boundary: Option<String>,
    /// The file name, as given.
    pub name: Option<String>,
    /// The transfer encoding.
    pub encoding: String,
    /// True when the part is marked as an attachment.
    pub attachment: bool,
    /// True when the part is referred to from the HTML, as a logo is.
    pub embedded: bool,
}

/// A header block, and where the body begins.
#[derive(Debug, Default)]
pub struct ParsedHeaders {
    /// What the headers say about the mail.
    pub headers: MailHeaders,
    /// What they say about the body.
    pub part: PartHeaders,
    /// Offset of the body.
    pub content: usize,
    /// True when there is at least one header that only mails have.
    pub is_mail: bool,
}

/// Reads the header block at the start of `bytes`.
pub fn read(bytes: &[u8]) -> ParsedHeaders {
    let content = headers_end(bytes);
    let block = bytes.get(..content.min(limits::HEADERS)).unwrap_or_default();
    // Raw 8-bit headers are forbidden and common; as UTF-8 they keep their accents.
    let block = format!("{}\n\n", to_text(block, None).trim_start().trim_end());
    catch_panic(|| {
        MessageParser::default().parse_headers(block.as_bytes()).map(|m| ParsedHeaders {
            headers: mail_headers(&m),
            part: part_headers(&m),
            content,
            is_mail: is_mail(&m),
        })
    })
    .flatten()
    .unwrap_or_else(|| ParsedHeaders { content, ..ParsedHeaders::default() })
}

/// The offset just after the first empty line; a part that starts with one has no headers.
fn headers_end(bytes: &[u8]) -> usize {
    let mut pos = 0;
    loop {
        let Some(end) = find(bytes, b"\n", pos) else { return bytes.len() };
        if bytes.get(pos..end).is_none_or(|line| line.trim_ascii().is_empty()) {
            return end + 1;
        }
        pos = end + 1;
    }
}

fn is_mail(m: &Message<'_>) -> bool {
    use HeaderName::{Cc, Date, From, MessageId, Received, Sender, Subject, To};
    [From, Date, Subject, MessageId, Received, To, Cc, Sender].into_iter().any(|name| m.header(name).is_some())
}

fn mail_headers(m: &Message<'_>) -> MailHeaders {
    let address = m.from().or_else(|| m.sender()).and_then(mail_parser::Address::first);
    let name = address.and_then(mail_parser::Addr::name).map(sanitize::line).unwrap_or_default();
    let address = address.and_then(mail_parser::Addr::address).map(sanitize::line).unwrap_or_default();
    let mut references: Vec<String> = Vec::new();
    for headers in [m.in_reply_to(), m.references()] {
        for id in ids(headers).into_iter().take(100) {
            if !references.contains(&id) {
                references.push(id);
            }
        }
    }
    MailHeaders {
        sender: sender(&name, &address),
        address: address.to_lowercase(),
        subject: sanitize::line(m.subject().unwrap_or_default()),
        sent: m.date().and_then(moment),
        received: m.received_all().find_map(|r| r.date().as_ref().and_then(moment)),
        message_id: m.message_id().and_then(id),
        references,
        author: author(m),
    }
}

/// RFC 3834 and what was used before it; Exchange says it in the subject too.
fn author(m: &Message<'_>) -> MailAuthor {
    let value = |name: &str| m.header_raw(name).map(|v| v.trim().to_lowercase()).unwrap_or_default();
    let (automatic, precedence) = (value("Auto-Submitted"), value("Precedence"));
    let subject = m.subject().unwrap_or_default().trim().to_lowercase();
    let away = ["automatisch antwoord:", "automatic reply:", "out of office:", "niet aanwezig:", "afwezig:"];
    let undelivered = value("Content-Type").starts_with("multipart/report");
    let answers = automatic.starts_with("auto-replied") || precedence == "auto_reply" || undelivered;
    if answers || ["X-Autoreply", "X-Autorespond"].iter().any(|name| m.header_raw(*name).is_some()) {
        return MailAuthor::Autoresponder;
    }
    if away.iter().any(|word| subject.starts_with(word)) {
        return MailAuthor::Autoresponder;
    }
    let listed = ["List-Id", "List-Unsubscribe"].iter().any(|name| m.header_raw(*name).is_some());
    let generated = !matches!(automatic.as_str(), "" | "no");
    if listed || generated || matches!(precedence.as_str(), "bulk" | "list" | "junk") {
        return MailAuthor::Bulk;
    }
    MailAuthor::Person
}

/// Name and address as one line.
pub fn sender(name: &str, address: &str) -> String {
    match (name.is_empty(), address.is_empty()) {
        (false, false) => format!("{name} <{address}>"),
        (false, true) => name.to_owned(),
        (true, _) => address.to_owned(),
    }
}

/// A cleaned Message-ID, or nothing when nothing is left of it.
pub fn id(raw: &str) -> Option<String> {
    let clean = sanitize::line(limits::start(raw, 500));
    let bare = clean.trim_matches(['<', '>', ' ']);
    (!bare.is_empty()).then(|| bare.to_owned())
}

fn ids(headers: &HeaderValue<'_>) -> Vec<String> {
    match headers {
        HeaderValue::Text(one) => id(one).into_iter().collect(),
        HeaderValue::TextList(list) => list.iter().filter_map(|i| id(i)).collect(),
        HeaderValue::Address(_)
        | HeaderValue::DateTime(_)
        | HeaderValue::ContentType(_)
        | HeaderValue::Received(_)
        | HeaderValue::Empty => Vec::new(),
    }
}

fn moment(t: &mail_parser::DateTime) -> Option<Moment> {
    let usable = t.is_valid() && (1990..=2999).contains(&t.year);
    let t = DateTime::from_timestamp(t.to_timestamp(), 0)?;
    usable.then(|| Moment::from_utc(t))
}

fn part_headers(m: &Message<'_>) -> PartHeaders {
    let part = m.root_part();
    let kind = part.content_type();
    let attribute = |name: &str| kind.and_then(|c| c.attribute(name)).map(str::to_owned);
    PartHeaders {
        mediatype: kind
            .map(|c| format!("{}/{}", c.ctype(), c.subtype().unwrap_or("*")))
            .map(|t| sanitize::line(limits::start(&t, 120)).to_lowercase())
            .unwrap_or_default(),
        charset: attribute("charset"),
        boundary: attribute("boundary").filter(|g| !g.is_empty()),
        name: part.attachment_name().map(str::to_owned),
        encoding: part.content_transfer_encoding().unwrap_or_default().to_owned(),
        attachment: part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment),
        embedded: part.content_id().is_some(),
    }
}
