//! The fields of a rich text that a form is filled in by: tick boxes, lists and symbols. What they show is not
//! text in the document but follows from their instruction.

use crate::intake::symbol_font::SymbolFont;

/// Choices of one list.
const MAX_CHOICES: usize = 200;

/// An instruction while it is read.
#[derive(Debug, Default, Clone)]
pub struct RtfField {
    text: String,
    /// What was chosen, as `\ffres` says: 25 says that the default counts.
    result: Option<i64>,
    default: Option<i64>,
    choices: Vec<String>,
}

/// What a field shows.
#[derive(Debug, PartialEq, Eq)]
pub enum RtfAnswer {
    /// This text.
    Text(String),
    /// A box; whether it is ticked was not kept.
    UnknownBox,
    /// What its result says.
    Result,
}

/// True for what stands outside the text: a header, a footer, a note.
pub fn is_aside(word: &[u8]) -> bool {
    word.starts_with(b"header") && !word.starts_with(b"headery")
        || word.starts_with(b"footer") && !word.starts_with(b"footery")
        || word == b"footnote"
}

impl RtfField {
    /// A letter of the instruction.
    pub fn character(&mut self, c: char) {
        if self.text.len() < 500 {
            self.text.push(c);
        }
    }

    /// A control word within it.
    pub fn word(&mut self, word: &[u8], number: Option<i64>) {
        match word {
            b"ffres" => self.result = number,
            b"ffdefres" => self.default = number,
            b"ffl" if self.choices.len() < MAX_CHOICES => self.choices.push(String::new()),
            _ => {}
        }
    }

    /// A letter of the last choice of a list.
    pub fn choice(&mut self, c: char) {
        if let Some(choice) = self.choices.last_mut().filter(|choice| choice.len() < 200) {
            choice.push(c);
        }
    }

    /// What it shows.
    pub fn answer(&self) -> RtfAnswer {
        let mut words = self.text.split_whitespace();
        let chosen = self.result.filter(|r| *r != 25).or(self.default);
        match words.next().unwrap_or_default().to_ascii_uppercase().as_str() {
            "FORMCHECKBOX" => match chosen {
                Some(0) => RtfAnswer::Text("☐".to_owned()),
                Some(_) => RtfAnswer::Text("☒".to_owned()),
                None => RtfAnswer::UnknownBox,
            },
            "FORMDROPDOWN" => {
                let choice = chosen.and_then(|c| self.choices.get(usize::try_from(c).ok()?));
                choice.map_or(RtfAnswer::Result, |c| RtfAnswer::Text(c.trim().to_owned()))
            }
            "SYMBOL" => {
                let code = words.next().and_then(|code| match code.strip_prefix("0x") {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => code.parse().ok(),
                });
                let font =
                    self.text.split_once("\\f").and_then(|(_, f)| SymbolFont::named(f.split('"').nth(1).unwrap_or(f)));
                let glyph = code.zip(font).and_then(|(code, font)| font.glyph(code));
                glyph.map_or(RtfAnswer::Result, |g| RtfAnswer::Text(g.to_owned()))
            }
            _ => RtfAnswer::Result,
        }
    }
}
