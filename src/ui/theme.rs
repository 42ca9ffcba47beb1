//! The colours, named by what they mean. Every status also has a word and a sign, so that no meaning rests on colour.
//! All of them name colours of the fixed 256, whose contrast is known on the background of the terminal, dark or
//! light; text itself stays in the terminal's own colour.

mod contrast;

use ratatui::style::{Color, Modifier, Style};

pub use self::contrast::Rgb;
use crate::judge::{checklist::ChecklistState, countdown::Severity};

/// Which set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorScheme {
    /// One accent, and a colour for each closeness.
    #[default]
    Standard,
    /// The same, seven to one or more.
    HighContrast,
    /// For eyes that see red and green alike: blue against yellow.
    Deuteranopia,
    /// For eyes that see blue and yellow alike: red against cyan.
    Tritanopia,
    /// No colour at all.
    Mono,
}

/// What the terminal draws its text on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Backdrop {
    /// Something dark, as most do.
    #[default]
    Dark,
    /// Something light.
    Light,
}

impl From<Rgb> for Backdrop {
    /// Light is a background on which black reads better than white.
    fn from(background: Rgb) -> Self {
        let black = Rgb { red: 0, green: 0, blue: 0 };
        let white = Rgb { red: 255, green: 255, blue: 255 };
        if background.contrast(black) > background.contrast(white) { Self::Light } else { Self::Dark }
    }
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
/// Both are of the fixed 256: what knows no others, such as a multiplexer, shows them too.
pub const CODE_DARK: Color = Color::Indexed(16);
/// See [`CODE_DARK`].
pub const CODE_LIGHT: Color = Color::Indexed(231);

impl Theme {
    /// The styles of a set on this ground.
    pub const fn of(colors: ColorScheme, ground: Backdrop) -> Self {
        let s = Style::new();
        let bold = Modifier::BOLD;
        let of = Color::Indexed;
        let (accent, good, attention, error, muted) = match (colors, ground) {
            (ColorScheme::Standard, Backdrop::Dark) => (of(80), of(111), of(221), of(210), s.fg(of(248))),
            (ColorScheme::Standard, Backdrop::Light) => (of(25), of(22), of(90), of(124), s.fg(of(240))),
            (ColorScheme::HighContrast, Backdrop::Dark) => (of(123), of(153), of(228), of(217), s),
            (ColorScheme::HighContrast, Backdrop::Light) => (of(18), of(17), of(54), of(88), s),
            (ColorScheme::Deuteranopia, Backdrop::Dark) => (of(117), of(111), of(221), of(209), s.fg(of(248))),
            (ColorScheme::Deuteranopia, Backdrop::Light) => (of(25), of(19), of(94), of(88), s.fg(of(240))),
            (ColorScheme::Tritanopia, Backdrop::Dark) => (of(80), of(80), of(217), of(210), s.fg(of(248))),
            (ColorScheme::Tritanopia, Backdrop::Light) => (of(23), of(23), of(125), of(124), s.fg(of(240))),
            (ColorScheme::Mono, Backdrop::Dark | Backdrop::Light) => {
                let own = Color::Reset;
                (own, own, own, own, s.add_modifier(Modifier::DIM))
            }
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
    fn fixed(index: u8) -> Rgb {
        if index >= 232 {
            let level = 8 + 10 * (index - 232);
            return Rgb { red: level, green: level, blue: level };
        }
        let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
        let cube = index - 16;
        Rgb { red: step(cube / 36), green: step(cube / 6 % 6), blue: step(cube % 6) }
    }

    /// What many terminals come with: black, the greys and blues of the best known sets, and their light ones.
    fn backgrounds(ground: Backdrop) -> [Rgb; 5] {
        let of = |[red, green, blue]: [u8; 3]| Rgb { red, green, blue };
        match ground {
            Backdrop::Dark => [[0, 0, 0], [30, 30, 30], [40, 44, 52], [46, 52, 64], [0, 43, 54]].map(of),
            Backdrop::Light => {
                [[255, 255, 255], [250, 250, 247], [253, 246, 227], [238, 238, 238], [248, 248, 242]].map(of)
            }
        }
    }

    #[test]
    fn every_colour_reads_on_the_backgrounds_it_is_for() {
        for (scheme, least) in [
            (ColorScheme::Standard, 4.5),
            (ColorScheme::HighContrast, 7.0),
            (ColorScheme::Deuteranopia, 4.5),
            (ColorScheme::Tritanopia, 4.5),
        ] {
            for ground in [Backdrop::Dark, Backdrop::Light] {
                let t = Theme::of(scheme, ground);
                let mut named = 0;
                for style in [t.muted, t.accent, t.border, t.key, t.good, t.attention, t.error, t.alarm] {
                    let Some(Color::Indexed(index)) = style.fg else { continue };
                    named += 1;
                    for background in backgrounds(ground) {
                        let found = fixed(index).contrast(background);
                        assert!(found >= least, "{scheme:?} {ground:?} {index} op {background:?}: {found:.1}");
                    }
                }
                assert!(named >= 6, "{scheme:?}");
            }
        }
    }

    #[test]
    fn a_background_is_dark_or_light_by_what_reads_on_it() {
        for ground in [Backdrop::Dark, Backdrop::Light] {
            for background in backgrounds(ground) {
                assert_eq!(Backdrop::from(background), ground, "{background:?}");
            }
        }
    }
}
