//! How a verb ends: what is not an error is told by the exit code as well, so that a script can ask.

/// How a verb ended when nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// A check that says no.
    No,
}
