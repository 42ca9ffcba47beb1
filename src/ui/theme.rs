//! The colours, named by what they mean. Every status also has a word and a sign, so that no meaning rests on colour.
//! On a dark terminal its own palette decides; the other sets name colours of the fixed 256, whose contrast is known.

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
    /// For dark terminals, seven to one or more.
    HighContrast,
    /// For dark terminals, and eyes that see red and green alike: blue against yellow.
    Deuteranopia,
    /// For dark terminals, and eyes that see blue and yellow alike: red against cyan.
    Tritanopia,
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
        let dim = s.add_modifier(Modifier::DIM);
        let of = Color::Indexed;
        let (accent, good, attention, error, muted) = match colors {
            ColorScheme::Dark => (Color::Cyan, Color::LightBlue, Color::Yellow, Color::LightRed, dim),
            ColorScheme::Light => (of(25), of(22), of(90), of(124), s.fg(of(240))),
            ColorScheme::HighContrast => (of(123), of(153), of(228), of(217), s),
            ColorScheme::Deuteranopia => (of(117), of(111), of(221), of(209), s.fg(of(248))),
            ColorScheme::Tritanopia => (of(80), of(80), of(217), of(203), s.fg(of(248))),
            ColorScheme::Mono => (Color::Reset, Color::Reset, Color::Reset, Color::Reset, dim),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A colour of the fixed 256, as every terminal shows it.
    fn rgb(index: u8) -> [f64; 3] {
        if index >= 232 {
            return [f64::from(8 + 10 * u32::from(index - 232)); 3];
        }
        let step = |n: u8| if n == 0 { 0.0 } else { 55.0 + 40.0 * f64::from(n) };
        let cube = index - 16;
        [step(cube / 36), step(cube / 6 % 6), step(cube % 6)]
    }

    fn luminance(rgb: [f64; 3]) -> f64 {
        let linear =
            rgb.map(|c| c / 255.0).map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    fn contrast(one: f64, other: f64) -> f64 {
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_colour_reads_on_the_backgrounds_it_is_for() {
        let dark = [[0.0; 3], [30.0; 3], [40.0, 44.0, 52.0]];
        let light = [[255.0; 3], [250.0, 250.0, 247.0], [253.0, 246.0, 227.0]];
        for (scheme, backgrounds, least) in [
            (ColorScheme::Light, light, 4.5),
            (ColorScheme::HighContrast, dark, 7.0),
            (ColorScheme::Deuteranopia, dark, 4.5),
            (ColorScheme::Tritanopia, dark, 4.5),
        ] {
            let t = Theme::from(scheme);
            let mut named = 0;
            for style in [t.muted, t.accent, t.border, t.key, t.good, t.attention, t.error, t.alarm] {
                let Some(Color::Indexed(index)) = style.fg else { continue };
                named += 1;
                for background in backgrounds {
                    let found = contrast(luminance(rgb(index)), luminance(background));
                    assert!(found >= least, "{scheme:?} {index} op {background:?}: {found:.1}");
                }
            }
            assert!(named >= 6, "{scheme:?}");
        }
    }
}
