//! Words in a text of their own, one a line in the order of their bytes: sought in as they stand, so that a long list
//! costs nothing when the program starts.

use std::cmp::Ordering;

/// A list of words.
#[derive(Debug, Clone, Copy)]
pub struct WordList {
    text: &'static [u8],
}

impl WordList {
    /// The words of a text; lines that begin with `#` come first and are no words.
    pub const fn new(text: &'static str) -> Self {
        Self { text: text.as_bytes() }
    }

    /// True where the list has this word.
    pub fn contains(self, word: &str) -> bool {
        let (mut low, mut high) = (0, self.text.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let line = self.line_at(middle);
            match line.1.cmp(word.as_bytes()) {
                Ordering::Equal => return true,
                Ordering::Less => low = line.0 + line.1.len() + 1,
                Ordering::Greater => high = line.0,
            }
        }
        false
    }

    /// Where the line of this byte begins, and the line.
    fn line_at(self, at: usize) -> (usize, &'static [u8]) {
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
        (start, rest.get(..end).unwrap_or_default())
    }

    /// The first line that is not behind the one before it.
    #[cfg(test)]
    pub fn out_of_order(self) -> Option<String> {
        let words: Vec<&[u8]> =
            self.text.split(|b| *b == b'\n').filter(|l| !l.is_empty() && !l.starts_with(b"#")).collect();
        let wrong = words.windows(2).find(|w| w.first() >= w.last())?;
        wrong.last().map(|w| String::from_utf8_lossy(w).into_owned())
    }
}
