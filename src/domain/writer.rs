//! Which process writes. Only one does in a store; every other desk on it looks along and says whom
//! it is waiting for.

/// The process that may write in a store now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// This one.
    Process(u32),
    /// One that left no number.
    Unknown,
    /// None: the pen is free.
    Nobody,
}

impl Writer {
    /// The answer to "who writes", for header and sentences.
    pub fn who(self) -> String {
        match self {
            Self::Process(number) => format!("proces {number} schrijft"),
            Self::Unknown => "een andere piket schrijft".to_owned(),
            Self::Nobody => "niemand schrijft".to_owned(),
        }
    }
}
