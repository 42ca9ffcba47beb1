//! Where a command applies: its name in the keymap, and its heading in help and manual.

/// Where a command applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Anywhere on the desk.
    Desk,
    /// With a report selected.
    Melding,
    /// With a case selected.
    Zaak,
}

impl Scope {
    /// All, the widest first.
    pub const ALL: [Self; 3] = [Self::Desk, Self::Melding, Self::Zaak];

    /// Its name in the keymap.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Melding => "melding",
            Self::Zaak => "zaak",
        }
    }

    /// Its heading in help and manual.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Desk => "Overal",
            Self::Melding => "Op een melding",
            Self::Zaak => "Op een zaak",
        }
    }
}
