//! Text and form fields of a PDF. The file is read by its objects, never by its table of contents, and every
//! object is parsed once: a table may send a reader in circles or to the same megabyte a million times.
//! `lopdf` lends its object types, its stream filters, its decryption and its glyph names; loading a hostile
//! file with it can take minutes and gigabytes, so `loader` does that.

mod cmap;
mod content_stream;
mod font;
mod form;
mod lexer;
mod loader;
mod page;
mod path;
mod seen;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::{
    document::{self, ReadDocument},
    limits,
    line::TextLine,
    pair::PairStructure,
};

/// The mark at the end of a whole file.
const END: &[u8] = b"%%EOF";

/// Pages that are read; a form has a few.
const MAX_PAGES: usize = 40;
/// Bytes that one stream may unpack to.
const MAX_STREAM: usize = 6 << 20;
/// Objects and words of one content stream.
const MAX_WORDS: usize = 1 << 20;
/// Bytes that all streams that are read may unpack to, and may be packed in.
const MAX_STREAMS: usize = 12 << 20;

/// Why a PDF gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PdfError {
    /// No PDF, or too damaged to find its pages.
    NotPdf,
    /// Needs a password.
    Protected,
    /// More objects than a form has, or streams that unpack to more than is read.
    TooLarge,
    /// Its form only exists in a program that can run it.
    Dynamic,
}

/// What may still be unpacked from one file.
#[derive(Debug)]
pub struct StreamBudget {
    remaining: usize,
    /// True once something did not fit.
    pub cut: bool,
}

impl StreamBudget {
    /// A budget of which nothing is spent yet.
    pub const fn new() -> Self {
        Self { remaining: MAX_STREAMS, cut: false }
    }

    /// The content of a stream, unpacked, if it fits; both what goes in and what comes out is paid for.
    pub fn read(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        let out = self.unpack(stream);
        self.cut |= out.is_none();
        out
    }

    fn unpack(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        self.remaining = self.remaining.checked_sub(stream.content.len())?;
        let out = if stream.is_compressed() {
            stream.decompressed_content_with_limit(MAX_STREAM.min(self.remaining)).ok()?
        } else {
            stream.content.clone()
        };
        self.remaining = self.remaining.checked_sub(out.len())?;
        Some(out)
    }
}

/// What a PDF says: the named form fields first, then the pages with the answers in their places.
pub fn read(bytes: &[u8]) -> Result<ReadDocument, PdfError> {
    let mut streams = StreamBudget::new();
    let document = loader::load(bytes, &mut streams)?;
    let fields = form::fields(&document, &mut streams.cut);
    if fields.is_empty() && form::is_dynamic(&document) {
        return Err(PdfError::Dynamic);
    }
    let mut read = ReadDocument::default();
    let lines = &mut read.lines;
    for [name, value] in fields {
        lines.push(TextLine::pair(lines.len() + 1, name, value, PairStructure::Control));
        lines.push(TextLine::default());
    }
    let mut fonts = font::FontCache::new();
    let pages = page_ids(&document);
    if pages.is_empty() && lines.is_empty() {
        return Err(PdfError::NotPdf);
    }
    let mut pages = pages.into_iter();
    let [mut full, mut hides] = [false, false];
    for page_id in pages.by_ref().take(MAX_PAGES) {
        let mut shown = content_stream::shown(&document, page_id, &mut fonts, &mut streams);
        shown.pieces.extend(form::filled_in(&document, page_id));
        page::lines(shown.pieces, &shown.rules, lines);
        hides |= shown.hides;
        full = lines.iter().flat_map(|r| &r.cells).map(String::len).sum::<usize>() > limits::TEXT;
        if full {
            break;
        }
    }
    if full || pages.next().is_some() {
        read.remark("is zeer lang; alleen de eerste bladzijden zijn gelezen");
    }
    if hides {
        read.remark(document::UNSEEN);
    }
    if !is_whole(bytes) {
        read.cut();
    }
    if streams.cut {
        read.remark("heeft delen die te groot of beschadigd zijn; die zijn niet gelezen");
    }
    Ok(read)
}

/// True for a file that has its end; some programs put a little more behind it.
fn is_whole(bytes: &[u8]) -> bool {
    let last = bytes.get(bytes.len().saturating_sub(MAX_BEHIND)..).unwrap_or_default();
    limits::find(last, END, 0).is_some()
}

/// Bytes that may stand behind the end.
const MAX_BEHIND: usize = 4096;

/// The pages in order; every node of the tree once, also when it bites its tail.
fn page_ids(document: &Document) -> Vec<ObjectId> {
    let root = document.catalog().ok().and_then(|c| c.get(b"Pages").ok()).and_then(|p| p.as_reference().ok());
    let mut seen = BTreeSet::new();
    let mut stack: Vec<ObjectId> = root.into_iter().collect();
    let mut out = Vec::new();
    while let Some(id) = stack.pop().filter(|_| out.len() <= MAX_PAGES) {
        let Some(node) = document.get_dictionary(id).ok().filter(|_| seen.insert(id)) else { continue };
        match value(document, node, b"Kids").and_then(|k| k.as_array().ok()) {
            Some(children) => stack.extend(children.iter().rev().filter_map(|k| k.as_reference().ok())),
            None => out.push(id),
        }
    }
    out
}

/// What an entry of a dictionary leads to.
fn value<'d>(document: &'d Document, dictionary: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    dictionary.get_deref(key, document).ok()
}

/// A number of either kind.
fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

/// Bytes of one answer in a form; a thousand fields may share one string.
const MAX_ANSWER: usize = 8000;

/// A text string: UTF-16 or UTF-8 with its mark, else nearly Latin.
fn text(bytes: &[u8]) -> String {
    let bytes = bytes.get(..bytes.len().min(MAX_ANSWER)).unwrap_or_default();
    if let Some(utf8) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(utf8).into_owned();
    }
    if let Some(utf16) = bytes.strip_prefix(b"\xfe\xff") {
        let units: Vec<u16> = utf16.as_chunks::<2>().0.iter().map(|p| u16::from_be_bytes(*p)).collect();
        return String::from_utf16_lossy(&units);
    }
    super::encoding::to_text(bytes, Some("windows-1252"))
}

#[cfg(test)]
mod tests;
