//! What is saved of what was typed.

/// How much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveScope {
    /// What waited long enough: nobody typed there for a while.
    Due,
    /// All of it: somebody leaves it, or goes on with it.
    All,
}

impl SaveScope {
    /// Whether nothing waits.
    pub const fn is_all(self) -> bool {
        match self {
            Self::Due => false,
            Self::All => true,
        }
    }
}
