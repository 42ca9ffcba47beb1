//! The one place that reads a clock. A demo may run at another time than the machine's, faster in a night of
//! practice, and may be told that time in a file while it runs; the real desk takes it from the machine alone.

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
    pace: Pace,
}

/// How fast the wall clock of a night of practice runs: so many times as fast as time goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pace {
    times: i32,
    /// From when on, on the machine's clock.
    since: Moment,
}

/// The least that a faster clock waits, so that no more is drawn than an eye takes in.
const FRAME: std::time::Duration = std::time::Duration::from_millis(100);

/// The file by which a demo is told the time.
static STEER_FILE: OnceLock<PathBuf> = OnceLock::new();

impl Clock {
    /// The machine's clock.
    pub fn machine() -> Self {
        let pace = Pace { times: 1, since: Moment::from_utc(Utc::now()) };
        Self { shift: Duration::zero(), steering: None, pace }
    }

    /// A clock that says `now` at this very moment and runs on from there.
    pub fn starting_at(now: Moment) -> Self {
        let clock = Self::machine();
        Self { shift: now.since(clock.pace.since), ..clock }
    }

    /// The same, running so many times as fast from now on.
    #[must_use]
    pub fn paced(self, times: u16) -> Self {
        Self { pace: Pace { times: times.max(1).into(), since: Moment::from_utc(Utc::now()) }, ..self }
    }

    /// The same, put forward by what the file says: two numbers of seconds, by which the wall clock is
    /// ahead and by which more time has gone by. Only the first file of a process counts.
    #[must_use]
    pub fn steered(self, file: &Path) -> Self {
        Self { steering: Some(STEER_FILE.get_or_init(|| file.to_owned())), ..self }
    }

    /// The present moment.
    pub fn now(self) -> Moment {
        let machine = Moment::from_utc(Utc::now());
        let gained = machine.since(self.pace.since) * (self.pace.times - 1);
        machine.plus(gained).plus(self.shift).plus(self.adjustment().0)
    }

    /// How far its wall clock goes while so much time goes by.
    pub fn goes(self, elapsed: Duration) -> Duration {
        elapsed * self.pace.times
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
        let wait = (wake_at(model).since(model.view.now) / self.pace.times - gone).to_std().unwrap_or_default();
        if self.pace.times > 1 { wait.max(FRAME) } else { wait }
    }

    fn adjustment(self) -> (Duration, Duration) {
        let text = self.steering.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
        let mut numbers = text.split_whitespace().map(|g| Duration::seconds(g.parse().unwrap_or(0)));
        (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default())
    }
}
