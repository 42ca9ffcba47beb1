//! Fonts, as far as reading needs them: which characters the bytes of a string stand for, and how wide they
//! are, so that a gap between two pieces of text can be told from a space.

use std::{collections::BTreeMap, rc::Rc};

use lopdf::{Dictionary, Document, Encoding, Object};

use super::{StreamBudget, cmap::CharMap, number, value};
use crate::intake::symbol_font::{self, SymbolFont};

/// Fonts that are looked at in one file.
const MAX_FONTS: usize = 60;

/// Widths of one font; the rest is taken as its usual width.
const MAX_WIDTHS: usize = 5000;

/// Widths of Helvetica for the printable ASCII characters, thousandths of the font size; the measure of
/// every font that does not give its own.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// The fonts of a file, each read once.
#[derive(Default)]
pub struct FontCache {
    read: BTreeMap<Vec<u8>, Rc<Font>>,
}

impl FontCache {
    /// None read yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The font that `name` stands for among these resources.
    pub fn get(
        &mut self,
        document: &Document,
        resources: &Dictionary,
        name: &[u8],
        streams: &mut StreamBudget,
    ) -> Option<Rc<Font>> {
        let list = value(document, resources, b"Font")?.as_dict().ok()?;
        // A font is known by the object that holds it; one written in place by its name.
        let key = match list.get(name).ok()? {
            Object::Reference((nr, version)) => format!("{nr} {version} R").into_bytes(),
            _ => [b"/", name].concat(),
        };
        if let Some(font) = self.read.get(&key) {
            return Some(Rc::clone(font));
        }
        if self.read.len() >= MAX_FONTS {
            // Without its font a text cannot be read.
            streams.cut = true;
            return None;
        }
        let font = Rc::new(Font::read(document, value(document, list, name)?.as_dict().ok()?, streams));
        self.read.insert(key, Rc::clone(&font));
        Some(font)
    }
}

/// One font.
#[derive(Debug, Default)]
pub struct Font {
    char_map: Option<CharMap>,
    /// The 256 characters of a simple font.
    chars: Vec<String>,
    widths: BTreeMap<u32, f64>,
    standard: Option<f64>,
    /// Codes of two bytes.
    double: bool,
    narrow: bool,
    /// Its letters are pictures.
    symbols: Option<SymbolFont>,
}

/// What a string shows, and how far it runs.
#[derive(Debug, Default)]
pub struct ShownText {
    /// Its text.
    pub text: String,
    /// Its width in thousandths of the font size, without spacing.
    pub width: f64,
    /// How many codes it has, each widened by character spacing.
    pub codes: u32,
    /// How many of them are spaces, each widened by word spacing.
    pub spaces: u32,
}

impl Font {
    fn read(document: &Document, font_dict: &Dictionary, streams: &mut StreamBudget) -> Self {
        let char_map = value(document, font_dict, b"ToUnicode")
            .and_then(|o| o.as_stream().ok())
            .and_then(|s| streams.read(s))
            .map(|b| CharMap::read(&b));
        let double = font_dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|s| s == b"Type0");
        let name = font_dict.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
        let narrow = name.windows(7).any(|w| w.eq_ignore_ascii_case(b"courier"));
        let symbols = SymbolFont::named(&String::from_utf8_lossy(name));
        let mut font = Self { char_map, double, narrow, symbols, ..Self::default() };
        if double {
            font.double_byte_widths(document, font_dict);
        } else {
            font.chars = single_byte_chars(document, font_dict);
            font.single_byte_widths(document, font_dict);
        }
        font
    }

    fn single_byte_widths(&mut self, document: &Document, font_dict: &Dictionary) {
        let first =
            value(document, font_dict, b"FirstChar").and_then(|o| o.as_i64().ok()).and_then(|e| u32::try_from(e).ok());
        let list = value(document, font_dict, b"Widths").and_then(|o| o.as_array().ok());
        let (Some(first), Some(list)) = (first, list) else { return };
        for (code, width) in (first..256).zip(list) {
            let width = document.dereference(width).ok().and_then(|(_, o)| number(o));
            self.widths.extend(width.map(|b| (code, b)));
        }
    }

    fn double_byte_widths(&mut self, document: &Document, font_dict: &Dictionary) {
        let descendant = value(document, font_dict, b"DescendantFonts")
            .and_then(|o| o.as_array().ok()?.first())
            .and_then(|o| document.dereference(o).ok()?.1.as_dict().ok());
        let Some(descendant) = descendant else { return };
        self.standard = Some(value(document, descendant, b"DW").and_then(number).unwrap_or(1000.0));
        let Some(list) = value(document, descendant, b"W").and_then(|o| o.as_array().ok()) else { return };
        let mut rest = list.as_slice();
        while let [from, until, onward @ ..] = rest {
            let Some(from) = from.as_i64().ok().and_then(|v| u32::try_from(v).ok()) else { return };
            if let Ok((_, Object::Array(widths))) = document.dereference(until) {
                self.widths.extend((from..).zip(widths.iter().filter_map(number)).take(MAX_WIDTHS));
                rest = onward;
            } else if let ([width, onward @ ..], Some(until)) =
                (onward, until.as_i64().ok().and_then(|t| u32::try_from(t).ok()))
            {
                let width = number(width).unwrap_or(500.0);
                self.widths.extend((from..=until).take(1000).map(|c| (c, width)));
                rest = onward;
            } else {
                return;
            }
            if self.widths.len() > MAX_WIDTHS {
                return;
            }
        }
    }

    /// What a string shows.
    pub fn show(&self, bytes: &[u8]) -> ShownText {
        let mut out = ShownText::default();
        for code in bytes.chunks(if self.double { 2 } else { 1 }) {
            let code = code.iter().fold(0_u32, |c, b| c << 8 | u32::from(*b));
            let character = self.character(code);
            out.width += self.width(code, &character);
            out.spaces += u32::from(!self.double && code == 32);
            out.codes += 1;
            out.text.push_str(&character);
        }
        out
    }

    fn character(&self, code: u32) -> String {
        let from_map =
            self.char_map.as_ref().and_then(|k| k.character(code)).filter(|t| !t.contains(['\u{fffd}', '\u{0}']));
        let text = from_map.unwrap_or_else(|| {
            // Without a map the letters of a font of symbols say nothing by themselves.
            let drawn = self.symbols.filter(|_| !self.double).and_then(|font| font.glyph(code));
            let plain = || usize::try_from(code).ok().and_then(|code| self.chars.get(code)).cloned();
            drawn.map(str::to_owned).or_else(plain).unwrap_or_default()
        });
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(one), None) => self.drawn(one).map_or(text, str::to_owned),
            _ => text,
        }
    }

    /// The box or tick that a single character is in this font.
    fn drawn(&self, c: char) -> Option<&'static str> {
        let private = matches!(c, '\u{e000}'..='\u{f8ff}');
        match self.symbols {
            Some(font) if private || font.is_picture_only() => font.glyph(u32::from(c)),
            _ => symbol_font::private(c),
        }
    }

    fn width(&self, code: u32, character: &str) -> f64 {
        if let Some(b) = self.widths.get(&code).copied().or(self.standard) {
            return b;
        }
        if self.narrow {
            return 600.0;
        }
        let pos =
            character.chars().next().and_then(|c| usize::try_from(u32::from(c)).ok()).and_then(|c| c.checked_sub(32));
        pos.and_then(|p| HELVETICA.get(p)).map_or(556.0, |b| f64::from(*b))
    }
}

/// What the 256 codes of a simple font stand for. A dictionary of odd glyph names still has a base.
fn single_byte_chars(document: &Document, font_dict: &Dictionary) -> Vec<String> {
    let mut without = font_dict.clone();
    without.remove(b"ToUnicode");
    if without.get_type().is_err() {
        without.set("Type", Object::Name(b"Font".to_vec()));
    }
    let known = without.get_font_encoding_with_limit(document, super::MAX_STREAM);
    let winansi = Encoding::SimpleEncoding(b"WinAnsiEncoding");
    let known = match &known {
        // Symbol fonts and the like name no encoding; the usual one is the better guess.
        Ok(e) if without.has(b"Encoding") => e,
        Ok(_) | Err(_) => &winansi,
    };
    (0..=255_u8)
        .map(|code| known.bytes_to_string(&[code]).or_else(|_| winansi.bytes_to_string(&[code])).unwrap_or_default())
        .collect()
}
