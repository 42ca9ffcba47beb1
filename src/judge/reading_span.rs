//! By when something is due, from the strictest reading to the widest. Whoever tells a term to somebody outside tells both where they
//! differ: no reading of an unclear rule is told as the rule.

use super::countdown::Countdown;
use crate::{deadline::Ground, domain::moment::Moment};

/// The first and the last moment, both exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadingSpan {
    /// By the strictest reading, or the moment that the officer set instead of all readings.
    pub first: Moment,
    /// By the widest; the same where all readings say the same.
    pub last: Moment,
}

impl ReadingSpan {
    /// That of a term of a case.
    pub fn of(countdown: &Countdown) -> Self {
        match countdown.ground {
            Ground::Hand => Self { first: countdown.due, last: countdown.due },
            Ground::Settings(_) | Ground::Lezing(_) | Ground::LezingGone(..) | Ground::HandGone(..) => {
                Self { first: countdown.termijn.streng(), last: countdown.termijn.last() }
            }
        }
    }

    /// True once the last reading has lapsed: the very moment is late.
    pub fn is_over(self, now: Moment) -> bool {
        self.last <= now
    }

    /// In words, local time of Amsterdam: "vóór maandag 30 november 2026 om 12.00 uur".
    pub fn words(self) -> String {
        let first = self.first.termijn_in_words();
        if self.first == self.last {
            return format!("vóór {first}");
        }
        let last = self.last.termijn_in_words();
        format!("vóór {first} volgens de strengste lezing, vóór {last} volgens de ruimste")
    }
}
