//! The table of readings for a form: which day and hour the clock starts decides when the form is
//! due (B.2 step 4). No text and no allocation here, so that millions of moments can be tried.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveTime, Weekday};

use crate::{
    domain::{moment::Moment, termijn_kind::Kalender},
    rules::{
        book::{LezingRule, Rulebook},
        kalender::Kalenders,
        termijn_rule::FormHours,
    },
};

/// One reading: the moment itself is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Exclusive end of the term.
    pub due: Moment,
    /// The reading it follows.
    pub rule: LezingRule,
}

/// The readings of one moment, the usual one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    gangbaar: Limit,
    second: Option<Limit>,
    third: Option<Limit>,
    /// What is earlier where the officer's own days off do not count.
    without_own: Option<Limit>,
}

impl Limits {
    const fn one(gangbaar: Limit) -> Self {
        Self { gangbaar, second: None, third: None, without_own: None }
    }

    const fn two(gangbaar: Limit, second: Limit) -> Self {
        Self { gangbaar, second: Some(second), third: None, without_own: None }
    }

    /// The usual reading.
    pub const fn gangbaar(&self) -> Limit {
        self.gangbaar
    }

    /// The earliest reading; of two at one moment the usual one.
    pub fn streng(&self) -> Limit {
        self.others().fold(self.gangbaar, |initial, g| if g.due < initial.due { g } else { initial })
    }

    /// The readings after the usual one; a moment already named does not return.
    pub fn others(&self) -> impl Iterator<Item = Limit> + use<> {
        let first = self.gangbaar.due;
        let second = self.second.filter(|g| g.due != first);
        let third = self.third.filter(|g| g.due != first && second.is_none_or(|t| t.due != g.due));
        second.into_iter().chain(third).chain(self.without_own)
    }

    /// All readings, the usual one first.
    pub fn iter(&self) -> impl Iterator<Item = Limit> + use<> {
        std::iter::once(self.gangbaar).chain(self.others())
    }
}

/// Where the hour falls against the office hours.
#[derive(Clone, Copy)]
enum DayPart {
    Morning,
    Office,
    Evening,
}

/// What the table asks of a date.
#[derive(Clone, Copy)]
enum DateKind {
    Werkdag,
    Feestdag,
    Weekend,
}

/// The readings of the form term for a clock that starts at `start`. The officer's own days off may add a
/// later one; what holds without them stays, when it is the earliest.
pub fn form_termijn(book: &Rulebook, kalender: Kalender, start: Moment) -> Limits {
    let read = |kalenders| shape(kalenders, &book.form, kalender, start);
    let limits = read(&book.kalenders);
    let without = book.kalenders.without_own().map(|kalenders| read(kalenders).streng().due);
    let earlier = without.filter(|due| *due < limits.streng().due);
    Limits { without_own: earlier.map(|due| Limit { due, rule: LezingRule::WithoutOwnDays }), ..limits }
}

fn shape(kalenders: &Kalenders, form: &FormHours, kalender: Kalender, start: Moment) -> Limits {
    let t = start.amsterdam();
    let (day, time) = (t.date_naive(), t.time());
    let hours = &kalenders.kantooruren;
    let day_part = if time < hours.from {
        DayPart::Morning
    } else if time < hours.until {
        DayPart::Office
    } else {
        DayPart::Evening
    };
    let kind = match day.weekday() {
        Weekday::Sat | Weekday::Sun => DateKind::Weekend,
        _ if kalenders.is_werkdag(day, kalender) => DateKind::Werkdag,
        _ => DateKind::Feestdag,
    };

    let next = |rule| Limit { due: moment_at(kalenders.next_werkdag(day, kalender), form.werkdag), rule };
    let midnight = |rule| Limit { due: moment_at(day_after(day, 1), NaiveTime::MIN), rule };

    match (kind, day_part) {
        (DateKind::Werkdag, DayPart::Office) => Limits::one(midnight(LezingRule::SameDay)),
        (DateKind::Feestdag, DayPart::Office) => {
            Limits::two(next(LezingRule::Feestdag), midnight(LezingRule::FeestdagAsWeekday))
        }
        (DateKind::Werkdag, DayPart::Morning) => Limits::two(
            Limit { due: moment_at(day, form.werkdag), rule: LezingRule::EarlyMorning },
            next(LezingRule::EarlyMorningDayAfter),
        ),
        (DateKind::Werkdag | DateKind::Feestdag, DayPart::Evening) if day.weekday() == Weekday::Fri => {
            // Whether Friday evening is weekend the source does not say; both hold.
            let weekend = weekend(kalenders, form, kalender, day);
            Limits {
                gangbaar: next(LezingRule::NextWerkdag),
                second: Some(weekend.gangbaar),
                third: weekend.second,
                without_own: None,
            }
        }
        (DateKind::Feestdag, DayPart::Morning) | (DateKind::Werkdag | DateKind::Feestdag, DayPart::Evening) => {
            Limits::one(next(LezingRule::NextWerkdag))
        }
        (DateKind::Weekend, DayPart::Morning | DayPart::Office | DayPart::Evening) => {
            weekend(kalenders, form, kalender, day)
        }
    }
}

/// The readings of "maandagmorgen vóór 09.00 uur" seen from a Friday, Saturday or Sunday.
fn weekend(kalenders: &Kalenders, form: &FormHours, kalender: Kalender, day: NaiveDate) -> Limits {
    let monday = day_after(day, 7 - u64::from(day.weekday().num_days_from_monday()));
    let time = form.weekend;
    if kalenders.is_werkdag(monday, kalender) {
        return Limits::one(Limit { due: moment_at(monday, time), rule: LezingRule::Weekend });
    }
    let werkdag = kalenders.next_werkdag(monday, kalender);
    Limits::two(
        Limit { due: moment_at(werkdag, time), rule: LezingRule::WeekendAfterFeestdag },
        Limit { due: moment_at(monday, time), rule: LezingRule::WeekendLiteral },
    )
}

fn day_after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// The moment of a wall-clock time in Amsterdam. Clocks skip at night, long before 09:00, but in
/// the first half of the last century now and then at midnight: then the first hour that exists counts.
fn moment_at(day: NaiveDate, time: NaiveTime) -> Moment {
    (0..=3)
        .find_map(|hour| Moment::local(day, time + Duration::hours(hour)).ok())
        .map_or_else(|| Moment::from_utc(day.and_time(time).and_utc()), |g| g.moment)
}
