//! What one mail may cost. Hostile mail is normal mail: everything that is unpacked, split or opened
//! is paid for out of one [`Budget`], counted in bytes and parts rather than in seconds, so that the
//! same mail gives the same answer on a fast and on a slow machine. The numbers are chosen so that
//! the dearest mail stays well under 5 seconds and 256 MiB.

use super::regel::Regel;
use std::panic::{AssertUnwindSafe, catch_unwind};

const MIB: usize = 1 << 20;

/// Largest file that is read at all. Exchange stops at 35 MB unless told otherwise.
pub const BESTAND: usize = 50 * MIB;
/// Bytes that all attachments of a mail together may decode to.
pub const UITGEPAKT: usize = 64 * MIB;
/// MIME parts, attachments and nested mails of one mail together.
pub const DELEN: usize = 400;
/// Mails within mails and multiparts within multiparts.
pub const DIEPTE: usize = 12;
/// The header block of one part; what is longer is cut off.
pub const KOP: usize = 128 << 10;
/// Characters of one text that are searched for fields, and that are kept as the running text.
pub const TEKST: usize = MIB / 2;
/// Lines of one text.
pub const REGELS: usize = 10_000;
/// What all texts of a mail together may cost to search: their bytes, and for each line as much as a line
/// of this many bytes.
pub const DOORZOCHT: usize = 3 * MIB / 2;
const PER_REGEL: usize = 50;
/// Documents (docx, pdf, msg, text, html) that are opened per mail.
pub const DOCUMENTEN: usize = 8;
/// Size of a document that is opened; all opened documents of a mail together may be twice this.
pub const DOCUMENT: usize = 16 * MIB;
/// Bytes that the text of one docx may unpack to.
pub const DOCX_TEKST: usize = 4 * MIB;

/// What is left to spend on one mail.
#[derive(Debug)]
pub struct Budget {
    uitgepakt: usize,
    delen: usize,
    documenten: usize,
    documentbytes: usize,
    doorzocht: usize,
}

impl Budget {
    /// A full purse.
    pub const fn nieuw() -> Self {
        Self {
            uitgepakt: UITGEPAKT,
            delen: DELEN,
            documenten: DOCUMENTEN,
            documentbytes: 2 * DOCUMENT,
            doorzocht: DOORZOCHT,
        }
    }

    /// Pays for unpacked bytes; false when there is not enough left.
    pub const fn neem_bytes(&mut self, bytes: usize) -> bool {
        match self.uitgepakt.checked_sub(bytes) {
            Some(over) => {
                self.uitgepakt = over;
                true
            }
            None => false,
        }
    }

    /// Pays for one part; false when there are none left.
    pub const fn neem_deel(&mut self) -> bool {
        match self.delen.checked_sub(1) {
            Some(over) => {
                self.delen = over;
                true
            }
            None => false,
        }
    }

    /// Pays for searching lines; false when it is too much.
    pub fn neem_regels(&mut self, regels: &[Regel]) -> bool {
        let kosten = |r: &Regel| PER_REGEL + r.cellen.iter().map(String::len).sum::<usize>();
        match self.doorzocht.checked_sub(regels.iter().map(kosten).sum()) {
            Some(over) => {
                self.doorzocht = over;
                true
            }
            None => false,
        }
    }

    /// Pays for opening a document of this size; false when it is too large or one too many.
    pub const fn neem_document(&mut self, bytes: usize) -> bool {
        if bytes > DOCUMENT {
            return false;
        }
        match (self.documenten.checked_sub(1), self.documentbytes.checked_sub(bytes)) {
            (Some(aantal), Some(over)) => {
                self.documenten = aantal;
                self.documentbytes = over;
                true
            }
            _ => false,
        }
    }
}

/// Runs somebody else's parser; a panic in it is an answer too: `None`.
pub fn veilig<T>(lees: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(lees)).ok()
}

/// The longest start of `tekst` that fits in `bytes` and ends between two characters.
pub fn begin(tekst: &str, bytes: usize) -> &str {
    let mut grens = bytes.min(tekst.len());
    while !tekst.is_char_boundary(grens) {
        grens -= 1;
    }
    tekst.get(..grens).unwrap_or_default()
}

/// Where `zoek` first stands in `bytes`, from `vanaf` on.
pub fn vind(bytes: &[u8], zoek: &[u8], vanaf: usize) -> Option<usize> {
    let eerste = *zoek.first()?;
    let mut plek = vanaf;
    loop {
        plek += bytes.get(plek..)?.iter().position(|b| *b == eerste)?;
        if bytes.get(plek..)?.starts_with(zoek) {
            return Some(plek);
        }
        plek += 1;
    }
}
