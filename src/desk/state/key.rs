//! A key as the desk knows it, free of any terminal library, with the spelling used in the keymap,
//! in help, manual and README (`ctrl-s`, `pgdn`, `G`).

use std::{fmt, str::FromStr};

use crate::domain::error::{Error, Result};

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeySym {
    /// A key that gives a character.
    Char(char),
    /// F1–F12.
    F(u8),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    TabBack,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PgUp,
    /// Page down.
    PgDn,
}

/// Which key with which modifier. Shift is part of the character itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyPress {
    /// The key.
    pub code: KeySym,
    /// Held Ctrl.
    pub ctrl: bool,
    /// Held Alt.
    pub alt: bool,
}

impl KeyPress {
    /// A key without modifiers.
    pub const fn bare(code: KeySym) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// The character it types into a field, if it types one.
    pub const fn character(self) -> Option<char> {
        match self.code {
            KeySym::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

const NAMES: [(KeySym, &str, &str); 15] = [
    (KeySym::Enter, "enter", "Enter"),
    (KeySym::Esc, "esc", "Esc"),
    (KeySym::Tab, "tab", "Tab"),
    (KeySym::TabBack, "shift-tab", "Shift-Tab"),
    (KeySym::Backspace, "backspace", "Backspace"),
    (KeySym::Delete, "del", "Del"),
    (KeySym::Up, "omhoog", "↑"),
    (KeySym::Down, "omlaag", "↓"),
    (KeySym::Left, "links", "←"),
    (KeySym::Right, "rechts", "→"),
    (KeySym::Home, "home", "Home"),
    (KeySym::End, "end", "End"),
    (KeySym::PgUp, "pgup", "PgUp"),
    (KeySym::PgDn, "pgdn", "PgDn"),
    (KeySym::Char(' '), "spatie", "spatie"),
];

impl fmt::Display for KeyPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if let Some((_, _, name)) = NAMES.iter().find(|(c, _, _)| *c == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeySym::Char(c) if self.ctrl => write!(f, "{}", c.to_uppercase()),
            KeySym::Char(c) => write!(f, "{c}"),
            KeySym::F(n) => write!(f, "F{n}"),
            _ => Ok(()),
        }
    }
}

impl FromStr for KeyPress {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self> {
        let (rest, ctrl) = s.strip_prefix("ctrl-").map_or((s, false), |r| (r, true));
        let (rest, alt) = rest.strip_prefix("alt-").map_or((rest, false), |r| (r, true));
        let mut chars = rest.chars();
        let code = NAMES
            .iter()
            .find(|(_, name, _)| *name == rest)
            .map(|(code, _, _)| *code)
            .or_else(|| {
                rest.strip_prefix('f').and_then(|n| n.parse().ok()).filter(|n| (1..=12).contains(n)).map(KeySym::F)
            })
            .or_else(|| chars.next().filter(|_| chars.next().is_none()).map(KeySym::Char));
        code.map(|code| Self { code, ctrl, alt }).ok_or_else(|| Error::usage(format!("«{s}» is geen toets.")))
    }
}
