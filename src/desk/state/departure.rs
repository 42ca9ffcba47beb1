//! Leaving the desk: how far the officer is with it.

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Departure {
    /// The officer works.
    #[default]
    No,
    /// Asked whether the alarms may fall silent.
    Asked,
    /// Leaves the desk, and goes on in the same terminal as the watch, which only calls out.
    ToWatch,
    /// Leaves the desk behind its lock, where nothing of it is known.
    Locked,
}
