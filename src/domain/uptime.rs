//! Time that goes by, as nobody can set it. Every wait of the desk goes by this (saving what was typed, an
//! opened name, the lock): a wall clock that is put back an hour must not make one of them last an hour
//! longer. Terms and alarms go by the wall clock, which is a [`Moment`](super::moment::Moment); the two do
//! not mix.

use chrono::Duration;

/// A reading of the clock that nobody can set and that goes on while the machine sleeps. It says nothing by
/// itself, only how far it is from another reading on the same machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Uptime(Duration);

impl Uptime {
    /// So long after the start of that clock.
    pub const fn of(since_start: Duration) -> Self {
        Self(since_start)
    }

    /// So much later.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0 + duration)
    }

    /// How long after that reading this one is.
    pub fn since(self, earlier: Self) -> Duration {
        self.0 - earlier.0
    }
}
