//! A line of text being typed: the one field that forms, choosers and the search share.

use super::toets::{Code, Toets};
use crate::domain::schoon;

/// The longest line a field takes; a paste beyond it is cut, so that no field can choke the desk.
const HOOGSTENS: usize = 4000;

/// Text with a cursor between its characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Invoer {
    tekens: Vec<char>,
    cursor: usize,
}

impl Invoer {
    /// A field that holds this text, cursor at the end.
    pub fn met(tekst: &str) -> Self {
        let tekens: Vec<char> = tekst.chars().take(HOOGSTENS).collect();
        Self { cursor: tekens.len(), tekens }
    }

    /// The text.
    pub fn tekst(&self) -> String {
        self.tekens.iter().collect()
    }

    /// The text before the cursor.
    pub fn voor_cursor(&self) -> String {
        self.tekens.iter().take(self.cursor).collect()
    }

    /// True when nothing but white space was typed.
    pub fn is_leeg(&self) -> bool {
        self.tekens.iter().all(|c| c.is_whitespace())
    }

    /// Replaces the text.
    pub fn zet(&mut self, tekst: &str) {
        *self = Self::met(tekst);
    }

    /// Takes pasted text on one line; a line end never submits.
    pub fn plak(&mut self, tekst: &str) {
        for c in schoon::regel(tekst).chars() {
            self.typ(c);
        }
    }

    fn typ(&mut self, c: char) {
        if self.tekens.len() < HOOGSTENS && self.cursor <= self.tekens.len() {
            self.tekens.insert(self.cursor, c);
            self.cursor += 1;
        }
    }

    fn woordbegin(&self) -> usize {
        let ervoor = self.tekens.iter().take(self.cursor).rev();
        let wit = ervoor.clone().take_while(|c| c.is_whitespace()).count();
        let woord = ervoor.skip(wit).take_while(|c| !c.is_whitespace()).count();
        self.cursor.saturating_sub(wit + woord)
    }

    /// Takes a key; `false` when the key means nothing to a field.
    pub fn toets(&mut self, toets: Toets) -> bool {
        let eind = self.tekens.len();
        match (toets.code, toets.ctrl) {
            (Code::Backspace, false) => {
                if let Some(nieuw) = self.cursor.checked_sub(1) {
                    self.tekens.remove(nieuw);
                    self.cursor = nieuw;
                }
            }
            (Code::Teken('w') | Code::Backspace, true) => {
                let begin = self.woordbegin();
                self.tekens.drain(begin..self.cursor);
                self.cursor = begin;
            }
            (Code::Teken('u'), true) => {
                self.tekens.drain(..self.cursor);
                self.cursor = 0;
            }
            (Code::Delete, false) => {
                if self.cursor < eind {
                    self.tekens.remove(self.cursor);
                }
            }
            (Code::Links, false) => self.cursor = self.cursor.saturating_sub(1),
            (Code::Rechts, false) => self.cursor = (self.cursor + 1).min(eind),
            (Code::Home, false) | (Code::Teken('a'), true) => self.cursor = 0,
            (Code::End, false) | (Code::Teken('e'), true) => self.cursor = eind,
            _ => match toets.teken() {
                Some(c) if !c.is_control() => self.typ(c),
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
            Code::Backspace,
            Code::Delete,
            Code::Links,
            Code::Rechts,
            Code::Home,
            Code::End,
            Code::Teken('w'),
            Code::Teken('é'),
            Code::Teken(' '),
        ];
        proptest::proptest!(|(keys in proptest::collection::vec((0usize..9, proptest::bool::ANY), 0..60))| {
            let mut veld = Invoer::met("een twee");
            for (k, ctrl) in keys {
                veld.toets(Toets { code: codes[k], ctrl, alt: false });
                proptest::prop_assert!(veld.tekst().starts_with(&veld.voor_cursor()));
            }
        });
    }

    #[test]
    fn a_pasted_line_end_is_a_space() {
        let mut veld = Invoer::met("a ");
        veld.plak("b\nc\u{1b}[2J");
        assert_eq!(veld.tekst(), "a b c[2J");
    }
}
