//! The text of a draft while it is written: keys move and change it by what a reader calls one character,
//! and only the screen lines near the cursor are ever broken, however long the text is.

#[cfg(test)]
mod tests;

use super::screen_lines::ScreenLines;
use crate::{
    desk::state::{
        cluster,
        key::{KeyPress, KeySym},
        text_edit::TextEdit,
    },
    ui::text::wrap::cluster_width,
};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// One change, as it can be taken back.
#[derive(Debug, Clone)]
struct Edit {
    at: usize,
    removed: String,
    added: String,
}

/// A text, the cursor in it, and the lines in view.
#[derive(Debug)]
pub struct TextArea {
    text: String,
    cursor: usize,
    /// What is selected; it begins at the cursor, and what is typed comes in its place.
    selected: Option<Range<usize>>,
    /// The column that Up and Down keep to.
    column: Option<usize>,
    /// Where the first line in view begins.
    top: usize,
    width: usize,
    height: usize,
    done: Vec<Edit>,
    undone: Vec<Edit>,
    /// What changed and was not told yet.
    edits: Vec<TextEdit>,
}

impl TextArea {
    /// A text with the cursor before the byte `cursor`.
    pub fn new(text: String, cursor: usize) -> Self {
        let cursor = text.floor_char_boundary(cursor);
        let (done, undone, edits) = (Vec::new(), Vec::new(), Vec::new());
        Self { text, cursor, selected: None, column: None, top: 0, width: 80, height: 20, done, undone, edits }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What changed in it since this was asked last, in order.
    pub fn take_edits(&mut self) -> Vec<TextEdit> {
        std::mem::take(&mut self.edits)
    }

    /// The byte before which the cursor stands.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// What is selected.
    pub const fn selected(&self) -> Option<&Range<usize>> {
        self.selected.as_ref()
    }

    /// Puts the cursor before a byte.
    pub fn go_to(&mut self, at: usize) {
        (self.column, self.selected) = (None, None);
        self.move_to(at);
    }

    /// Selects a piece of the text, with the cursor before it.
    pub fn select(&mut self, range: Range<usize>) {
        self.column = None;
        self.move_to(range.start);
        self.selected = Some(range);
    }

    /// Puts something else in the place of a piece of the text.
    pub fn put(&mut self, range: Range<usize>, added: &str) {
        (self.column, self.selected) = (None, None);
        self.replace(range, added);
    }

    /// Takes another text, as one change; the cursor stays where it was.
    pub fn take(&mut self, text: &str) {
        let same = |(old, new): &(char, char)| old == new;
        let begin: usize = self.text.chars().zip(text.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (old, new) = (self.text.get(begin..).unwrap_or_default(), text.get(begin..).unwrap_or_default());
        let end: usize = old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (range, added) = (begin..self.text.len() - end, new.get(..new.len() - end).unwrap_or_default());
        let cursor = self.cursor;
        self.put(range, added);
        self.move_to(cursor.min(self.text.len()));
    }

    fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    fn paragraph_start(&self) -> usize {
        self.before().rfind('\n').map_or(0, |i| i + 1)
    }

    fn paragraph_end(&self) -> usize {
        self.after().find('\n').map_or(self.text.len(), |i| self.cursor + i)
    }

    /// Puts the cursor behind the character that the byte is in.
    fn move_to(&mut self, at: usize) {
        let at = self.text.floor_char_boundary(at);
        self.cursor = at;
        self.cursor += cluster::to_boundary(self.before(), self.after());
    }

    fn change(&mut self, place: Range<usize>, added: &str) {
        self.text.replace_range(place.clone(), added);
        self.edits.push(TextEdit { place, added: added.to_owned() });
    }

    fn replace(&mut self, range: Range<usize>, added: &str) {
        let removed = self.text.get(range.clone()).unwrap_or_default().to_owned();
        if removed == added {
            return;
        }
        self.change(range.clone(), added);
        self.undone.clear();
        // A family comes in one part after the other; until it is whole the cursor waits behind it.
        self.cursor = range.start + added.len();
        if added.is_empty() {
            self.move_to(self.cursor);
        }
        self.remember(Edit { at: range.start, removed, added: added.to_owned() });
    }

    /// The letters of a word are taken back together.
    fn remember(&mut self, change: Edit) {
        let letter = |c: &Edit| c.removed.is_empty() && !c.added.contains(char::is_whitespace);
        match self.done.last_mut() {
            Some(last) if letter(last) && letter(&change) && last.at + last.added.len() == change.at => {
                last.added.push_str(&change.added);
            }
            Some(_) | None => self.done.push(change),
        }
    }

    fn undo(&mut self) {
        if let Some(change) = self.done.pop() {
            self.change(change.at..change.at + change.added.len(), &change.removed);
            self.move_to(change.at + change.removed.len());
            self.undone.push(change);
        }
    }

    fn redo(&mut self) {
        if let Some(change) = self.undone.pop() {
            self.change(change.at..change.at + change.removed.len(), &change.added);
            self.move_to(change.at + change.added.len());
            self.done.push(change);
        }
    }

    /// Puts text at the cursor, in the place of what is selected.
    pub fn insert(&mut self, text: &str) {
        let range = self.selected.take().unwrap_or(self.cursor..self.cursor);
        self.put(range, text);
    }

    /// Takes away what is selected, or else this.
    fn remove(&mut self, range: Range<usize>) {
        let range = self.selected.take().unwrap_or(range);
        self.put(range, "");
    }

    /// Takes a key; `false` when it means nothing here.
    pub fn key(&mut self, key: KeyPress) -> bool {
        let (cursor, column) = (self.cursor, self.column.take());
        match (key.code, key.ctrl, key.alt) {
            (KeySym::Enter, _, _) => self.insert("\n"),
            (KeySym::Backspace, false, false) => self.remove(cursor - cluster::last(self.before())..cursor),
            (KeySym::Delete, false, false) | (KeySym::Char('d'), true, false) => {
                self.remove(cursor..cursor + cluster::first(self.after()));
            }
            (KeySym::Backspace, _, _) | (KeySym::Char('w'), true, false) => {
                self.remove(cursor - cluster::last_word(self.before())..cursor);
            }
            (KeySym::Delete, _, _) | (KeySym::Char('d'), false, true) => {
                self.remove(cursor..cursor + cluster::next_word(self.after()));
            }
            (KeySym::Char('u'), true, false) => self.remove(self.paragraph_start()..cursor),
            (KeySym::Char('k'), true, false) => self.remove(cursor..self.paragraph_end()),
            (KeySym::Char('u'), false, true) => self.undo(),
            (KeySym::Char('r'), true, false) => self.redo(),
            (KeySym::Left, false, false) | (KeySym::Char('b'), true, false) => {
                self.move_to(cursor - cluster::last(self.before()));
            }
            (KeySym::Right, false, false) | (KeySym::Char('f'), true, false) => {
                self.move_to(cursor + cluster::first(self.after()));
            }
            (KeySym::Left, _, _) | (KeySym::Char('b'), false, true) => {
                self.move_to(cursor - cluster::last_word(self.before()));
            }
            (KeySym::Right, _, _) | (KeySym::Char('f'), false, true) => {
                self.move_to(cursor + cluster::next_word(self.after()));
            }
            (KeySym::Home, true, _) | (KeySym::Char('<'), false, true) => self.move_to(0),
            (KeySym::End, true, _) | (KeySym::Char('>'), false, true) => self.move_to(self.text.len()),
            (KeySym::Home, false, _) | (KeySym::Char('a'), true, false) => self.move_to(self.paragraph_start()),
            (KeySym::End, false, _) | (KeySym::Char('e'), true, false) => self.move_to(self.paragraph_end()),
            (KeySym::Up, _, _) | (KeySym::Char('p'), true, false) => self.up(1, column),
            (KeySym::Down, _, _) | (KeySym::Char('n'), true, false) => self.down(1, column),
            (KeySym::PgUp, _, _) => self.up(self.height, column),
            (KeySym::PgDn, _, _) => self.down(self.height, column),
            _ => match key.character() {
                Some(c) if !c.is_control() => self.insert(c.encode_utf8(&mut [0; 4])),
                _ => return false,
            },
        }
        // A key that only moves leaves what was selected as it is.
        self.selected = None;
        true
    }

    fn lines(&self) -> ScreenLines<'_> {
        ScreenLines { text: &self.text, width: self.width, top: self.top }
    }

    fn move_to_column(&mut self, start: usize, column: usize) {
        let end = self.lines().line_end(start);
        let mut used = 0;
        let mut at = start;
        for (i, cluster) in self.text.get(start..end).unwrap_or_default().grapheme_indices(true) {
            used += cluster_width(cluster);
            if used > column
                || (start + i + cluster.len() == end && self.text.as_bytes().get(end).is_some_and(|b| *b != b'\n'))
            {
                break;
            }
            at = start + i + cluster.len();
        }
        self.move_to(at);
        self.column = Some(column);
    }

    fn up(&mut self, mut lines: usize, column: Option<usize>) {
        let mut start = self.lines().start_of(self.cursor);
        let column = column.unwrap_or_else(|| self.lines().column_of(start, self.cursor));
        while let Some(last) = start.checked_sub(1).filter(|_| lines > 0) {
            let starts = self.lines().starts_to(self.text.floor_char_boundary(last));
            let step = lines.min(starts.len());
            start = starts.get(starts.len() - step).copied().unwrap_or_default();
            lines -= step;
        }
        self.move_to_column(start, column);
    }

    fn down(&mut self, lines: usize, column: Option<usize>) {
        let mut start = self.lines().start_of(self.cursor);
        let column = column.unwrap_or_else(|| self.lines().column_of(start, self.cursor));
        for _ in 0..lines {
            let Some(next) = self.lines().next_line(start) else { break };
            start = next;
        }
        self.move_to_column(start, column);
    }

    /// Where so many lines in view begin, as they were viewed last.
    pub fn starts_in_view(&self, count: usize) -> Vec<usize> {
        let next = |at: &usize| self.lines().next_line(*at);
        std::iter::successors(Some(self.top), next).take(count).collect()
    }

    /// The lines in view on a field of this size, the cursor among them, and its column and line.
    pub fn view(&mut self, width: usize, height: usize) -> (Vec<&str>, (usize, usize)) {
        let (width, height) = (width.max(1), height.max(1));
        if self.width != width || self.top > self.text.len() || !self.text.is_char_boundary(self.top) {
            // Another size breaks elsewhere: look for the line anew, from well before it.
            self.width = width;
            let was = self.text.floor_char_boundary(self.top);
            self.top = usize::MAX;
            self.top = self.lines().start_of(was);
        }
        self.height = height;
        if self.cursor < self.top {
            self.top = self.lines().start_of(self.cursor);
        }
        let starts = self.lines().starts_to(self.cursor);
        let first = starts.len().saturating_sub(height);
        let row = starts.len().saturating_sub(1) - first;
        let (top, here) = (starts.get(first), starts.last());
        self.top = top.copied().unwrap_or_default();
        let column = self.lines().column_of(here.copied().unwrap_or_default(), self.cursor);
        let mut lines = Vec::new();
        let mut start = Some(self.top);
        while let Some(at) = start.filter(|_| lines.len() < height) {
            lines.push(self.text.get(at..self.lines().line_end(at)).unwrap_or_default());
            start = self.lines().next_line(at);
        }
        (lines, (column.min(width - 1), row))
    }
}
