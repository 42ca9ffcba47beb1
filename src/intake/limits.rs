//! What one mail may cost. Anybody can send one to wear the desk out: all that is unpacked, split or opened
//! is paid for out of one [`Budget`], counted in bytes and parts rather than in seconds, so that the
//! same mail gives the same answer on a fast and on a slow machine. The numbers are chosen so that
//! the dearest mail stays well under 5 seconds and 256 MiB.

use std::panic::{AssertUnwindSafe, catch_unwind};

const MIB: usize = 1 << 20;

/// Largest file that is read at all. Exchange stops at 35 MB unless told otherwise.
pub const FILE: usize = 50 * MIB;
/// Bytes that all attachments of a mail together may decode to.
pub const UNPACKED: usize = 64 * MIB;
/// Mails in one file.
pub const MAILS: usize = 200;
/// Mails in one file from which each further one gets no budget of its own.
const OWN_BUDGETS: usize = 4;
/// MIME parts, attachments and nested mails of one mail together.
pub const MAX_PARTS: usize = 400;
/// Mails within mails and multiparts within multiparts.
pub const MAX_DEPTH: usize = 12;
/// The header block of one part; what is longer is cut off.
pub const HEADERS: usize = 128 << 10;
/// Characters of one text that are searched for fields, and that are kept as the running text.
pub const TEXT: usize = MIB / 2;
/// Lines of one text.
pub const LINES: usize = 10_000;
/// What all texts of a mail together may cost to search: their bytes, and for each line as much as a line
/// of this many bytes.
pub const SEARCHED: usize = 3 * MIB / 2;
const PER_LINE: usize = 50;
/// Documents (docx, pdf, msg, text, html) that are opened per mail.
pub const DOCUMENTS: usize = 8;
/// Size of a document that is opened; all opened documents of a mail together may be twice this.
pub const DOCUMENT: usize = 16 * MIB;
/// Bytes that the text of one docx may unpack to.
pub const DOCX_TEXT: usize = 4 * MIB;

/// What is left to spend on one mail.
#[derive(Debug)]
pub struct Budget {
    unpacked: usize,
    parts: usize,
    documents: usize,
    document_bytes: usize,
    searched: usize,
}

impl Budget {
    /// A budget of which nothing is spent yet.
    pub const fn new() -> Self {
        Self::of_mails(1)
    }

    /// A budget for the mails of one file together: each may hold what a form holds, and all together not much
    /// more than one mail may cost.
    pub const fn of_mails(count: usize) -> Self {
        let times = if count > OWN_BUDGETS { OWN_BUDGETS } else { count };
        Self {
            unpacked: UNPACKED,
            parts: MAX_PARTS + 10 * (count - 1),
            documents: DOCUMENTS + 2 * (count - 1),
            document_bytes: 2 * DOCUMENT,
            searched: times * SEARCHED,
        }
    }

    /// Pays for unpacked bytes; false when there is not enough left.
    pub const fn take_bytes(&mut self, bytes: usize) -> bool {
        match self.unpacked.checked_sub(bytes) {
            Some(remaining) => {
                self.unpacked = remaining;
                true
            }
            None => false,
        }
    }

    /// Pays for one part; false when there are none left.
    pub const fn take_part(&mut self) -> bool {
        match self.parts.checked_sub(1) {
            Some(remaining) => {
                self.parts = remaining;
                true
            }
            None => false,
        }
    }

    /// Pays for searching lines of so many bytes each; false when it is too much.
    pub fn take_lines(&mut self, lines: impl Iterator<Item = usize>) -> bool {
        match self.searched.checked_sub(lines.map(|bytes| PER_LINE + bytes).sum()) {
            Some(remaining) => {
                self.searched = remaining;
                true
            }
            None => false,
        }
    }

    /// Pays for opening a document of this size; false when it is too large or one too many.
    pub const fn take_document(&mut self, bytes: usize) -> bool {
        if bytes > DOCUMENT {
            return false;
        }
        match (self.documents.checked_sub(1), self.document_bytes.checked_sub(bytes)) {
            (Some(count), Some(remaining)) => {
                self.documents = count;
                self.document_bytes = remaining;
                true
            }
            _ => false,
        }
    }
}

/// Runs somebody else's parser; a panic in it is an answer too: `None`.
pub fn catch_panic<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

/// The longest start of `text` that fits in `bytes` and ends between two characters.
pub fn start(text: &str, bytes: usize) -> &str {
    let mut limit = bytes.min(text.len());
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    text.get(..limit).unwrap_or_default()
}

/// Where `search` first stands in `bytes`, from `starting_at` on.
pub fn find(bytes: &[u8], search: &[u8], starting_at: usize) -> Option<usize> {
    let first = *search.first()?;
    let mut pos = starting_at;
    loop {
        pos += bytes.get(pos..)?.iter().position(|b| *b == first)?;
        if bytes.get(pos..)?.starts_with(search) {
            return Some(pos);
        }
        pos += 1;
    }
}
