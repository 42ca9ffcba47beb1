//! The one place that reads the wall clock. A demo may run at another time than the machine's; the
//! real desk never does.

use chrono::{Duration, Utc};

use crate::domain::moment::Moment;

/// Where the desk takes the time from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    verschuiving: Duration,
}

impl Clock {
    /// The machine's clock.
    pub const fn machine() -> Self {
        Self { verschuiving: Duration::zero() }
    }

    /// A clock that says `nu` at this very moment and runs on from there.
    pub fn vanaf(nu: Moment) -> Self {
        Self { verschuiving: nu.sinds(Self::machine().now()) }
    }

    /// The present moment.
    pub fn now(self) -> Moment {
        Moment::from_utc(Utc::now()).plus(self.verschuiving)
    }
}
