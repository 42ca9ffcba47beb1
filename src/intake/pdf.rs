//! Text and form fields of a PDF. The file is read by its objects, never by its table of contents, and every
//! object is parsed once: a table may send a reader in circles or to the same megabyte a million times.
//! `lopdf` lends its object types, its stream filters, its decryption and its glyph names; loading a hostile
//! file with it can take minutes and gigabytes, so `lader` does that.

mod blad;
mod cmap;
mod formulier;
mod inhoud;
mod lader;
mod letter;
mod ontleed;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::{grenzen, regel::Regel};

/// Pages that are read; a form has a few.
const BLADZIJDEN: usize = 40;
/// Bytes that one stream may unpack to.
const STROOM: usize = 1 << 20;
/// Bytes that all streams that are read may unpack to, and may be packed in.
const STROMEN: usize = 12 << 20;

/// Why a PDF gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gemis {
    /// No PDF, or too damaged to find its pages.
    GeenPdf,
    /// Needs a password.
    Beveiligd,
    /// More objects than a form has, or streams that unpack to more than is read.
    TeGroot,
    /// Its form only exists in a program that can run it.
    Dynamisch,
}

/// What may still be unpacked from one file.
#[derive(Debug)]
pub struct Stromen {
    over: usize,
}

impl Stromen {
    /// A full purse.
    pub const fn nieuw() -> Self {
        Self { over: STROMEN }
    }

    /// The content of a stream, unpacked, if it fits; both what goes in and what comes out is paid for.
    pub fn lees(&mut self, stroom: &Stream) -> Option<Vec<u8>> {
        self.over = self.over.checked_sub(stroom.content.len())?;
        let uit = if stroom.is_compressed() {
            stroom.decompressed_content_with_limit(STROOM.min(self.over)).ok()?
        } else {
            stroom.content.clone()
        };
        self.over = self.over.checked_sub(uit.len())?;
        Some(uit)
    }
}

/// The lines of a PDF: the named form fields first, then the pages with the answers in their places.
pub fn regels(bytes: &[u8]) -> Result<Vec<Regel>, Gemis> {
    let mut stromen = Stromen::nieuw();
    let document = lader::laad(bytes, &mut stromen)?;
    let velden = formulier::velden(&document);
    if velden.is_empty() && formulier::is_dynamisch(&document) {
        return Err(Gemis::Dynamisch);
    }
    let mut regels = Vec::new();
    for [naam, waarde] in velden {
        regels.push(Regel::rij(regels.len() + 1, [naam, waarde]));
        regels.push(Regel::default());
    }
    let mut letters = letter::Letters::nieuw();
    for bladzijde in bladzijden(&document) {
        let mut stukken = inhoud::stukken(&document, bladzijde, &mut letters, &mut stromen);
        stukken.extend(formulier::ingevuld(&document, bladzijde));
        blad::regels(stukken, &mut regels);
        if regels.iter().flat_map(|r| &r.cellen).map(String::len).sum::<usize>() > grenzen::TEKST {
            break;
        }
    }
    Ok(regels)
}

/// The pages in order; every node of the tree once, also when it bites its tail.
fn bladzijden(document: &Document) -> Vec<ObjectId> {
    let wortel = document.catalog().ok().and_then(|c| c.get(b"Pages").ok()).and_then(|p| p.as_reference().ok());
    let mut gezien = BTreeSet::new();
    let mut stapel: Vec<ObjectId> = wortel.into_iter().collect();
    let mut uit = Vec::new();
    while let Some(id) = stapel.pop().filter(|_| uit.len() < BLADZIJDEN) {
        let Some(knoop) = document.get_dictionary(id).ok().filter(|_| gezien.insert(id)) else { continue };
        match waarde(document, knoop, b"Kids").and_then(|k| k.as_array().ok()) {
            Some(kinderen) => stapel.extend(kinderen.iter().rev().filter_map(|k| k.as_reference().ok())),
            None => uit.push(id),
        }
    }
    uit
}

/// What an entry of a dictionary leads to.
fn waarde<'d>(document: &'d Document, woordenboek: &'d Dictionary, sleutel: &[u8]) -> Option<&'d Object> {
    woordenboek.get_deref(sleutel, document).ok()
}

/// A number of either kind.
fn getal(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

/// Bytes of one answer in a form; a thousand fields may share one string.
const ANTWOORD: usize = 8000;

/// A text string: UTF-16 or UTF-8 with its mark, else nearly Latin.
fn tekst(bytes: &[u8]) -> String {
    let bytes = bytes.get(..bytes.len().min(ANTWOORD)).unwrap_or_default();
    if let Some(utf8) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(utf8).into_owned();
    }
    if let Some(utf16) = bytes.strip_prefix(b"\xfe\xff") {
        let eenheden: Vec<u16> = utf16.as_chunks::<2>().0.iter().map(|p| u16::from_be_bytes(*p)).collect();
        return String::from_utf16_lossy(&eenheden);
    }
    super::codering::naar_tekst(bytes, Some("windows-1252"))
}

#[cfg(test)]
mod tests;
