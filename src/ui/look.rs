//! How a screen looks: which colours on which ground, and which signs. The ground is the terminal's own to tell,
//! where nobody set it; until it does the screen is there already.

use ratatui::buffer::Buffer;

use super::{
    ascii::{self, SignSet},
    certain,
    theme::{Backdrop, ColorScheme, Rgb, Theme},
};

/// Who says what the ground is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BackdropSource {
    /// The officer.
    #[default]
    Set,
    /// The terminal, when it answers.
    Terminal,
}

/// How a screen looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The set of colours.
    pub colors: ColorScheme,
    /// What they are drawn on.
    pub ground: Backdrop,
    /// Who says so.
    pub source: BackdropSource,
    /// The signs.
    pub signs: SignSet,
}

impl Look {
    /// The styles of it.
    pub const fn theme(&self) -> Theme {
        Theme::of(self.colors, self.ground)
    }

    /// True where the terminal is asked for its background.
    pub const fn asks(&self) -> bool {
        matches!(self.source, BackdropSource::Terminal)
    }

    /// Takes what the terminal answered; `true` when it looks different now.
    pub fn take(&mut self, background: Rgb) -> bool {
        let ground = Backdrop::from(background);
        let other = self.asks() && self.ground != ground;
        if other {
            self.ground = ground;
        }
        other
    }

    /// Puts what was drawn in the signs that the terminal has.
    pub fn finish(&self, drawn: &mut Buffer) {
        match self.signs {
            SignSet::Unicode => certain::settle(drawn),
            SignSet::Ascii => ascii::fold(drawn),
        }
    }
}
