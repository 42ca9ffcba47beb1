//! On which side of now a time lies that was typed without its day: what happened is behind, what is still to come ahead. The
//! hour that comes twice in the autumn night is settled by it too.

use chrono::{Duration, NaiveDate, NaiveTime};

use super::{Moment, ParsedMoment};
use crate::domain::error::Result;

/// Which day is meant by a bare clock time, or by a day without a year: at 00:10 "23:50" may mean yesterday or today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockDay {
    /// Of what happened: at 00:10 "23:50" was yesterday. Taken as of today while less than twelve hours
    /// ahead, so that a typing error of an hour is refused as future and not read as a day ago.
    Past,
    /// Of what is still to come: at 23:50 "08:00" is tomorrow.
    Upcoming,
}

impl ClockDay {
    /// The day of a bare clock time.
    pub(super) fn day(self, now: Moment, time: NaiveTime) -> NaiveDate {
        let (today, clock_time) = (now.date(), now.amsterdam().time());
        let different = match self {
            Self::Past if time - clock_time > Duration::hours(12) => today.pred_opt(),
            Self::Upcoming if time < clock_time => today.succ_opt(),
            Self::Past | Self::Upcoming => None,
        };
        different.unwrap_or(today)
    }

    /// The moment of a bare clock time.
    pub(super) fn at(
        self,
        now: Moment,
        time: NaiveTime,
        on: impl Fn(NaiveDate) -> Result<ParsedMoment>,
    ) -> Result<ParsedMoment> {
        let today = on(now.date()).map(|read| self.which(read, now));
        // Of an hour that comes twice the second is still to come when the clock is past that of the first.
        let comes_again = self == Self::Upcoming && today.as_ref().is_ok_and(|read| read.moment > now);
        if comes_again { today } else { on(self.day(now, time)) }
    }

    /// Of a clock time that exists twice the first, but of what is still to come the second once the first has gone by.
    pub(super) fn which(self, read: ParsedMoment, now: Moment) -> ParsedMoment {
        let second = read.moment.plus(Duration::hours(1));
        match self {
            Self::Upcoming if read.doubled_hour && read.moment <= now && now < second => {
                ParsedMoment { moment: second, doubled_hour: false }
            }
            Self::Upcoming | Self::Past => read,
        }
    }

    /// How a time on that side of now may be written.
    pub(super) const fn forms(self) -> &'static str {
        match self {
            Self::Past => "Schrijf bijvoorbeeld 02:10, 22-11-2026 02:10, gisteren 23:50, za 21:15 of 10 min geleden.",
            Self::Upcoming => "Schrijf bijvoorbeeld 02:10, 22-11-2026 02:10, ma 9:00, morgen 8:00 of over 30 min.",
        }
    }
}
