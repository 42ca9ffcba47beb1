//! How much of a form was on screen: nothing is recorded that was not shown. Only the screen knows how many lines a form
//! takes and which of them are drawn: it notes that as it draws, and a yes that comes before all of it was in view reads on.

use std::{
    ops::Range,
    sync::atomic::{AtomicU64, AtomicUsize, Ordering},
};

/// The lines of a form that are told apart; no form has more.
const LINES: usize = 1_024;
const BITS: usize = 64;

/// Lines of a form, a bit each.
#[derive(Debug)]
struct LineBits([AtomicU64; LINES / BITS]);

impl Default for LineBits {
    fn default() -> Self {
        Self(std::array::from_fn(|_| AtomicU64::new(0)))
    }
}

impl LineBits {
    fn clear(&self) {
        self.0.iter().for_each(|bits| bits.store(0, Ordering::Relaxed));
    }

    fn insert(&self, line: usize) {
        if let Some(bits) = self.0.get(line / BITS) {
            bits.fetch_or(1 << (line % BITS), Ordering::Relaxed);
        }
    }

    fn contains(&self, line: usize) -> bool {
        self.0.get(line / BITS).is_some_and(|bits| bits.load(Ordering::Relaxed) & (1 << (line % BITS)) != 0)
    }

    fn bits(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.iter().map(|bits| bits.load(Ordering::Relaxed))
    }

    fn of(bits: impl Iterator<Item = u64>) -> Self {
        let lines = Self::default();
        lines.0.iter().zip(bits).for_each(|(own, bits)| own.store(bits, Ordering::Relaxed));
        lines
    }
}

/// What of a form was shown, and from which line it is read now.
#[derive(Debug, Default)]
pub struct Sight {
    /// The line that was asked to stand on top; `None` where the view follows the cursor.
    top: Option<usize>,
    /// How wide it was drawn, and of how many lines: of another shape nothing was seen.
    shape: [AtomicUsize; 2],
    /// The lines that were in view.
    seen: LineBits,
    /// The lines that say something.
    says: LineBits,
    /// The last line that can stand on top.
    last: AtomicUsize,
}

impl Clone for Sight {
    fn clone(&self) -> Self {
        let copied = |number: &AtomicUsize| AtomicUsize::new(number.load(Ordering::Relaxed));
        Self {
            top: self.top,
            shape: self.shape.each_ref().map(copied),
            seen: LineBits::of(self.seen.bits()),
            says: LineBits::of(self.says.bits()),
            last: copied(&self.last),
        }
    }
}

/// What the screen noted of it makes it no other form.
impl PartialEq for Sight {
    fn eq(&self, other: &Self) -> bool {
        self.top == other.top
    }
}

impl Eq for Sight {}

impl Sight {
    /// The line that was asked to stand on top, of those that can.
    pub fn top(&self, last: usize) -> Option<usize> {
        self.top.map(|top| top.min(last))
    }

    /// The screen drew the lines `shown` at this width; `says` tells of every line whether it says something, and `last` is the
    /// last that can stand on top.
    pub fn drawn(&self, width: usize, says: &[bool], shown: Range<usize>, last: usize) {
        let [was_wide, was_long] = &self.shape;
        let was = (was_wide.swap(width, Ordering::Relaxed), was_long.swap(says.len(), Ordering::Relaxed));
        if was != (width, says.len()) {
            self.seen.clear();
        }
        self.last.store(last, Ordering::Relaxed);
        shown.for_each(|line| self.seen.insert(line));
        self.says.clear();
        says.iter().enumerate().filter(|(_, says)| **says).for_each(|(line, _)| self.says.insert(line));
    }

    /// The screen drew this line of a list.
    pub fn drew(&self, line: usize) {
        self.seen.insert(line);
    }

    /// True where this line was drawn.
    pub fn has_seen(&self, line: usize) -> bool {
        self.seen.contains(line)
    }

    fn unseen_bits(&self) -> impl Iterator<Item = u64> + '_ {
        self.says.bits().zip(self.seen.bits()).map(|(says, seen)| says & !seen)
    }

    fn first_unseen(&self) -> Option<usize> {
        let mut places = self.unseen_bits().enumerate();
        places.find_map(|(place, bits)| (bits != 0).then(|| place * BITS + bits.trailing_zeros() as usize))
    }

    /// How many lines that say something were not on screen yet.
    pub fn unseen(&self) -> u32 {
        self.unseen_bits().map(u64::count_ones).sum()
    }

    /// True where the first of these stands below what is drawn from this line on.
    pub fn is_below(&self, line: usize) -> bool {
        self.first_unseen().is_some_and(|first| first > line)
    }

    /// Reads on at the first line that was not on screen yet; `false` where all of it was.
    pub fn read_on(&mut self) -> bool {
        let first = self.first_unseen();
        self.top = first.or(self.top);
        first.is_some()
    }

    /// So many lines on or back from the line on top.
    pub fn leaf(&mut self, step: isize) {
        let last = self.last.load(Ordering::Relaxed);
        self.top = Some(self.top.unwrap_or(0).min(last).saturating_add_signed(step).min(last));
    }

    /// The view follows the cursor again.
    pub const fn follow(&mut self) {
        self.top = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_drawn_is_read_on_to_and_blank_lines_need_not_be() {
        let says = [true, true, false, true, true, false];
        let mut sight = Sight::default();
        sight.drawn(60, &says, 2..4, 4);
        assert_eq!((sight.unseen(), sight.is_below(2)), (3, false));
        assert!(sight.read_on());
        assert_eq!(sight.top(4), Some(0));
        sight.drawn(60, &says, 0..2, 4);
        assert!(sight.read_on() && sight.top(4) == Some(4) && sight.is_below(0));
        sight.drawn(60, &says, 4..6, 4);
        assert!(!sight.read_on());
        // At another width other lines are in view.
        sight.drawn(40, &says, 0..2, 4);
        assert_eq!(sight.unseen(), 2);
        sight.follow();
        assert_eq!(sight.top(4), None);
    }
}
