//! The names of the days of the week, from Monday on, whole and in two letters.

use chrono::Weekday;

/// Whole.
pub const WEEKDAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// In two letters.
pub const SHORT_WEEKDAYS: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];

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
