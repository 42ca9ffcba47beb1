//! Words in a text of their own, one a line in the order of their bytes: sought in as they stand, so that a long list
//! takes no room of its own. Only some of its lines are known by where they begin; and since nearly every word that is asked is
//! in no list, a bit a word tells of most of them that they are not.

use std::cmp::Ordering;

use super::word_set::sum;

/// A list of words.
#[derive(Debug, Clone)]
pub struct WordList {
    text: &'static [u8],
    /// Every so many lines, in their order.
    marks: Vec<LineMark>,
    /// A bit for each word, at the place that its letters come to.
    hints: Vec<u64>,
}

/// Where a line of a list begins.
#[derive(Debug, Clone, Copy)]
struct LineMark {
    /// Its first letters.
    head: u64,
    /// Its first byte.
    at: usize,
}

/// From one mark to the next there are so many lines.
const STRIDE: usize = 8;

/// The first eight bytes as a number: of two words the one that comes first has the lower or the same.
fn head(word: &[u8]) -> u64 {
    let mut first = [0; 8];
    first.iter_mut().zip(word).for_each(|(to, from)| *to = *from);
    u64::from_be_bytes(first)
}

/// So many bits a word, so that few words that are not there come to the bit of one that is.
const BITS: usize = 8;

/// So many letters a line has in the middle, with its end.
const LETTERS: usize = 8;

/// The place of the bit of a word among so many words of bits, which are a power of two.
fn hint(word: &[u8], count: usize) -> (usize, u64) {
    let place = sum(word);
    ((place >> 6) & (count - 1), 1 << (place & 63))
}

impl WordList {
    /// The words of a text; lines that begin with `#` come first and are no words.
    pub fn new(text: &'static str) -> Self {
        let text = text.as_bytes();
        let mut at = 0;
        let mut marks = Vec::with_capacity(text.len() / (STRIDE * STRIDE));
        let mut hints = vec![0; (text.len() / LETTERS * BITS / 64).next_power_of_two()];
        for (nr, line) in text.split(|b| *b == b'\n').enumerate() {
            if nr % STRIDE == 0 {
                marks.push(LineMark { head: head(line), at });
            }
            let (place, bit) = hint(line, hints.len());
            if let Some(bits) = hints.get_mut(place) {
                *bits |= bit;
            }
            at += line.len() + 1;
        }
        Self { text, marks, hints }
    }

    /// True where the list has this word.
    pub fn contains(&self, word: &str) -> bool {
        let word = word.as_bytes();
        let (place, bit) = hint(word, self.hints.len());
        if self.hints.get(place).is_none_or(|bits| bits & bit == 0) {
            return false;
        }
        let sought = head(word);
        // Several lines begin alike: the one that is sought may stand behind the mark before the first of them.
        let mark = self.marks.partition_point(|mark| mark.head < sought).saturating_sub(1);
        let Some(lines) = self.marks.get(mark).and_then(|mark| self.text.get(mark.at..)) else { return false };
        let reached = lines.split(|b| *b == b'\n').map(|line| line.cmp(word)).find(|order| order.is_ge());
        reached == Some(Ordering::Equal)
    }

    /// The first line that is not behind the one before it.
    #[cfg(test)]
    pub fn out_of_order(&self) -> Option<String> {
        let words: Vec<&[u8]> =
            self.text.split(|b| *b == b'\n').filter(|l| !l.is_empty() && !l.starts_with(b"#")).collect();
        let wrong = words.windows(2).find(|w| w.first() >= w.last())?;
        wrong.last().map(|w| String::from_utf8_lossy(w).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the standard library's own set, for every word there is, its neighbours and what is none.
    #[test]
    fn a_list_has_the_words_that_stand_in_it_and_no_others() {
        let text = include_str!("../../../assets/poort/achternamen.txt");
        let list = WordList::new(text);
        let words: std::collections::HashSet<&str> = text.lines().collect();
        for word in text.lines().filter(|line| !line.starts_with('#')) {
            let shorter = word.get(..word.len() - 1).unwrap_or_default();
            for asked in
                [word.to_owned(), format!("{word}a"), shorter.to_owned(), format!("0{word}"), format!("~{word}")]
            {
                assert_eq!(list.contains(&asked), words.contains(asked.as_str()), "{asked}");
            }
        }
        assert!(!list.contains(""));
    }
}
