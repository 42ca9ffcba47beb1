//! MAPI properties in a compound file: texts and bytes in streams of their own, numbers and times together
//! in one table per message.

use std::io::Read;

use cfb::CompoundFile;
use chrono::{DateTime, Duration};

use super::padding::Padded;
use crate::{
    domain::moment::Moment,
    intake::{
        encoding, html,
        limits::{self, Budget},
    },
};

/// Streams and folders in one file; a mail with a hundred attachments has some two thousand.
const MAX_ENTRIES: usize = 20_000;

/// An open compound file.
pub struct MsgStore<'b> {
    file: CompoundFile<Padded<'b>>,
    /// The character set of the 8-bit texts.
    charset: String,
}

impl<'b> MsgStore<'b> {
    /// Opens a file that holds a message.
    pub fn open(bytes: &'b [u8]) -> Option<Self> {
        let file = CompoundFile::open(Padded::new(bytes)).ok()?;
        if !file.is_stream("/__properties_version1.0") || file.walk().take(MAX_ENTRIES + 1).count() > MAX_ENTRIES {
            return None;
        }
        let mut store = Self { file, charset: "windows-1252".to_owned() };
        let code_page = store.number("", 0x3ffd).or_else(|| store.number("", 0x3fde));
        if let Some(code_page) = code_page {
            store.charset = charset(code_page);
        }
        Some(store)
    }

    /// True for a folder.
    pub fn is_folder(&self, path: &str) -> bool {
        self.file.is_storage(path)
    }

    /// True for a message, on its own or within another.
    pub fn is_message(&self, path: &str) -> bool {
        let mut entries = self.file.read_storage(path).into_iter().flatten();
        entries.any(|e| e.name() == "__properties_version1.0" || e.name().starts_with("__substg1.0_"))
    }

    /// The folders of the attachments of a message, in order. Some programs leave gaps in their numbers, or begin
    /// at one.
    pub fn attachments(&self, folder: &str) -> Vec<String> {
        let path = if folder.is_empty() { "/" } else { folder };
        let Ok(entries) = self.file.read_storage(path) else { return Vec::new() };
        let names = entries.filter(cfb::Entry::is_storage).map(|e| e.name().to_owned());
        let mut out: Vec<String> = names
            .filter(|name| name.to_ascii_lowercase().starts_with("__attach_version1.0_#"))
            .take(limits::MAX_PARTS + 1)
            .map(|name| format!("{folder}/{name}"))
            .collect();
        out.sort();
        out
    }

    /// The file in an object that was pasted into a text, with its name when it has one.
    pub fn object(&mut self, folder: &str, budget: &mut Budget) -> Option<(Option<String>, Vec<u8>)> {
        for name in ["Package", "CONTENTS", "EmbeddedOdf"] {
            if let Some(bytes) = self.stream(&format!("{folder}/{name}"), budget).filter(|b| !b.is_empty()) {
                return Some((None, bytes));
            }
        }
        let native = self.stream(&format!("{folder}/\u{1}Ole10Native"), budget)?;
        native_file(&native)
    }

    /// A text property, whichever way it is written.
    pub fn text(&mut self, folder: &str, number: u16, budget: &mut Budget) -> Option<String> {
        if let Some(bytes) = self.stream(&format!("{folder}/__substg1.0_{number:04X}001F"), budget) {
            let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|p| u16::from_le_bytes(*p)).collect();
            return Some(String::from_utf16_lossy(&units).trim_end_matches('\0').to_owned());
        }
        let bytes = self.stream(&format!("{folder}/__substg1.0_{number:04X}001E"), budget)?;
        Some(encoding::to_text(&bytes, Some(&self.charset)).trim_end_matches('\0').to_owned())
    }

    /// True when a property stands there with something in it, readable or not.
    pub fn has(&self, folder: &str, number: u16) -> bool {
        ["001F", "001E", "0102"].iter().any(|kind| {
            let path = format!("{folder}/__substg1.0_{number:04X}{kind}");
            self.file.entry(&path).is_ok_and(|e| e.is_stream() && !e.is_empty())
        })
    }

    /// A property of bytes.
    pub fn bytes(&mut self, folder: &str, number: u16, budget: &mut Budget) -> Option<Vec<u8>> {
        self.stream(&format!("{folder}/__substg1.0_{number:04X}0102"), budget)
    }

    /// The HTML of a message, which may be text or bytes in a charset of its own.
    pub fn html(&mut self, folder: &str, budget: &mut Budget) -> Option<String> {
        if let Some(text) = self.text(folder, 0x1013, budget) {
            return Some(text);
        }
        let bytes = self.bytes(folder, 0x1013, budget)?;
        let code_page = self.number(folder, 0x3fde).map(charset);
        let charset = html::own_charset(&bytes).or(code_page);
        Some(encoding::to_text(&bytes, charset.as_deref()))
    }

    /// A time property.
    pub fn moment(&mut self, folder: &str, number: u16) -> Option<Moment> {
        // Counted in tenths of microseconds since 1601.
        let ticks = i64::from_le_bytes(self.fixed_value(folder, number, 0x0040)?);
        let start = DateTime::parse_from_rfc3339("1601-01-01T00:00:00Z").ok()?.to_utc();
        let time = start.checked_add_signed(Duration::try_seconds(ticks / 10_000_000)?)?;
        let moment = Moment::from_utc(time);
        // What lies outside these years is a filler, not a time.
        ("1990"..="2999").contains(&moment.log_form().get(..4)?).then_some(moment)
    }

    fn number(&mut self, folder: &str, number: u16) -> Option<u32> {
        let [a, b, c, d, ..] = self.fixed_value(folder, number, 0x0003)?;
        Some(u32::from_le_bytes([a, b, c, d]))
    }

    /// An entry of the property table: eight bytes of type and number, eight of value.
    fn fixed_value(&mut self, folder: &str, number: u16, kind: u16) -> Option<[u8; 8]> {
        let table = self.limited(&format!("{folder}/__properties_version1.0"), 1 << 16)?;
        let [s0, s1] = kind.to_le_bytes();
        let [n0, n1] = number.to_le_bytes();
        // The table has a header of 32 bytes at the top, 24 in a nested message; both are whole halves of entries.
        let lines = table.as_chunks::<8>().0;
        lines.windows(2).find_map(|w| match w {
            [[a, b, c, d, ..], value] if [*a, *b, *c, *d] == [s0, s1, n0, n1] => Some(*value),
            _ => None,
        })
    }

    fn stream(&mut self, path: &str, budget: &mut Budget) -> Option<Vec<u8>> {
        if !self.file.is_stream(path) {
            return None;
        }
        let length = usize::try_from(self.file.entry(path).ok()?.len()).ok()?;
        if !budget.take_bytes(length) {
            return None;
        }
        self.limited(path, length)
    }

    fn limited(&mut self, path: &str, limit: usize) -> Option<Vec<u8>> {
        let stream = self.file.open_stream(path).ok()?;
        let mut bytes = Vec::new();
        stream.take(limit.min(limits::FILE) as u64).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// The file in a packaged object: its names, each ended by a zero, and then its length and bytes.
fn native_file(bytes: &[u8]) -> Option<(Option<String>, Vec<u8>)> {
    let mut rest = bytes.get(6..)?;
    let mut text = || {
        let end = rest.iter().take(limits::HEADERS).position(|b| *b == 0)?;
        let (text, onward) = (rest.get(..end)?, rest.get(end + 1..)?);
        rest = onward;
        Some(encoding::to_text(text, Some("windows-1252")))
    };
    let (name, _) = (text()?, text()?);
    // Eight bytes of flags and length, a path of which the length is in them, and the file.
    let path = usize::try_from(u32::from_le_bytes(*rest.get(4..)?.first_chunk::<4>()?)).ok()?;
    let rest = rest.get(8_usize.checked_add(path)?..)?;
    let length = usize::try_from(u32::from_le_bytes(*rest.first_chunk::<4>()?)).ok()?;
    let content = rest.get(4..)?;
    Some((Some(name).filter(|n| !n.is_empty()), content.get(..length.min(content.len()))?.to_vec()))
}

/// The name of a Windows code page.
fn charset(code_page: u32) -> String {
    match code_page {
        65001 => "utf-8".to_owned(),
        20127 => "us-ascii".to_owned(),
        28591 => "iso-8859-1".to_owned(),
        28605 => "iso-8859-15".to_owned(),
        other => format!("windows-{other}"),
    }
}
