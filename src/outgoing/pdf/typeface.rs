//! The letters of a PDF: Liberation Sans, of which only what is used goes into the file.

use std::{collections::BTreeMap, fmt::Write as _};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use subsetter::GlyphRemapper;
use ttf_parser::{Face, GlyphId};

use crate::domain::error::{Error, Result};

const PLAIN: &[u8] = include_bytes!("../../../assets/fonts/LiberationSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/LiberationSans-Bold.ttf");

/// Which letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typeface {
    /// Upright.
    Plain,
    /// Bold.
    Bold,
}

impl Typeface {
    const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Plain => PLAIN,
            Self::Bold => BOLD,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Plain => "PIKETA+LiberationSans",
            Self::Bold => "PIKETB+LiberationSans-Bold",
        }
    }
}

/// A typeface with the letters of it that are used.
pub struct UsedLetters {
    kind: Typeface,
    face: Face<'static>,
    used: GlyphRemapper,
    /// By the number a letter has in the file: which it is, and its number in the typeface.
    letters: BTreeMap<u16, (char, GlyphId)>,
}

impl UsedLetters {
    /// Nothing used yet.
    ///
    /// # Errors
    /// When the typeface cannot be read.
    pub fn new(typeface: Typeface) -> Result<Self> {
        let face = Face::parse(typeface.bytes(), 0).map_err(|_| unusable())?;
        Ok(Self { kind: typeface, face, used: GlyphRemapper::new(), letters: BTreeMap::new() })
    }

    /// Whether a letter is there and stands by itself: what joins the letter before it, or runs from right to left,
    /// would not come out as it should.
    pub fn has(&self, letter: char) -> bool {
        let by_itself = !matches!(letter, '\u{300}'..='\u{36f}' | '\u{590}'..='\u{8ff}');
        by_itself && self.face.glyph_index(letter).is_some()
    }

    /// How wide some words are at a size, in points.
    pub fn width(&self, words: &str, size: f32) -> f32 {
        let units: u32 =
            words.chars().filter_map(|c| self.face.glyph_index(c)).map(|id| u32::from(self.advance(id))).sum();
        self.thousandths(units) * size / 1000.0
    }

    fn advance(&self, id: GlyphId) -> u16 {
        self.face.glyph_hor_advance(id).unwrap_or_default()
    }

    #[expect(clippy::cast_precision_loss, reason = "a row of letters is far below what a float holds")]
    fn thousandths(&self, units: u32) -> f32 {
        units as f32 * 1000.0 / f32::from(self.face.units_per_em())
    }

    /// Words as the file has them: two bytes a letter, in hexadecimals.
    pub fn encode(&mut self, words: &str) -> String {
        let mut out = String::new();
        for letter in words.chars() {
            let Some(id) = self.face.glyph_index(letter) else { continue };
            let code = self.used.remap(id.0);
            // Letters that share a shape are told apart by whichever came first; a no-break space reads as a space.
            self.letters.entry(code).or_insert((letter, id));
            // Writing to a String cannot fail.
            let _ = write!(out, "{code:04X}");
        }
        out
    }

    /// Puts the letters that were used in a file.
    ///
    /// # Errors
    /// When they cannot be taken out of the typeface.
    pub fn embed(&self, file: &mut Document) -> Result<ObjectId> {
        let program = subsetter::subset(self.kind.bytes(), 0, &self.used).map_err(|_| unusable())?;
        let length = i64::try_from(program.len()).unwrap_or(i64::MAX);
        let program = file.add_object(Stream::new(dictionary! { "Length1" => length }, program));
        let name = self.kind.name();
        let unit = |value: i16| Object::Real(f32::from(value) * 1000.0 / f32::from(self.face.units_per_em()));
        let bounds = self.face.global_bounding_box();
        let descriptor = file.add_object(dictionary! {
            "Type" => "FontDescriptor", "FontName" => name, "Flags" => 32, "ItalicAngle" => 0,
            "FontBBox" => vec![unit(bounds.x_min), unit(bounds.y_min), unit(bounds.x_max), unit(bounds.y_max)],
            "Ascent" => unit(self.face.ascender()), "Descent" => unit(self.face.descender()),
            "CapHeight" => unit(self.face.capital_height().unwrap_or_default()),
            "StemV" => if self.kind == Typeface::Bold { 140 } else { 80 }, "FontFile2" => program,
        });
        let mut widths = Vec::new();
        for (code, (_, id)) in &self.letters {
            widths.push(i64::from(*code).into());
            widths.push(Object::Array(vec![Object::Real(self.thousandths(u32::from(self.advance(*id))))]));
        }
        let system: Dictionary = dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        };
        let descendant = file.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => name, "CIDSystemInfo" => system,
            "FontDescriptor" => descriptor, "DW" => 0, "W" => widths, "CIDToGIDMap" => "Identity",
        });
        let unicode = file.add_object(Stream::new(dictionary! {}, self.to_unicode().into_bytes()));
        Ok(file.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => name, "Encoding" => "Identity-H",
            "DescendantFonts" => vec![descendant.into()], "ToUnicode" => unicode,
        }))
    }

    /// Which letter each number stands for, so that the words can be found and copied.
    fn to_unicode(&self) -> String {
        let mut out =
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Piket def\n/CMapType 2 def\n\
                       1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
                .to_owned();
        let letters: Vec<_> = self.letters.iter().collect();
        for block in letters.chunks(100) {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{} beginbfchar", block.len());
            for (code, (letter, _)) in block {
                let _ = write!(out, "<{code:04X}> <");
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "{unit:04X}");
                }
                out += ">\n";
            }
            out += "endbfchar\n";
        }
        out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    }
}

fn unusable() -> Error {
    Error::data("Het lettertype van de PDF is niet te gebruiken.").hint("Maak een .docx of .txt.")
}
