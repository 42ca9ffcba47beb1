//! How long this thread was on a processor: what is judged is the work, and a machine that does more at once does
//! not count.

use std::time::Duration;

/// Since the thread began; differences of it are what a piece of work took.
pub fn spent() -> Duration {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(spent).unwrap_or_default()
}
