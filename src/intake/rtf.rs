//! Rich text, as Outlook keeps a mail that has no other rendering: compressed, and often HTML in disguise.
//! Formatting is dropped; lines, cells and the disguised HTML are kept.

use super::{
    encoding, html, limits,
    line::{self, TextLine},
};

/// What compressed rich text may unpack to.
const MAX_UNPACKED: usize = 4 << 20;

/// The text that every compressor and decompressor starts from.
const BEGIN: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// Undoes Outlook's compression.
pub fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let header: &[u8; 16] = bytes.first_chunk()?;
    let content = bytes.get(16..)?;
    match header {
        [.., b'M', b'E', b'L', b'A', _, _, _, _] => Some(content.to_vec()),
        [.., b'L', b'Z', b'F', b'u', _, _, _, _] => lzfu(content),
        _ => None,
    }
}

/// Runs of eight literals or references into the last 4096 bytes, announced by one byte of flags.
fn lzfu(content: &[u8]) -> Option<Vec<u8>> {
    let mut window = [0_u8; 4096];
    for (target, b) in window.iter_mut().zip(BEGIN) {
        *target = *b;
    }
    let mut write_pos = BEGIN.len();
    let mut out = Vec::new();
    let set = |b: u8, write_pos: &mut usize, out: &mut Vec<u8>, window: &mut [u8; 4096]| {
        if let Some(target) = window.get_mut(*write_pos % 4096) {
            *target = b;
        }
        *write_pos = (*write_pos + 1) % 4096;
        out.push(b);
    };
    let mut rest = content.iter().copied();
    while let Some(flags) = rest.next() {
        for bit in 0..8 {
            if flags >> bit & 1 == 0 {
                let Some(b) = rest.next() else { return Some(out) };
                set(b, &mut write_pos, &mut out, &mut window);
                continue;
            }
            let (Some(high), Some(low)) = (rest.next(), rest.next()) else { return Some(out) };
            let reference = usize::from(high) << 8 | usize::from(low);
            let (pos, length) = (reference >> 4, (reference & 15) + 2);
            if pos == write_pos {
                return Some(out);
            }
            for i in 0..length {
                let b = window.get((pos + i) % 4096).copied().unwrap_or_default();
                set(b, &mut write_pos, &mut out, &mut window);
            }
            if out.len() > MAX_UNPACKED {
                return None;
            }
        }
    }
    Some(out)
}

/// The lines of rich text.
pub fn lines(rtf: &[u8]) -> Vec<TextLine> {
    let mut reader = RtfReader { groups: vec![Group::default()], ..RtfReader::default() };
    reader.read(rtf);
    if reader.is_html { html::lines(&reader.out) } else { line::lines(&reader.out) }
}

/// What holds within one pair of braces.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    /// Fonts, colours, pictures: not text.
    silent: bool,
    /// A piece of the disguised HTML.
    htmltag: bool,
    /// Rendering of the HTML for programs that do not know it.
    replacement: bool,
}

#[derive(Default)]
struct RtfReader {
    out: String,
    groups: Vec<Group>,
    is_html: bool,
    /// Bytes in the code page that wait to be read as text.
    raw: Vec<u8>,
    /// Characters to skip after a Unicode character, and how many that usually is.
    to_skip: usize,
    fallback_chars: usize,
}

impl RtfReader {
    fn read(&mut self, rtf: &[u8]) {
        self.fallback_chars = 1;
        let mut rest = rtf;
        while let Some((b, onward)) = rest.split_first() {
            rest = onward;
            if self.out.len() > limits::TEXT {
                break;
            }
            match b {
                b'{' => {
                    self.flush();
                    let group = self.groups.last().copied().unwrap_or_default();
                    // Deeper than any program writes: read on without keeping track.
                    if self.groups.len() < 500 {
                        self.groups.push(group);
                    }
                }
                b'}' => {
                    self.flush();
                    if self.groups.len() > 1 {
                        self.groups.pop();
                    }
                }
                b'\\' => rest = self.control_word(rest),
                b'\r' | b'\n' => {}
                text => self.character(*text),
            }
        }
        self.flush();
    }

    fn group(&mut self) -> Option<&mut Group> {
        self.groups.last_mut()
    }

    fn visible(&self) -> bool {
        self.groups.last().is_none_or(|g| !(g.silent || self.is_html && g.replacement))
    }

    fn character(&mut self, b: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else if self.visible() {
            self.raw.push(b);
        }
    }

    fn flush(&mut self) {
        if !self.raw.is_empty() {
            let raw = std::mem::take(&mut self.raw);
            self.out.push_str(&encoding::to_text(&raw, Some("windows-1252")));
        }
    }

    fn write(&mut self, text: &str) {
        if self.visible() {
            self.flush();
            self.out.push_str(text);
        }
    }

    /// A control word or symbol; what stands behind it is returned.
    fn control_word<'r>(&mut self, rest: &'r [u8]) -> &'r [u8] {
        let Some((first, after)) = rest.split_first() else { return rest };
        if !first.is_ascii_alphabetic() {
            return self.symbol(*first, after);
        }
        let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let (word, after) = rest.split_at(length);
        let digits = after.iter().enumerate().take_while(|(i, b)| b.is_ascii_digit() || *i == 0 && **b == b'-').count();
        let (number, after) = after.split_at(digits);
        let number = std::str::from_utf8(number).ok().and_then(|g| g.parse::<i64>().ok());
        self.word(word, number);
        after.strip_prefix(b" ").unwrap_or(after)
    }

    fn symbol<'r>(&mut self, symbol: u8, after: &'r [u8]) -> &'r [u8] {
        match symbol {
            b'\'' => {
                let hex = after.get(..2).and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok());
                if let Some(b) = hex {
                    self.character(b);
                    return after.get(2..).unwrap_or_default();
                }
            }
            b'*' => {
                // An optional group; only the disguised HTML is of use.
                let html = after.starts_with(b"\\htmltag") || after.starts_with(b"\\mhtmltag");
                if let Some(g) = self.group() {
                    g.silent |= !html;
                }
            }
            b'~' => self.write(" "),
            b'_' => self.write("-"),
            b'\r' | b'\n' => self.write("\n"),
            b'\\' | b'{' | b'}' => self.character(symbol),
            _ => {}
        }
        after
    }

    fn word(&mut self, word: &[u8], number: Option<i64>) {
        let to = number != Some(0);
        match word {
            b"fromhtml" => self.is_html = to,
            b"htmltag" => {
                if let Some(g) = self.group() {
                    g.htmltag = true;
                }
            }
            // A copy of a tag for one reader only.
            b"mhtmltag" | b"fonttbl" | b"colortbl" | b"stylesheet" | b"info" | b"pict" | b"object" | b"themedata"
            | b"datastore" | b"listtable" | b"header" | b"footer" => {
                if let Some(g) = self.group() {
                    g.silent = true;
                }
            }
            b"htmlrtf" => {
                self.flush();
                if let Some(g) = self.group() {
                    g.replacement = to;
                }
            }
            b"par" | b"line" | b"row" | b"sect" | b"page" => self.write("\n"),
            b"tab" | b"cell" => {
                let character = if self.is_html { " " } else { "\t" };
                self.write(character);
            }
            b"emdash" | b"endash" => self.write("–"),
            b"lquote" | b"rquote" => self.write("'"),
            b"ldblquote" | b"rdblquote" => self.write("\""),
            b"bullet" => self.write("•"),
            b"uc" => self.fallback_chars = number.and_then(|g| usize::try_from(g).ok()).unwrap_or(1).min(10),
            b"u" => {
                let code = number.map(|g| if g < 0 { g + 65_536 } else { g });
                let character = code.and_then(|c| u32::try_from(c).ok()).and_then(char::from_u32);
                self.write(&character.map_or_else(String::new, String::from));
                self.to_skip = self.fallback_chars;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(rtf: &str) -> Vec<String> {
        lines(rtf.as_bytes()).iter().map(TextLine::plain).filter(|r| !r.is_empty()).collect()
    }

    #[test]
    fn text_lines_and_accents() {
        let rtf =
            r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Naam: \'d6mer\par Pati\u235\'ebnt \{x\}\tab z{\*\generator Y;}\par}";
        assert_eq!(plain(rtf), ["Naam: Ömer", "Patiënt {x} z"]);
    }

    #[test]
    fn disguised_html_is_read_as_html() {
        let rtf = r"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <table><tr><td>}Naam{\*\htmltag72 </td><td>}\htmlrtf \tab \htmlrtf0 X{\*\htmltag72 </td></tr></table>}{\*\mhtmltag64 <x>}}";
        assert_eq!(
            lines(rtf.as_bytes()).first().map(|r| r.cells.clone()),
            Some(vec!["Naam".to_owned(), "X".to_owned()])
        );
    }

    #[test]
    fn compression_is_undone() {
        // "{\rtf1 WXYZWXYZ}" with a reference into the starting text and into itself.
        let mut packed = vec![0_u8; 8];
        packed.extend(b"LZFu\0\0\0\0");
        packed.extend([0x01, 0x00, 0x04, b' ', b'W', b'X', b'Y', b'Z', b'}', b' ']);
        let out = unpacked(&packed).unwrap_or_default();
        assert!(out.starts_with(b"{\\rtf1 WXYZ}"), "{:?}", String::from_utf8_lossy(&out));
        assert_eq!(unpacked(b"te kort"), None);
    }

    #[test]
    fn no_bytes_make_it_panic() {
        proptest::proptest!(|(t in "[{}\\\\*'a-z0-9 \u{e9}-]{0,80}", b in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80))| {
            lines(t.as_bytes());
            let mut packed = b"12345678LZFu1234".to_vec();
            packed.extend(b);
            let _ = unpacked(&packed);
        });
    }
}
