//! Mail into the inbox. A file is recognised by its content, unpacked within a budget, searched for the
//! fields of the forms, and comes out as one [`Mail`] with the bytes that belong to it. Nothing in here
//! trusts the sender: all text is cleaned, every size is bounded, and what cannot be read is kept and said.
//!
//! bytes → `eml` (or an Outlook message) → `letter` → `quotes` (what is new, what is quoted) → `fields`
//! (labels and values) → `reading` (dates, names, choices) → `classify` (which kind) → `mail`

mod answer;
mod archive;
mod assign;
mod attachment;
mod calendar;
mod classify;
mod cms;
mod date;
mod document;
mod docx;
mod eml;
mod encoding;
mod end;
mod fields;
mod file;
mod headers;
mod html;
mod inrichting;
mod knowledge;
mod label;
mod label_text;
mod letter;
mod limits;
mod line;
mod listed;
mod mail;
mod mail_blob;
mod mbox;
mod mention;
mod msg;
mod odt;
mod packed;
mod pair;
mod pdf;
mod pixels;
mod prose;
mod quotes;
mod reading;
pub mod reading_words;
mod rtf;
mod separated;
mod shape;
pub mod source;
mod symbol_font;
mod taught;
mod tnef;
mod unread;
mod value;
mod xml;

pub use headers::MailAuthor;
pub use inrichting::InrichtingList;
pub use knowledge::{Knowledge, LabelSource};
pub use label::LabelTable;
pub use mail_blob::MailBlob;
pub use taught::{TaughtLabel, TaughtLabels};

use std::path::{Path, PathBuf};

use self::{
    attachment::AttachmentHint,
    letter::{AttachmentRole, HTML_TEXT, IncomingLetter, RawAttachment, file_name},
    limits::Budget,
    quotes::SubjectKind,
    reading::ReadingEnv,
};
use crate::{
    domain::{
        error::{Error, Result},
        inrichting::Inrichtingen,
        melding::{Mail, MeldingKind},
        moment::Moment,
        sanitize,
    },
    rules::form::SectorForms,
};

/// A mail that was read.
#[derive(Debug, Clone)]
pub struct ReadMail {
    /// Its kind, recognised from its content.
    pub kind: MeldingKind,
    /// What goes into the log.
    pub mail: Mail,
    /// What is kept beside the log: the mail as it came (first) and each attachment, once per digest.
    pub attachments: Vec<MailBlob>,
    /// Who wrote it, as far as its headers say.
    pub author: MailAuthor,
    /// When it arrived: the newest Received header, else the Date header; UTC.
    pub received: Option<Moment>,
    /// What tells whether it is the copy of a mail of our own.
    pub trace: MailTrace,
}

/// What a mail says of where it comes from and went to.
#[derive(Debug, Clone, Default)]
pub struct MailTrace {
    /// Its Message-ID, and those it refers to where it is no answer and was not passed on.
    pub ids: Vec<String>,
    /// The address it was sent from.
    pub from: String,
    /// To whom it went.
    pub to: Vec<String>,
    /// True for one that its program still has to send.
    pub unsent: bool,
    /// What its formatted rendering says, as a mail program shows it; empty where it has none.
    pub formatted: String,
}

impl MailTrace {
    fn of(letter: &IncomingLetter) -> Self {
        let headers = &letter.headers;
        let rendered = letter.sources.iter().filter(|source| source.letter && source.place == HTML_TEXT);
        let formatted = rendered.map(|source| line::as_text(&source.lines)).collect::<Vec<_>>().join("\n");
        let own = headers.nature() == SubjectKind::Unknown;
        let references = headers.references.iter().filter(|_| own);
        let ids = headers.message_id.iter().chain(references).cloned().collect();
        Self { ids, from: headers.address.clone(), to: headers.to.clone(), unsent: headers.unsent, formatted }
    }
}

impl ReadMail {
    /// The mail as it came.
    pub fn original(&self) -> &[u8] {
        self.attachments.first().map_or(&[], |b| &b.bytes)
    }
}

/// Reads the mails in one file: as a rule one. What it is follows from its content, not from its name.
///
/// # Errors
/// When it is no ordinary file, too large, not readable, or when there is something in it that is no mail.
pub fn read_file<'a>(path: &Path, known: impl Into<Knowledge<'a>>) -> Result<Vec<ReadMail>> {
    let name = file::name(path);
    read_all(file::read(path)?, &name, known)
}

/// Reads the mails in a file that is in memory; `name` is what error messages call it.
///
/// # Errors
/// When it is too large, holds too many mails, or something that is no mail.
pub fn read_all<'a>(bytes: Vec<u8>, name: &str, known: impl Into<Knowledge<'a>>) -> Result<Vec<ReadMail>> {
    let name = sanitize::line(name);
    if bytes.len() > limits::FILE {
        return Err(file::too_large(&name, bytes.len() as u64));
    }
    let places = mbox::mails(&bytes);
    if places.len() > limits::MAILS {
        return Err(Error::data(format!("«{name}» bevat {} mails; de grens is {}.", places.len(), limits::MAILS))
            .hint("Sla de mails in kleinere bestanden op; de desk heeft er niets van overgenomen."));
    }
    let (mut budget, known) = (Budget::of_mails(places.len()), known.into());
    if places.len() == 1 {
        return Ok(vec![read_own(bytes, &name, known, &mut budget)?]);
    }
    let part = |place| bytes.get::<std::ops::Range<usize>>(place).unwrap_or_default().to_vec();
    places.into_iter().map(|place| read_own(part(place), &name, known, &mut budget)).collect()
}

/// Reads one mail from memory; `name` is what error messages call it.
///
/// # Errors
/// When it is too large or no mail.
pub fn read_bytes<'a>(bytes: &[u8], name: &str, known: impl Into<Knowledge<'a>>) -> Result<ReadMail> {
    if bytes.len() > limits::FILE {
        return Err(file::too_large(&sanitize::line(name), bytes.len() as u64));
    }
    read_own(bytes.to_vec(), &sanitize::line(name), known.into(), &mut Budget::new())
}

fn read_own(bytes: Vec<u8>, name: &str, known: Knowledge<'_>, budget: &mut Budget) -> Result<ReadMail> {
    if bytes.trim_ascii().is_empty() {
        return Err(Error::data(format!("«{name}» is leeg.")));
    }
    let not_mail = || {
        Error::data(format!("«{name}» is geen mail."))
            .hint("De desk leest .eml en .msg; sla de mail op vanuit het mailprogramma.")
    };
    let mut letter = if bytes.starts_with(&msg::MARKER) {
        msg::read(&bytes, budget, 0).ok_or_else(not_mail)?
    } else {
        let content = mbox::content(&bytes);
        if !headers::read(&content).is_mail {
            return Err(not_mail());
        }
        eml::read(&content, budget, 0)
    };
    mail::without_time(&mut letter);
    let received = letter.headers.received.or(letter.headers.sent);
    let (author, trace) = (letter.headers.author, MailTrace::of(&letter));
    let (kind, mail, attachments) = mail::create(letter, bytes, known)?;
    Ok(ReadMail { kind, mail, attachments, author, received, trace })
}

/// Reads the mails in a file, or a loose document as if it had come with a mail without a word.
///
/// # Errors
/// When it is no ordinary file, too large, or not readable.
pub fn read_form<'a>(path: &Path, known: impl Into<Knowledge<'a>>) -> Result<Vec<ReadMail>> {
    let (name, known) = (file::name(path), known.into());
    let bytes = file::read(path)?;
    if !attachment::is_document(&bytes, &name) {
        let is_mail = bytes.starts_with(&msg::MARKER) || headers::read(&mbox::content(&bytes)).is_mail;
        if !is_mail && !bytes.trim_ascii().is_empty() {
            return Err(Error::data(format!("«{name}» is geen mail, en geen document dat de desk leest.")).hint(
                "De desk leest eml, msg en mbox, en docx, odt, rtf, pdf, html, txt, zip, p7m, ics en winmail.dat.",
            ));
        }
        return read_all(bytes, &name, known);
    }
    let role = AttachmentRole::Own;
    let mut document = RawAttachment { name: file_name(&name, 1, ""), mediatype: String::new(), bytes, role };
    let mut letter = IncomingLetter::default();
    document.role = attachment::read(&document, AttachmentHint::default(), &mut letter, &mut Budget::new(), 0);
    let original = document.bytes.clone();
    letter.attachments.push(document);
    let (author, trace) = (letter.headers.author, MailTrace::of(&letter));
    let (kind, mail, attachments) = mail::create(letter, original, known)?;
    Ok(vec![ReadMail { kind, mail, attachments, author, received: None, trace }])
}

/// What an answer says as the answer to a field, in the form in which the field holds it; `None` where it says
/// nothing of that kind. `sent` is when the mail was, for a date without a year.
///
/// # Errors
/// When the embedded table is at fault, which a test rules out.
pub fn read_answer(
    (taught, lesson): (&TaughtLabels, &TaughtLabel),
    answer: &str,
    sent: Option<Moment>,
    inrichtingen: &Inrichtingen,
) -> Result<Option<String>> {
    let labels = taught.base()?;
    let env = ReadingEnv { labels, inrichtingen, anchor: sent.map(Moment::date) };
    Ok(labels.number_of(&lesson.field, None).and_then(|nr| reading::answer(nr, &lesson.label, answer, env)))
}

/// The words that forms give an item and by which the desk reads something else, one sentence each.
///
/// # Errors
/// When the embedded table is at fault, which a test rules out.
pub fn left_out(forms: &SectorForms) -> Result<Vec<String>> {
    Ok(LabelTable::built_in()?.left_out(forms))
}

/// The files that these paths stand for: a file is itself, a folder its mails in order of name, a Maildir
/// what is in `new` and `cur`. A path that cannot be listed stays in, so that reading it says why.
pub fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    file::expanded(paths)
}

/// The embedded list of inrichtingen, with its date.
///
/// # Errors
/// When the list is not what it should be.
pub fn inrichting_list() -> Result<InrichtingList> {
    InrichtingList::built_in()
}

/// The embedded list of inrichtingen.
///
/// # Errors
/// When the list is not what it should be.
pub fn inrichtingen() -> Result<Inrichtingen> {
    inrichting::list()
}
