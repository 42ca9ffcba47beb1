//! Whether the window of the desk is the one in front, as far as the terminal tells.

/// Where the window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Window {
    /// The terminal has not told.
    #[default]
    Unknown,
    /// It has the focus.
    Front,
    /// Another one has it.
    Behind,
}
