//! Only signs of which every terminal draws the same width. Of a family that is joined from several signs, a flag, a
//! tone of skin or a sign that is made a picture some terminals draw one sign and others all of them; then the rest of
//! the line shifts, and what it pushed aside stays there as rubbish. It is done to the cells that were drawn: what is
//! copied, sent and exported is the text as it was typed.

use ratatui::buffer::{Buffer, Cell};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Turns every cell into one of certain width.
pub fn settle(buffer: &mut Buffer) {
    let mut cells = buffer.content.iter_mut().peekable();
    while let Some(cell) = cells.next() {
        let Some(certain) = certain(cell.symbol()) else { continue };
        let (was, is) = (cell.symbol().width(), certain.0.width());
        cell.set_symbol(&certain.0);
        // The sign took two columns and takes one: the other is drawn by itself.
        if is < was
            && let Some(next) = cells.peek_mut()
        {
            fill(next, certain.1);
        }
    }
}

fn fill(cell: &mut Cell, with: Option<char>) {
    cell.set_char(with.unwrap_or(' '));
}

/// What stands for a sign of uncertain width, and what in its second column where it needs one less; nothing where its
/// width is certain.
fn certain(symbol: &str) -> Option<(String, Option<char>)> {
    if symbol.len() == 1 {
        return None;
    }
    let flag: Vec<char> = symbol.chars().filter_map(letter_of_flag).collect();
    if let [first, rest @ ..] = flag.as_slice() {
        return Some((first.to_string(), rest.first().copied()));
    }
    let columns = symbol.width();
    let drawn: usize = symbol.chars().map(own_width).sum();
    if drawn == columns && !symbol.chars().any(joins) {
        return None;
    }
    let mut kept = String::new();
    let mut room = columns;
    for sign in symbol.chars().take_while(|sign| !joins(*sign)) {
        let Some(rest) = room.checked_sub(own_width(sign)) else { break };
        room = rest;
        kept.push(sign);
    }
    // A sign of two columns that was to be drawn in one.
    Some((if kept.is_empty() { "·".to_owned() } else { kept }, None))
}

/// The columns of a sign by itself, as a terminal counts that knows no signs of several.
fn own_width(sign: char) -> usize {
    match sign {
        // Marks of sound in half width have a column of their own.
        '\u{ff9e}' | '\u{ff9f}' => 1,
        sign => sign.width().unwrap_or(0),
    }
}

/// What makes one sign of what stands on both sides, or another picture of what stands before it.
const fn joins(sign: char) -> bool {
    matches!(sign, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// A flag is two letters of a country.
fn letter_of_flag(sign: char) -> Option<char> {
    let place = u32::from(sign).checked_sub(0x1_f1e6)?;
    char::from_digit(place.checked_add(10)?, 36).filter(|_| place < 26).map(|c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use ratatui::{layout::Rect, style::Style};

    use super::*;

    fn drawn(text: &str) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        buffer.set_string(0, 0, text, Style::default());
        settle(&mut buffer);
        // As a terminal gets it: what lies under the second column of a sign is not written.
        let (mut out, mut covered) = (String::new(), 0);
        for cell in &buffer.content {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            covered = cell.symbol().width().saturating_sub(1);
            out.push_str(cell.symbol());
        }
        out.trim_end().to_owned()
    }

    #[test]
    fn what_a_terminal_may_draw_wider_is_drawn_as_its_first_sign() {
        for (text, seen) in [
            ("a👩\u{200d}👩\u{200d}👧\u{200d}👦b", "a👩b"),
            ("👍🏽 ja", "👍 ja"),
            ("🇳🇱 x", "NL x"),
            ("\u{2764}\u{fe0f}x", "\u{2764} x"),
            ("1\u{fe0f}\u{20e3}x", "1 x"),
            ("e\u{301}e\u{301}n", "e\u{301}e\u{301}n"),
            ("界é", "界é"),
            ("gewoon", "gewoon"),
        ] {
            assert_eq!(drawn(text), seen, "{text:?}");
        }
    }

    #[test]
    fn every_cell_is_as_wide_as_its_signs_one_by_one() {
        let parts = proptest::sample::select(vec![
            "a", "\u{301}", "界", "👩", "\u{200d}", "🏽", "\u{fe0f}", "\u{fe0e}", "🇳", "1", "\u{20e3}", "\u{2764}", "ﾞ",
            "ﾊ", "⌚",
        ]);
        proptest::proptest!(|(parts in proptest::collection::vec(parts, 0..12))| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
            buffer.set_string(0, 0, parts.concat(), Style::default());
            let before: Vec<usize> = buffer.content.iter().map(|c| c.symbol().width()).collect();
            settle(&mut buffer);
            for (cell, before) in buffer.content.iter().zip(before) {
                let columns: usize = cell.symbol().chars().map(own_width).sum();
                proptest::prop_assert!(columns == cell.symbol().width() && columns <= before.max(1), "{:?}", cell.symbol());
                proptest::prop_assert!(!cell.symbol().chars().any(joins));
            }
        });
    }
}
