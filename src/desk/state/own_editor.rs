//! Whether the officer's own editor has the terminal, with the text of a draft in it.

/// What is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OwnEditor {
    /// It is not open.
    #[default]
    Closed,
    /// It is open: the desk draws nothing and gets no keys.
    Open,
    /// It is open, and the desk locks as soon as its text is back.
    OpenThenLock,
}

impl OwnEditor {
    /// True while it has the terminal.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Closed => false,
            Self::Open | Self::OpenThenLock => true,
        }
    }
}
