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
        let word = word.as_bytes();
        let (mut low, mut high) = (0, self.text.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let (before, behind) = self.text.split_at(middle);
            let start = before.iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
            match self.order(start, word) {
                Ordering::Equal => return true,
                Ordering::Less => low = middle + behind.iter().position(|b| *b == b'\n').unwrap_or(behind.len()) + 1,
                Ordering::Greater => high = start,
            }
        }
        false
    }

    /// How the line that begins at this byte stands to a word. It reads no further than where they differ: that is
    /// what a text of many words spends its time on.
    fn order(self, start: usize, word: &[u8]) -> Ordering {
        let mut line = self.text.get(start..).unwrap_or_default().iter();
        let mut asked = word.iter();
        loop {
            match (line.next().filter(|b| **b != b'\n'), asked.next()) {
                (Some(one), Some(other)) if one == other => {}
                (one, other) => return one.cmp(&other),
            }
        }
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
