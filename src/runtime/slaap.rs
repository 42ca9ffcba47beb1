//! Knows that the machine slept, however short: the system keeps one clock that stands still then and
//! one that does not. Where it has no such clocks nothing is known here, and the gap between two looks
//! at the wall clock has to tell.

use std::time::Duration;

/// Awake, the two clocks run apart by what it takes to read one after the other.
const RUIS: Duration = Duration::from_millis(300);

/// How far the clocks were apart at the last look.
#[derive(Debug, Default)]
pub struct Slaap {
    geslapen: Option<Duration>,
}

impl Slaap {
    /// Whether the machine slept since the last time this was asked.
    pub fn sliep(&mut self) -> bool {
        let nu = geslapen();
        let was = std::mem::replace(&mut self.geslapen, nu);
        matches!((was, nu), (Some(was), Some(nu)) if nu > was + RUIS)
    }
}

/// How long the machine slept since it was started.
#[cfg(target_os = "linux")]
fn geslapen() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};
    let lees = |klok| {
        let t = clock_gettime(klok);
        Some(Duration::new(u64::try_from(t.tv_sec).ok()?, u32::try_from(t.tv_nsec).ok()?))
    };
    // Read first what runs on: an interruption in between then makes the difference smaller.
    let alles = lees(ClockId::Boottime)?;
    Some(alles.saturating_sub(lees(ClockId::Monotonic)?))
}

#[cfg(not(target_os = "linux"))]
const fn geslapen() -> Option<Duration> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_that_is_awake_did_not_sleep() {
        let mut slaap = Slaap::default();
        assert!((0..1000).all(|_| !slaap.sliep()));
        // An hour was slept since the last look.
        if let Some(nu) = slaap.geslapen.and_then(|nu| nu.checked_sub(Duration::from_hours(1))) {
            slaap.geslapen = Some(nu);
            assert!(slaap.sliep() && !slaap.sliep());
        }
    }
}
