//! What becomes of a file that stands where something is to be written. Nothing is replaced unless the
//! officer said so.

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfExists {
    /// It stays, whatever is asked: it may be the only export of what was purged since.
    Keep,
    /// It stays, because nobody said otherwise in the shell.
    KeepUnasked,
    /// It stays, because that was chosen on screen.
    KeepChosen,
    /// The new one takes its place.
    Replace,
}

impl IfExists {
    /// What was asked with `--vervang`.
    pub const fn asked(replace: bool) -> Self {
        if replace { Self::Replace } else { Self::KeepUnasked }
    }
}
