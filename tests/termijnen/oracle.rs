//! An oracle for the grid of terms that shares nothing with the program: days are counted from 1970 with
//! whole numbers, Easter follows Knuth, the clock changes follow the EU rule, and every row of the table of
//! terms stands here as one condition with its moments, found by walking day by day.

use std::{collections::BTreeSet, ops::Range, sync::LazyLock};

use piket::domain::termijn_kind::Kalender;

/// A local date, as days since 1970-01-01, and a minute of that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CivilTime {
    day: i64,
    minute: i64,
}

const NINE: i64 = 9 * 60;
const NOON: i64 = 12 * 60;
const FIVE: i64 = 17 * 60;

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
pub struct OracleKalender {
    feestdagen: BTreeSet<i64>,
}

/// What a term says: the usual moment, and all moments, the earliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OracleTerm {
    pub gangbaar: i64,
    pub lezingen: Vec<i64>,
}

/// All calendars.
pub struct Oracle {
    kalenders: Vec<(Kalender, OracleKalender)>,
}

impl OracleKalender {
    fn new(kalender: Kalender) -> Self {
        let mut feestdagen = BTreeSet::new();
        for year in 2023..=2034 {
            let kings_day = day_number(year, 4, 27);
            feestdagen.insert(if weekday(kings_day) == 6 { kings_day - 1 } else { kings_day });
            for (month, day) in [(1, 1), (12, 25), (12, 26)] {
                feestdagen.insert(day_number(year, month, day));
            }
            if kalender != Kalender::WithoutFiveMay || year % 5 == 0 {
                feestdagen.insert(day_number(year, 5, 5));
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

    /// One cell of the grid, the usual moment first; a moment may stand in it twice.
    pub fn cell(&self, start: CivilTime, out: &mut Vec<CivilTime>) {
        out.clear();
        let CivilTime { day, minute } = start;
        let (week_day, holiday) = (weekday(day), self.feestdagen.contains(&day));
        let next_noon = CivilTime { day: self.werkdag_after(day), minute: NOON };
        let midnight = CivilTime { day: day + 1, minute: 0 };
        // Saturday, Sunday: the weekend readings with the Monday after.
        if week_day > 4 {
            self.weekend(day + 7 - week_day, out);
            return;
        }
        // After 17:00 every day, and exactly 17:00 first.
        if minute >= FIVE {
            out.push(next_noon);
            if week_day == 4 {
                self.weekend(day + 3, out);
            }
        }
        // After 09:00 and before 17:00; also exactly at either.
        if (NINE..=FIVE).contains(&minute) {
            if holiday {
                out.push(next_noon);
            }
            out.push(midnight);
        }
        // Before 09:00; also exactly then.
        if minute <= NINE {
            if !holiday {
                out.push(CivilTime { day, minute: NOON });
            }
            out.push(next_noon);
        }
        // Before 09:00 on a Monday, besides; not exactly then.
        if minute < NINE && week_day == 0 {
            self.weekend(day, out);
        }
        out.retain(|moment| *moment > start);
    }

    fn weekend(&self, monday: i64, out: &mut Vec<CivilTime>) {
        if self.feestdagen.contains(&monday) {
            out.push(CivilTime { day: self.werkdag_after(monday), minute: NINE });
        }
        out.push(CivilTime { day: monday, minute: NINE });
    }

    fn werkdag_after(&self, day: i64) -> i64 {
        let mut next = day + 1;
        while weekday(next) > 4 || self.feestdagen.contains(&next) {
            next += 1;
        }
        next
    }
}

impl Oracle {
    /// The calendars, worked out once.
    pub fn new_once() -> &'static Self {
        static ORACLE: LazyLock<Oracle> = LazyLock::new(Oracle::new);
        &ORACLE
    }

    fn new() -> Self {
        Self { kalenders: Kalender::ALL.map(|kalender| (kalender, OracleKalender::new(kalender))).into() }
    }

    pub fn kalender(&self, kalender: Kalender) -> Option<&OracleKalender> {
        self.kalenders.iter().find(|(name, _)| *name == kalender).map(|(_, found)| found)
    }

    /// The form term from a start, and from a discovery where there is one; minutes since 1970 in UTC.
    pub fn term(&self, start: i64, discovered: Option<i64>, kalender: Kalender) -> Option<OracleTerm> {
        let mut cell = Vec::new();
        let mut moments = |of: &OracleKalender, start: i64| -> Vec<i64> {
            of.cell(CivilTime::from_utc(start), &mut cell);
            cell.iter().map(|moment| moment.utc_minute()).collect()
        };
        let discovered = discovered.filter(|then| *then > start);
        let chosen = self.kalender(kalender)?;
        let usual = *moments(chosen, start).first()?;
        let gangbaar = match discovered {
            Some(then) if usual <= then => *moments(chosen, then).first()?,
            _ => usual,
        };
        let mut all = BTreeSet::new();
        for (_, of) in &self.kalenders {
            all.extend(moments(of, start).into_iter().filter(|due| discovered.is_none_or(|then| *due > then)));
            all.extend(discovered.map(|then| moments(of, then)).unwrap_or_default());
        }
        Some(OracleTerm { gangbaar, lezingen: all.into_iter().collect() })
    }

    /// One hour from the discovery, and from the voorval while that had not lapsed.
    pub fn fast_nl(voorval: i64, discovered: Option<i64>) -> OracleTerm {
        let late = discovered.unwrap_or(voorval);
        let all: BTreeSet<i64> = [voorval + 60, late + 60].into_iter().filter(|due| *due > late).collect();
        OracleTerm { gangbaar: late + 60, lezingen: all.into_iter().collect() }
    }
}
