//! A key as the desk knows it, free of any terminal library, with the spelling used in the keymap,
//! in the help and in the README (`ctrl-s`, `pgdn`, `G`).

use std::{fmt, str::FromStr};

use crate::domain::fout::{Fout, Uitkomst};

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A key that gives a character.
    Teken(char),
    /// F1–F12.
    F(u8),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    TabTerug,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Omhoog,
    /// Arrow down.
    Omlaag,
    /// Arrow left.
    Links,
    /// Arrow right.
    Rechts,
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
pub struct Toets {
    /// The key.
    pub code: Code,
    /// Held Ctrl.
    pub ctrl: bool,
    /// Held Alt.
    pub alt: bool,
}

impl Toets {
    /// A key without modifiers.
    pub const fn kaal(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// The character it types into a field, if it types one.
    pub const fn teken(self) -> Option<char> {
        match self.code {
            Code::Teken(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

const NAMEN: [(Code, &str, &str); 15] = [
    (Code::Enter, "enter", "Enter"),
    (Code::Esc, "esc", "Esc"),
    (Code::Tab, "tab", "Tab"),
    (Code::TabTerug, "shift-tab", "Shift-Tab"),
    (Code::Backspace, "backspace", "Backspace"),
    (Code::Delete, "del", "Del"),
    (Code::Omhoog, "omhoog", "↑"),
    (Code::Omlaag, "omlaag", "↓"),
    (Code::Links, "links", "←"),
    (Code::Rechts, "rechts", "→"),
    (Code::Home, "home", "Home"),
    (Code::End, "end", "End"),
    (Code::PgUp, "pgup", "PgUp"),
    (Code::PgDn, "pgdn", "PgDn"),
    (Code::Teken(' '), "spatie", "spatie"),
];

impl fmt::Display for Toets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if let Some((_, _, naam)) = NAMEN.iter().find(|(c, _, _)| *c == self.code) {
            return f.write_str(naam);
        }
        match self.code {
            Code::Teken(c) if self.ctrl => write!(f, "{}", c.to_uppercase()),
            Code::Teken(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "F{n}"),
            _ => Ok(()),
        }
    }
}

impl FromStr for Toets {
    type Err = Fout;

    fn from_str(s: &str) -> Uitkomst<Self> {
        let (rest, ctrl) = s.strip_prefix("ctrl-").map_or((s, false), |r| (r, true));
        let (rest, alt) = rest.strip_prefix("alt-").map_or((rest, false), |r| (r, true));
        let mut tekens = rest.chars();
        let code = NAMEN
            .iter()
            .find(|(_, naam, _)| *naam == rest)
            .map(|(code, _, _)| *code)
            .or_else(|| {
                rest.strip_prefix('f').and_then(|n| n.parse().ok()).filter(|n| (1..=12).contains(n)).map(Code::F)
            })
            .or_else(|| tekens.next().filter(|_| tekens.next().is_none()).map(Code::Teken));
        code.map(|code| Self { code, ctrl, alt }).ok_or_else(|| Fout::gebruik(format!("«{s}» is geen toets.")))
    }
}
