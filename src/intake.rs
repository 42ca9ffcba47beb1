//! Mail into the inbox. A file is recognised by its content, unpacked within a budget, searched for the
//! fields of the forms, and comes out as one [`Post`] with the bytes that belong to it. Nothing in here
//! trusts the sender: all text is cleaned, every size is bounded, and what cannot be read is kept and said.
//!
//! bytes → `eml` (or an Outlook message) → `brief` → `citaat` (what is new, what is quoted) → `velden`
//! (labels and values) → `lezing` (dates, names, choices) → `herken` (which kind) → `post`

mod bestand;
mod bijlage;
mod brief;
pub mod bron;
mod citaat;
mod codering;
mod datum;
mod docx;
mod einde;
mod eml;
mod etiket;
mod grenzen;
mod herken;
mod html;
mod inrichting;
mod kop;
mod lezing;
mod msg;
mod pdf;
mod post;
mod regel;
mod rtf;
mod velden;
mod waarde;

pub use inrichting::Inrichtinglijst;

use std::path::{Path, PathBuf};

use self::grenzen::Budget;
use crate::domain::{
    fout::{Fout, Uitkomst},
    inrichting::Inrichtingen,
    melding::{MeldingSoort, Post},
    moment::Moment,
    schoon,
};

/// Bytes that are kept under their digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// SHA-256 of the bytes, hexadecimal.
    pub digest: String,
    /// The bytes, as they came.
    pub bytes: Vec<u8>,
}

/// A mail that was read.
#[derive(Debug, Clone)]
pub struct Gelezen {
    /// Its kind, recognised from its content.
    pub soort: MeldingSoort,
    /// What goes into the log.
    pub post: Post,
    /// What is kept beside the log: the mail as it came (first) and each attachment, once per digest.
    pub bijlagen: Vec<Blob>,
    /// When it arrived: the newest Received header, else the Date header; UTC.
    pub ontvangen: Option<Moment>,
}

impl Gelezen {
    /// The mail as it came.
    pub fn origineel(&self) -> &[u8] {
        self.bijlagen.first().map_or(&[], |b| &b.bytes)
    }
}

/// Reads one file. What it is follows from its content, not from its name.
///
/// # Errors
/// When it is no ordinary file, too large, not readable, or no mail.
pub fn lees_bestand(pad: &Path, inrichtingen: &Inrichtingen) -> Uitkomst<Gelezen> {
    let naam = bestand::naam(pad);
    lees_eigen(bestand::lees(pad)?, &naam, inrichtingen)
}

/// Reads one mail from memory; `naam` is what error messages call it.
///
/// # Errors
/// When it is too large or no mail.
pub fn lees_bytes(bytes: &[u8], naam: &str, inrichtingen: &Inrichtingen) -> Uitkomst<Gelezen> {
    if bytes.len() > grenzen::BESTAND {
        return Err(bestand::te_groot(&schoon::regel(naam), bytes.len() as u64));
    }
    lees_eigen(bytes.to_vec(), &schoon::regel(naam), inrichtingen)
}

fn lees_eigen(bytes: Vec<u8>, naam: &str, inrichtingen: &Inrichtingen) -> Uitkomst<Gelezen> {
    if bytes.trim_ascii().is_empty() {
        return Err(Fout::gegevens(format!("«{naam}» is leeg.")));
    }
    let geen_mail = || {
        Fout::gegevens(format!("«{naam}» is geen mail."))
            .hint("De desk leest .eml en .msg; sla de mail op vanuit het mailprogramma.")
    };
    let mut budget = Budget::nieuw();
    let brief = if bytes.starts_with(&msg::MERK) {
        msg::lees(&bytes, &mut budget, 0).ok_or_else(geen_mail)?
    } else {
        let inhoud = zonder_mboxregel(&bytes);
        if !kop::lees(inhoud).is_mail {
            return Err(geen_mail());
        }
        eml::lees(inhoud, &mut budget, 0)
    };
    let ontvangen = brief.kop.ontvangen.or(brief.kop.verzonden);
    let (soort, post, bijlagen) = post::maak(brief, bytes, inrichtingen)?;
    Ok(Gelezen { soort, post, bijlagen, ontvangen })
}

/// An mbox file of one mail starts with a line that is no header.
fn zonder_mboxregel(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if !bytes.starts_with(b"From ") {
        return bytes;
    }
    grenzen::vind(bytes, b"\n", 0).and_then(|e| bytes.get(e + 1..)).unwrap_or_default()
}

/// The files that these paths stand for: a file is itself, a folder its mails in order of name, a Maildir
/// what is in `new` and `cur`. A path that cannot be listed stays in, so that reading it says why.
pub fn bestanden(paden: &[PathBuf]) -> Vec<PathBuf> {
    bestand::uitgevouwen(paden)
}

/// The embedded list of inrichtingen, with its date.
///
/// # Errors
/// When the list is not what it should be.
pub fn inrichtinglijst() -> Uitkomst<Inrichtinglijst> {
    Inrichtinglijst::ingebouwd()
}

/// The embedded list of inrichtingen.
///
/// # Errors
/// When the list is not what it should be.
pub fn inrichtingen() -> Uitkomst<Inrichtingen> {
    inrichting::lijst()
}
