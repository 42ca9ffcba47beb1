//! How far a text on the right was leafed. Only the screen knows how many lines a text takes, and so where it ends:
//! it notes that as it draws, and leafing back counts from there and not from a place behind the end.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// No text on a desk has more lines.
const LONGEST: usize = 10_000_000;

/// Lines down from where a text begins, as the officer asked for them.
#[derive(Debug)]
pub struct Leaf {
    asked: usize,
    end: AtomicUsize,
    /// Whether the line with the cursor was left out of what was drawn.
    is_past_cursor: AtomicBool,
}

impl Clone for Leaf {
    fn clone(&self) -> Self {
        self.with(self.asked)
    }
}

/// What the screen noted of it makes it no other place.
impl PartialEq for Leaf {
    fn eq(&self, other: &Self) -> bool {
        self.asked == other.asked
    }
}

impl Eq for Leaf {}

impl Default for Leaf {
    fn default() -> Self {
        Self::to(0)
    }
}

impl Leaf {
    /// So many lines down, in a text that was not drawn yet.
    pub const fn to(lines: usize) -> Self {
        Self::between(lines, LONGEST)
    }

    /// At the end of the text, wherever that is.
    pub const fn at_end() -> Self {
        Self::to(LONGEST)
    }

    const fn between(asked: usize, end: usize) -> Self {
        Self { asked, end: AtomicUsize::new(end), is_past_cursor: AtomicBool::new(false) }
    }

    fn with(&self, asked: usize) -> Self {
        let leaf = Self::between(asked, self.last());
        leaf.cursor_drawn(!self.is_past_cursor());
        leaf
    }

    fn last(&self) -> usize {
        self.end.load(Ordering::Relaxed)
    }

    /// How far it is, up to the end where that is known.
    pub fn lines(&self) -> usize {
        self.asked.min(self.last())
    }

    /// True where more was left below than was drawn.
    pub fn has_more(&self) -> bool {
        let last = self.last();
        last != LONGEST && self.asked < last
    }

    /// So many lines on or back.
    #[must_use]
    pub fn moved(&self, step: isize) -> Self {
        self.with(self.lines().saturating_add_signed(step).min(LONGEST))
    }

    /// What was asked beyond the end is forgotten, now that the end was seen: where there is less room later, or more
    /// text, it stands where it stood.
    pub fn settle(&mut self) {
        self.asked = self.lines();
    }

    /// Whether the text was leafed past the line with the cursor: nobody sees what a key would do there.
    pub fn is_past_cursor(&self) -> bool {
        self.is_past_cursor.load(Ordering::Relaxed)
    }

    /// The screen drew the line with the cursor, or left it out.
    pub fn cursor_drawn(&self, drawn: bool) {
        self.is_past_cursor.store(!drawn, Ordering::Relaxed);
    }

    /// The screen drew so far at the most; `None` where there was more below.
    pub fn drawn(&self, last: Option<usize>) {
        self.end.store(last.unwrap_or(LONGEST), Ordering::Relaxed);
    }
}
