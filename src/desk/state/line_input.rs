//! A line of text being typed: the one field that forms, choosers and the search share. It goes by what
//! a reader calls one character, and keeps whatever it was given.

use unicode_width::UnicodeWidthStr;

use super::{
    cluster,
    key::{KeyPress, KeySym},
};
use crate::domain::{
    error::{Error, Result},
    sanitize,
};

/// The most that a field holds, in bytes; a paste beyond it is refused whole.
const MAX: usize = 1 << 20;

/// Text with a cursor between its characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineInput {
    before: String,
    after: String,
}

/// The part of a field that fits on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputWindow {
    /// What is seen of the text.
    pub text: String,
    /// The column of the cursor in it.
    pub cursor: usize,
}

impl LineInput {
    /// A field that holds this text, cursor at the end.
    pub fn with(text: &str) -> Self {
        Self { before: text.to_owned(), after: String::new() }
    }

    /// A field with text before and behind its cursor.
    pub fn at_cursor(before: &str, after: &str) -> Self {
        Self { before: before.to_owned(), after: after.to_owned() }
    }

    /// The text.
    pub fn text(&self) -> String {
        [self.before.as_str(), &self.after].concat()
    }

    /// The text before the cursor.
    pub fn before_cursor(&self) -> &str {
        &self.before
    }

    /// The text behind the cursor.
    pub fn behind_cursor(&self) -> &str {
        &self.after
    }

    /// True when nothing but white space was typed.
    pub fn is_empty(&self) -> bool {
        self.before.chars().chain(self.after.chars()).all(char::is_whitespace)
    }

    /// How long the text is, in bytes.
    pub const fn len(&self) -> usize {
        self.before.len() + self.after.len()
    }

    /// What fits in so many columns, with the cursor in view; it takes a column of its own at the end.
    pub fn window(&self, width: usize) -> InputWindow {
        let (mut start, mut cursor) = (self.before.len(), 0);
        while let Some(rest) = self.before.get(..start).filter(|r| !r.is_empty()) {
            let size = cluster::last(rest);
            let columns = rest.get(start - size..).map_or(0, UnicodeWidthStr::width);
            // What fills no column is shown with what it belongs to, as far as a character goes.
            if cursor + columns >= width.max(1) || self.before.len() - start > width.saturating_mul(16) {
                break;
            }
            start -= size;
            cursor += columns;
        }
        let seen = self.before.get(start..).unwrap_or_default();
        let behind = sanitize::shorten(&self.after, width.saturating_sub(cursor));
        InputWindow { text: format!("{seen}{behind}"), cursor }
    }

    /// The last bytes of the text before the cursor and as many of what stands behind it, where a reader of
    /// the end needs no more.
    #[must_use]
    pub fn near_cursor(&self, bytes: usize) -> Self {
        let start = self.before.ceil_char_boundary(self.before.len().saturating_sub(bytes));
        let end = self.after.floor_char_boundary(bytes);
        let part = |text: Option<&str>| text.unwrap_or_default().to_owned();
        Self { before: part(self.before.get(start..)), after: part(self.after.get(..end)) }
    }

    /// Replaces the text.
    pub fn set(&mut self, text: &str) {
        *self = Self::with(text);
    }

    /// Takes pasted text on one line; a line end never submits.
    ///
    /// # Errors
    /// When the field would hold more than a megabyte; it then stays as it was.
    pub fn paste(&mut self, text: &str) -> Result<()> {
        let line = sanitize::line(text);
        if self.len() + line.len() > MAX {
            return Err(Error::no("Dit is te veel voor één veld; er is niets geplakt.")
                .hint("Plak het in delen, of bewaar het als bestand."));
        }
        self.before.push_str(&line);
        Ok(())
    }

    /// Puts the cursor behind the character that it would stand in.
    fn settle(&mut self) {
        let joined = cluster::to_boundary(&self.before, &self.after);
        self.before.extend(self.after.drain(..joined));
    }

    /// Moves the cursor back over so many bytes.
    fn back(&mut self, bytes: usize) {
        let moved = self.before.split_off(self.before.len() - bytes);
        self.after.insert_str(0, &moved);
    }

    fn delete_back(&mut self, bytes: usize) {
        self.before.truncate(self.before.len() - bytes);
    }

    /// Takes a key; `false` when the key means nothing to a field.
    pub fn key(&mut self, key: KeyPress) -> bool {
        match (key.code, key.ctrl, key.alt) {
            (KeySym::Char('w') | KeySym::Backspace, true, false) | (KeySym::Backspace, false, true) => {
                self.delete_back(cluster::last_word(&self.before));
            }
            (KeySym::Backspace, false, false) => self.delete_back(cluster::last(&self.before)),
            (KeySym::Char('u'), true, false) => self.delete_back(self.before.len()),
            (KeySym::Char('k'), true, false) => self.after.clear(),
            (KeySym::Delete, false, false) | (KeySym::Char('d'), true, false) => {
                self.after.drain(..cluster::first(&self.after));
            }
            (KeySym::Left, true, _) | (KeySym::Left | KeySym::Char('b'), false, true) => {
                self.back(cluster::last_word(&self.before));
            }
            (KeySym::Right, true, _) | (KeySym::Right | KeySym::Char('f'), false, true) => {
                self.before.extend(self.after.drain(..cluster::next_word(&self.after)));
            }
            (KeySym::Left, false, false) => self.back(cluster::last(&self.before)),
            (KeySym::Right, false, false) => self.before.extend(self.after.drain(..cluster::first(&self.after))),
            (KeySym::Home, _, _) | (KeySym::Char('a'), true, false) => self.back(self.before.len()),
            (KeySym::End, _, _) | (KeySym::Char('e'), true, false) => {
                self.before.push_str(&std::mem::take(&mut self.after));
            }
            _ => match key.character() {
                // A family comes in one part after the other; until it is whole the cursor waits behind it.
                Some(c) if !c.is_control() => {
                    self.before.push(c);
                    return true;
                }
                _ => return false,
            },
        }
        self.settle();
        true
    }
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    const CODES: [KeySym; 14] = [
        KeySym::Backspace,
        KeySym::Delete,
        KeySym::Left,
        KeySym::Right,
        KeySym::Home,
        KeySym::End,
        KeySym::Char('w'),
        KeySym::Char('u'),
        KeySym::Char('é'),
        KeySym::Char('\u{301}'),
        KeySym::Char('\u{200d}'),
        KeySym::Char('🇳'),
        KeySym::Char('👩'),
        KeySym::Char(' '),
    ];

    #[test]
    fn whatever_is_typed_the_cursor_stands_between_two_characters_and_in_view() {
        let keys = proptest::collection::vec(
            (0..CODES.len(), proptest::bool::weighted(0.2), proptest::bool::weighted(0.1)),
            0..60,
        );
        proptest::proptest!(|(keys in keys, width in 1usize..12)| {
            let mut field = LineInput::with("een 🇳🇱 e\u{301}e\u{301}n 👩\u{200d}👩\u{200d}👧");
            for (code, ctrl, alt) in keys {
                let was = field.text();
                let taken = field.key(KeyPress { code: CODES[code], ctrl, alt });
                let now = field.text();
                let at = field.before_cursor().len();
                let between = now.grapheme_indices(true).any(|(i, _)| i == at) || at == now.len();
                let typing = !ctrl && !alt && matches!(CODES[code], KeySym::Char(_));
                proptest::prop_assert!(between || typing || !taken, "{now:?} {at}");
                // One goes or comes at a time; the two beside it may join.
                if !ctrl && !alt {
                    let (was, now) = (was.graphemes(true).count(), now.graphemes(true).count());
                    proptest::prop_assert!(was.abs_diff(now) <= 2);
                }
                let window = field.window(width);
                proptest::prop_assert!(window.cursor < width && now.contains(window.text.trim_end_matches('…')));
            }
        });
    }

    #[test]
    fn a_whole_character_goes_at_a_time() {
        for character in ["e\u{301}", "🇳🇱", "👩\u{200d}👩\u{200d}👧", "👍🏽", "n"] {
            let mut field = LineInput::with(&format!("a{character}"));
            field.key(KeyPress::bare(KeySym::Left));
            assert_eq!(field.before_cursor(), "a");
            field.key(KeyPress::bare(KeySym::Delete));
            assert_eq!(field.text(), "a");
            character.chars().for_each(|c| assert!(field.key(KeyPress::bare(KeySym::Char(c)))));
            field.key(KeyPress::bare(KeySym::Backspace));
            assert_eq!(field.text(), "a");
        }
    }

    #[test]
    fn a_pasted_line_end_is_a_space() {
        let mut field = LineInput::with("a ");
        assert_eq!(field.paste("b\nc\u{1b}[2J"), Ok(()));
        assert_eq!(field.text(), "a b c");
    }

    #[test]
    fn what_is_pasted_arrives_whole_or_not_at_all() {
        let mut field = LineInput::with("begin ");
        let text = "woord ".repeat(6541);
        assert_eq!(field.paste(&text), Ok(()));
        assert_eq!(field.text(), format!("begin {}", text.trim_end()));
        let was = field.clone();
        assert!(field.paste(&"x".repeat(MAX)).is_err());
        assert_eq!(field, was);
    }
}
