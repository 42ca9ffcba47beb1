//! Characters of a rich text that are given by their number.

use super::RtfReader;
use crate::intake::{rtf::font::RtfFont, symbol_font};

impl RtfReader {
    /// A character by its number; negative above half, and in two halves above that.
    pub(super) fn unicode(&mut self, number: Option<i64>) {
        self.flush();
        self.to_skip = self.fallback_chars;
        let Some(unit) = number.and_then(|n| u16::try_from(if n < 0 { n + 65_536 } else { n }).ok()) else { return };
        let units: Vec<u16> = self.high_half.take().into_iter().chain([unit]).collect();
        if (0xd800..0xdc00).contains(&unit) {
            self.high_half = Some(unit);
            return;
        }
        let font = self.group().font.and_then(|number| self.fonts.get(number)).and_then(RtfFont::symbols);
        let private = char::from_u32(u32::from(unit)).filter(|c| matches!(*c, '\u{f000}'..='\u{f0ff}'));
        let glyph = private.and_then(|c| match font {
            Some(symbols) => symbols.glyph(u32::from(unit)).or(Some("")),
            None => symbol_font::private(c),
        });
        match glyph {
            Some(glyph) => self.put(glyph),
            None => self.put(&String::from_utf16_lossy(&units)),
        }
    }
}
