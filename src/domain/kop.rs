//! The head of the log: its last entry, as a hash for programs and as five words for people. Noted
//! elsewhere, on the handover or beside a backup, it shows later that nothing before it was replaced
//! and nothing behind it was taken off.
//!
//! The words are the first 55 bits of the hash, highest first, in five groups of eleven; each group is
//! the place, from 0, of a word in the list. Two heads give the same words once in 36 million billion,
//! which is enough to see damage and to read out over the phone; who fears an enemy notes the hash.

use std::{fmt, str::FromStr};

use super::fout::{Fout, Uitkomst};

/// 2048 short words, in alphabetical order. No two differ in their last letter only.
const LIJST: &str = include_str!("../../assets/woorden.txt");

/// So many words stand for a head.
pub const AANTAL: usize = 5;

/// So many bits one word holds.
const BITS: usize = 11;

/// The last entry of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kop {
    /// Its number; 0 for an empty log.
    pub seq: u64,
    /// Its hash, 64 hexadecimal digits.
    pub hash: String,
}

impl Kop {
    /// The five words.
    pub fn woorden(&self) -> String {
        woorden(&self.hash)
    }
}

/// The words of a hash.
fn woorden(hash: &str) -> String {
    // 14 hexadecimal digits are 56 bits; the last of those is left out.
    let begin: String = hash.chars().take(14).collect();
    let bits = u64::from_str_radix(&begin, 16).unwrap_or_default() >> 1;
    let uit: Vec<&str> = (0..AANTAL)
        .map(|nr| {
            let plek = bits >> (BITS * (AANTAL - 1 - nr)) & ((1 << BITS) - 1);
            LIJST.lines().nth(usize::try_from(plek).unwrap_or_default()).unwrap_or_default()
        })
        .collect();
    uit.join(" ")
}

/// A head as somebody noted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kopnotitie {
    /// All of it.
    Hash(String),
    /// The five words.
    Woorden(String),
}

impl Kopnotitie {
    /// True when this hash is the one that was noted.
    pub fn is(&self, hash: &str) -> bool {
        match self {
            Self::Hash(genoteerd) => genoteerd == hash,
            Self::Woorden(genoteerd) => *genoteerd == woorden(hash),
        }
    }
}

impl fmt::Display for Kopnotitie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hash(tekst) | Self::Woorden(tekst) => f.write_str(tekst),
        }
    }
}

/// Reads what was typed; capitals and spaces do not matter, a word that is in no head is named.
impl FromStr for Kopnotitie {
    type Err = Fout;

    fn from_str(tekst: &str) -> Uitkomst<Self> {
        let tekst = tekst.to_lowercase();
        let delen: Vec<&str> = tekst.split_whitespace().collect();
        if let [hash] = delen.as_slice()
            && hash.len() == 64
            && hash.chars().all(|c| c.is_ascii_hexdigit())
        {
            return Ok(Self::Hash((*hash).to_owned()));
        }
        if delen.len() != AANTAL {
            return Err(Fout::gebruik(format!("«{tekst}» is geen kop."))
                .hint("Een kop is vijf woorden tussen aanhalingstekens, of een hash van 64 tekens."));
        }
        match delen.iter().find(|deel| !LIJST.lines().any(|woord| woord == **deel)) {
            Some(vreemd) => {
                Err(Fout::gebruik(format!("«{vreemd}» komt in geen enkele kop voor.")).hint("Kijk de vijf woorden na."))
            }
            None => Ok(Self::Woorden(delen.join(" "))),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_list_has_2048_words_that_nobody_mistakes() {
        let lijst: Vec<&str> = LIJST.lines().collect();
        assert_eq!(lijst.len(), 1 << BITS);
        assert!(lijst.is_sorted_by(|a, b| a < b), "op volgorde en elk woord één keer");
        let mut stammen = BTreeSet::new();
        for woord in &lijst {
            assert!((4..=8).contains(&woord.len()) && woord.chars().all(|c| c.is_ascii_lowercase()), "{woord}");
            let stam: String = woord.chars().take(woord.len() - 1).collect();
            assert!(stammen.insert((woord.len(), stam)), "{woord} lijkt op een ander woord");
        }
        // No plural or other ending of a word that is in it too.
        for (een, ander) in lijst.iter().zip(lijst.iter().skip(1)) {
            assert!(ander.strip_prefix(een).is_none_or(|rest| rest.len() >= 3), "{een} en {ander}");
        }
    }

    #[test]
    fn the_words_are_the_documented_bits() {
        let woord = |plek: usize| LIJST.lines().nth(plek).unwrap_or_default();
        let kop = |hash: &str| Kop { seq: 1, hash: hash.to_owned() }.woorden();
        assert_eq!(kop(&"0".repeat(64)), [woord(0); 5].join(" "));
        assert_eq!(kop(&"f".repeat(64)), [woord(2047); 5].join(" "));
        // 00000000001 00000000010 00000000011 00000000100 00000000101, and a bit that does not count.
        let bits = "00000000001000000000100000000001100000000100000000001011";
        let begin = u64::from_str_radix(bits, 2).unwrap_or_default();
        let hash = format!("{begin:014x}{}", "a".repeat(50));
        assert_eq!(kop(&hash), [1, 2, 3, 4, 5].map(woord).join(" "));
    }

    #[test]
    fn what_was_noted_is_found_however_it_was_typed() -> Uitkomst<()> {
        let kop = Kop { seq: 9, hash: format!("{}{}", "3e9a01bb72", "c".repeat(54)) };
        let woorden: Kopnotitie = format!("  {}  ", kop.woorden().to_uppercase().replace(' ', "  ")).parse()?;
        let hash: Kopnotitie = kop.hash.to_uppercase().parse()?;
        for notitie in [woorden, hash] {
            assert!(notitie.is(&kop.hash) && !notitie.is(&"0".repeat(64)), "{notitie}");
        }
        for fout in ["", "aaien", "aaien aankoop bzzz adelaar algen", "aaien aaien aaien aaien aaien aaien", "0123"] {
            assert!(fout.parse::<Kopnotitie>().is_err(), "{fout}");
        }
        Ok(())
    }
}
