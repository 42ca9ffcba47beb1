//! Files in a zip: a Word or OpenDocument text, or documents that somebody packed together. The sizes in its table
//! are the sender's word; what comes out is counted.

use std::io::{Cursor, Read as _};

use zip::{ZipArchive, result::ZipError};

use super::limits::{self, Budget, find};

/// Entries of a table of contents that is read at all; each costs memory before anything can be refused.
const MAX_ENTRIES: usize = 2000;
/// Files that are taken out of a zip of documents.
const MAX_FILES: usize = 30;
/// Files that are unpacked in vain before the rest is left alone.
const MAX_MISSES: usize = 2;

/// An open zip.
pub type Zip<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Why a zip or a part of it gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZipFault {
    /// No zip, or a damaged one, or the part is not in it.
    Damaged,
    /// It unpacks to more than the limit, or has more in it.
    TooLarge,
}

/// What sort of zip it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZipKind {
    /// A Word document.
    Word,
    /// An OpenDocument text.
    OpenDocument,
    /// A sheet, slides or a drawing.
    OtherOffice,
    /// Files packed together.
    Files,
}

/// Opens a zip.
pub fn open(bytes: &[u8]) -> Result<Zip<'_>, ZipFault> {
    let (mut count, mut pos) = (0, 0);
    while let Some(found) = find(bytes, b"PK\x01\x02", pos) {
        (count, pos) = (count + 1, found + 1);
    }
    if count > MAX_ENTRIES {
        return Err(ZipFault::TooLarge);
    }
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| ZipFault::Damaged)
}

/// What sort of zip this is, by what is in it.
pub fn kind(zip: &mut Zip<'_>) -> ZipKind {
    let mimetype = part(zip, "mimetype", 200).unwrap_or_default();
    let mimetype = mimetype.trim_ascii();
    if mimetype.starts_with(b"application/vnd.oasis.opendocument.text") {
        return ZipKind::OpenDocument;
    }
    let is_office = zip.index_for_name("[Content_Types].xml").is_some();
    let has_folder = |zip: &Zip<'_>, folder: &str| zip.file_names().flatten().any(|name| name.starts_with(folder));
    match is_office {
        true if has_folder(zip, "xl/") || has_folder(zip, "ppt/") || has_folder(zip, "visio/") => ZipKind::OtherOffice,
        true => ZipKind::Word,
        false if mimetype.starts_with(b"application/vnd.oasis.opendocument") => ZipKind::OtherOffice,
        false if zip.index_for_name("word/document.xml").is_some() => ZipKind::Word,
        false => ZipKind::Files,
    }
}

/// One part, up to a number of bytes.
pub fn part(zip: &mut Zip<'_>, name: &str, limit: usize) -> Result<Vec<u8>, ZipFault> {
    let part = zip.by_name(name).map_err(|_| ZipFault::Damaged)?;
    let mut out = Vec::new();
    part.take(limit as u64 + 1).read_to_end(&mut out).map_err(|_| ZipFault::Damaged)?;
    if out.len() > limit { Err(ZipFault::TooLarge) } else { Ok(out) }
}

/// A part of XML.
pub fn xml(zip: &mut Zip<'_>, name: &str) -> Result<String, ZipFault> {
    let bytes = part(zip, name, limits::DOCX_TEXT)?;
    Ok(match bytes.as_slice() {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => super::encoding::to_text(&bytes, None),
        _ => String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()),
    })
}

/// The files of a zip of documents.
#[derive(Debug, Default)]
pub struct PackedFiles {
    /// Name and bytes of each.
    pub files: Vec<(String, Vec<u8>)>,
    /// How many could not be taken out: too large, too many, or damaged.
    pub left: usize,
    /// True when at least one of them has a password.
    pub locked: bool,
}

/// Takes the files out, as far as the budget allows.
pub fn files(zip: &mut Zip<'_>, budget: &mut Budget) -> PackedFiles {
    let mut out = PackedFiles::default();
    // What does not fit has been unpacked all the same; a few of those are enough.
    let mut misses = 0;
    for index in 0..zip.len() {
        let file = match zip.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(reason)) if reason == ZipError::PASSWORD_REQUIRED => {
                out.locked = true;
                out.left += 1;
                continue;
            }
            Err(_) => {
                out.left += 1;
                continue;
            }
        };
        // What macOS adds for itself holds nothing.
        let name = file.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let own = name.starts_with("__MACOSX/") || name.ends_with(".DS_Store") || name.ends_with("Thumbs.db");
        if file.is_dir() || own {
            continue;
        }
        let mut bytes = Vec::new();
        let fits = out.files.len() < MAX_FILES
            && misses < MAX_MISSES
            && budget.take_part()
            && file.take(limits::DOCUMENT as u64 + 1).read_to_end(&mut bytes).is_ok()
            && bytes.len() <= limits::DOCUMENT
            && budget.take_bytes(bytes.len());
        if fits {
            out.files.push((name, bytes));
        } else {
            misses += usize::from(!bytes.is_empty());
            out.left += 1;
        }
    }
    out
}
