//! The head of the log: its last entry, as a hash for programs and as five words for people. Noted
//! elsewhere, on the handover or beside a backup, it shows later that nothing before it was replaced
//! and nothing behind it was taken off.
//!
//! The words are the first 55 bits of the hash, highest first, in five groups of eleven; each group is
//! the place, from 0, of a word in the list. Two heads give the same words once in 36 million billion,
//! which is enough to see damage and to read out over the phone; who fears an enemy notes the hash.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::error::{Error, Result};

/// 2048 short words, in alphabetical order. No two differ in their last letter only.
const LIST: &str = include_str!("../../assets/woorden.txt");

/// So many words stand for a head.
pub const COUNT: usize = 5;

/// So many bits one word holds.
const BITS: usize = 11;

/// The last entry of a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its number; 0 for an empty log.
    #[serde(rename = "regel")]
    pub seq: u64,
    /// Its hash, 64 hexadecimal digits.
    pub hash: String,
}

impl Head {
    /// The five words.
    pub fn words(&self) -> String {
        words(&self.hash)
    }
}

/// The words of a hash.
fn words(hash: &str) -> String {
    // 14 hexadecimal digits are 56 bits; the last of those is left out.
    let start: String = hash.chars().take(14).collect();
    let bits = u64::from_str_radix(&start, 16).unwrap_or_default() >> 1;
    let out: Vec<&str> = (0..COUNT)
        .map(|nr| {
            let pos = bits >> (BITS * (COUNT - 1 - nr)) & ((1 << BITS) - 1);
            LIST.lines().nth(usize::try_from(pos).unwrap_or_default()).unwrap_or_default()
        })
        .collect();
    out.join(" ")
}

/// A head as somebody noted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeadNote {
    /// All of it.
    Hash(String),
    /// The five words.
    Words(String),
}

impl HeadNote {
    /// True when this hash is the one that was noted.
    pub fn is(&self, hash: &str) -> bool {
        match self {
            Self::Hash(noted) => noted == hash,
            Self::Words(noted) => *noted == words(hash),
        }
    }
}

impl fmt::Display for HeadNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hash(text) | Self::Words(text) => f.write_str(text),
        }
    }
}

/// Reads what was typed; capitals and spaces do not matter, a word that is in no head is named.
impl FromStr for HeadNote {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.to_lowercase();
        let parts: Vec<&str> = text.split_whitespace().collect();
        if let [hash] = parts.as_slice()
            && hash.len() == 64
            && hash.chars().all(|c| c.is_ascii_hexdigit())
        {
            return Ok(Self::Hash((*hash).to_owned()));
        }
        if parts.len() != COUNT {
            return Err(Error::usage(format!("«{text}» is geen kop."))
                .hint("Een kop is vijf woorden tussen aanhalingstekens, of een hash van 64 tekens."));
        }
        match parts.iter().find(|part| !LIST.lines().any(|word| word == **part)) {
            Some(foreign) => {
                Err(Error::usage(format!("«{foreign}» komt in geen enkele kop voor.")).hint("Kijk de vijf woorden na."))
            }
            None => Ok(Self::Words(parts.join(" "))),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_list_has_2048_words_that_nobody_mistakes() {
        let list: Vec<&str> = LIST.lines().collect();
        assert_eq!(list.len(), 1 << BITS);
        assert!(list.is_sorted_by(|a, b| a < b), "op volgorde en elk woord één keer");
        let mut stems = BTreeSet::new();
        for word in &list {
            assert!((4..=8).contains(&word.len()) && word.chars().all(|c| c.is_ascii_lowercase()), "{word}");
            let stem: String = word.chars().take(word.len() - 1).collect();
            assert!(stems.insert((word.len(), stem)), "{word} lijkt op een ander woord");
        }
        // No plural or other ending of a word that is in it too.
        for (one, other) in list.iter().zip(list.iter().skip(1)) {
            assert!(other.strip_prefix(one).is_none_or(|rest| rest.len() >= 3), "{one} en {other}");
        }
    }

    #[test]
    fn the_words_are_the_documented_bits() {
        let word = |pos: usize| LIST.lines().nth(pos).unwrap_or_default();
        let head = |hash: &str| Head { seq: 1, hash: hash.to_owned() }.words();
        assert_eq!(head(&"0".repeat(64)), [word(0); 5].join(" "));
        assert_eq!(head(&"f".repeat(64)), [word(2047); 5].join(" "));
        // 00000000001 00000000010 00000000011 00000000100 00000000101, and a bit that does not count.
        let bits = "00000000001000000000100000000001100000000100000000001011";
        let start = u64::from_str_radix(bits, 2).unwrap_or_default();
        let hash = format!("{start:014x}{}", "a".repeat(50));
        assert_eq!(head(&hash), [1, 2, 3, 4, 5].map(word).join(" "));
    }

    #[test]
    fn what_was_noted_is_found_however_it_was_typed() -> Result<()> {
        let head = Head { seq: 9, hash: format!("{}{}", "3e9a01bb72", "c".repeat(54)) };
        let words: HeadNote = format!("  {}  ", head.words().to_uppercase().replace(' ', "  ")).parse()?;
        let hash: HeadNote = head.hash.to_uppercase().parse()?;
        for note in [words, hash] {
            assert!(note.is(&head.hash) && !note.is(&"0".repeat(64)), "{note}");
        }
        for error in ["", "aaien", "aaien aankoop bzzz adelaar algen", "aaien aaien aaien aaien aaien aaien", "0123"] {
            assert!(error.parse::<HeadNote>().is_err(), "{error}");
        }
        Ok(())
    }
}
