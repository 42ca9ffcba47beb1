//! The one place that reads a clock. A demo may run at another time than the machine's, and may be told
//! that time in a file while it runs; the real desk takes it from the machine alone.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use chrono::{Duration, Utc};

use crate::{
    desk::{model::Model, msg::Msg, update::wake_at},
    domain::{moment::Moment, uptime::Uptime},
    platform,
};

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

    /// Time as it goes by, also while the machine sleeps; nobody can set it.
    pub fn uptime(self) -> Uptime {
        let since_start = Duration::from_std(platform::elapsed_since_start()).unwrap_or_default();
        Uptime::of(since_start + self.adjustment().1)
    }

    /// Both clocks, as the desk hears them.
    pub fn tick(self) -> Msg {
        Msg::Tick { now: self.now(), uptime: self.uptime() }
    }

    /// How long the desk may wait from now before it has to hear them again.
    pub fn wait(self, model: &Model) -> std::time::Duration {
        let gone = self.uptime().since(model.view.uptime);
        (wake_at(model).since(model.view.now) - gone).to_std().unwrap_or_default()
    }

    fn adjustment(self) -> (Duration, Duration) {
        let text = self.steering.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
        let mut numbers = text.split_whitespace().map(|g| Duration::seconds(g.parse().unwrap_or(0)));
        (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default())
    }
}
