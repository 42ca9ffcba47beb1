//! A day that is named from where the mail stands: "gisteravond", "31-12", "28 september" without its year. Read as the same
//! is read when an officer types it.

use chrono::{Days, NaiveDate, Timelike};

use super::{DateParser, countdowns};
use crate::domain::{
    moment::happened_on,
    near_day::{DayPart, near_day},
};

/// From this hour on a clock time is of no night.
const MORNING: u32 = 7;

impl DateParser<'_> {
    /// 31-12 and 31/12, where nothing stands on to it that makes more of it: of "22-23 uur" it is none.
    pub(super) fn without_year(&self) -> Option<(Option<NaiveDate>, usize)> {
        let anchor = self.anchor?;
        let day = self.number(self.pos, 1..=2)?;
        let separator = self.is(self.pos + 1, &['-', '/'])?;
        let month = self.number(self.pos + 2, 1..=2)?;
        let end = self.pos + 3;
        let goes_on = self.is(end, &[separator, ':', '.']).is_some() && self.number(end + 1, 1..=12).is_some()
            || self.pos > 0 && self.is(self.pos - 1, &['-', '/', '.', ':']).is_some();
        let is_clock = matches!(self.word(self.skip_space(end)), Some("u" | "uur" | "h"));
        let date = happened_on(day, month, anchor).filter(|_| !goes_on && !is_clock)?;
        Some((Some(date), end))
    }

    /// "vandaag", "gisteravond": counted from the day the mail was sent. "Vannacht" is that of the morning of that day; at an
    /// hour before midnight it may be either night.
    pub(super) fn relative(&self) -> Option<(Option<NaiveDate>, usize)> {
        let anchor = self.anchor?;
        let near = near_day(self.word(self.pos)?)?;
        let mut times = countdowns(self.sequence, &[], false).into_iter().peekable();
        let by_day = times.peek().is_some() && times.all(|clock| clock.time.hour() < MORNING && !clock.midnight);
        if near.part == Some(DayPart::Night) && !by_day {
            return None;
        }
        let ago = Days::new(u64::try_from(-near.days).ok()?);
        Some((anchor.checked_sub_days(ago), self.pos + 1))
    }
}
