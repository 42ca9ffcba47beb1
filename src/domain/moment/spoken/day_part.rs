//! The part of the day that is said with a time: "vanmiddag 3 uur", "morgenochtend 8", "11 uur 's avonds". It settles
//! which of the two hours of a dial is meant, and refuses an hour that it does not have.

use chrono::{Duration, NaiveTime, Timelike};

use super::SpokenClock;
use crate::domain::{near_day::DayPart, time_words::TIME_WORDS};

/// "Morgen vroeg": behind a day, where it is no verb.
const EARLY: &str = "vroeg";

impl DayPart {
    /// A word of its own behind a day, or the end of one that is written as one word with it.
    pub(super) fn beside_a_day() -> impl Iterator<Item = (&'static str, Self)> {
        let parts = TIME_WORDS.day_parts.iter().copied().filter(|(_, part)| *part != Self::Night);
        parts.chain([(EARLY, Self::Morning)])
    }

    /// "'s nachts" behind all else, however the mark is typed; and the words before it.
    pub(super) fn behind<'a>(words: &'a [&'a str]) -> (&'a [&'a str], Option<Self>) {
        let Some((last, before)) = words.split_last() else { return (words, None) };
        let bare = last.trim_start_matches('\'');
        let part = match bare.strip_prefix('s').map_or(bare, |rest| rest.trim_start_matches('\'')) {
            "nachts" => Self::Night,
            "ochtends" | "morgens" => Self::Morning,
            "middags" => Self::Afternoon,
            "avonds" => Self::Evening,
            _ => return (words, None),
        };
        let before = match before.split_last() {
            Some((mark, before)) if matches!(*mark, "'s" | "s" | "s'") => before,
            Some(_) | None => before,
        };
        (before, Some(part))
    }

    /// The hour that is meant; `None` when this part of the day does not have it.
    pub(super) fn place(self, clock: SpokenClock) -> Option<SpokenClock> {
        let half_day = Duration::hours(12);
        let at = |time: NaiveTime| Some(SpokenClock { time, ends_day: false, dial: false });
        let later = || at(clock.time.overflowing_add_signed(half_day).0);
        let earlier = || at(clock.time.overflowing_sub_signed(half_day).0);
        match (self, clock.time.hour()) {
            (Self::Night | Self::Evening, _) if clock.ends_day => Some(clock),
            (Self::Night, 0..=6 | 21..=23)
            | (Self::Morning, 4..=11)
            | (Self::Afternoon, 12..=18)
            | (Self::Evening, 17..=23) => at(clock.time),
            (Self::Night, 9..=11) | (Self::Afternoon, 1..=6) | (Self::Evening, 5..=11) => later(),
            (Self::Night, 12) => earlier(),
            (Self::Evening, 12) if clock.time.minute() == 0 => {
                Some(SpokenClock { time: NaiveTime::MIN, ends_day: true, dial: false })
            }
            (Self::Night | Self::Morning | Self::Afternoon | Self::Evening, _) => None,
        }
    }
}
