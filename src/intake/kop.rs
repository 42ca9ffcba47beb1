//! The header block of a mail or of one of its parts. Syntax (folding, encoded words, RFC 2231 names,
//! obsolete dates) is left to `mail_parser`; what is kept is cleaned and bounded here.

use chrono::DateTime;
use mail_parser::{HeaderName, HeaderValue, Message, MessageParser, MimeHeaders};

use super::{
    citaat::Aard,
    codering::naar_tekst,
    grenzen::{self, veilig, vind},
};
use crate::domain::{moment::Moment, schoon};

/// What the headers of a mail say about the mail.
#[derive(Debug, Clone, Default)]
pub struct Kop {
    /// Name and address as shown: `Directie FPC X <directie@x.example>`.
    pub afzender: String,
    /// The address alone, lower case.
    pub adres: String,
    /// The subject.
    pub onderwerp: String,
    /// The Date header.
    pub verzonden: Option<Moment>,
    /// The newest Received header, else nothing.
    pub ontvangen: Option<Moment>,
    /// Message-ID without brackets.
    pub message_id: Option<String>,
    /// In-Reply-To and References, each once.
    pub verwijzingen: Vec<String>,
}

impl Kop {
    /// What the subject says about older text below.
    pub fn aard(&self) -> Aard {
        let onderwerp = self.onderwerp.to_lowercase();
        let begint = |woorden: &[&str]| woorden.iter().any(|w| onderwerp.starts_with(w));
        if begint(&["re:", "antw:", "antwoord:", "betr:", "aw:"]) {
            Aard::Antwoord
        } else if begint(&["fw:", "fwd:", "doorst:", "doorgest:", "doorgestuurd:", "wg:", "tr:"]) {
            Aard::Doorgestuurd
        } else {
            Aard::Onbekend
        }
    }
}

/// What the headers of a part say about its body.
#[derive(Debug, Clone, Default)]
pub struct Deelkop {
    /// `type/subtype`, lower case; empty when none is given.
    pub mediatype: String,
    /// The charset parameter.
    pub charset: Option<String>,
    /// The boundary parameter of a multipart.
    pub grens: Option<String>,
    /// The file name, as given.
    pub naam: Option<String>,
    /// The transfer encoding.
    pub codering: String,
    /// True when the part is marked as an attachment.
    pub bijlage: bool,
    /// True when the part is referred to from the HTML, as a logo is.
    pub ingebed: bool,
}

/// A header block, and where the body begins.
#[derive(Debug, Default)]
pub struct Gesplitst {
    /// What the headers say about the mail.
    pub kop: Kop,
    /// What they say about the body.
    pub deel: Deelkop,
    /// Offset of the body.
    pub inhoud: usize,
    /// True when there is at least one header that only mails have.
    pub is_mail: bool,
}

/// Reads the header block at the start of `bytes`.
pub fn lees(bytes: &[u8]) -> Gesplitst {
    let inhoud = einde_kop(bytes);
    let blok = bytes.get(..inhoud.min(grenzen::KOP)).unwrap_or_default();
    // Raw 8-bit headers are forbidden and common; as UTF-8 they keep their accents.
    let blok = format!("{}\n\n", naar_tekst(blok, None).trim_start().trim_end());
    veilig(|| {
        MessageParser::default().parse_headers(blok.as_bytes()).map(|m| Gesplitst {
            kop: mailkop(&m),
            deel: deelkop(&m),
            inhoud,
            is_mail: is_mail(&m),
        })
    })
    .flatten()
    .unwrap_or_else(|| Gesplitst { inhoud, ..Gesplitst::default() })
}

/// The offset just after the first empty line; a part that starts with one has no headers.
fn einde_kop(bytes: &[u8]) -> usize {
    let mut plek = 0;
    loop {
        let Some(einde) = vind(bytes, b"\n", plek) else { return bytes.len() };
        if bytes.get(plek..einde).is_none_or(|regel| regel.trim_ascii().is_empty()) {
            return einde + 1;
        }
        plek = einde + 1;
    }
}

fn is_mail(m: &Message<'_>) -> bool {
    use HeaderName::{Cc, Date, From, MessageId, Received, Sender, Subject, To};
    [From, Date, Subject, MessageId, Received, To, Cc, Sender].into_iter().any(|naam| m.header(naam).is_some())
}

fn mailkop(m: &Message<'_>) -> Kop {
    let adres = m.from().or_else(|| m.sender()).and_then(mail_parser::Address::first);
    let naam = adres.and_then(mail_parser::Addr::name).map(schoon::regel).unwrap_or_default();
    let adres = adres.and_then(mail_parser::Addr::address).map(schoon::regel).unwrap_or_default();
    let mut verwijzingen: Vec<String> = Vec::new();
    for kop in [m.in_reply_to(), m.references()] {
        for id in ids(kop).into_iter().take(100) {
            if !verwijzingen.contains(&id) {
                verwijzingen.push(id);
            }
        }
    }
    Kop {
        afzender: afzender(&naam, &adres),
        adres: adres.to_lowercase(),
        onderwerp: schoon::regel(m.subject().unwrap_or_default()),
        verzonden: m.date().and_then(moment),
        ontvangen: m.received_all().find_map(|r| r.date().as_ref().and_then(moment)),
        message_id: m.message_id().and_then(id),
        verwijzingen,
    }
}

/// Name and address as one line.
pub fn afzender(naam: &str, adres: &str) -> String {
    match (naam.is_empty(), adres.is_empty()) {
        (false, false) => format!("{naam} <{adres}>"),
        (false, true) => naam.to_owned(),
        (true, _) => adres.to_owned(),
    }
}

/// A cleaned Message-ID, or nothing when nothing is left of it.
pub fn id(ruw: &str) -> Option<String> {
    let schoon = schoon::regel(grenzen::begin(ruw, 500));
    let kaal = schoon.trim_matches(['<', '>', ' ']);
    (!kaal.is_empty()).then(|| kaal.to_owned())
}

fn ids(kop: &HeaderValue<'_>) -> Vec<String> {
    match kop {
        HeaderValue::Text(een) => id(een).into_iter().collect(),
        HeaderValue::TextList(lijst) => lijst.iter().filter_map(|i| id(i)).collect(),
        HeaderValue::Address(_)
        | HeaderValue::DateTime(_)
        | HeaderValue::ContentType(_)
        | HeaderValue::Received(_)
        | HeaderValue::Empty => Vec::new(),
    }
}

fn moment(t: &mail_parser::DateTime) -> Option<Moment> {
    let bruikbaar = t.is_valid() && (1990..=2999).contains(&t.year);
    let t = DateTime::from_timestamp(t.to_timestamp(), 0)?;
    bruikbaar.then(|| Moment::from_utc(t))
}

fn deelkop(m: &Message<'_>) -> Deelkop {
    let part = m.root_part();
    let soort = part.content_type();
    let attribuut = |naam: &str| soort.and_then(|c| c.attribute(naam)).map(str::to_owned);
    Deelkop {
        mediatype: soort
            .map(|c| format!("{}/{}", c.ctype(), c.subtype().unwrap_or("*")))
            .map(|t| schoon::regel(grenzen::begin(&t, 120)).to_lowercase())
            .unwrap_or_default(),
        charset: attribuut("charset"),
        grens: attribuut("boundary").filter(|g| !g.is_empty()),
        naam: part.attachment_name().map(str::to_owned),
        codering: part.content_transfer_encoding().unwrap_or_default().to_owned(),
        bijlage: part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment),
        ingebed: part.content_id().is_some(),
    }
}
