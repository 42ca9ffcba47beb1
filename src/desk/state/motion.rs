//! Whether the screen moves while nobody does anything.

/// Whether the screen moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// Each countdown by its own steps, in the last minutes each second.
    #[default]
    Full,
    /// Once a minute, in whole minutes; what rings is there at once all the same.
    Still,
}
