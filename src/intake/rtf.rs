//! Rich text, as Outlook keeps a mail that has no other rendering: compressed, and often HTML in disguise.
//! Formatting is dropped; lines, cells and the disguised HTML are kept.

use super::{
    codering, grenzen, html,
    regel::{self, Regel},
};

/// What compressed rich text may unpack to.
const GRENS: usize = 4 << 20;

/// The text that every compressor and decompressor starts from.
const BEGIN: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// Undoes Outlook's compression.
pub fn uitgepakt(bytes: &[u8]) -> Option<Vec<u8>> {
    let kop: &[u8; 16] = bytes.first_chunk()?;
    let inhoud = bytes.get(16..)?;
    match kop {
        [.., b'M', b'E', b'L', b'A', _, _, _, _] => Some(inhoud.to_vec()),
        [.., b'L', b'Z', b'F', b'u', _, _, _, _] => lzfu(inhoud),
        _ => None,
    }
}

/// Runs of eight literals or references into the last 4096 bytes, announced by one byte of flags.
fn lzfu(inhoud: &[u8]) -> Option<Vec<u8>> {
    let mut venster = [0_u8; 4096];
    for (doel, b) in venster.iter_mut().zip(BEGIN) {
        *doel = *b;
    }
    let mut schrijf = BEGIN.len();
    let mut uit = Vec::new();
    let zet = |b: u8, schrijf: &mut usize, uit: &mut Vec<u8>, venster: &mut [u8; 4096]| {
        if let Some(doel) = venster.get_mut(*schrijf % 4096) {
            *doel = b;
        }
        *schrijf = (*schrijf + 1) % 4096;
        uit.push(b);
    };
    let mut rest = inhoud.iter().copied();
    while let Some(vlaggen) = rest.next() {
        for bit in 0..8 {
            if vlaggen >> bit & 1 == 0 {
                let Some(b) = rest.next() else { return Some(uit) };
                zet(b, &mut schrijf, &mut uit, &mut venster);
                continue;
            }
            let (Some(hoog), Some(laag)) = (rest.next(), rest.next()) else { return Some(uit) };
            let verwijzing = usize::from(hoog) << 8 | usize::from(laag);
            let (plek, lengte) = (verwijzing >> 4, (verwijzing & 15) + 2);
            if plek == schrijf {
                return Some(uit);
            }
            for i in 0..lengte {
                let b = venster.get((plek + i) % 4096).copied().unwrap_or_default();
                zet(b, &mut schrijf, &mut uit, &mut venster);
            }
            if uit.len() > GRENS {
                return None;
            }
        }
    }
    Some(uit)
}

/// The lines of rich text.
pub fn regels(rtf: &[u8]) -> Vec<Regel> {
    let mut lezer = Lezer { groepen: vec![Groep::default()], ..Lezer::default() };
    lezer.lees(rtf);
    if lezer.is_html { html::regels(&lezer.uit) } else { regel::regels(&lezer.uit) }
}

/// What holds within one pair of braces.
#[derive(Debug, Clone, Copy, Default)]
struct Groep {
    /// Fonts, colours, pictures: not text.
    stil: bool,
    /// A piece of the disguised HTML.
    htmltag: bool,
    /// Rendering of the HTML for programs that do not know it.
    vervanging: bool,
}

#[derive(Default)]
struct Lezer {
    uit: String,
    groepen: Vec<Groep>,
    is_html: bool,
    /// Bytes in the code page that wait to be read as text.
    ruw: Vec<u8>,
    /// Characters to skip after a Unicode character, and how many that usually is.
    overslaan: usize,
    vervangers: usize,
}

impl Lezer {
    fn lees(&mut self, rtf: &[u8]) {
        self.vervangers = 1;
        let mut rest = rtf;
        while let Some((b, verder)) = rest.split_first() {
            rest = verder;
            if self.uit.len() > grenzen::TEKST {
                break;
            }
            match b {
                b'{' => {
                    self.spoel();
                    let groep = self.groepen.last().copied().unwrap_or_default();
                    // Deeper than any program writes: read on without keeping track.
                    if self.groepen.len() < 500 {
                        self.groepen.push(groep);
                    }
                }
                b'}' => {
                    self.spoel();
                    if self.groepen.len() > 1 {
                        self.groepen.pop();
                    }
                }
                b'\\' => rest = self.opdracht(rest),
                b'\r' | b'\n' => {}
                tekst => self.teken(*tekst),
            }
        }
        self.spoel();
    }

    fn groep(&mut self) -> Option<&mut Groep> {
        self.groepen.last_mut()
    }

    fn zichtbaar(&self) -> bool {
        self.groepen.last().is_none_or(|g| !(g.stil || self.is_html && g.vervanging))
    }

    fn teken(&mut self, b: u8) {
        if self.overslaan > 0 {
            self.overslaan -= 1;
        } else if self.zichtbaar() {
            self.ruw.push(b);
        }
    }

    fn spoel(&mut self) {
        if !self.ruw.is_empty() {
            let ruw = std::mem::take(&mut self.ruw);
            self.uit.push_str(&codering::naar_tekst(&ruw, Some("windows-1252")));
        }
    }

    fn schrijf(&mut self, tekst: &str) {
        if self.zichtbaar() {
            self.spoel();
            self.uit.push_str(tekst);
        }
    }

    /// A control word or symbol; what stands behind it is returned.
    fn opdracht<'r>(&mut self, rest: &'r [u8]) -> &'r [u8] {
        let Some((eerste, na)) = rest.split_first() else { return rest };
        if !eerste.is_ascii_alphabetic() {
            return self.symbool(*eerste, na);
        }
        let lengte = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let (woord, na) = rest.split_at(lengte);
        let cijfers = na.iter().enumerate().take_while(|(i, b)| b.is_ascii_digit() || *i == 0 && **b == b'-').count();
        let (getal, na) = na.split_at(cijfers);
        let getal = std::str::from_utf8(getal).ok().and_then(|g| g.parse::<i64>().ok());
        self.woord(woord, getal);
        na.strip_prefix(b" ").unwrap_or(na)
    }

    fn symbool<'r>(&mut self, symbool: u8, na: &'r [u8]) -> &'r [u8] {
        match symbool {
            b'\'' => {
                let hex = na.get(..2).and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok());
                if let Some(b) = hex {
                    self.teken(b);
                    return na.get(2..).unwrap_or_default();
                }
            }
            b'*' => {
                // An optional group; only the disguised HTML is of use.
                let html = na.starts_with(b"\\htmltag") || na.starts_with(b"\\mhtmltag");
                if let Some(g) = self.groep() {
                    g.stil |= !html;
                }
            }
            b'~' => self.schrijf(" "),
            b'_' => self.schrijf("-"),
            b'\r' | b'\n' => self.schrijf("\n"),
            b'\\' | b'{' | b'}' => self.teken(symbool),
            _ => {}
        }
        na
    }

    fn woord(&mut self, woord: &[u8], getal: Option<i64>) {
        let aan = getal != Some(0);
        match woord {
            b"fromhtml" => self.is_html = aan,
            b"htmltag" => {
                if let Some(g) = self.groep() {
                    g.htmltag = true;
                }
            }
            // A copy of a tag for one reader only.
            b"mhtmltag" | b"fonttbl" | b"colortbl" | b"stylesheet" | b"info" | b"pict" | b"object" | b"themedata"
            | b"datastore" | b"listtable" | b"header" | b"footer" => {
                if let Some(g) = self.groep() {
                    g.stil = true;
                }
            }
            b"htmlrtf" => {
                self.spoel();
                if let Some(g) = self.groep() {
                    g.vervanging = aan;
                }
            }
            b"par" | b"line" | b"row" | b"sect" | b"page" => self.schrijf("\n"),
            b"tab" | b"cell" => {
                let teken = if self.is_html { " " } else { "\t" };
                self.schrijf(teken);
            }
            b"emdash" | b"endash" => self.schrijf("–"),
            b"lquote" | b"rquote" => self.schrijf("'"),
            b"ldblquote" | b"rdblquote" => self.schrijf("\""),
            b"bullet" => self.schrijf("•"),
            b"uc" => self.vervangers = getal.and_then(|g| usize::try_from(g).ok()).unwrap_or(1).min(10),
            b"u" => {
                let code = getal.map(|g| if g < 0 { g + 65_536 } else { g });
                let teken = code.and_then(|c| u32::try_from(c).ok()).and_then(char::from_u32);
                self.schrijf(&teken.map_or_else(String::new, String::from));
                self.overslaan = self.vervangers;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plat(rtf: &str) -> Vec<String> {
        regels(rtf.as_bytes()).iter().map(Regel::plat).filter(|r| !r.is_empty()).collect()
    }

    #[test]
    fn text_lines_and_accents() {
        let rtf =
            r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Naam: \'d6mer\par Pati\u235\'ebnt \{x\}\tab z{\*\generator Y;}\par}";
        assert_eq!(plat(rtf), ["Naam: Ömer", "Patiënt {x} z"]);
    }

    #[test]
    fn disguised_html_is_read_as_html() {
        let rtf = r"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <table><tr><td>}Naam{\*\htmltag72 </td><td>}\htmlrtf \tab \htmlrtf0 X{\*\htmltag72 </td></tr></table>}{\*\mhtmltag64 <x>}}";
        assert_eq!(
            regels(rtf.as_bytes()).first().map(|r| r.cellen.clone()),
            Some(vec!["Naam".to_owned(), "X".to_owned()])
        );
    }

    #[test]
    fn compression_is_undone() {
        // "{\rtf1 WXYZWXYZ}" with a reference into the starting text and into itself.
        let mut inpak = vec![0_u8; 8];
        inpak.extend(b"LZFu\0\0\0\0");
        inpak.extend([0x01, 0x00, 0x04, b' ', b'W', b'X', b'Y', b'Z', b'}', b' ']);
        let uit = uitgepakt(&inpak).unwrap_or_default();
        assert!(uit.starts_with(b"{\\rtf1 WXYZ}"), "{:?}", String::from_utf8_lossy(&uit));
        assert_eq!(uitgepakt(b"te kort"), None);
    }

    #[test]
    fn no_bytes_make_it_panic() {
        proptest::proptest!(|(t in "[{}\\\\*'a-z0-9 \u{e9}-]{0,80}", b in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80))| {
            regels(t.as_bytes());
            let mut inpak = b"12345678LZFu1234".to_vec();
            inpak.extend(b);
            let _ = uitgepakt(&inpak);
        });
    }
}
