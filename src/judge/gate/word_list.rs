//! Words in a text of their own, one a line in the order of their bytes: sought in as they stand, so that a long list
//! takes little room of its own. Of each is kept where its line begins, at the place that the sum of its letters comes to.

use super::word_set::sum;

/// A list of words.
#[derive(Debug, Clone)]
pub struct WordList {
    text: &'static [u8],
    /// Where lines begin, by the sum of their words: 0 where there is none, else one more than the first byte.
    places: Vec<u32>,
}

/// For each line so many places.
const ROOM: usize = 2;

impl WordList {
    /// The words of a text; lines that begin with `#` come first and are no words.
    pub fn new(text: &'static str) -> Self {
        let text = text.as_bytes();
        let count = text.split(|b| *b == b'\n').count();
        let mut places = vec![0; (count * ROOM).next_power_of_two()];
        let mask = places.len() - 1;
        let mut begin = 0;
        for line in text.split(|b| *b == b'\n') {
            if !line.is_empty() && !line.starts_with(b"#") {
                let mut at = sum(line);
                while places.get(at & mask).is_some_and(|place| *place != 0) {
                    at += 1;
                }
                if let Some(place) = places.get_mut(at & mask) {
                    *place = u32::try_from(begin + 1).unwrap_or_default();
                }
            }
            begin += line.len() + 1;
        }
        Self { text, places }
    }

    /// True where the list has this word. There is always an empty place, so this ends.
    pub fn contains(&self, word: &str) -> bool {
        let (word, mask) = (word.as_bytes(), self.places.len() - 1);
        let mut at = sum(word);
        loop {
            let place = self.places.get(at & mask).copied().unwrap_or_default();
            let Some(begin) = (place as usize).checked_sub(1) else { return false };
            let behind = self.text.get(begin..).and_then(|rest| rest.strip_prefix(word));
            if behind.is_some_and(|rest| rest.first().is_none_or(|b| *b == b'\n')) {
                return true;
            }
            at += 1;
        }
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
