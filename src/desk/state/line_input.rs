//! A line of text being typed: the one field that forms, choosers and the search share.

use super::key::{KeyPress, KeySym};
use crate::domain::sanitize;

/// The longest line a field takes; a paste beyond it is cut, so that no field can choke the desk.
const MAX: usize = 4000;

/// Text with a cursor between its characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineInput {
    chars: Vec<char>,
    cursor: usize,
}

impl LineInput {
    /// A field that holds this text, cursor at the end.
    pub fn with(text: &str) -> Self {
        let chars: Vec<char> = text.chars().take(MAX).collect();
        Self { cursor: chars.len(), chars }
    }

    /// The text.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// The text before the cursor.
    pub fn before_cursor(&self) -> String {
        self.chars.iter().take(self.cursor).collect()
    }

    /// True when nothing but white space was typed.
    pub fn is_empty(&self) -> bool {
        self.chars.iter().all(|c| c.is_whitespace())
    }

    /// Replaces the text.
    pub fn set(&mut self, text: &str) {
        *self = Self::with(text);
    }

    /// Takes pasted text on one line; a line end never submits.
    pub fn paste(&mut self, text: &str) {
        for c in sanitize::line(text).chars() {
            self.type_in(c);
        }
    }

    fn type_in(&mut self, c: char) {
        if self.chars.len() < MAX && self.cursor <= self.chars.len() {
            self.chars.insert(self.cursor, c);
            self.cursor += 1;
        }
    }

    fn word_start(&self) -> usize {
        let before = self.chars.iter().take(self.cursor).rev();
        let blank = before.clone().take_while(|c| c.is_whitespace()).count();
        let word = before.skip(blank).take_while(|c| !c.is_whitespace()).count();
        self.cursor.saturating_sub(blank + word)
    }

    /// Takes a key; `false` when the key means nothing to a field.
    pub fn key(&mut self, key: KeyPress) -> bool {
        let end = self.chars.len();
        match (key.code, key.ctrl) {
            (KeySym::Backspace, false) => {
                if let Some(new) = self.cursor.checked_sub(1) {
                    self.chars.remove(new);
                    self.cursor = new;
                }
            }
            (KeySym::Char('w') | KeySym::Backspace, true) => {
                let start = self.word_start();
                self.chars.drain(start..self.cursor);
                self.cursor = start;
            }
            (KeySym::Char('u'), true) => {
                self.chars.drain(..self.cursor);
                self.cursor = 0;
            }
            (KeySym::Delete, false) => {
                if self.cursor < end {
                    self.chars.remove(self.cursor);
                }
            }
            (KeySym::Left, false) => self.cursor = self.cursor.saturating_sub(1),
            (KeySym::Right, false) => self.cursor = (self.cursor + 1).min(end),
            (KeySym::Home, false) | (KeySym::Char('a'), true) => self.cursor = 0,
            (KeySym::End, false) | (KeySym::Char('e'), true) => self.cursor = end,
            _ => match key.character() {
                Some(c) if !c.is_control() => self.type_in(c),
                _ => return false,
            },
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_keys_keep_the_cursor_inside() {
        let codes = [
            KeySym::Backspace,
            KeySym::Delete,
            KeySym::Left,
            KeySym::Right,
            KeySym::Home,
            KeySym::End,
            KeySym::Char('w'),
            KeySym::Char('é'),
            KeySym::Char(' '),
        ];
        proptest::proptest!(|(keys in proptest::collection::vec((0usize..9, proptest::bool::ANY), 0..60))| {
            let mut field = LineInput::with("een twee");
            for (k, ctrl) in keys {
                field.key(KeyPress { code: codes[k], ctrl, alt: false });
                proptest::prop_assert!(field.text().starts_with(&field.before_cursor()));
            }
        });
    }

    #[test]
    fn a_pasted_line_end_is_a_space() {
        let mut field = LineInput::with("a ");
        field.paste("b\nc\u{1b}[2J");
        assert_eq!(field.text(), "a b c[2J");
    }
}
