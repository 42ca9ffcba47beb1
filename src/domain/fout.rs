//! The one error of the program: a Dutch sentence for the officer, with a hint what to do next,
//! and a kind that decides the exit code. Half asleep at 02:10 nobody reads a chain of causes.

use std::fmt;

/// Decides the exit code of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoutSoort {
    /// A check that answers "no": exit code 1.
    Nee,
    /// The caller asked for something impossible or misspelt: exit code 2.
    Gebruik,
    /// Data, files or the store are not as they should be: exit code 3.
    Gegevens,
}

impl FoutSoort {
    /// The process exit code that belongs to this kind.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Nee => 1,
            Self::Gebruik => 2,
            Self::Gegevens => 3,
        }
    }
}

/// One sentence, one hint, one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fout {
    /// Decides the exit code.
    pub soort: FoutSoort,
    /// A full Dutch sentence: what is wrong.
    pub zin: String,
    /// What the officer can do now.
    pub hint: Option<String>,
}

/// Short for a result with the program's own error.
pub type Uitkomst<T> = Result<T, Fout>;

impl Fout {
    /// An answer "no" (exit code 1).
    pub fn nee(zin: impl Into<String>) -> Self {
        Self::new(FoutSoort::Nee, zin.into())
    }

    /// Wrong use (exit code 2).
    pub fn gebruik(zin: impl Into<String>) -> Self {
        Self::new(FoutSoort::Gebruik, zin.into())
    }

    /// Data or store (exit code 3).
    pub fn gegevens(zin: impl Into<String>) -> Self {
        Self::new(FoutSoort::Gegevens, zin.into())
    }

    const fn new(soort: FoutSoort, zin: String) -> Self {
        Self { soort, zin, hint: None }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Fout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.zin)?;
        match &self.hint {
            Some(hint) => write!(f, " {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Fout {}
