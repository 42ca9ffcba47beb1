//! How the screen of this terminal looks: as the settings say, and else as the environment tells of it.

use std::env::var_os;

use super::environment::Environment;
use crate::{
    settings::{Colors, Signs},
    ui::{
        ascii::SignSet,
        look::{BackdropSource, Look},
        theme::{Backdrop, ColorScheme},
    },
};

/// How it looks.
pub fn look(env: &Environment) -> Look {
    let own = TerminalWords::here();
    let (colors, set) = match env.settings.colors {
        // https://no-color.org: set and not empty means no colour.
        _ if own.of("NO_COLOR").is_some() => (ColorScheme::Mono, Some(Backdrop::Dark)),
        Colors::Automatic => (ColorScheme::Standard, None),
        Colors::Dark => (ColorScheme::Standard, Some(Backdrop::Dark)),
        Colors::Light => (ColorScheme::Standard, Some(Backdrop::Light)),
        Colors::HighContrast => (ColorScheme::HighContrast, None),
        Colors::Deuteranopia => (ColorScheme::Deuteranopia, None),
        Colors::Tritanopia => (ColorScheme::Tritanopia, None),
        Colors::Mono => (ColorScheme::Mono, Some(Backdrop::Dark)),
    };
    let source = if set.is_none() && own.answers() { BackdropSource::Terminal } else { BackdropSource::Set };
    let signs = match env.settings.signs {
        Signs::Automatic => own.signs(),
        Signs::Unicode => SignSet::Unicode,
        Signs::Ascii => SignSet::Ascii,
    };
    Look { colors, ground: set.unwrap_or_else(|| own.ground()), source, signs }
}

/// Whether the environment asks for a screen that does not move.
pub fn stands_still() -> bool {
    TerminalWords::here().of("NO_MOTION").is_some()
}

/// What the environment says of the terminal.
struct TerminalWords(fn(&str) -> Option<String>);

impl TerminalWords {
    fn here() -> Self {
        Self(|name| Some(var_os(name)?.to_string_lossy().into_owned()))
    }

    fn of(&self, name: &str) -> Option<String> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    /// Some terminals say it in `COLORFGBG`: the colour of the text and that of the background, by number.
    fn ground(&self) -> Backdrop {
        let background = self.of("COLORFGBG").and_then(|both| both.rsplit(';').next()?.parse::<u8>().ok());
        if matches!(background, Some(7 | 15)) { Backdrop::Light } else { Backdrop::Dark }
    }

    /// Whether the terminal takes a question as one, and shows nothing of it.
    fn answers(&self) -> bool {
        self.of("TERM").is_some_and(|term| !is_plain(&term))
    }

    /// A locale that names another coding than UTF-8 has no signs beyond ASCII; where none is named nothing is known
    /// against them.
    fn signs(&self) -> SignSet {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| self.of(name));
        let utf8 = locale.is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        });
        let plain = self.of("TERM").is_some_and(|term| is_plain(&term));
        if utf8 && !plain { SignSet::Unicode } else { SignSet::Ascii }
    }
}

/// The console of Linux has a font of few signs; the others are older still.
fn is_plain(term: &str) -> bool {
    ["linux", "dumb", "vt52", "vt100", "vt102", "vt220"].contains(&term)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_the_signs_and_the_ground_that_it_has() {
        let utf8 = TerminalWords(|name| (name == "LANG").then(|| "nl_NL.UTF-8".to_owned()));
        assert_eq!(utf8.signs(), SignSet::Unicode);
        assert_eq!(TerminalWords(|_| None).signs(), SignSet::Unicode);
        assert_eq!(TerminalWords(|name| (name == "LANG").then(|| "C".to_owned())).signs(), SignSet::Ascii);
        // The one that counts is the first that is there.
        let both = TerminalWords(|name| match name {
            "LC_ALL" => Some("POSIX".to_owned()),
            "LANG" => Some("nl_NL.UTF-8".to_owned()),
            _ => None,
        });
        assert_eq!(both.signs(), SignSet::Ascii);
        let console = TerminalWords(|name| (name == "TERM").then(|| "linux".to_owned()));
        assert_eq!(console.signs(), SignSet::Ascii);
        assert!(!console.answers());
        assert!(TerminalWords(|name| (name == "TERM").then(|| "xterm-256color".to_owned())).answers());
        let ground = |value: &'static str| match value {
            "licht" => TerminalWords(|name| (name == "COLORFGBG").then(|| "0;15".to_owned())).ground(),
            _ => TerminalWords(|name| (name == "COLORFGBG").then(|| "15;default;0".to_owned())).ground(),
        };
        assert_eq!((ground("licht"), ground("donker")), (Backdrop::Light, Backdrop::Dark));
    }
}
