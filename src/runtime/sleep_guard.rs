//! Knows that the machine slept, however short: the system keeps one clock that stands still then and
//! one that does not. Where it has no such clocks nothing is known here, and the gap between two looks
//! at the wall clock has to tell.

use std::time::Duration;

/// Awake, the two clocks run apart by what it takes to read one after the other.
const NOISE: Duration = Duration::from_millis(300);

/// How far the clocks were apart at the last look.
#[derive(Debug, Default)]
pub struct SleepGuard {
    slept: Option<Duration>,
}

impl SleepGuard {
    /// Whether the machine slept since the last time this was asked.
    pub fn slept(&mut self) -> bool {
        let now = slept();
        let was = std::mem::replace(&mut self.slept, now);
        matches!((was, now), (Some(was), Some(now)) if now > was + NOISE)
    }
}

/// How long the machine slept since it was started.
#[cfg(target_os = "linux")]
fn slept() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};
    let read = |clock| {
        let t = clock_gettime(clock);
        Some(Duration::new(u64::try_from(t.tv_sec).ok()?, u32::try_from(t.tv_nsec).ok()?))
    };
    // Read first what runs on: an interruption in between then makes the difference smaller.
    let everything = read(ClockId::Boottime)?;
    Some(everything.saturating_sub(read(ClockId::Monotonic)?))
}

#[cfg(not(target_os = "linux"))]
const fn slept() -> Option<Duration> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_that_is_awake_did_not_sleep() {
        let mut sleep_guard = SleepGuard::default();
        assert!((0..1000).all(|_| !sleep_guard.slept()));
        // An hour was slept since the last look.
        if let Some(now) = sleep_guard.slept.and_then(|now| now.checked_sub(Duration::from_hours(1))) {
            sleep_guard.slept = Some(now);
            assert!(sleep_guard.slept() && !sleep_guard.slept());
        }
    }
}
