//! What becomes of a command: whether it needs a name in the palette, a press of its own, or the pen.

/// What becomes of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandKind {
    /// It moves about; it needs no name in the palette.
    Moves,
    /// It shows, covers or asks, and leaves the log as it is.
    Looks,
    /// It lets something out of the desk or into the audit, or leaves: one press of its own does it once.
    Leaves,
    /// It leads to something in the log, and so needs the pen.
    Records,
}
