//! The names of the days of the week, from Monday on, whole and in two letters.

use chrono::Weekday;

use super::time_words::TIME_WORDS;

/// Whole.
pub const WEEKDAYS: [&str; 7] = TIME_WORDS.weekdays;

/// In two letters.
pub const SHORT_WEEKDAYS: [&str; 7] = TIME_WORDS.short_weekdays;

/// The one of these that a day has.
pub(super) const fn of(day: Weekday, names: [&'static str; 7]) -> &'static str {
    let [mon, tue, wed, thu, fri, sat, sun] = names;
    match day {
        Weekday::Mon => mon,
        Weekday::Tue => tue,
        Weekday::Wed => wed,
        Weekday::Thu => thu,
        Weekday::Fri => fri,
        Weekday::Sat => sat,
        Weekday::Sun => sun,
    }
}
