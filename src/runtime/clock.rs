//! The one place that reads a clock. A demo may run at another time than the machine's, and may be told
//! that time in a file while it runs; the real desk takes it from the machine alone.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use chrono::{Duration, Utc};

use crate::{domain::moment::Moment, platform};

/// Where the desk takes the time from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    shift: Duration,
    steering: Option<&'static Path>,
}

/// The file by which a demo is told the time.
static STEER_FILE: OnceLock<PathBuf> = OnceLock::new();

impl Clock {
    /// The machine's clock.
    pub const fn machine() -> Self {
        Self { shift: Duration::zero(), steering: None }
    }

    /// A clock that says `now` at this very moment and runs on from there.
    pub fn starting_at(now: Moment) -> Self {
        Self { shift: now.since(Self::machine().now()), steering: None }
    }

    /// The same, put forward by what the file says: two numbers of seconds, by which the wall clock is
    /// ahead and by which more time has gone by. Only the first file of a process counts.
    #[must_use]
    pub fn steered(self, file: &Path) -> Self {
        Self { steering: Some(STEER_FILE.get_or_init(|| file.to_owned())), ..self }
    }

    /// The present moment.
    pub fn now(self) -> Moment {
        Moment::from_utc(Utc::now()).plus(self.shift).plus(self.adjustment().0)
    }

    /// Time that went by since some moment, also while the machine slept; nobody can set it.
    pub fn uptime(self) -> Duration {
        Duration::from_std(platform::elapsed_since_start()).unwrap_or_default() + self.adjustment().1
    }

    fn adjustment(self) -> (Duration, Duration) {
        let text = self.steering.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
        let mut numbers = text.split_whitespace().map(|g| Duration::seconds(g.parse().unwrap_or(0)));
        (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default())
    }
}
