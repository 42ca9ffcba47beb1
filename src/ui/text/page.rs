//! A text that is leafed through: where its screen lines begin is remembered while it stays on screen,
//! so that a page far down costs no more than the first.

use std::cell::RefCell;

use super::wrap::Lines;

/// So many lines lie between two remembered beginnings.
const STRIDE: usize = 64;

thread_local! {
    /// The text that was leafed through last. It holds places only, nothing of the text.
    static LEAFED: RefCell<Option<Beginnings>> = const { RefCell::new(None) };
}

/// What is in view of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The first line in view.
    pub first: usize,
    /// The lines in view.
    pub lines: Vec<String>,
    /// Whether there is more below.
    pub more: bool,
}

/// The page that begins at line `first`, or the last whole page where the text ends before it.
pub fn page(text: &str, width: usize, first: usize, height: usize) -> Page {
    LEAFED.with_borrow_mut(|leafed| {
        let known = leafed.take().filter(|b| b.belong_to(text, width));
        let beginnings = leafed.insert(known.unwrap_or_else(|| Beginnings::new(text, width)));
        beginnings.read_to(text, first.saturating_add(height));
        let first = beginnings.total.map_or(first, |total| first.min(total.saturating_sub(height)));
        let mut lines = beginnings.from(text, first);
        Page { first, lines: lines.by_ref().take(height).collect(), more: lines.rest().is_some() }
    })
}

/// Where every so many lines begin, as far as was read.
#[derive(Debug)]
struct Beginnings {
    length: usize,
    width: usize,
    starts: Vec<usize>,
    /// How many lines there are, once the end was seen.
    total: Option<usize>,
    /// Of the text up to the last beginning: another text of that length is not this one.
    fingerprint: u64,
}

impl Beginnings {
    fn new(text: &str, width: usize) -> Self {
        Self { length: text.len(), width, starts: vec![0], total: None, fingerprint: fingerprint("") }
    }

    fn read(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    /// What comes after the last beginning is read anew each time, unless the end was counted there.
    fn belong_to(&self, text: &str, width: usize) -> bool {
        let read = if self.total.is_some() { self.length } else { self.read() };
        (self.length, self.width) == (text.len(), width)
            && text.get(..read).is_some_and(|t| fingerprint(t) == self.fingerprint)
    }

    /// Reads on until a beginning at `line` or behind it is known, or the end.
    fn read_to(&mut self, text: &str, line: usize) {
        let known = |starts: &[usize]| starts.len().saturating_sub(1) * STRIDE >= line;
        if self.total.is_some() || known(&self.starts) {
            return;
        }
        let mut lines = Lines::new(text.get(self.read()..).unwrap_or_default(), self.width);
        while self.total.is_none() && !known(&self.starts) {
            let passed = (0..STRIDE).take_while(|_| lines.skip_line()).count();
            match lines.rest() {
                Some(rest) => self.starts.push(text.len() - rest.len()),
                None => self.total = Some((self.starts.len().saturating_sub(1)) * STRIDE + passed),
            }
        }
        let read = if self.total.is_some() { self.length } else { self.read() };
        self.fingerprint = fingerprint(text.get(..read).unwrap_or_default());
    }

    fn from<'a>(&self, text: &'a str, line: usize) -> Lines<'a> {
        let nearest = (line / STRIDE).min(self.starts.len().saturating_sub(1));
        let start = self.starts.get(nearest).copied().unwrap_or_default();
        let mut lines = Lines::new(text.get(start..).unwrap_or_default(), self.width);
        for _ in nearest * STRIDE..line {
            lines.skip_line();
        }
        lines
    }
}

/// A number that another text hardly has; eight bytes at a time, because it is taken at every frame.
pub fn fingerprint(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let rest = rest.iter().fold(0, |n, b| n << 8 | u64::from(*b));
    let words = words.iter().map(|w| u64::from_le_bytes(*w)).chain([rest]);
    words.fold(0xcbf2_9ce4_8422_2325, |n, w| (n ^ w).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_page_is_what_breaking_the_whole_shows_there() {
        let texts = ["[a-z é界\\n]{0,400}", "(woord ){0,900}"].map(|t| proptest::string::string_regex(t).ok());
        let [Some(mixed), Some(long)] = texts else { return };
        let text = proptest::strategy::Union::new([
            proptest::strategy::Strategy::boxed(mixed),
            proptest::strategy::Strategy::boxed(long),
        ]);
        proptest::proptest!(|(text in text, width in 2usize..9, height in 1usize..40, firsts in proptest::collection::vec(0usize..999, 1..6))| {
            let all: Vec<String> = Lines::new(&text, width).collect();
            for first in firsts {
                let page = page(&text, width, first, height);
                let expected = first.min(all.len().saturating_sub(height));
                proptest::prop_assert_eq!(page.first, expected);
                proptest::prop_assert!(page.lines.iter().eq(all.iter().skip(expected).take(height)));
                proptest::prop_assert_eq!(page.more, expected + height < all.len());
            }
        });
    }

    #[test]
    fn another_text_of_the_same_length_is_broken_anew() {
        let (one, other) = ("aa ".repeat(400), "a  ".repeat(400));
        assert_ne!(page(&one, 4, 90, 5).lines, page(&other, 4, 90, 5).lines);
    }
}
