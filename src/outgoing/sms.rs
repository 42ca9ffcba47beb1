//! Counts a text message the way the network does, names the characters that make it expensive, and
//! offers a spelling without them. An escape pair or an emoji is never cut between two parts.

use std::ops::Range;

use serde::Serialize;

use super::gsm7;

/// How the network carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// Seven bits per place: 160 in one message, 153 per part of a longer one.
    #[serde(rename = "GSM-7")]
    Gsm7,
    /// Sixteen bits per place: 70 in one message, 67 per part.
    #[serde(rename = "UCS-2")]
    Ucs2,
}

impl Encoding {
    /// The name on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Gsm7 => "GSM-7",
            Self::Ucs2 => "UCS-2",
        }
    }

    /// Places in a message that stands alone.
    pub const fn single(self) -> usize {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// Places in each part of a longer message; the rest goes to the header that joins them.
    pub const fn per_part(self) -> usize {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }

    fn units(self, c: char) -> usize {
        match self {
            Self::Gsm7 => gsm7::septets(c).unwrap_or(2),
            Self::Ucs2 => c.len_utf16(),
        }
    }
}

/// What a text message costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SmsTally {
    /// How it is carried.
    #[serde(rename = "codering")]
    pub encoding: Encoding,
    /// Places taken: septets (an extension character takes two) or UTF-16 units.
    #[serde(rename = "tekens")]
    pub chars: usize,
    /// Messages it takes; 0 for an empty text.
    #[serde(rename = "segmenten")]
    pub segments: usize,
    /// Each character that forces UCS-2, once, in order of appearance.
    #[serde(rename = "dwarsliggers")]
    pub unsupported: Vec<char>,
    /// The same text within GSM-7, where every offending character has a spelling.
    #[serde(rename = "voorstel")]
    pub proposal: Option<String>,
}

/// Counts a text.
pub fn count(text: &str) -> SmsTally {
    let mut unsupported: Vec<char> = Vec::new();
    for c in text.chars().filter(|c| gsm7::septets(*c).is_none()) {
        if !unsupported.contains(&c) {
            unsupported.push(c);
        }
    }
    let encoding = if unsupported.is_empty() { Encoding::Gsm7 } else { Encoding::Ucs2 };
    let chars = text.chars().map(|c| encoding.units(c)).sum();
    let segments = if chars <= encoding.single() { usize::from(chars > 0) } else { parts(text, encoding) };
    let proposal =
        (!unsupported.is_empty()).then(|| to_gsm7(text)).filter(|t| t.chars().all(|c| gsm7::septets(c).is_some()));
    SmsTally { encoding, chars, segments, unsupported, proposal }
}

/// Where a letter stands that forces UCS-2, in bytes.
pub fn costly(text: &str) -> Vec<Range<usize>> {
    let outside = text.char_indices().filter(|(_, c)| gsm7::septets(*c).is_none());
    outside.map(|(at, c)| at..at + c.len_utf8()).collect()
}

/// The text spelled within GSM-7 as far as possible: ë becomes e, a curly quote a straight one.
pub fn to_gsm7(text: &str) -> String {
    gsm7::spell(text)
}

/// The parts of a long text; a character that does not fit moves to the next part whole.
fn parts(text: &str, encoding: Encoding) -> usize {
    let (mut parts, mut filled) = (1, 0);
    for needed in text.chars().map(|c| encoding.units(c)) {
        if filled + needed > encoding.per_part() {
            parts += 1;
            filled = 0;
        }
        filled += needed;
    }
    parts
}
