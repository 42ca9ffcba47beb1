//! What came into the log from elsewhere while something lay open over the desk: whoever fills that in, or answers
//! there, judges by what stood there before.

use crate::log::touched::Touched;

/// An act from elsewhere that who has something open has not been told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meanwhile {
    /// So many layers lay open when it came; those were there before it.
    pub layers: usize,
    /// What it touches.
    pub touched: Touched,
    /// What it is called.
    pub name: String,
}

/// Who did what came into the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hands {
    /// The officer at this desk.
    Ours,
    /// Whoever it was, not by what stands on this screen.
    Others,
}
