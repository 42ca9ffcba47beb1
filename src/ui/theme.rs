//! The colours, named by what they mean. ANSI colours only, so that the terminal's own palette
//! decides; every status also has a word and a sign, so that no meaning rests on colour.

use ratatui::style::{Color, Modifier, Style};

use crate::app::{checklist::Staat, klok::Ernst};

/// Which set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kleurstelling {
    /// For dark terminals.
    #[default]
    Donker,
    /// For light terminals.
    Licht,
    /// Bold and reversed where others only tint.
    HoogContrast,
    /// No colour at all.
    Mono,
}

/// Styles by meaning.
#[derive(Debug, Clone, Copy)]
pub struct Thema {
    /// Running text.
    pub tekst: Style,
    /// What may recede.
    pub zacht: Style,
    /// The one accent.
    pub accent: Style,
    /// Headings.
    pub kop: Style,
    /// The line with the cursor.
    pub cursor: Style,
    /// That line where the other side has the cursor.
    pub cursor_elders: Style,
    /// Lines that separate.
    pub rand: Style,
    /// Keys in footer and help.
    pub toets: Style,
    /// Something went well.
    pub goed: Style,
    /// Something needs attention.
    pub let_op: Style,
    /// Something is wrong or late.
    pub fout: Style,
}

impl Thema {
    /// The styles of a set.
    pub const fn van(kleuren: Kleurstelling) -> Self {
        let s = Style::new();
        let vet = Modifier::BOLD;
        let (accent, goed, let_op, fout) = match kleuren {
            Kleurstelling::Donker | Kleurstelling::HoogContrast => {
                (Color::Cyan, Color::LightBlue, Color::Yellow, Color::LightRed)
            }
            Kleurstelling::Licht => (Color::Blue, Color::Blue, Color::Magenta, Color::Red),
            Kleurstelling::Mono => (Color::Reset, Color::Reset, Color::Reset, Color::Reset),
        };
        let zacht = match kleuren {
            Kleurstelling::HoogContrast => s,
            Kleurstelling::Donker | Kleurstelling::Licht | Kleurstelling::Mono => s.add_modifier(Modifier::DIM),
        };
        Self {
            tekst: s,
            zacht,
            accent: s.fg(accent),
            kop: s.add_modifier(vet),
            cursor: s.add_modifier(Modifier::REVERSED),
            cursor_elders: s.add_modifier(vet),
            rand: zacht,
            toets: s.fg(accent).add_modifier(vet),
            goed: s.fg(goed),
            let_op: s.fg(let_op).add_modifier(vet),
            fout: s.fg(fout).add_modifier(vet),
        }
    }

    /// How a term of this closeness looks.
    pub const fn ernst(&self, ernst: Ernst) -> Style {
        match ernst {
            Ernst::TeLaat => self.fout.add_modifier(Modifier::REVERSED),
            Ernst::Nu => self.fout,
            Ernst::Straks => self.let_op,
            Ernst::OpTijd => self.goed,
        }
    }

    /// The sign and look of a step.
    pub const fn staat(&self, staat: &Staat) -> (&'static str, Style) {
        match staat {
            Staat::Open(_) => ("·", self.zacht),
            Staat::Klaar(_) => ("▶", self.accent.add_modifier(Modifier::BOLD)),
            Staat::Wacht(_) => ("…", self.let_op),
            Staat::Gereed { .. } => ("✓", self.goed),
            Staat::NietNodig(_) => ("–", self.zacht),
        }
    }
}
