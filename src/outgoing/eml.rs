//! A draft as a mail file. `X-Unsent: 1` makes mail programs open it for editing instead of as mail
//! that came in. The Message-ID follows from the case, the version and the text, so that the sent
//! copy is recognised when it comes back; it names no machine.

use std::str::FromStr;

use mail_builder::{
    MessageBuilder,
    headers::{address::Address, raw::Raw},
};

use crate::domain::{
    digest::sha256,
    draft::DraftKind,
    error::{Error, Result},
    ids::Zaaknummer,
    mail_address::MailAddress,
    moment::Moment,
    sanitize,
};

/// What goes into the file.
#[derive(Debug, Clone, Copy)]
pub struct OutgoingLetter<'a> {
    /// The case it is about.
    pub zaak: Zaaknummer,
    /// Which message.
    pub kind: DraftKind,
    /// The version of the draft.
    pub version: u32,
    /// The subject line; cleaned before use.
    pub subject: &'a str,
    /// The body.
    pub text: &'a str,
    /// The recipients; none is allowed, the officer then adds them in the mail program.
    pub to: &'a [String],
    /// The sender, if known.
    pub from: Option<&'a str>,
    /// The Date header.
    pub now: Moment,
}

/// How our Message-IDs end. `.invalid` is reserved (RFC 2606) and can never be somebody's machine.
const DOMAIN: &str = "@piket.invalid";

/// Letters of the digest in it.
const MARK: usize = 16;

/// The Message-ID of a version, without brackets. The same version always has the same one. What is
/// for the public names no case, no message and no version: who gets it may trace nothing by it.
pub fn message_id(zaak: Zaaknummer, kind: DraftKind, version: u32, text: &str) -> String {
    let digest = digest(zaak, kind, version, text);
    if kind.is_public() { format!("{digest}{DOMAIN}") } else { format!("{zaak}.{kind}.v{version}.{digest}{DOMAIN}") }
}

/// By which a version of a message is told from every other, and which says nothing by itself.
pub(super) fn digest(zaak: Zaaknummer, kind: DraftKind, version: u32, text: &str) -> String {
    let mut digest = sha256(&[format!("{zaak}\n{kind}\n{version}\n{}", sanitize::text(text)).as_bytes()]);
    digest.truncate(MARK);
    digest
}

/// What a Message-ID of ours says: of which version of which message it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageMark {
    /// The case.
    pub zaak: Zaaknummer,
    /// Which message.
    pub kind: DraftKind,
    /// The version.
    pub version: u32,
    id: String,
}

impl MessageMark {
    /// Reads a Message-ID without brackets; `None` for any that is not ours, or does not say of which message it is.
    pub fn read(id: &str) -> Option<Self> {
        let mut parts = id.strip_suffix(DOMAIN)?.split('.');
        let (zaak, kind) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let version = parts.next()?.strip_prefix('v')?.parse().ok()?;
        (parts.next().is_some() && parts.next().is_none()).then(|| Self { zaak, kind, version, id: id.to_owned() })
    }

    /// True for a Message-ID that a message of ours got, also one that says nothing of which.
    pub fn is_ours(id: &str) -> bool {
        let bare = |mark: &str| mark.len() == MARK && mark.bytes().all(|b| b.is_ascii_hexdigit());
        Self::read(id).is_some() || id.strip_suffix(DOMAIN).is_some_and(bare)
    }

    /// The one that this version of a message got.
    pub fn of(zaak: Zaaknummer, kind: DraftKind, version: u32, text: &str) -> Self {
        Self { zaak, kind, version, id: message_id(zaak, kind, version, text) }
    }

    /// The Message-ID itself.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// True where this is the text that it was given for.
    pub fn fits(&self, text: &str) -> bool {
        let digest = digest(self.zaak, self.kind, self.version, text);
        self.id.strip_suffix(DOMAIN).is_some_and(|id| id.rsplit('.').next() == Some(digest.as_str()))
    }
}

/// Renders the mail file: UTF-8, CRLF, ready to be opened in a mail program.
///
/// # Errors
/// When an address is none; all wrong ones are named together.
pub fn eml(letter: &OutgoingLetter<'_>) -> Result<Vec<u8>> {
    let mut addresses = Vec::new();
    let mut error = Vec::new();
    for raw in letter.to {
        match MailAddress::from_str(raw) {
            Ok(address) => addresses.push(as_header(address)),
            Err(_) => error.push(sanitize::line(raw)),
        }
    }
    let sender = match letter.from.map(MailAddress::from_str) {
        Some(Ok(address)) => Some(as_header(address)),
        Some(Err(_)) => {
            error.push(sanitize::line(letter.from.unwrap_or_default()));
            None
        }
        None => None,
    };
    if !error.is_empty() {
        return Err(Error::usage(format!("Geen e-mailadres: {}.", error.join(", ")))
            .hint("Schrijf naam@domein.nl of Naam <naam@domein.nl>."));
    }
    let id = message_id(letter.zaak, letter.kind, letter.version, letter.text);
    let mut mail = MessageBuilder::new()
        .message_id(id.clone())
        // A mail program that gives the mail an id of its own keeps this one.
        .references(id)
        .date(letter.now.utc().timestamp())
        .subject(sanitize::line(letter.subject))
        .header("X-Unsent", Raw::new("1"))
        .text_body(sanitize::text(letter.text));
    if let Some(sender) = sender {
        mail = mail.from(sender);
    }
    if !addresses.is_empty() {
        mail = mail.to(Address::new_list(addresses));
    }
    mail.write_to_vec().map_err(|_| Error::data("De mail is niet te maken."))
}

fn as_header(address: MailAddress) -> Address<'static> {
    Address::new_address(address.name, address.address)
}
