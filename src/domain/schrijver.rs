//! Who holds the pen. One process writes in a store; every other desk on it looks along and says whom
//! it is waiting for.

/// The process that may write in a store now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schrijver {
    /// This one.
    Proces(u32),
    /// One that left no number.
    Onbekend,
    /// None: the pen is free.
    Niemand,
}

impl Schrijver {
    /// The answer to "who writes", for header and sentences.
    pub fn wie(self) -> String {
        match self {
            Self::Proces(nummer) => format!("proces {nummer} schrijft"),
            Self::Onbekend => "een andere piket schrijft".to_owned(),
            Self::Niemand => "niemand schrijft".to_owned(),
        }
    }
}
