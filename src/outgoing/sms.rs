//! Counts a text message the way the network does, names the characters that make it expensive, and
//! offers a spelling without them. An escape pair or an emoji is never cut between two parts.

use serde::Serialize;

use super::gsm7;

/// How the network carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Codering {
    /// Seven bits per place: 160 in one message, 153 per part of a longer one.
    #[serde(rename = "GSM-7")]
    Gsm7,
    /// Sixteen bits per place: 70 in one message, 67 per part.
    #[serde(rename = "UCS-2")]
    Ucs2,
}

impl Codering {
    /// The name on screen.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Gsm7 => "GSM-7",
            Self::Ucs2 => "UCS-2",
        }
    }

    /// Places in a message that stands alone.
    pub const fn enkel(self) -> usize {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// Places in each part of a longer message; the rest goes to the header that joins them.
    pub const fn per_deel(self) -> usize {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }

    fn plaatsen(self, c: char) -> usize {
        match self {
            Self::Gsm7 => gsm7::septetten(c).unwrap_or(2),
            Self::Ucs2 => c.len_utf16(),
        }
    }
}

/// What a text message costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SmsTelling {
    /// How it is carried.
    #[serde(rename = "codering")]
    pub codering: Codering,
    /// Places taken: septets (an extension character takes two) or UTF-16 units.
    #[serde(rename = "tekens")]
    pub tekens: usize,
    /// Messages it takes; 0 for an empty text.
    #[serde(rename = "segmenten")]
    pub segmenten: usize,
    /// Each character that forces UCS-2, once, in order of appearance.
    #[serde(rename = "dwarsliggers")]
    pub dwarsliggers: Vec<char>,
    /// The same text within GSM-7, where every offending character has a spelling.
    #[serde(rename = "voorstel")]
    pub voorstel: Option<String>,
}

/// Counts a text.
pub fn tel(tekst: &str) -> SmsTelling {
    let mut dwarsliggers: Vec<char> = Vec::new();
    for c in tekst.chars().filter(|c| gsm7::septetten(*c).is_none()) {
        if !dwarsliggers.contains(&c) {
            dwarsliggers.push(c);
        }
    }
    let codering = if dwarsliggers.is_empty() { Codering::Gsm7 } else { Codering::Ucs2 };
    let tekens = tekst.chars().map(|c| codering.plaatsen(c)).sum();
    let segmenten = if tekens <= codering.enkel() { usize::from(tekens > 0) } else { delen(tekst, codering) };
    let voorstel = (!dwarsliggers.is_empty())
        .then(|| naar_gsm7(tekst))
        .filter(|t| t.chars().all(|c| gsm7::septetten(c).is_some()));
    SmsTelling { codering, tekens, segmenten, dwarsliggers, voorstel }
}

/// The text spelled within GSM-7 as far as possible: ë becomes e, a curly quote a straight one.
pub fn naar_gsm7(tekst: &str) -> String {
    gsm7::spel(tekst)
}

/// The parts of a long text; a character that does not fit moves to the next part whole.
fn delen(tekst: &str, codering: Codering) -> usize {
    let (mut delen, mut gevuld) = (1, 0);
    for nodig in tekst.chars().map(|c| codering.plaatsen(c)) {
        if gevuld + nodig > codering.per_deel() {
            delen += 1;
            gevuld = 0;
        }
        gevuld += nodig;
    }
    delen
}
