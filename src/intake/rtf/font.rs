//! The fonts of a rich text: which characters its bytes stand for, and whether its letters are pictures.

use std::collections::BTreeMap;

use crate::intake::symbol_font::SymbolFont;

/// Fonts of one text; a table of more is no table.
const MAX_FONTS: usize = 2000;

/// How one font writes.
#[derive(Debug, Clone, Default)]
pub struct RtfFont {
    /// Its character set, as Windows numbers them; `None` when it says nothing.
    charset: Option<i64>,
    /// Its code page, when it names one by itself.
    code_page: Option<i64>,
    name: String,
}

impl RtfFont {
    /// The font of symbols that it is.
    pub fn symbols(&self) -> Option<SymbolFont> {
        SymbolFont::named(&self.name)
    }

    /// The name of its encoding; `document` is that of the whole text.
    pub fn encoding(&self, document: i64) -> String {
        let page = self.code_page.filter(|page| *page > 0).or_else(|| page_of(self.charset?));
        encoding_of(page.unwrap_or(document))
    }
}

/// The table of fonts at the start of a text.
#[derive(Debug, Default)]
pub struct FontTable {
    fonts: BTreeMap<i64, RtfFont>,
    open: Option<i64>,
}

impl FontTable {
    /// A control word within the table.
    pub fn word(&mut self, word: &[u8], number: Option<i64>) {
        match (word, number) {
            (b"f", Some(number)) => {
                self.open = (self.fonts.len() < MAX_FONTS).then_some(number);
                if self.open.is_some() {
                    self.fonts.insert(number, RtfFont::default());
                }
            }
            (b"fcharset", Some(number)) => self.change(|font| font.charset = Some(number)),
            (b"cpg", Some(number)) => self.change(|font| font.code_page = Some(number)),
            _ => {}
        }
    }

    /// A letter of the name of the open font.
    pub fn character(&mut self, b: u8) {
        self.change(|font| {
            if font.name.len() < 100 && b != b';' {
                font.name.push(char::from(b));
            }
        });
    }

    fn change(&mut self, change: impl FnOnce(&mut RtfFont)) {
        if let Some(font) = self.open.and_then(|number| self.fonts.get_mut(&number)) {
            change(font);
        }
    }

    /// The font of this number.
    pub fn get(&self, number: i64) -> Option<&RtfFont> {
        self.fonts.get(&number)
    }
}

/// The code page of a Windows character set; `None` for the one of the document.
const fn page_of(charset: i64) -> Option<i64> {
    match charset {
        0 => Some(1252),
        77 => Some(10_000),
        128 => Some(932),
        129 => Some(949),
        134 => Some(936),
        136 => Some(950),
        161 => Some(1253),
        162 => Some(1254),
        163 => Some(1258),
        177 => Some(1255),
        178 => Some(1256),
        186 => Some(1257),
        204 => Some(1251),
        222 => Some(874),
        238 => Some(1250),
        254 => Some(437),
        255 => Some(850),
        _ => None,
    }
}

fn encoding_of(page: i64) -> String {
    match page {
        437 => "cp437".to_owned(),
        850 => "cp850".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        65_001 => "utf-8".to_owned(),
        other => format!("windows-{other}"),
    }
}
