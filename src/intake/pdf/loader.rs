//! A PDF file as its objects, found by scanning for `N G obj`. Of an object that is there twice the later
//! one counts, as in a file that was saved again. Damaged files and lying tables of contents read the same.

use std::collections::BTreeMap;

use lopdf::{
    Dictionary, Document, Object, ObjectId, Stream,
    encryption::{EncryptionState, decrypt_object},
};

use super::{
    PdfError, StreamBudget,
    lexer::{Lexer, MAX_NODES, PdfToken},
};
use crate::intake::limits::find;

/// Objects in one file.
const MAX_OBJECTS: usize = 50_000;

/// Bytes that may be looked at in vain for the price of one object.
const NONSENSE_COST: usize = 64;

/// Loads a file.
pub fn load(bytes: &[u8], streams: &mut StreamBudget) -> Result<Document, PdfError> {
    let mut loader =
        Loader { bytes, nodes: MAX_NODES, positions: BTreeMap::new(), document: Document::new(), too_much: false };
    loader.objects();
    loader.trailers();
    loader.decrypt()?;
    loader.object_streams(streams);
    if loader.too_much {
        return Err(PdfError::TooLarge);
    }
    loader.root()?;
    Ok(loader.document)
}

struct Loader<'a> {
    bytes: &'a [u8],
    /// Objects that may still be read, all parts counted.
    nodes: usize,
    /// Where each object stands; the container's place for one in an object stream.
    positions: BTreeMap<ObjectId, usize>,
    document: Document,
    too_much: bool,
}

impl Loader<'_> {
    fn objects(&mut self) {
        let mut pos = 0;
        while let Some(word) = find(self.bytes, b"obj", pos) {
            pos = word + 3;
            let Some(id) = self.number_before(word) else { continue };
            let mut lexer = Lexer::new(self.bytes, pos, self.nodes);
            let object = lexer.object();
            self.nodes = lexer.remaining;
            if self.nodes == 0 || self.document.objects.len() > MAX_OBJECTS {
                self.too_much = true;
                return;
            }
            let Some(object) = object else {
                // What made no sense may be looked at again from its middle, so looking costs.
                self.nodes = self.nodes.saturating_sub((lexer.pos - pos) / NONSENSE_COST);
                continue;
            };
            pos = lexer.pos;
            let object = match object {
                Object::Dictionary(d) => self.stream(d, &mut pos),
                different => different,
            };
            self.positions.insert(id, word);
            self.document.objects.insert(id, object);
        }
    }

    /// The number and generation that stand before the word `obj`.
    fn number_before(&self, word: usize) -> Option<ObjectId> {
        let start = word.saturating_sub(24);
        let before = std::str::from_utf8(self.bytes.get(start..word)?.trim_ascii_end()).ok().or_else(|| {
            let window = self.bytes.get(start..word)?;
            let after = window.iter().rposition(|b| !b.is_ascii())? + 1;
            std::str::from_utf8(window.get(after..)?.trim_ascii_end()).ok()
        })?;
        let mut parts = before.rsplit(|c: char| c.is_ascii_whitespace()).filter(|d| !d.is_empty());
        let version: u16 = parts.next()?.parse().ok()?;
        let number: String = parts.next()?.chars().rev().take_while(char::is_ascii_digit).collect();
        let number: String = number.chars().rev().collect();
        Some((number.parse().ok()?, version))
    }

    /// The stream that begins behind a dictionary, if one does. Its end is where its length says, when the
    /// word `endstream` stands there; else at the next such word.
    fn stream(&self, dictionary: Dictionary, pos: &mut usize) -> Object {
        let mut lexer = Lexer::new(self.bytes, *pos, 2);
        if lexer.next_token() != Some(PdfToken::Word(b"stream".to_vec())) {
            return Object::Dictionary(dictionary);
        }
        let mut start = lexer.pos;
        for end in [&b"\r\n"[..], b"\n", b"\r"] {
            if self.bytes.get(start..).is_some_and(|r| r.starts_with(end)) {
                start += end.len();
                break;
            }
        }
        let length = dictionary.get(b"Length").and_then(Object::as_i64).ok().and_then(|l| usize::try_from(l).ok());
        let by_length = length.and_then(|l| start.checked_add(l)).filter(|e| {
            let rest = self.bytes.get(*e..).unwrap_or_default();
            rest.get(..rest.len().min(16)).is_some_and(|r| r.trim_ascii_start().starts_with(b"endstream"))
        });
        let end = by_length.or_else(|| find(self.bytes, b"endstream", start)).unwrap_or(self.bytes.len());
        *pos = end;
        // Pictures are not read; their bytes would only take room.
        let beeld = dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image");
        let content = if beeld { &[] } else { self.bytes.get(start..end).unwrap_or_default() };
        Object::Stream(Stream::new(dictionary, content.to_vec()))
    }

    /// The trailers: as dictionaries of their own, or as part of a cross-reference stream.
    fn trailers(&mut self) {
        let mut pos = 0;
        while let Some(word) = find(self.bytes, b"trailer", pos) {
            pos = word + 7;
            let mut lexer = Lexer::new(self.bytes, pos, self.nodes.min(10_000));
            if let Some(Object::Dictionary(d)) = lexer.object() {
                self.take_trailer(&d);
            }
            self.nodes = self.nodes.saturating_sub(50 + (lexer.pos - pos) / NONSENSE_COST);
            if self.nodes == 0 {
                return;
            }
        }
        let streams: Vec<Dictionary> = self
            .document
            .objects
            .values()
            .filter_map(|o| o.as_stream().ok())
            .filter(|s| s.dict.has_type(b"XRef"))
            .map(|s| s.dict.clone())
            .take(100)
            .collect();
        for d in &streams {
            self.take_trailer(d);
        }
    }

    fn take_trailer(&mut self, d: &Dictionary) {
        for key in [&b"Root"[..], b"Encrypt", b"ID"] {
            if let Ok(value) = d.get(key) {
                self.document.trailer.set(key, value.clone());
            }
        }
    }

    /// Undoes an encryption without a password, which forms have so that only their fields can be changed.
    fn decrypt(&mut self) -> Result<(), PdfError> {
        let Ok(reference) = self.document.trailer.get(b"Encrypt").and_then(Object::as_reference) else {
            let open = self.document.trailer.get(b"Encrypt").is_err();
            return if open { Ok(()) } else { Err(PdfError::Protected) };
        };
        self.document.authenticate_password("").map_err(|_| PdfError::Protected)?;
        let state = EncryptionState::decode(&self.document, "").map_err(|_| PdfError::Protected)?;
        for (id, object) in &mut self.document.objects {
            let itself = object.as_stream().is_ok_and(|s| s.dict.has_type(b"XRef"));
            if *id != reference && !itself {
                // What cannot be decrypted stays as it is, and will not read as text.
                let _ = decrypt_object(&state, *id, object);
            }
        }
        Ok(())
    }

    /// Takes the objects out of object streams.
    fn object_streams(&mut self, streams: &mut StreamBudget) {
        let containers: Vec<ObjectId> = self
            .document
            .objects
            .iter()
            .filter(|(_, o)| o.as_stream().is_ok_and(|s| s.dict.has_type(b"ObjStm")))
            .map(|(id, _)| *id)
            .collect();
        for holder in containers {
            let Some(Object::Stream(stream)) = self.document.objects.remove(&holder) else { continue };
            let pos = self.positions.get(&holder).copied().unwrap_or(0);
            let first = stream.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|f| usize::try_from(f).ok());
            if let (Some(content), Some(first)) = (streams.read(&stream), first) {
                self.read_object_stream(&content, first, pos);
            }
        }
    }

    fn read_object_stream(&mut self, content: &[u8], first: usize, pos: usize) {
        let index = content.get(..first).unwrap_or_default();
        let numbers: Vec<usize> =
            index.split(u8::is_ascii_whitespace).filter_map(|g| std::str::from_utf8(g).ok()?.parse().ok()).collect();
        let mut previous = None;
        for [number, distance] in numbers.as_chunks::<2>().0 {
            // Two objects at one place, or an earlier place, would be read again and again.
            if previous.is_some_and(|v| *distance <= v) {
                continue;
            }
            previous = Some(*distance);
            let (Some(start), Ok(number)) = (first.checked_add(*distance), u32::try_from(*number)) else { continue };
            let mut lexer = Lexer::new(content, start, self.nodes);
            let object = lexer.object();
            self.nodes = lexer.remaining;
            // An object that runs on past its neighbours makes their places overlap; skip those too.
            previous = previous.max(lexer.pos.checked_sub(first + 1));
            if self.nodes == 0 || self.document.objects.len() > MAX_OBJECTS {
                self.too_much = true;
                return;
            }
            let id = (number, 0);
            let Some(object) = object else { continue };
            if self.positions.get(&id).is_none_or(|p| *p < pos) {
                self.positions.insert(id, pos);
                self.document.objects.insert(id, object);
            }
        }
    }

    /// Makes sure that there is a catalog to start from.
    fn root(&mut self) -> Result<(), PdfError> {
        if self.document.catalog().is_ok_and(|c| c.has(b"Pages")) {
            return Ok(());
        }
        let catalog = self
            .document
            .objects
            .iter()
            .rev()
            .find(|(_, o)| o.as_dict().is_ok_and(|d| d.has_type(b"Catalog")))
            .map(|(id, _)| *id);
        self.document.trailer.set("Root", Object::Reference(catalog.ok_or(PdfError::NotPdf)?));
        Ok(())
    }
}
