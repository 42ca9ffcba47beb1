//! An oracle for the form term that shares nothing with the program: days are counted from 1970 with
//! whole numbers, Easter follows Knuth, the clock changes follow the EU rule, and the readings are found by
//! walking day by day.

use std::{collections::BTreeSet, ops::Range, sync::LazyLock};

use piket::domain::termijn_kind::Kalender;

/// A local date, as days since 1970-01-01, and a minute of that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CivilTime {
    day: i64,
    minute: i64,
}

impl CivilTime {
    /// Midnight at the start of a date.
    pub fn day(year: i64, month: i64, day: i64) -> Self {
        Self { day: day_number(year, month, day), minute: 0 }
    }

    /// Minutes since 1970 in UTC; of a doubled hour the first.
    pub fn utc_minute(self) -> i64 {
        let local = self.day * 1440 + self.minute;
        if summer_time(local - 120) { local - 120 } else { local - 60 }
    }

    /// The clock in Amsterdam at a minute since 1970 in UTC.
    pub fn from_utc(minute: i64) -> Self {
        let local = minute + if summer_time(minute) { 120 } else { 60 };
        Self { day: local.div_euclid(1440), minute: local.rem_euclid(1440) }
    }
}

/// Days since 1970-01-01, by summing the months.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let leap_days = |j: i64| j.div_euclid(4) - j.div_euclid(100) + j.div_euclid(400);
    let new_year = (year - 1970) * 365 + leap_days(year - 1) - leap_days(1969);
    let february = 28 + leap_days(year) - leap_days(year - 1);
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30];
    let before: i64 = lengths.iter().zip(1..month).map(|(length, _)| length).sum();
    new_year + before + day - 1
}

/// Monday is 0; 1970 began on a Thursday.
fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// Summer time runs from 01:00 UTC on the last Sunday of March to that of October.
fn summer_time(utc_minute: i64) -> bool {
    static SUMMERS: LazyLock<Vec<Range<i64>>> = LazyLock::new(|| {
        let change = |year, month| {
            let last = day_number(year, month, 31);
            (last - (weekday(last) + 1) % 7) * 1440 + 60
        };
        (2020..2040).map(|year| change(year, 3)..change(year, 10)).collect()
    });
    let first = SUMMERS.partition_point(|summer| summer.end <= utc_minute);
    SUMMERS.get(first).is_some_and(|summer| summer.contains(&utc_minute))
}

/// Easter Sunday after Knuth, The Art of Computer Programming 1.3.2, exercise 14.
fn easter(year: i64) -> i64 {
    let golden = year % 19 + 1;
    let century = year / 100 + 1;
    let (sun, moon) = (3 * century / 4 - 12, (8 * century + 5) / 25 - 5);
    let mut epact = (11 * golden + 20 + moon - sun).rem_euclid(30);
    if (epact == 25 && golden > 11) || epact == 24 {
        epact += 1;
    }
    let mut full_moon = 44 - epact;
    if full_moon < 21 {
        full_moon += 30;
    }
    let mut day = day_number(year, 3, 1) + full_moon;
    while weekday(day) != 6 {
        day += 1;
    }
    day
}

/// The feestdagen of one calendar, 2023–2034.
pub struct Oracle {
    feestdagen: BTreeSet<i64>,
}

impl Oracle {
    pub fn new(kalender: Kalender) -> Self {
        let mut feestdagen = BTreeSet::new();
        for year in 2023..=2034 {
            let kings_day = day_number(year, 4, 27);
            feestdagen.insert(if weekday(kings_day) == 6 { kings_day - 1 } else { kings_day });
            for (month, day) in [(1, 1), (5, 5), (12, 25), (12, 26)] {
                feestdagen.insert(day_number(year, month, day));
            }
            for after_easter in [1, 39, 50] {
                feestdagen.insert(easter(year) + after_easter);
            }
            if kalender == Kalender::Termijnenwet {
                feestdagen.insert(easter(year) - 2);
            }
        }
        if kalender == Kalender::Termijnenwet {
            for (year, month, day) in [(2026, 1, 2), (2026, 5, 15), (2027, 5, 7), (2028, 4, 28), (2028, 5, 26)] {
                feestdagen.insert(day_number(year, month, day));
            }
        }
        Self { feestdagen }
    }

    /// The readings for a clock that starts here, the usual one first.
    pub fn lezingen(&self, start: CivilTime, out: &mut Vec<CivilTime>) {
        out.clear();
        let CivilTime { day, minute } = start;
        let holiday = self.feestdagen.contains(&day);
        let friday_evening = weekday(day) == 4 && minute >= 17 * 60;
        if weekday(day) > 4 || friday_evening {
            if friday_evening {
                out.push(self.werkdag_after(day, 12));
            }
            let mut monday = day;
            while weekday(monday) != 0 {
                monday += 1;
            }
            if self.feestdagen.contains(&monday) {
                out.push(self.werkdag_after(monday, 9));
            }
            out.push(CivilTime { day: monday, minute: 9 * 60 });
            return;
        }
        let daytime = (9 * 60..17 * 60).contains(&minute);
        if !holiday && minute < 9 * 60 {
            out.push(CivilTime { day, minute: 12 * 60 });
        }
        if holiday || !daytime {
            out.push(self.werkdag_after(day, 12));
        }
        if daytime {
            out.push(CivilTime { day: day + 1, minute: 0 });
        }
    }

    fn werkdag_after(&self, day: i64, hour: i64) -> CivilTime {
        let mut next = day + 1;
        while weekday(next) > 4 || self.feestdagen.contains(&next) {
            next += 1;
        }
        CivilTime { day: next, minute: hour * 60 }
    }
}
