//! How long something takes, in words. A clock time has a colon and a duration never does: beside a clock of
//! 02:11 nobody should have to ask what 11:57 is.

use chrono::Duration;

use super::moment::Moment;

/// Below so many seconds each of them counts.
const SECONDS_COUNT: i64 = 120;

/// Time left (positive) or time past (negative), in whole units: seconds only in the last two minutes. What is left
/// is rounded up, so that a quarter of an hour is not 14 minutes because the clock ticked a moment late.
fn seconds(rest: Duration) -> i64 {
    let ms = rest.num_milliseconds();
    let whole = |ms: i64, unit: i64| ms.div_euclid(unit) + i64::from(ms > 0 && ms.rem_euclid(unit) > 0);
    match ms {
        ms if ms <= 0 => -ms / 1000,
        ms if whole(ms, 1000) < SECONDS_COUNT => whole(ms, 1000),
        ms => whole(ms, 60_000) * 60,
    }
}

fn words(s: i64) -> String {
    let (days, hours, minutes) = (s / 86_400, s / 3600 % 24, s / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{s} s"),
        (0, 0, 1) if s % 60 > 0 => format!("1 min {} s", s % 60),
        (0, 0, m) => format!("{m} min"),
        (0, u, 0) => format!("{u} u"),
        (0, u, m) => format!("{u} u {m} min"),
        (d, 0, _) => format!("{d} d"),
        (d, u, _) => format!("{d} d {u} u"),
    }
}

/// The length of what is left or past, without the word for which of them it is: "12 min", "1 d 6 u".
pub fn length(rest: Duration) -> String {
    words(seconds(rest))
}

/// The same with no more than hours where it is an hour or longer, for a narrow column.
pub fn short_length(rest: Duration) -> String {
    match seconds(rest) {
        s if s < 3600 => words(s),
        s => words(s - s % 3600),
    }
}

/// What is left, or how late it is: "nog 12 min", "25 min te laat", and "te laat" in the first second.
pub fn remaining(rest: Duration) -> String {
    if rest > Duration::zero() {
        return format!("nog {}", length(rest));
    }
    match seconds(rest) {
        0 => "te laat".to_owned(),
        s => format!("{} te laat", words(s)),
    }
}

/// Time that went by, in whole minutes of the wall clock, so that it changes when the clock does.
pub fn elapsed(since: Moment, now: Moment) -> String {
    match now.minute().since(since.minute()).num_minutes().max(0) {
        0 => "0 min".to_owned(),
        minutes => words(minutes * 60),
    }
}

/// The moment at which the words for what is left until `due`, or past since, next differ. Every mark at which a
/// term looks nearer is a whole minute before it, and so one of these.
pub fn next_change(due: Moment, now: Moment) -> Moment {
    let rest = due.since(now).num_milliseconds();
    let step = if rest.abs() <= SECONDS_COUNT * 1000 { 1_000 } else { 60_000 };
    let until = match rest.rem_euclid(step) {
        0 => step,
        until => until,
    };
    now.plus(Duration::milliseconds(until))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_wake_up_is_never_later_than_the_next_change(rest in -200_000_000i64..200_000_000) {
            let Ok(now) = Moment::from_rfc3339("2026-11-22T02:10:00Z") else { return Ok(()) };
            let due = now.plus(Duration::milliseconds(rest));
            let change = next_change(due, now);
            proptest::prop_assert!(change > now);
            let just_before = change.plus(Duration::milliseconds(-1));
            proptest::prop_assert_eq!(remaining(due.since(just_before)), remaining(due.since(now)));
        }

        #[test]
        fn a_duration_has_a_unit_and_never_a_colon(ms in -400_000_000i64..400_000_000) {
            let rest = Duration::milliseconds(ms);
            for text in [length(rest), short_length(rest)] {
                let parts: Vec<&str> = text.split(' ').collect();
                proptest::prop_assert!(parts.len().is_multiple_of(2), "{}", text);
                for pair in parts.chunks(2) {
                    proptest::prop_assert!(pair[0].chars().all(|c| c.is_ascii_digit()), "{}", text);
                    proptest::prop_assert!(["s", "min", "u", "d"].contains(&pair[1]), "{}", text);
                }
                proptest::prop_assert_eq!(text.ends_with(" s"), seconds(rest) < 120 && seconds(rest) % 60 != 0
                    || seconds(rest) == 0);
            }
        }
    }

    #[test]
    fn durations_read_as_they_are_said() {
        let said = |s: i64| remaining(Duration::seconds(s));
        assert_eq!(said(717), "nog 12 min");
        assert_eq!(said(120), "nog 2 min");
        assert_eq!(said(119), "nog 1 min 59 s");
        assert_eq!(said(0), "te laat");
        assert_eq!(said(-1500), "25 min te laat");
        assert_eq!(said(-5575 * 60), "3 d 20 u te laat");
        assert_eq!(said(30 * 3600), "nog 1 d 6 u");
        assert_eq!(short_length(Duration::seconds(-11_400)), "3 u");
    }
}
