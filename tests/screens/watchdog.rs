//! No key holds the desk up: counts how long the loop is at work for each key, from the field that takes it to the frame
//! after it, with all that the store answered in between. Counted on the processor, so that a busy machine does not count,
//! and without what the world around the desk does, which has threads of its own.

use std::time::Duration;

use crate::processor;

/// The longest a key may keep the loop at work in a test. The program as it is delivered needs a frame of a few
/// milliseconds (`cargo bench --bench text`); tests are compiled without optimisation and open the largest screens.
pub const MOST: Duration = Duration::from_millis(100);

/// What each key cost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Watchdog {
    /// The last key so far.
    pub last: Duration,
    /// The longest of all.
    pub longest: Duration,
}

impl Watchdog {
    /// Another key begins.
    pub fn begin(&mut self) {
        self.last = Duration::ZERO;
    }

    /// Counts this to the key that began last.
    pub fn watch<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let start = processor::spent();
        let out = work();
        self.last += processor::spent().saturating_sub(start);
        self.longest = self.longest.max(self.last);
        out
    }

    /// True while no key held the desk up.
    pub fn is_calm(&self) -> bool {
        self.longest <= MOST
    }
}
