//! The header block of a mail or of one of its parts. Syntax (folding, encoded words, RFC 2231 names,
//! obsolete dates) is left to `mail_parser`; what is kept is cleaned and bounded here.

mod author;
mod date;
mod parameter;

pub use self::author::{MailAuthor, of_class};

use mail_parser::{HeaderName, HeaderValue, Message, MessageParser, MimeHeaders};

use super::{
    encoding::to_text,
    limits::{self, catch_panic, find},
    quotes::SubjectKind,
};
use crate::{
    domain::{moment::Moment, sanitize},
    intake::reading_words::READING,
};

/// More recipients than this are not read.
const MOST_TO: usize = 200;

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
    /// True when there is a Date header, readable or not.
    pub dated: bool,
    /// The newest Received header, else nothing.
    pub received: Option<Moment>,
    /// Message-ID without brackets.
    pub message_id: Option<String>,
    /// In-Reply-To and References, each once.
    pub references: Vec<String>,
    /// Who wrote it.
    pub author: MailAuthor,
    /// To, Cc and Bcc, as shown, each once.
    pub to: Vec<String>,
    /// True for a mail that its program still has to send: marked so, and it did not travel.
    pub unsent: bool,
}

impl MailHeaders {
    /// What the subject says about older text below.
    pub fn nature(&self) -> SubjectKind {
        let subject = self.subject.to_lowercase();
        let starts = |words: &[&str]| words.iter().any(|w| subject.starts_with(w));
        if starts(READING.answers_to) {
            SubjectKind::Reply
        } else if starts(READING.passes_on) {
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
    /// True when a space at the end of a line says that the word goes on in the next (RFC 3676, DelSp).
    pub joins_words: bool,
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
    // A group without members, as some scanners write, names nobody.
    let named = |a: &&mail_parser::Addr<'_>| a.address().is_some_and(|a| a.contains('@'));
    let candidates = [m.from(), m.sender(), m.reply_to()].map(|list| list.and_then(mail_parser::Address::first));
    let first = candidates.into_iter().flatten().find(named);
    let address = first.or_else(|| candidates.into_iter().flatten().next());
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
        sent: raw_headers(m, "date").find_map(date::read),
        dated: raw_headers(m, "date").any(|raw| !raw.trim().is_empty()),
        received: raw_headers(m, "received").find_map(|raw| date::read(raw.rsplit(';').next()?)),
        message_id: m.message_id().and_then(id),
        references,
        author: author::author(m),
        to: recipients(m),
        unsent: m.header_raw("X-Unsent").is_some_and(|v| v.trim() == "1") && m.header(HeaderName::Received).is_none(),
    }
}

/// Everybody a mail went to, as far as it says so.
fn recipients(m: &Message<'_>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let clean = |text: Option<&str>| text.map(sanitize::line).unwrap_or_default();
    for one in [m.to(), m.cc(), m.bcc()].into_iter().flatten().flat_map(mail_parser::Address::iter).take(MOST_TO) {
        let shown = sender(&clean(one.name()).replace([',', ';'], " "), &clean(one.address()));
        if !shown.is_empty() && !all.contains(&shown) {
            all.push(shown);
        }
    }
    all
}

/// The values of the headers of this name, as they stand there.
fn raw_headers<'m>(m: &'m Message<'_>, name: &'m str) -> impl Iterator<Item = &'m str> {
    m.headers_raw().filter(move |(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, raw)| raw)
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

fn part_headers(m: &Message<'_>) -> PartHeaders {
    let part = m.root_part();
    let kind = part.content_type();
    let attribute = |name: &str| kind.and_then(|c| c.attribute(name)).map(str::to_owned);
    let is_on = |name: &str, value: &str| attribute(name).is_some_and(|v| v.trim().eq_ignore_ascii_case(value));
    PartHeaders {
        mediatype: kind
            .map(|c| format!("{}/{}", c.ctype(), c.subtype().unwrap_or("*")))
            .map(|t| sanitize::line(limits::start(&t, 120)).to_lowercase())
            .unwrap_or_default(),
        charset: attribute("charset"),
        boundary: attribute("boundary").filter(|g| !g.is_empty()),
        name: extended_name(m).or_else(|| part.attachment_name().map(str::to_owned)),
        joins_words: is_on("format", "flowed") && is_on("delsp", "yes"),
        encoding: part.content_transfer_encoding().unwrap_or_default().to_owned(),
        attachment: part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment),
        embedded: part.content_id().is_some(),
    }
}

/// A file name that is written in pieces or with a character set.
fn extended_name(m: &Message<'_>) -> Option<String> {
    let disposition = raw_headers(m, "content-disposition").find_map(|raw| parameter::extended(raw, "filename"));
    disposition.or_else(|| raw_headers(m, "content-type").find_map(|raw| parameter::extended(raw, "name")))
}
