//! One incoming report about something that happened: a phone call, or a mail with or without the
//! form. It waits in the inbox until it belongs to a zaak or is set aside with a reason.

use super::{
    error::{Error, Result},
    form_kind::FormKind,
    inrichting::Plek,
    moment::Moment,
    rij::Rij,
    text::Vertrouwelijk,
    time_kind::TimeKind,
};
use std::{borrow::Cow, collections::BTreeMap, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// What kind of report it is, recognised from its content, never from the subject line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeldingKind {
    /// A phone call.
    Phone,
    /// A form that a rule book names.
    Form(FormKind),
    /// A mail that a mailbox or a mail system sent by itself: somebody is away, something could not be delivered.
    /// What it quotes is no new form.
    Automatic,
    /// A mail that is none of these, as far as the desk can see.
    Unknown,
}

impl MeldingKind {
    /// Those that are no form.
    const OTHERS: [Self; 3] = [Self::Phone, Self::Automatic, Self::Unknown];

    /// The form with this name, where the name stands in the program's text.
    pub const fn form(code: &'static str) -> Self {
        Self::Form(FormKind::of(code))
    }

    /// True where the desk knows what the report is good for.
    pub const fn is_recognised(self) -> bool {
        match self {
            Self::Phone | Self::Form(_) => true,
            Self::Automatic | Self::Unknown => false,
        }
    }

    /// The name in data.
    pub fn code(&self) -> &str {
        match self {
            Self::Phone => "telefoon",
            Self::Form(kind) => kind.code(),
            Self::Automatic => "automatisch",
            Self::Unknown => "onbekend",
        }
    }

    /// True for a form of the instruction: what the monitor counts.
    pub const fn is_form(self) -> bool {
        matches!(self, Self::Form(_))
    }
}

impl FromStr for MeldingKind {
    type Err = Error;

    /// Takes any form that a book could name.
    fn from_str(s: &str) -> Result<Self> {
        let other = Self::OTHERS.into_iter().find(|kind| kind.code() == s.trim());
        other.map_or_else(|| s.parse().map(Self::Form), Ok)
    }
}

impl Serialize for MeldingKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for MeldingKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let code: Cow<'de, str> = Deserialize::deserialize(deserializer)?;
        code.parse().map_err(D::Error::custom)
    }
}

/// What was said on the phone, as far as it has been typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Call {
    /// Who called.
    #[serde(rename = "beller")]
    pub caller: Vertrouwelijk,
    /// Where to call back.
    #[serde(rename = "nummer")]
    pub number: Vertrouwelijk,
    /// The inrichting, by its known name where it was recognised.
    pub inrichting: Option<Plek>,
    /// What happened, in the caller's words.
    #[serde(rename = "wat")]
    pub what: Vertrouwelijk,
    /// When the call came.
    #[serde(rename = "gebeld")]
    pub called: Option<Moment>,
    /// When it happened.
    pub voorval: Option<Moment>,
    /// When it was discovered.
    pub constatering: Option<Moment>,
    /// The row, if already chosen.
    pub rij: Option<Rij>,
}

/// How sure the desk is that a value is what the form says there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Certainty {
    /// It stands under a label that is known, or was accepted.
    #[default]
    #[serde(rename = "zeker")]
    Certain,
    /// It is likely; the officer says whether it is right before anything uses it.
    #[serde(rename = "voorstel")]
    Proposed,
    /// The officer put it aside: the form does not say this.
    #[serde(rename = "terzijde")]
    PutAside,
}

impl Certainty {
    /// The name in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Certain => "zeker",
            Self::Proposed => "voorstel",
            Self::PutAside => "terzijde",
        }
    }
}

/// The item of a form that says where it happened.
pub const INRICHTING: &str = "inrichting";

/// A value found in a form, with the place it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The value; times as RFC 3339, dates as `YYYY-MM-DD`.
    #[serde(rename = "waarde")]
    pub value: Vertrouwelijk,
    /// Part, label and line: `tekst, «Datum en tijdstip voorval», regel 6`.
    #[serde(rename = "bron")]
    pub source: Vertrouwelijk,
    /// How sure that is.
    #[serde(rename = "zekerheid")]
    pub certainty: Certainty,
}

/// A label with its answer that no field took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadPair {
    /// The label as written.
    pub label: Vertrouwelijk,
    /// The answer as written.
    #[serde(rename = "waarde")]
    pub answer: Vertrouwelijk,
    /// Part and line: `bijlage «MBV.docx», regel 6`.
    #[serde(rename = "plek")]
    pub place: Vertrouwelijk,
    /// The field that it may be the answer to: nobody asks the inrichting for that.
    #[serde(rename = "misschien")]
    pub perhaps: Option<String>,
}

/// The text of something that came with a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentText {
    /// What it stands in: `bijlage «MBV.docx»`.
    #[serde(rename = "plek")]
    pub place: Vertrouwelijk,
    /// What it says.
    #[serde(rename = "tekst")]
    pub text: Vertrouwelijk,
}

/// A file that came with a mail; its bytes are kept under the digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The name it was given, cleaned.
    #[serde(rename = "naam")]
    pub name: Vertrouwelijk,
    /// Its media type.
    #[serde(rename = "type")]
    pub mediatype: Vertrouwelijk,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of the bytes, hexadecimal; who has the file can tell by it that it was here.
    pub digest: Vertrouwelijk,
}

/// A mail as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mail {
    /// Name and address of the sender.
    #[serde(rename = "afzender")]
    pub sender: Vertrouwelijk,
    /// Name and address of everybody it went to, as far as it says so.
    #[serde(rename = "aan")]
    pub recipients: Vec<Vertrouwelijk>,
    /// The subject line.
    #[serde(rename = "onderwerp")]
    pub subject: Vertrouwelijk,
    /// The running text.
    #[serde(rename = "tekst")]
    pub text: Vertrouwelijk,
    /// The time in the Date header.
    #[serde(rename = "verzonden")]
    pub sent: Option<Moment>,
    /// The Message-ID, without brackets.
    pub message_id: Option<Vertrouwelijk>,
    /// Message-IDs of the mails this one refers to.
    #[serde(rename = "verwijzingen")]
    pub references: Vec<Vertrouwelijk>,
    /// SHA-256 over sender, date, subject, text and attachments: the same mail twice is one item.
    #[serde(rename = "vingerafdruk")]
    pub fingerprint: Vertrouwelijk,
    /// SHA-256 of the original bytes, under which they are kept.
    #[serde(rename = "origineel")]
    pub original: Vertrouwelijk,
    /// Where it happened, as the form or the headers say.
    pub inrichting: Option<Plek>,
    /// The fields of the form, by name.
    #[serde(rename = "velden")]
    pub fields: BTreeMap<String, Field>,
    /// The labels that no field took, with their answers.
    #[serde(rename = "niet_herkend")]
    pub unread: Vec<UnreadPair>,
    /// The texts of what came with it.
    #[serde(rename = "bijlageteksten")]
    pub documents: Vec<DocumentText>,
    /// What came with it.
    #[serde(rename = "bijlagen")]
    pub attachments: Vec<Attachment>,
    /// What the reader of the mail could not do, one sentence each.
    #[serde(rename = "waarschuwingen")]
    pub warnings: Vec<Vertrouwelijk>,
}

impl UnreadPair {
    /// The source of a field that takes its answer: `bijlage «MBV.docx», «Wie», regel 6`.
    pub fn source(&self) -> String {
        let label = self.label.read();
        match self.place.read().rsplit_once(", ") {
            Some((part, line)) => format!("{part}, «{label}», {line}"),
            None => format!("{}, «{label}»", self.place.read()),
        }
    }
}

impl Mail {
    /// The labels that no field took; what the officer chose a field for is among its fields.
    pub fn unread(&self) -> impl Iterator<Item = &UnreadPair> {
        self.unread.iter().filter(|pair| {
            let source = pair.source();
            self.fields.values().all(|field| field.source.read() != source)
        })
    }

    /// The value of a field, if it was found and is sure.
    pub fn field(&self, name: &str) -> Option<&str> {
        let sure = self.fields.get(name).filter(|v| v.certainty == Certainty::Certain);
        sure.and_then(|v| v.value.filled())
    }

    /// What stays the same of a mail when a server on its way adds headers, a mark or a line of its own: which one it is by
    /// its own number, from which address, and when it was sent. `None` for one that lacks any of these.
    pub fn trace(&self) -> Option<String> {
        let id = self.message_id.as_ref()?.filled()?;
        let sender = self.sender.filled()?;
        let address = sender.rsplit_once('<').map_or(sender, |(_, rest)| rest).trim_end_matches('>').trim();
        Some(format!("{id}\n{}\n{}", address.to_lowercase(), self.sent?.log_form()))
    }

    /// A time that its form names.
    pub fn time(&self, kind: TimeKind) -> Option<Moment> {
        self.field(kind.field()).and_then(|t| Moment::from_rfc3339(t).ok())
    }
}

/// The two ways a report arrives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// By phone.
    #[serde(rename = "gesprek")]
    Call(Call),
    /// By mail; boxed, because it is many times the size of a call.
    #[serde(rename = "post")]
    Mail(Box<Mail>),
}

impl Content {
    /// True for this very call.
    pub fn is_call(&self, other: &Call) -> bool {
        match self {
            Self::Call(call) => call == other,
            Self::Mail(_) => false,
        }
    }
}
