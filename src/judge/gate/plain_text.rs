//! A text as the gate reads it: digits and letters of other widths and scripts as the plain ones, marks that nobody
//! sees left out. What is found is told in the bytes of the text as it came.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A text in plain characters, with where each came from.
#[derive(Debug)]
pub struct PlainText<'t> {
    text: Cow<'t, str>,
    /// For each byte of the plain text the bytes it came from; empty where the two are the same.
    origin: Vec<(usize, usize)>,
}

/// The first digit of the scripts that count in tens.
const ZEROS: [u32; 18] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040,
    0x17E0, 0x1810,
];

/// How a character is read.
enum CharReading {
    Same,
    Nothing,
    As(String),
}

impl<'t> PlainText<'t> {
    /// Reads a text.
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() || text.chars().all(|c| look_alike(c).is_none() && matches!(reading(c), CharReading::Same)) {
            return Self { text: Cow::Borrowed(text), origin: Vec::new() };
        }
        let mut plain = String::with_capacity(text.len());
        let mut origin = Vec::with_capacity(text.len());
        let mut mixed = Vec::new();
        for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let both = word.contains(|c: char| c.is_ascii_alphabetic()) && word.contains(|c| look_alike(c).is_some());
            mixed.extend(std::iter::repeat_n(both, word.chars().count()));
        }
        for ((at, c), mixed) in text.char_indices().zip(mixed) {
            let alike = look_alike(c).filter(|_| mixed).map(|plain| CharReading::As(plain.to_string()));
            match alike.unwrap_or_else(|| reading(c)) {
                CharReading::Same => plain.push(c),
                CharReading::Nothing => {}
                CharReading::As(read) => plain.push_str(&read),
            }
            origin.resize(plain.len(), (at, at + c.len_utf8()));
        }
        Self { text: Cow::Owned(plain), origin }
    }

    /// The plain text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the text as it came that a stretch of the plain text stands for.
    pub fn came_from(&self, from: usize, to: usize) -> (usize, usize) {
        let start = self.origin.get(from).map_or(from, |o| o.0);
        let end = to.checked_sub(1).and_then(|last| self.origin.get(last)).map_or(to, |o| o.1);
        (start, end.max(start))
    }
}

/// The letter that one of Greek or Russian looks like; within a word of plain letters it is meant for that.
fn look_alike(c: char) -> Option<char> {
    const FOREIGN: &str = "аеорсухіјѕһԁԛԝАВЕКМНОРСТХУІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικρτυα";
    const PLAIN: &str = "aeopcyxijshdqwABEKMHOPCTXYIJSABEZHIKMNOPTYXovikptua";
    if c.is_ascii() {
        return None;
    }
    FOREIGN.chars().zip(PLAIN.chars()).find_map(|(foreign, plain)| (foreign == c).then_some(plain))
}

fn reading(c: char) -> CharReading {
    if c.is_ascii() {
        return CharReading::Same;
    }
    if matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    {
        return CharReading::Nothing;
    }
    let code = u32::from(c);
    if let Some(digit) =
        ZEROS.iter().find_map(|zero| char::from_digit(code.checked_sub(*zero).filter(|d| *d < 10)?, 10))
    {
        return CharReading::As(digit.to_string());
    }
    // Signs above or below the line and fractions are no digits of a number.
    if !c.is_alphanumeric() && !matches!(c, '\u{FF00}'..='\u{FFEF}' | '\u{2000}'..='\u{200A}' | '\u{3000}' | '\u{202F}')
        || matches!(c, '\u{B2}' | '\u{B3}' | '\u{B9}' | '\u{BA}' | '\u{AA}' | '\u{BC}'..='\u{BE}' | '\u{2070}'..='\u{209F}' | '\u{2150}'..='\u{218F}' | '\u{2460}'..='\u{24FF}')
    {
        return CharReading::Same;
    }
    let read: String = std::iter::once(c).nfkc().collect();
    if read.chars().eq(std::iter::once(c)) { CharReading::Same } else { CharReading::As(read) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_told_in_the_bytes_of_the_text_as_it_came() {
        let text = "bel ０６-1\u{AD}2 é ٣";
        let plain = PlainText::new(text);
        assert_eq!(plain.text(), "bel 06-12 é 3");
        assert_eq!(plain.came_from(4, 9), (4, 15));
        assert_eq!(text.get(4..15), Some("０６-1\u{AD}2"));
        let same = PlainText::new("één m² ½");
        assert!(matches!(same.text, Cow::Borrowed(_)));
        assert_eq!(same.came_from(1, 3), (1, 3));
    }
}
