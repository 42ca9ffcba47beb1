//! The three ways Word asks a question: content controls, legacy form fields and drawn boxes.

use crate::intake::{reading_words::READING, symbol_font::SymbolFont};

/// A content control.
#[derive(Debug, Default)]
pub struct ContentControl {
    /// Ticked or not, when it is a tick box.
    pub checkbox: Option<bool>,
    name: String,
    /// The program that shows the form says that this is a prompt; one that fills in forms may leave that standing.
    placeholder: bool,
    /// What the flag turned out to be worth: whether its text is a prompt.
    is_prompt: Option<bool>,
    content: String,
    /// More was written in it than is kept.
    pub cut: bool,
}

/// Whether a style is the one that prompts are made up in, in the languages of the program.
pub fn is_prompt_style(style: &str) -> bool {
    let style: String = style.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    READING.prompt_styles.iter().any(|name| style.contains(name))
}

impl ContentControl {
    /// One of its properties.
    pub fn property(&mut self, name: &str, value: Option<&str>, on: bool) {
        match name {
            "alias" => value.unwrap_or_default().clone_into(&mut self.name),
            "tag" if self.name.is_empty() => value.unwrap_or_default().clone_into(&mut self.name),
            "showingPlcHdr" => self.placeholder = on,
            "checkbox" => self.checkbox = Some(self.checkbox.unwrap_or(false)),
            "checked" => self.checkbox = Some(on),
            _ => {}
        }
    }

    /// True when this text in it is not the user's: the prompt, or the glyph of a box written already. `prompt` says
    /// that the text is made up as one.
    pub fn is_silent(&mut self, text: &str, prompt: bool) -> bool {
        if self.placeholder && !text.trim().is_empty() {
            let start = text.trim_start().to_lowercase();
            self.is_prompt.get_or_insert_with(|| prompt || READING.prompts.iter().any(|word| start.starts_with(word)));
        }
        self.checkbox.is_some() || self.placeholder && self.is_prompt != Some(false)
    }

    /// More of its content.
    pub fn write(&mut self, text: &str) {
        if self.content.len() < 20_000 {
            self.content.push_str(text);
        } else {
            self.cut = true;
        }
    }

    /// Its name and answer, when it has both. Makers write names as one word: `naam_verpleegde`.
    pub fn named(self) -> Option<(String, String)> {
        let full = !self.name.is_empty() && !self.content.trim().is_empty() && self.checkbox.is_none();
        full.then(|| (words(&self.name), self.content))
    }
}

/// A name in one word as words: `naam_verpleegde`, `GeboorteDatum`.
pub fn words(name: &str) -> String {
    let mut out = String::new();
    let mut lower = false;
    for c in name.chars() {
        if lower && c.is_uppercase() {
            out.push(' ');
        }
        lower = c.is_lowercase();
        out.push(if matches!(c, '_' | '-' | '.') { ' ' } else { c });
    }
    out
}

/// A legacy form field.
#[derive(Debug, Default)]
pub struct LegacyFormField {
    /// True once its result had text of its own.
    pub has_text: bool,
    checkbox: Option<bool>,
    list: Vec<String>,
    choice: usize,
}

impl LegacyFormField {
    /// One of its properties.
    pub fn property(&mut self, name: &str, value: Option<String>, on: bool) {
        match name {
            "checkBox" => self.checkbox = Some(false),
            "default" | "checked" if self.checkbox.is_some() => self.checkbox = Some(on),
            "listEntry" => self.list.push(value.unwrap_or_default()),
            "result" => self.choice = value.and_then(|w| w.parse().ok()).unwrap_or(0),
            _ => {}
        }
    }

    /// What it shows, when its result is not text in the document.
    pub fn answer(&self) -> Option<String> {
        match self.checkbox {
            Some(on) => Some(if on { "☒ " } else { "☐ " }.to_owned()),
            None if self.has_text => None,
            None => self.list.get(self.choice).cloned(),
        }
    }
}

/// What a character of a font of symbols draws; its code is hexadecimal, mostly in the private area.
pub fn symbol(font: Option<&str>, code: Option<&str>) -> Option<&'static str> {
    SymbolFont::named(font?)?.glyph(u32::from_str_radix(code?, 16).ok()?)
}
