//! A name of the case taken apart: "Jan de Vries", "Vries, J. de" and "VRIES, Jan de" are the same person.

use crate::judge::gate::{lexicon::Lexicon, near::sound, words::comparable};

/// What is shorter is no slip of another word.
const LONG: usize = 6;

/// A name, taken apart.
#[derive(Debug)]
pub(super) struct NameParts {
    /// Given names and surnames of three letters or more.
    pub(super) words: Vec<String>,
    /// Those of them that are given names.
    pub(super) given: Vec<String>,
    /// A given name that is a particle too, "Ben": it tells of somebody with the first letter of the surname behind it.
    pub(super) called: Option<String>,
    /// Names of two letters: Bo, Li.
    pub(super) short: Vec<String>,
    /// The name in one word, with particles: "vandeweerd".
    pub(super) joined: Vec<String>,
    /// The long ones of both, which may be misspelt.
    pub(super) long: Vec<LongPart>,
    /// "van de", "el".
    pub(super) particles: Vec<String>,
    /// First letters, of given names and surname.
    pub(super) initials: String,
    /// First letters of the surname and of the particle before it, each by itself.
    pub(super) surname_initials: Vec<String>,
    /// The same with those of the particles: "svdw".
    pub(super) monogram: String,
}

/// A part of a name that is long enough to be known where it is misspelt.
#[derive(Debug)]
pub(super) struct LongPart {
    /// The part.
    pub(super) word: String,
    /// How it sounds.
    pub(super) sound: String,
}

/// Takes a name apart; nothing of one that has no part to seek.
pub(super) fn parts(raw: &str, lexicon: &Lexicon) -> Option<NameParts> {
    let (last, first) = match raw.split_once(',') {
        Some((last, first)) => (last.to_owned(), first.to_owned()),
        None => (String::new(), raw.to_owned()),
    };
    let cut = |t: &str| -> Vec<String> {
        let apart = t.replace(['.', '\'', '’', '/'], " ");
        apart.split_whitespace().map(str::to_owned).collect()
    };
    let comma = !last.is_empty();
    let (first, last) = (cut(&first), cut(&last));
    let order: Vec<String> = first.iter().chain(&last).map(|w| plain(w)).filter(|w| !w.is_empty()).collect();
    let is_particle = |w: &String| lexicon.particles.contains(w);
    // "J. van den Berg": what stands before the first particle is the given name; without one the last word is not.
    let given_end = if comma {
        first.len()
    } else {
        order.iter().position(is_particle).filter(|at| *at > 0).unwrap_or(order.len().saturating_sub(1))
    };
    let mut parts = NameParts {
        words: Vec::new(),
        given: Vec::new(),
        called: order.first().filter(|w| order.len() > 1 && is_particle(w) && (!comma || lexicon.is_given(w))).cloned(),
        short: Vec::new(),
        joined: Vec::new(),
        long: Vec::new(),
        particles: Vec::new(),
        initials: String::new(),
        surname_initials: Vec::new(),
        monogram: order.iter().filter_map(|word| word.chars().next()).collect(),
    };
    let mut surname = Vec::new();
    for (at, word) in order.iter().enumerate() {
        let pieces: Vec<&str> = word.split(' ').collect();
        let is_given = at < given_end && !is_particle(word);
        if is_particle(word) && !(at == 0 && !comma && order.len() > 1) {
            parts.particles.push(word.clone());
            parts.surname_initials.extend(first_letter(word));
            continue;
        }
        parts.initials.extend(word.chars().next());
        for piece in pieces.iter().filter(|p| p.chars().count() >= 2 && !lexicon.particles.contains(p)) {
            if piece.chars().count() == 2 {
                parts.short.push((*piece).to_owned());
                continue;
            }
            parts.words.push((*piece).to_owned());
            if is_given {
                parts.given.push((*piece).to_owned());
            }
        }
        if pieces.len() > 1 {
            parts.joined.push(pieces.concat());
        }
        if !is_given {
            parts.surname_initials.extend(first_letter(word));
            surname.push(pieces.concat());
        }
    }
    if !parts.particles.is_empty() {
        parts.joined.push(format!("{}{}", parts.particles.concat(), surname.concat()));
        if let Some(last) = parts.particles.last() {
            parts.joined.push(format!("{last}{}", surname.concat()));
        }
    }
    if raw.contains(['\'', '’']) {
        let whole: String =
            raw.split(|c: char| c.is_whitespace() || c == ',').filter(|w| w.contains(['\'', '’'])).collect();
        let whole = comparable(&whole.replace(['\'', '’'], ""));
        parts.joined.extend((whole.chars().count() >= 3).then_some(whole));
    }
    parts.joined.retain(|w| w.chars().count() >= 4);
    let long = parts.words.iter().chain(&parts.joined).filter(|w| w.chars().count() >= LONG);
    parts.long = long.map(|word| LongPart { word: word.clone(), sound: sound(word) }).collect();
    (!parts.words.is_empty() || !parts.joined.is_empty() || !parts.short.is_empty()).then_some(parts)
}

impl NameParts {
    /// A particle of this name, also shortened.
    pub(super) fn has_particle(&self, f: &str) -> bool {
        let short = matches!(f, "vd" | "v" | "d" | "t");
        let shortens = |p: &String| p.starts_with(['v', 'd']) || p == "t" || p == "het";
        self.particles.iter().any(|p| p == f || (short && shortens(p)))
    }
}

fn first_letter(word: &str) -> Option<String> {
    word.chars().next().map(String::from)
}

/// A part of a name, comparable, where a hyphen stays a blank.
fn plain(part: &str) -> String {
    let pieces = part.split(|c: char| !c.is_alphanumeric() && !('\u{300}'..='\u{36F}').contains(&c));
    pieces.map(comparable).filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}
