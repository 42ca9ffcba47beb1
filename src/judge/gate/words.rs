//! A text as the gate reads it: its words in order, comparable, with where they stand and how they were
//! typed. Names are sought here in any case, with or without accents, also broken over two lines.

use unicode_normalization::UnicodeNormalization;

use crate::domain::fold::fold;

/// A word, comparable: small letters, no accent of any language.
pub fn comparable(raw: &str) -> String {
    if raw.is_ascii() { raw.to_ascii_lowercase() } else { fold(&raw.nfkd().collect::<String>()) }
}

/// How a word was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// All small.
    Small,
    /// A capital first, or capitals and small letters mixed.
    Capital,
    /// Two capitals or more and nothing else.
    Capitals,
    /// Digits.
    Digits,
}

impl Letters {
    /// Of a word that begins with a capital or not, with so many letters of each kind.
    const fn of(capital: bool, upper: usize, lower: usize) -> Self {
        match (capital, upper, lower) {
            (true, 2.., 0) => Self::Capitals,
            (true, _, _) | (false, 1.., _) => Self::Capital,
            (false, _, _) => Self::Small,
        }
    }
}

/// One word, or one row of digits.
#[derive(Debug, Clone)]
pub struct GateWord {
    /// Byte of the first letter.
    pub start: usize,
    /// Byte after the last letter.
    pub end: usize,
    /// Comparable: small letters without accents.
    pub fold: String,
    /// How it was typed.
    pub letters: Letters,
    /// Whether nothing but one blank stands before it, behind another word.
    pub follows: bool,
}

/// A text and its words.
#[derive(Debug)]
pub struct GatePage<'t> {
    /// The text itself.
    pub text: &'t str,
    /// Its words, in order.
    pub words: Vec<GateWord>,
}

/// Marks that nobody sees and that divide nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

impl<'t> GatePage<'t> {
    /// Cuts a text into words; digits and letters are never one word.
    pub fn new(text: &'t str) -> Self {
        let mut words = Vec::with_capacity(text.len() / 5);
        let mut open: Option<(usize, bool)> = None;
        for (i, c) in text.char_indices() {
            let digit = c.is_numeric();
            let inside = c.is_alphanumeric() || (open.is_some() && (is_accent(c) || is_invisible(c)));
            match open {
                Some((start, digits)) if !inside => {
                    words.push(word(text, start, i, digits));
                    open = None;
                }
                Some((start, digits)) if c.is_alphanumeric() && digits != digit => {
                    words.push(word(text, start, i, digits));
                    open = Some((i, digit));
                }
                None if c.is_alphanumeric() => open = Some((i, digit)),
                Some(_) | None => {}
            }
        }
        if let Some((start, digits)) = open {
            words.push(word(text, start, text.len(), digits));
        }
        let mut end = None;
        for word in &mut words {
            word.follows = end.is_some_and(|end| text.get(end..word.start) == Some(" "));
            end = Some(word.end);
        }
        Self { text, words }
    }

    /// What stands between a word and the one before it.
    pub fn gap(&self, i: usize) -> &'t str {
        let from = i.checked_sub(1).and_then(|b| self.words.get(b)).map_or(0, |w| w.end);
        let to = self.words.get(i).map_or(self.text.len(), |w| w.start);
        self.text.get(from..to).unwrap_or_default()
    }

    /// The comparable word, or nothing beyond the end.
    pub fn fold(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| w.fold.as_str())
    }

    /// The comparable word so many before this one.
    pub fn fold_before(&self, i: usize, back: usize) -> &str {
        i.checked_sub(back).map_or("", |b| self.fold(b))
    }

    /// How a word was typed.
    pub fn letters(&self, i: usize) -> Option<Letters> {
        self.words.get(i).map(|w| w.letters)
    }

    /// True where a word is one letter.
    pub fn is_single(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| w.letters != Letters::Digits && w.fold.chars().count() == 1)
    }

    /// True where a word begins with a capital amid words that do not shout: the capital says something there.
    pub fn is_capital(&self, i: usize) -> bool {
        match self.letters(i) {
            Some(Letters::Capital) => true,
            Some(Letters::Capitals) => !self.shouts(i),
            Some(Letters::Small | Letters::Digits) | None => false,
        }
    }

    /// True in a stretch of capitals, where a capital says nothing.
    fn shouts(&self, i: usize) -> bool {
        let shout = |i: usize| self.letters(i) == Some(Letters::Capitals) && self.fold(i).len() > 1;
        let near = |i: usize| !self.gap(i).contains(['\n', '|', ';']);
        (i > 0 && near(i) && shout(i - 1)) || (near(i + 1) && shout(i + 1))
    }

    /// True where nothing but one blank stands between a word and the one before it, as it nearly always does: that divides
    /// nothing, and who asks needs to look no further.
    pub fn follows(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|word| word.follows)
    }

    /// True where a word goes on from the one before it: no end of a sentence, no other field, no empty line.
    pub fn goes_on(&self, i: usize) -> bool {
        if self.follows(i) {
            return true;
        }
        let gap = self.gap(i);
        let breaks = gap.matches('\n').count();
        if gap.contains([';', '|', '?', '!', '(', ')', '«', '»', '"', ':', '*', '#', '•', '·']) || breaks > 1 {
            return false;
        }
        if breaks == 1 && gap.trim_start_matches([' ', '-', '\r', '\u{2010}']).trim_start_matches('\n').contains('-') {
            return false;
        }
        !gap.contains(". ") && !gap.contains(".\n") && !gap.contains(" - ") && !gap.contains(" – ")
    }

    /// True where only a blank, a hyphen or an apostrophe stands between a word and the one before it; one end of
    /// a line counts as a blank.
    pub fn touches(&self, i: usize) -> bool {
        if self.follows(i) {
            return true;
        }
        let gap = self.gap(i);
        i > 0 && gap.chars().count() <= 6 && gap.chars().all(is_joint) && gap.matches('\n').count() <= 1
    }

    /// True where only blanks, one end of a line or a hyphen stand between a word and the one before it.
    pub fn beside(&self, i: usize) -> bool {
        if self.follows(i) {
            return true;
        }
        let gap = self.gap(i);
        // 't Hart, O'Connor.
        let elided = self.fold(i) == "t" || matches!(self.fold_before(i, 1), "o" | "d" | "t");
        let blank =
            gap.chars().all(|c| c.is_whitespace() || c == '-' || (elided && matches!(c, '\'' | '’' | '‘' | '`')));
        i > 0
            && i < self.words.len()
            && !gap.is_empty()
            && blank
            && gap.chars().count() <= 6
            && gap.matches('\n').count() <= 1
    }

    /// The bytes of a stretch of words.
    pub fn span(&self, from: usize, to: usize) -> (usize, usize) {
        let start = self.words.get(from).map_or(self.text.len(), |w| w.start);
        let end = to.checked_sub(1).and_then(|i| self.words.get(i)).map_or(start, |w| w.end);
        (start, end.max(start))
    }
}

fn is_joint(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\n' | '\r' | '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '‘' | '`' | '_' | '/' | '.')
}

fn word(text: &str, start: usize, end: usize, digits: bool) -> GateWord {
    let raw = text.get(start..end).unwrap_or_default();
    if digits {
        return GateWord { start, end, fold: raw.to_owned(), letters: Letters::Digits, follows: false };
    }
    if raw.is_ascii() {
        let upper = raw.bytes().filter(u8::is_ascii_uppercase).count();
        let lower = raw.bytes().filter(u8::is_ascii_lowercase).count();
        let capital = raw.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        let letters = Letters::of(capital, upper, lower);
        return GateWord { start, end, fold: raw.to_ascii_lowercase(), letters, follows: false };
    }
    let visible: String = raw.chars().filter(|c| !is_invisible(*c)).collect();
    let upper = visible.chars().filter(|c| c.is_uppercase()).count();
    let lower = visible.chars().filter(|c| c.is_lowercase()).count();
    let letters = Letters::of(visible.chars().next().is_some_and(char::is_uppercase), upper, lower);
    GateWord { start, end, fold: comparable(&visible), letters, follows: false }
}

/// True for what joins two words to one, also with a blank or a longer dash by a slip.
pub fn is_hyphen(gap: &str) -> bool {
    matches!(gap, "-" | " -" | "- " | "\u{2010}" | "\u{2011}" | "\u{2013}" | "_")
}
