//! The one error of the program: a Dutch sentence for the officer, with a hint what to do next,
//! and a kind that decides the exit code. A chain of causes would not tell a tired officer what to do.

use std::fmt;

/// Decides the exit code of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// A check that answers "no": exit code 1.
    No,
    /// The caller asked for something impossible or misspelt: exit code 2.
    Usage,
    /// Data, files or the store are not as they should be: exit code 3.
    Data,
}

impl ErrorKind {
    /// The process exit code that belongs to this kind.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::No => 1,
            Self::Usage => 2,
            Self::Data => 3,
        }
    }
}

/// One sentence, one hint, one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// Decides the exit code.
    pub kind: ErrorKind,
    /// A full Dutch sentence: what is wrong.
    pub sentence: String,
    /// What the officer can do now.
    pub hint: Option<String>,
}

/// Short for a result with the program's own error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An answer "no" (exit code 1).
    pub fn no(sentence: impl Into<String>) -> Self {
        Self::new(ErrorKind::No, sentence.into())
    }

    /// Wrong use (exit code 2).
    pub fn usage(sentence: impl Into<String>) -> Self {
        Self::new(ErrorKind::Usage, sentence.into())
    }

    /// Data or store (exit code 3).
    pub fn data(sentence: impl Into<String>) -> Self {
        Self::new(ErrorKind::Data, sentence.into())
    }

    /// The system gives no random numbers, without which nothing can be sealed.
    pub fn no_randomness() -> Self {
        Self::data("Het systeem geeft geen toevalsgetallen, dus er is niets vastgelegd.")
            .hint("Probeer het opnieuw; blijft het zo, vraag het dan de beheerder van deze machine.")
    }

    const fn new(kind: ErrorKind, sentence: String) -> Self {
        Self { kind, sentence, hint: None }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)?;
        match &self.hint {
            Some(hint) => write!(f, " {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
