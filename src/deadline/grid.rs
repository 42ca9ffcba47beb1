//! The table of readings for a form, for one start and one calendar: the day and the hour at which the clock
//! starts decide when the form is due (B.2 step 4). No text and no allocation here, so that millions of
//! moments can be tried.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use crate::{
    domain::{lezing_rule::LezingRule, moment::Moment, termijn_kind::Kalender},
    rules::{kalender::Kalenders, termijn_rule::FormHours},
};

/// No cell has more readings: exactly 17:00 on a Friday that is a feestdag, before a Monday that is one.
const MOST: usize = 5;

/// One reading: the time on the wall in Amsterdam is late itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Exclusive end of the term, as clocks in Amsterdam show it.
    pub wall: NaiveDateTime,
    /// The reading it follows.
    pub rule: LezingRule,
}

/// The readings of one start by one calendar, the usual one first; two of them may name the same moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridCell {
    first: Limit,
    others: [Option<Limit>; MOST - 1],
}

impl Limit {
    /// The moment of the time on the wall. Clocks skip at night, long before 09:00, but in the first half of
    /// the last century now and then at midnight: then the first hour that exists counts.
    pub fn due(self) -> Moment {
        let exists = |hours| {
            let wall = self.wall + Duration::hours(hours);
            Moment::local(wall.date(), wall.time()).ok()
        };
        (0..=3).find_map(exists).map_or_else(|| Moment::from_utc(self.wall.and_utc()), |read| read.moment)
    }
}

impl GridCell {
    const fn one(first: Limit) -> Self {
        Self { first, others: [None; MOST - 1] }
    }

    fn and(mut self, more: Self) -> Self {
        for limit in more.iter() {
            if let Some(free) = self.others.iter_mut().find(|place| place.is_none()) {
                *free = Some(limit);
            }
        }
        self
    }

    /// The usual reading.
    pub const fn gangbaar(&self) -> Limit {
        self.first
    }

    /// All readings, the usual one first.
    pub fn iter(&self) -> impl Iterator<Item = Limit> + use<> {
        std::iter::once(self.first).chain(self.others.into_iter().flatten())
    }
}

/// Where the hour falls against the office hours. Whether the very moment at which they begin or end lies in
/// them the source does not say.
#[derive(Clone, Copy)]
enum OfficePart {
    Before,
    AtOpening,
    Office,
    AtClosing,
    After,
}

/// The day on which the clock starts, in one calendar.
#[derive(Clone, Copy)]
struct StartDay<'a> {
    kalenders: &'a Kalenders,
    hours: &'a FormHours,
    kalender: Kalender,
    day: NaiveDate,
}

/// The readings of the form term by one calendar for a clock that starts at this time on the wall.
pub fn grid_cell(kalenders: &Kalenders, hours: &FormHours, kalender: Kalender, start: NaiveDateTime) -> GridCell {
    let (day, time) = (start.date(), start.time());
    let days = StartDay { kalenders, hours, kalender, day };
    if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        return days.weekend();
    }
    let office = &kalenders.kantooruren;
    let part = if time < office.from {
        OfficePart::Before
    } else if time == office.from {
        OfficePart::AtOpening
    } else if time < office.until {
        OfficePart::Office
    } else if time == office.until {
        OfficePart::AtClosing
    } else {
        OfficePart::After
    };
    match part {
        OfficePart::Before if day.weekday() == Weekday::Mon => days.before().and(days.weekend()),
        OfficePart::Before => days.before(),
        OfficePart::AtOpening => days.office().and(days.before()),
        OfficePart::Office => days.office(),
        OfficePart::AtClosing => days.after().and(days.office()),
        OfficePart::After => days.after(),
    }
}

impl StartDay<'_> {
    fn is_werkdag(self) -> bool {
        self.kalenders.is_werkdag(self.day, self.kalender)
    }

    fn next_werkdag(self, rule: LezingRule) -> Limit {
        let next = self.kalenders.next_werkdag(self.day, self.kalender);
        Limit { wall: next.and_time(self.hours.werkdag), rule }
    }

    fn office(self) -> GridCell {
        let midnight = |rule| Limit { wall: day_after(self.day, 1).and_time(NaiveTime::MIN), rule };
        if self.is_werkdag() {
            GridCell::one(midnight(LezingRule::SameDay))
        } else {
            let literal = GridCell::one(midnight(LezingRule::FeestdagAsWeekday));
            GridCell::one(self.next_werkdag(LezingRule::Feestdag)).and(literal)
        }
    }

    fn before(self) -> GridCell {
        if self.is_werkdag() {
            let today = Limit { wall: self.day.and_time(self.hours.werkdag), rule: LezingRule::EarlyMorning };
            GridCell::one(today).and(GridCell::one(self.next_werkdag(LezingRule::EarlyMorningDayAfter)))
        } else {
            GridCell::one(self.next_werkdag(LezingRule::NextWerkdag))
        }
    }

    fn after(self) -> GridCell {
        let next = GridCell::one(self.next_werkdag(LezingRule::NextWerkdag));
        // Whether Friday evening is weekend the source does not say; both hold.
        if self.day.weekday() == Weekday::Fri { next.and(self.weekend()) } else { next }
    }

    /// The readings of "maandagmorgen vóór 09.00 uur", seen from the days before that Monday or from its night.
    fn weekend(self) -> GridCell {
        let monday = day_after(self.day, (7 - u64::from(self.day.weekday().num_days_from_monday())) % 7);
        let at = |day: NaiveDate, rule| GridCell::one(Limit { wall: day.and_time(self.hours.weekend), rule });
        if self.kalenders.is_werkdag(monday, self.kalender) {
            return at(monday, LezingRule::Weekend);
        }
        let werkdag = self.kalenders.next_werkdag(monday, self.kalender);
        at(werkdag, LezingRule::WeekendAfterFeestdag).and(at(monday, LezingRule::WeekendLiteral))
    }
}

fn day_after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}
