//! Tells a clock that was put forward or back from time that went by: beside the wall clock runs one
//! that nobody can set, and that goes on while the machine sleeps.

use chrono::Duration;

use super::clock::Clock;
use crate::domain::{moment::Moment, uptime::Uptime};

/// So far the two may run apart between two looks; clocks are corrected by seconds all day.
const LEEWAY: Duration = Duration::minutes(2);

/// The two clocks at the last look.
#[derive(Debug, Clone, Copy)]
pub struct ClockWatch {
    wall: Moment,
    uptime: Uptime,
}

impl ClockWatch {
    /// Starts watching.
    pub fn new(clock: Clock) -> Self {
        Self { wall: clock.now(), uptime: clock.uptime() }
    }

    /// Looks: from where to where the wall clock jumped since the last time, if it did.
    pub fn jump(&mut self, clock: Clock) -> Option<(Moment, Moment)> {
        let (wall, uptime) = (clock.now(), clock.uptime());
        let expected = self.wall.plus(clock.goes(uptime.since(self.uptime)));
        *self = Self { wall, uptime };
        (wall.since(expected).abs() > LEEWAY).then_some((expected, wall))
    }
}
