//! The colours, named by what they mean. ANSI colours only, so that the terminal's own palette
//! decides; every status also has a word and a sign, so that no meaning rests on colour.

use ratatui::style::{Color, Modifier, Style};

use crate::judge::{checklist::ChecklistState, countdown::Severity};

/// Which set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorScheme {
    /// For dark terminals.
    #[default]
    Dark,
    /// For light terminals.
    Light,
    /// Bold and reversed where others only tint.
    HighContrast,
    /// No colour at all.
    Mono,
}

/// Styles by meaning.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// Running text.
    pub text: Style,
    /// What may recede.
    pub muted: Style,
    /// The one accent.
    pub accent: Style,
    /// Headings.
    pub header: Style,
    /// The line with the cursor.
    pub cursor: Style,
    /// That line where the other side has the cursor.
    pub cursor_elsewhere: Style,
    /// Lines that separate.
    pub border: Style,
    /// Keys in footer and help.
    pub key: Style,
    /// Something went well.
    pub good: Style,
    /// Something needs attention.
    pub attention: Style,
    /// Something is wrong or late.
    pub error: Style,
    /// The alarm line.
    pub alarm: Style,
}

/// The squares of a code: black on white whatever the colours of the desk are, since a telephone reads it.
pub const CODE_DARK: Color = Color::Rgb(0, 0, 0);
/// See [`CODE_DARK`].
pub const CODE_LIGHT: Color = Color::Rgb(255, 255, 255);

impl Theme {
    /// The styles of a set.
    pub const fn from(colors: ColorScheme) -> Self {
        let s = Style::new();
        let bold = Modifier::BOLD;
        let (accent, good, attention, error) = match colors {
            ColorScheme::Dark | ColorScheme::HighContrast => {
                (Color::Cyan, Color::LightBlue, Color::Yellow, Color::LightRed)
            }
            ColorScheme::Light => (Color::Blue, Color::Blue, Color::Magenta, Color::Red),
            ColorScheme::Mono => (Color::Reset, Color::Reset, Color::Reset, Color::Reset),
        };
        let muted = match colors {
            ColorScheme::HighContrast => s,
            ColorScheme::Dark | ColorScheme::Light | ColorScheme::Mono => s.add_modifier(Modifier::DIM),
        };
        Self {
            text: s,
            muted,
            accent: s.fg(accent),
            header: s.add_modifier(bold),
            cursor: s.add_modifier(Modifier::REVERSED),
            cursor_elsewhere: s.add_modifier(bold),
            border: muted,
            key: s.fg(accent).add_modifier(bold),
            good: s.fg(good),
            attention: s.fg(attention).add_modifier(bold),
            error: s.fg(error).add_modifier(bold),
            alarm: s.fg(error).add_modifier(bold).add_modifier(Modifier::REVERSED),
        }
    }

    /// How a term of this closeness looks.
    pub const fn severity(&self, severity: Severity) -> Style {
        match severity {
            Severity::TooLate | Severity::StrictPassed | Severity::Now => self.error,
            Severity::Soon => self.attention,
            Severity::OnTime => self.good,
        }
    }

    /// The sign and look of a step.
    pub const fn state(&self, state: &ChecklistState) -> (&'static str, Style) {
        match state {
            ChecklistState::Open(_) => ("·", self.muted),
            ChecklistState::Ready(_) => ("▶", self.accent.add_modifier(Modifier::BOLD)),
            ChecklistState::Waiting(_) => ("…", self.attention),
            ChecklistState::Done { .. } => ("✓", self.good),
            ChecklistState::NotNeeded(_) => ("–", self.muted),
        }
    }
}
