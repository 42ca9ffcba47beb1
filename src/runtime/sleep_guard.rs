//! Knows that the machine slept, however short: the system keeps one clock that stands still then and
//! one that does not. Where it has no such clocks nothing is known here, and the gap between two looks
//! at the wall clock has to tell.

use std::time::Duration;

use crate::platform;

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
        let now = platform::slept();
        let was = std::mem::replace(&mut self.slept, now);
        matches!((was, now), (Some(was), Some(now)) if now > was + NOISE)
    }
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
