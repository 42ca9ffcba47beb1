//! The one place that reads a clock. A demo may run at another time than the machine's, and may be told
//! that time in a file while it runs; the real desk takes it from the machine alone.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use chrono::{Duration, Utc};

use crate::domain::moment::Moment;

/// Where the desk takes the time from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    verschuiving: Duration,
    stuur: Option<&'static Path>,
}

/// The file by which a demo is told the time.
static STUUR: OnceLock<PathBuf> = OnceLock::new();

impl Clock {
    /// The machine's clock.
    pub const fn machine() -> Self {
        Self { verschuiving: Duration::zero(), stuur: None }
    }

    /// A clock that says `nu` at this very moment and runs on from there.
    pub fn vanaf(nu: Moment) -> Self {
        Self { verschuiving: nu.sinds(Self::machine().now()), stuur: None }
    }

    /// The same, put forward by what the file says: two numbers of seconds, by which the wall clock is
    /// ahead and by which more time has gone by. Only the first file of a process counts.
    #[must_use]
    pub fn gestuurd(self, bestand: &Path) -> Self {
        Self { stuur: Some(STUUR.get_or_init(|| bestand.to_owned())), ..self }
    }

    /// The present moment.
    pub fn now(self) -> Moment {
        Moment::from_utc(Utc::now()).plus(self.verschuiving).plus(self.bijsturing().0)
    }

    /// Time that went by since some moment, also while the machine slept; nobody can set it.
    pub fn looptijd(self) -> Duration {
        let t = rustix::time::clock_gettime(LOOPT);
        Duration::seconds(t.tv_sec) + Duration::nanoseconds(t.tv_nsec) + self.bijsturing().1
    }

    fn bijsturing(self) -> (Duration, Duration) {
        let tekst = self.stuur.and_then(|pad| std::fs::read_to_string(pad).ok()).unwrap_or_default();
        let mut getallen = tekst.split_whitespace().map(|g| Duration::seconds(g.parse().unwrap_or(0)));
        (getallen.next().unwrap_or_default(), getallen.next().unwrap_or_default())
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
const LOOPT: rustix::time::ClockId = rustix::time::ClockId::Boottime;
/// Elsewhere the clock that nobody can set stands still while the machine sleeps: a sleep then reads as
/// a jump, and nothing is lost by it.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const LOOPT: rustix::time::ClockId = rustix::time::ClockId::Monotonic;
