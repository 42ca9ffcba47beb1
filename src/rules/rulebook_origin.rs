//! Where a rule book came from.

use std::fmt;

/// Where the rule book came from; the header says so when it is not the embedded one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RulebookOrigin {
    /// Embedded in the program.
    BuiltIn,
    /// The officer's own file, as its path is shown.
    Own(String),
}

impl fmt::Display for RulebookOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => f.write_str("ingebouwd"),
            Self::Own(path) => write!(f, "eigen regelboek {path}"),
        }
    }
}
