//! Tick boxes and ticks as fonts of symbols draw them. In such a font a letter is a picture: the `o` of Wingdings is
//! an empty box. A document says so by the name of the font, or puts the picture in the private area (U+F000).

/// Fonts whose letters are pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolFont {
    /// Wingdings.
    Wingdings,
    /// Wingdings 2.
    Wingdings2,
    /// Wingdings 3: arrows.
    Wingdings3,
    /// Webdings.
    Webdings,
    /// Symbol: Greek and mathematics.
    Symbol,
    /// ITC Zapf Dingbats.
    Dingbats,
}

impl SymbolFont {
    /// The font of this name, if its letters are pictures.
    pub fn named(name: &str) -> Option<Self> {
        let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        // A font that is embedded in part has six letters before its name.
        [
            ("wingdings2", Self::Wingdings2),
            ("wingdings3", Self::Wingdings3),
            ("wingdings", Self::Wingdings),
            ("webdings", Self::Webdings),
            ("zapfdingbats", Self::Dingbats),
            ("dingbats", Self::Dingbats),
        ]
        .into_iter()
        .find(|(start, _)| bare.contains(start))
        .map(|(_, font)| font)
        .or_else(|| (bare == "symbol" || bare == "symbolmt" || bare.ends_with("symbolmt")).then_some(Self::Symbol))
    }

    /// What the picture of a code says to who fills in a form: a box that is ticked or not, a dot before an item, or
    /// nothing that matters (`None`).
    pub const fn glyph(self, code: u32) -> Option<&'static str> {
        let code = code & 0xff;
        match self {
            Self::Wingdings => match code {
                0x78 | 0xfb..=0xfe => Some("☒"),
                0x6f | 0x71 | 0x72 | 0xa8 => Some("☐"),
                0xa1 => Some("○"),
                0x6c => Some("●"),
                0xa7 | 0x9f | 0xd8 | 0x76 => Some("•"),
                0xe0 => Some("→"),
                _ => None,
            },
            Self::Wingdings2 => match code {
                0x4f..=0x56 | 0x98 | 0x99 => Some("☒"),
                0x2a | 0x30 | 0xa3 => Some("☐"),
                _ => None,
            },
            // Arrows, none of which a form has.
            Self::Wingdings3 => None,
            Self::Webdings => match code {
                0x61 | 0x72 => Some("☒"),
                0x63 => Some("☐"),
                _ => None,
            },
            Self::Symbol => match code {
                0xd6 => Some("☒"),
                0xb7 | 0xa8 => Some("•"),
                0x2d | 0xbe => Some("–"),
                0xae => Some("→"),
                0xb3 => Some("≥"),
                0xa3 => Some("≤"),
                0xb1 => Some("±"),
                _ => None,
            },
            Self::Dingbats => match code {
                0x33..=0x38 => Some("☒"),
                0x6f..=0x72 => Some("☐"),
                0x6c => Some("●"),
                _ => None,
            },
        }
    }

    /// What a code stands for in text: its picture, or the character itself where the font has ordinary ones there.
    pub const fn is_picture_only(self) -> bool {
        match self {
            Self::Wingdings | Self::Wingdings2 | Self::Wingdings3 | Self::Webdings | Self::Dingbats => true,
            Self::Symbol => false,
        }
    }
}

/// A character of the private area as a ticked or empty box, when nothing says which font it is of: Word uses
/// Wingdings for boxes, LibreOffice its own font.
pub const fn private(c: char) -> Option<&'static str> {
    match c {
        '\u{f06f}' | '\u{f071}' | '\u{f072}' | '\u{f0a8}' | '\u{f0a3}' => Some("☐"),
        '\u{f078}' | '\u{f0fb}'..='\u{f0fe}' | '\u{f051}'..='\u{f054}' => Some("☒"),
        '\u{f0b7}' | '\u{f0a7}' => Some("•"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_by_name_and_boxes_by_code() {
        let font = |name| SymbolFont::named(name);
        assert_eq!(font("ABCDEF+Wingdings-Regular"), Some(SymbolFont::Wingdings));
        assert_eq!(
            (font("Wingdings 2"), font("Symbol"), font("Segoe UI Symbol")),
            (Some(SymbolFont::Wingdings2), Some(SymbolFont::Symbol), None)
        );
        assert_eq!(SymbolFont::Wingdings.glyph(0xf0fe), Some("☒"));
        assert_eq!(SymbolFont::Wingdings.glyph(0xa8), Some("☐"));
        assert_eq!((SymbolFont::Symbol.glyph(0xd6), SymbolFont::Symbol.glyph(0xb7)), (Some("☒"), Some("•")));
        assert_eq!((private('\u{f0fe}'), private('\u{f0a8}'), private('a')), (Some("☒"), Some("☐"), None));
    }
}
