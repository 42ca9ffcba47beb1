//! Moments as a sentence says them, in Amsterdam's time.

use chrono::{Datelike, Duration, Weekday};

use super::Moment;
use crate::domain::{
    time_words::month_name,
    weekdays::{self, WEEKDAYS},
};

impl Moment {
    /// As [`Moment::short`], with its year where that is another than the year of `now`.
    pub fn short_in(self, now: Self) -> String {
        if self.date().year() == now.date().year() { self.short() } else { self.long() }
    }

    /// As [`Moment::as_termijn`], with its year where that is another than the year of `now`.
    pub fn as_termijn_in(self, now: Self) -> String {
        // Midnight is of the day that ends.
        let day = self.plus(Duration::milliseconds(-1)).date();
        let text = self.as_termijn();
        if day.year() == now.date().year() {
            return text;
        }
        let (short, long) = (day.format("%d-%m").to_string(), day.format("%d-%m-%Y").to_string());
        text.replacen(&short, &long, 1)
    }

    /// `zondag 22 november 2026`.
    pub fn day_in_words(self) -> String {
        let t = self.amsterdam();
        format!("{} {} {} {}", day_name(t.weekday()), t.day(), month_name(t.month0()), t.year())
    }

    /// `22 november 2026`.
    pub fn date_in_words(self) -> String {
        let t = self.amsterdam();
        format!("{} {} {}", t.day(), month_name(t.month0()), t.year())
    }

    /// `zo 22 nov`, for the top of a screen.
    pub fn short_date(self) -> String {
        let t = self.amsterdam();
        let month = month_name(t.month0());
        format!("{} {} {}", super::short_day(t.weekday()), t.day(), month.get(..3).unwrap_or(month))
    }

    /// `zondag 22 november 2026 om 02.10 uur`.
    pub fn in_words(self) -> String {
        format!("{} om {}", self.day_in_words(), self.clock_in_words())
    }

    /// The same for a deadline: midnight is `24.00 uur` of the day that ends.
    pub fn termijn_in_words(self) -> String {
        let ends = self.plus(Duration::milliseconds(-1));
        if ends.date() == self.date() { self.in_words() } else { format!("{} om 24.00 uur", ends.day_in_words()) }
    }

    /// `02.10 uur`.
    pub fn clock_in_words(self) -> String {
        format!("{} uur{}", self.clock_time().replace(':', "."), self.which_hour())
    }

    /// `02.10 uur`, and the day before it where that is not `day_of`'s.
    pub fn time_in_words(self, day_of: Option<Self>) -> String {
        let clock = self.clock_in_words();
        if day_of.is_some_and(|other| other.date() == self.date()) {
            return clock;
        }
        let t = self.amsterdam();
        format!("{} {} {}, {clock}", day_name(t.weekday()), t.day(), month_name(t.month0()))
    }
}

/// A weekday in full.
pub const fn day_name(day: Weekday) -> &'static str {
    weekdays::of(day, WEEKDAYS)
}
