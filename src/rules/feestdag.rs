//! A feestdag as a rule on the year: a fixed date, a date that dodges Sunday, or a distance to
//! Easter. Only days that a government decision names are kept as dates.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::toml_reader::Table;
use crate::domain::termijn_kind::Kalender;

/// A day that returns every year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Feestdag {
    pub(super) name: String,
    when: FeestdagRule,
    /// Only in years that this number divides.
    every: i32,
    kalenders: Vec<Kalender>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FeestdagRule {
    /// Month and day.
    Day(u32, u32),
    /// Month and day; the day before when that is a Sunday.
    DayNotOnSunday(u32, u32),
    /// Days after Easter Sunday, negative before.
    Easter(i32),
}

/// Days around Easter that never leave its year.
const EASTER: Range<i32> = -80..251;

/// The words for a calendar in data.
pub(super) fn kalender_codes() -> [(&'static str, Kalender); 3] {
    Kalender::ALL.map(|k| (k.code(), k))
}

impl Feestdag {
    /// The date in a year; none for 29 February in a common year, or in a year that is passed over.
    pub(super) fn in_year(&self, year: i32) -> Option<NaiveDate> {
        if year.rem_euclid(self.every) != 0 {
            return None;
        }
        match self.when {
            FeestdagRule::Day(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            FeestdagRule::DayNotOnSunday(month, day) => {
                let date = NaiveDate::from_ymd_opt(year, month, day)?;
                if date.weekday() == Weekday::Sun { date.pred_opt() } else { Some(date) }
            }
            FeestdagRule::Easter(days) => {
                let distance = Days::new(u64::from(days.unsigned_abs()));
                let easter = easter(year)?;
                if days < 0 { easter.checked_sub_days(distance) } else { easter.checked_add_days(distance) }
            }
        }
    }

    /// True when the calendar counts it.
    pub(super) fn counts_in(&self, kalender: Kalender) -> bool {
        self.kalenders.contains(&kalender)
    }

    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let name = t.text("naam");
        let kalenders = t.choices("kalenders", &kalender_codes());
        let every = if t.get("elke").is_some() { t.number("elke", 2..101) } else { Some(1) };
        let when = t.table("wanneer", "wanneer").and_then(|t| FeestdagRule::parse(&t));
        Some(Self { name: name?, when: when?, every: every?, kalenders })
    }
}

impl FeestdagRule {
    fn parse(t: &Table<'_>) -> Option<Self> {
        if t.get("pasen").is_some() {
            return t.number("pasen", EASTER).map(Self::Easter);
        }
        let text = t.text("dag");
        let earlier = t.choice_or_none("op_zondag", &[("eerder", ())]);
        let text = text?;
        let parts = text.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
        // 2024 has a 29 February, so every day of a calendar exists in it.
        let Some((month, day)) = parts.filter(|(m, d)| NaiveDate::from_ymd_opt(2024, *m, *d).is_some()) else {
            t.error("dag", format!("«{text}» is geen dag; schrijf maand en dag, zoals \"04-27\"."));
            return None;
        };
        if earlier.is_some() && (month, day) == (1, 1) {
            t.error("op_zondag", "De dag ervoor valt in een ander jaar.");
        }
        Some(if earlier.is_some() { Self::DayNotOnSunday(month, day) } else { Self::Day(month, day) })
    }
}

/// Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher.
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let shifted = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - shifted + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * rest.div_euclid(4) - epact - rest.rem_euclid(4)).rem_euclid(7);
    let exception = (golden + 11 * epact + 22 * weekday).div_euclid(451);
    let days = epact + weekday - 7 * exception + 114;
    let (month, day) = (days.div_euclid(31), days.rem_euclid(31) + 1);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}
