//! Tells a clock that was put forward or back from time that went by: beside the wall clock runs one
//! that nobody can set, and that goes on while the machine sleeps.

use chrono::Duration;

use super::clock::Clock;
use crate::domain::moment::Moment;

/// So far the two may run apart between two looks; clocks are corrected by seconds all day.
const SPELING: Duration = Duration::minutes(2);

/// The two clocks at the last look.
#[derive(Debug, Clone, Copy)]
pub struct Klokwacht {
    wand: Moment,
    loop_: Duration,
}

impl Klokwacht {
    /// Starts watching.
    pub fn nieuw(clock: Clock) -> Self {
        Self { wand: clock.now(), loop_: clock.looptijd() }
    }

    /// Looks: from where to where the wall clock jumped since the last time, if it did.
    pub fn sprong(&mut self, clock: Clock) -> Option<(Moment, Moment)> {
        let (wand, loop_) = (clock.now(), clock.looptijd());
        let verwacht = self.wand.plus(loop_ - self.loop_);
        *self = Self { wand, loop_ };
        (wand.sinds(verwacht).abs() > SPELING).then_some((verwacht, wand))
    }
}
