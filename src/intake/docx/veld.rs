//! The three ways Word asks a question: content controls, legacy form fields and drawn boxes.

/// A content control.
#[derive(Debug, Default)]
pub struct Besturing {
    /// Ticked or not, when it is a tick box.
    pub vakje: Option<bool>,
    naam: String,
    plaatshouder: bool,
    inhoud: String,
}

impl Besturing {
    /// One of its properties.
    pub fn eigenschap(&mut self, naam: &str, waarde: Option<&str>, aan: bool) {
        match naam {
            "alias" => waarde.unwrap_or_default().clone_into(&mut self.naam),
            "tag" if self.naam.is_empty() => waarde.unwrap_or_default().clone_into(&mut self.naam),
            "showingPlcHdr" => self.plaatshouder = aan,
            "checkbox" => self.vakje = Some(self.vakje.unwrap_or(false)),
            "checked" => self.vakje = Some(aan),
            _ => {}
        }
    }

    /// True when its content is not the user's: the prompt, or the glyph of a box written already.
    pub fn is_stil(&self) -> bool {
        self.plaatshouder || self.vakje.is_some()
    }

    /// More of its content.
    pub fn schrijf(&mut self, tekst: &str) {
        if self.inhoud.len() < 20_000 {
            self.inhoud.push_str(tekst);
        }
    }

    /// Its name and answer, when it has both. Makers write names as one word: `naam_verpleegde`.
    pub fn benoemd(self) -> Option<(String, String)> {
        let vol = !self.naam.is_empty() && !self.inhoud.trim().is_empty() && !self.is_stil();
        vol.then(|| (woorden(&self.naam), self.inhoud))
    }
}

/// A name in one word as words: `naam_verpleegde`, `GeboorteDatum`.
pub fn woorden(naam: &str) -> String {
    let mut uit = String::new();
    let mut klein = false;
    for c in naam.chars() {
        if klein && c.is_uppercase() {
            uit.push(' ');
        }
        klein = c.is_lowercase();
        uit.push(if matches!(c, '_' | '-' | '.') { ' ' } else { c });
    }
    uit
}

/// A legacy form field.
#[derive(Debug, Default)]
pub struct Formulierveld {
    /// True once its result had text of its own.
    pub heeft_tekst: bool,
    vakje: Option<bool>,
    lijst: Vec<String>,
    keuze: usize,
}

impl Formulierveld {
    /// One of its properties.
    pub fn eigenschap(&mut self, naam: &str, waarde: Option<String>, aan: bool) {
        match naam {
            "checkBox" => self.vakje = Some(false),
            "default" | "checked" if self.vakje.is_some() => self.vakje = Some(aan),
            "listEntry" => self.lijst.push(waarde.unwrap_or_default()),
            "result" => self.keuze = waarde.and_then(|w| w.parse().ok()).unwrap_or(0),
            _ => {}
        }
    }

    /// What it shows, when its result is not text in the document.
    pub fn antwoord(&self) -> Option<String> {
        match self.vakje {
            Some(aan) => Some(if aan { "☒ " } else { "☐ " }.to_owned()),
            None if self.heeft_tekst => None,
            None => self.lijst.get(self.keuze).cloned(),
        }
    }
}

/// The drawn boxes of symbol fonts, by their code in the private area.
pub fn symbool(font: Option<&str>, code: Option<&str>) -> Option<&'static str> {
    let code = u32::from_str_radix(code?, 16).ok()? & 0xff;
    let font = font.unwrap_or_default().to_lowercase();
    if !font.starts_with("wingdings") && !font.starts_with("webdings") {
        return None;
    }
    let twee = font.ends_with('2');
    match (twee, code) {
        (false, 0xfd | 0xfe | 0x78 | 0xfc) | (true, 0x51..=0x54) => Some("☒"),
        (false, 0x6f | 0xa8 | 0x71 | 0x72) | (true, 0xa3 | 0x2a | 0x30) => Some("☐"),
        _ => None,
    }
}
