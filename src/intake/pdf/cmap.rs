//! The map from the codes of a font to characters, as the font's maker gave it for copying text.

use std::collections::BTreeMap;

use lopdf::Object;

use super::lexer::{Lexer, PdfToken};

/// Entries of one map.
const LINES: usize = 20_000;

/// Codes to text.
#[derive(Debug, Default, Clone)]
pub struct CharMap {
    singles: BTreeMap<u32, String>,
    /// By first code: last code and first character.
    ranges: BTreeMap<u32, (u32, u32)>,
}

impl CharMap {
    /// Reads a map.
    pub fn read(bytes: &[u8]) -> Self {
        let mut char_map = Self::default();
        let mut lexer = Lexer::new(bytes, 0, 4 * LINES);
        let mut stack: Vec<Object> = Vec::new();
        while let Some(next) = lexer.next_token() {
            match next {
                PdfToken::Object(o) => stack.push(o),
                PdfToken::Word(word) => {
                    match word.as_slice() {
                        b"endbfchar" => char_map.chars(&stack),
                        b"endbfrange" => char_map.sequence(&stack),
                        _ => {}
                    }
                    stack.clear();
                }
            }
        }
        char_map
    }

    fn chars(&mut self, stack: &[Object]) {
        for [from, to] in stack.as_chunks::<2>().0 {
            if let (Some(from), Ok(to)) = (code(from), to.as_str())
                && self.singles.len() < LINES
            {
                self.singles.insert(from, utf16(to));
            }
        }
    }

    fn sequence(&mut self, stack: &[Object]) {
        for [from, until, to] in stack.as_chunks::<3>().0 {
            let (Some(from), Some(until)) = (code(from), code(until)) else { continue };
            match to {
                Object::Array(list) => {
                    for (from, to) in (from..=until).zip(list) {
                        if let Ok(to) = to.as_str()
                            && self.singles.len() < LINES
                        {
                            self.singles.insert(from, utf16(to));
                        }
                    }
                }
                to => {
                    if let Some(first) = to.as_str().ok().and_then(|n| utf16(n).chars().next())
                        && self.ranges.len() < LINES
                    {
                        self.ranges.insert(from, (until, u32::from(first)));
                    }
                }
            }
        }
    }

    /// The text of a code.
    pub fn character(&self, code: u32) -> Option<String> {
        self.singles.get(&code).cloned().or_else(|| {
            let (from, (_, to)) = self.ranges.range(..=code).next_back().filter(|(_, (until, _))| code <= *until)?;
            char::from_u32(to.checked_add(code - from)?).map(String::from)
        })
    }
}

fn code(o: &Object) -> Option<u32> {
    let bytes = o.as_str().ok().filter(|b| (1..=4).contains(&b.len()))?;
    Some(bytes.iter().fold(0, |c, b| c << 8 | u32::from(*b)))
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|p| u16::from_be_bytes(*p)).take(16).collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_ranges() {
        let k = CharMap::read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <0020> <0010> <00660069> endbfchar\n\
              2 beginbfrange <0020> <0022> <0041> <0030> <0031> [<0058> <0059>] endbfrange",
        );
        let t = |c| k.character(c).unwrap_or_default();
        assert_eq!((t(3).as_str(), t(16).as_str(), t(0x21).as_str(), t(0x31).as_str()), (" ", "fi", "B", "Y"));
        assert_eq!(k.character(0x40), None);
    }

    #[test]
    fn a_range_over_everything_costs_nothing() {
        let k = CharMap::read(b"beginbfrange <00000000> <FFFFFFFF> <0041> <00000000> <FFFFFFFF> [<0041>] endbfrange");
        assert_eq!(k.character(1).as_deref(), Some("B"));
        assert_eq!(k.character(u32::MAX), None);
    }
}
