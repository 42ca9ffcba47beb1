//! The letters of the meldingenmatrix: what a row may ask, each with a code of its own.

use std::fmt;

/// What a row may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatrixLetter {
    /// A phone call at once.
    T,
    /// A form.
    M,
    /// Piket-SMS and piketmelding.
    P,
    /// An afloopbericht.
    A,
}

impl MatrixLetter {
    /// All of them, in the order of the matrix.
    pub const ALL: [Self; 4] = [Self::T, Self::M, Self::P, Self::A];

    /// As the matrix writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::T => "T",
            Self::M => "M",
            Self::P => "P",
            Self::A => "A",
        }
    }

    /// The name of its field in a rule book, and of its column in a monitor.
    pub const fn field(self) -> &'static str {
        match self {
            Self::T => "t",
            Self::M => "m",
            Self::P => "p",
            Self::A => "a",
        }
    }
}

impl fmt::Display for MatrixLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
