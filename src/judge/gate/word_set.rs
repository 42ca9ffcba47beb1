//! A set of comparable words, and words with something to each. It is asked of every word of every text and nearly always
//! does not have it, so the answer costs one sum of its letters and mostly one look into a table with room to spare.

/// For each word so many places, so that nearly all that are not there come to an empty one.
const ROOM: usize = 4;

/// A sum of the letters of a word: of its length and of what it begins and ends with. Two words may come to one sum.
pub fn sum(word: &[u8]) -> usize {
    const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
    let (head, tail) = match (word.first_chunk(), word.last_chunk(), word.first_chunk(), word.last_chunk()) {
        (Some(head), Some(tail), _, _) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        (_, _, Some(head), Some(tail)) => (u32::from_le_bytes(*head).into(), u32::from_le_bytes(*tail).into()),
        _ => (word.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0),
    };
    let mixed = (head ^ tail.rotate_left(29)).wrapping_add(word.len() as u64).wrapping_mul(SPREAD);
    // The high bits of a product depend on all of what went into it.
    (mixed >> 32) as usize
}

/// Comparable words, each with something.
#[derive(Debug, Clone)]
pub struct WordMap<T> {
    entries: Vec<(String, T)>,
    /// Places by the sum of a word: 0 where there is none, else one more than its place among the entries.
    places: Vec<u32>,
}

impl<T> Default for WordMap<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), places: vec![0; ROOM] }
    }
}

impl<T> WordMap<T> {
    /// What there is for this word.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.entries.get(self.index(word)?).map(|(_, value)| value)
    }

    /// Which entry this word is. There is always an empty place, so this ends.
    fn index(&self, word: &str) -> Option<usize> {
        let mask = self.places.len() - 1;
        let mut at = sum(word.as_bytes());
        loop {
            let entry = (self.places.get(at & mask).copied()? as usize).checked_sub(1)?;
            if self.entries.get(entry)?.0 == word {
                return Some(entry);
            }
            at += 1;
        }
    }

    /// Keeps what `change` makes of what there is for this word, or of nothing.
    pub fn change(&mut self, word: &str, change: impl FnOnce(&mut T))
    where
        T: Default,
    {
        let at = self.index(word).unwrap_or_else(|| {
            self.entries.push((word.to_owned(), T::default()));
            self.place();
            self.entries.len() - 1
        });
        if let Some((_, value)) = self.entries.get_mut(at) {
            change(value);
        }
    }

    /// Gives every word its place again where there is no room left, else the last one.
    fn place(&mut self) {
        let room = (self.entries.len() * ROOM).next_power_of_two();
        let from = if room > self.places.len() { 0 } else { self.entries.len() - 1 };
        if from == 0 {
            self.places = vec![0; room];
        }
        for (nr, (word, _)) in self.entries.iter().enumerate().skip(from) {
            let mask = self.places.len() - 1;
            let mut at = sum(word.as_bytes());
            while self.places.get(at & mask).is_some_and(|place| *place != 0) {
                at += 1;
            }
            if let Some(place) = self.places.get_mut(at & mask) {
                *place = u32::try_from(nr + 1).unwrap_or_default();
            }
        }
    }
}

/// Words, comparable.
#[derive(Debug, Clone, Default)]
pub struct WordSet {
    words: WordMap<()>,
    /// How they begin: most words that are asked begin as none of them does.
    begins: LetterPairs,
}

impl WordSet {
    /// Adds a word; `false` where it is there already.
    pub fn insert(&mut self, word: String) -> bool {
        let is_new = !self.contains(&word);
        if is_new {
            let [one, other] = first_two(&word);
            self.begins.add(one, other);
            self.words.entries.push((word, ()));
            self.words.place();
        }
        is_new
    }

    /// True where the set has this word.
    pub fn contains(&self, word: &str) -> bool {
        let [one, other] = first_two(word);
        self.begins.may_have(one, other) && self.words.get(word).is_some()
    }

    /// All of them.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.entries.iter().map(|(word, ())| word.as_str())
    }
}

/// The first two letters of a word, also of one that has fewer.
#[inline]
pub fn first_two(word: &str) -> [u8; 2] {
    match word.as_bytes() {
        [one, other, ..] => [*one, *other],
        [one] => [*one, 0],
        [] => [0, 0],
    }
}

/// Which pairs of letters occur, as one bit for each; another sign shares the bit of a letter.
#[derive(Debug, Clone, Copy, Default)]
pub struct LetterPairs([u32; 32]);

impl LetterPairs {
    /// Adds a pair.
    pub fn add(&mut self, one: u8, other: u8) {
        if let Some(others) = self.0.get_mut(usize::from(one & 31)) {
            *others |= 1 << (other & 31);
        }
    }

    /// False where the pair does not occur.
    #[inline]
    pub fn may_have(&self, one: u8, other: u8) -> bool {
        self.0.get(usize::from(one & 31)).is_some_and(|others| others >> (other & 31) & 1 == 1)
    }
}

/// With which three letters words begin, as one bit for each; another sign shares the bit of a letter, and of a shorter word
/// the rest counts as one sign more.
#[derive(Debug, Clone)]
pub struct LetterTriples(Vec<u32>);

impl Default for LetterTriples {
    fn default() -> Self {
        Self(vec![0; 32 * 32])
    }
}

impl LetterTriples {
    /// Adds how a word begins.
    pub fn add(&mut self, word: &str) {
        let (place, bit) = Self::place(word);
        if let Some(bits) = self.0.get_mut(place) {
            *bits |= bit;
        }
    }

    /// False where no word begins so.
    #[inline]
    pub fn may_have(&self, word: &str) -> bool {
        let (place, bit) = Self::place(word);
        self.0.get(place).is_some_and(|bits| bits & bit != 0)
    }

    #[inline]
    fn place(word: &str) -> (usize, u32) {
        let [one, two, three] = match word.as_bytes() {
            [one, two, three, ..] => [*one, *two, *three],
            [one, two] => [*one, *two, 0],
            [one] => [*one, 0, 0],
            [] => [0, 0, 0],
        };
        (usize::from(one & 31) << 5 | usize::from(two & 31), 1 << (three & 31))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_the_words_that_were_put_in_and_no_others() {
        proptest::proptest!(|(words in "([abé1]{0,3} |[ab]{7,19} ){0,40}", asked in "[abé1]{0,3}|[ab]{7,19}")| {
            let mut set = WordSet::default();
            let mut known: Vec<&str> = Vec::new();
            for word in words.split(' ') {
                proptest::prop_assert_eq!(set.insert(word.to_owned()), !known.contains(&word));
                known.push(word);
            }
            proptest::prop_assert_eq!(set.contains(&asked), known.contains(&asked.as_str()));
            proptest::prop_assert!(known.iter().all(|word| set.contains(word)));
        });
    }

    #[test]
    fn each_word_keeps_its_own() {
        proptest::proptest!(|(words in proptest::collection::vec("[ab]{0,4}", 0..40))| {
            let mut map: WordMap<Vec<usize>> = WordMap::default();
            for (nr, word) in words.iter().enumerate() {
                map.change(word, |own| own.push(nr));
            }
            for word in &words {
                let own: Vec<usize> = words.iter().enumerate().filter(|(_, w)| *w == word).map(|(nr, _)| nr).collect();
                proptest::prop_assert_eq!(map.get(word), Some(&own));
            }
        });
    }
}
