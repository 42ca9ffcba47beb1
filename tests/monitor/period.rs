//! Weeks and the periods made of them: every moment is of one week, also in the nights in which the clock goes forward or
//! back and around a year's end.

use chrono::{Duration, NaiveDate, NaiveTime, Weekday};
use piket::domain::{
    ids::{Piketweek, WeekStart},
    moment::Moment,
    period::{Period, WeekSpan},
};
use proptest::prelude::*;

use crate::{
    common::{Failure, TestResult},
    material::m,
};

fn week_start() -> impl Strategy<Value = WeekStart> {
    let day = prop::sample::select(vec![
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ]);
    // Also the hour that is skipped in spring and comes twice in autumn.
    (day, prop::sample::select(vec![(0, 0), (2, 0), (2, 30), (3, 0), (9, 0), (23, 59)]))
        .prop_map(|(day, (h, min))| WeekStart { day, time: NaiveTime::from_hms_opt(h, min, 0).unwrap_or_default() })
}

/// Moments close to where it goes wrong: the nights of the clock, the ends of years, and any other.
fn moment() -> impl Strategy<Value = Moment> {
    let nights = [
        "2026-03-29T00:00:00Z",
        "2026-10-25T00:00:00Z",
        "2026-12-31T22:00:00Z",
        "2027-01-03T20:00:00Z",
        "2020-06-01T00:00:00Z",
    ];
    (prop::sample::select(nights.to_vec()), prop_oneof![-300_i64..300, -4_000_000_i64..4_000_000])
        .prop_filter_map("een tijd", |(text, minutes)| {
            Some(Moment::from_rfc3339(text).ok()?.plus(Duration::minutes(minutes)))
        })
}

proptest! {
    #[test]
    fn a_moment_is_in_its_week_and_in_no_other(at in moment(), start in week_start()) {
        let week = Piketweek::from(at, start);
        prop_assert!(week.begin(start) <= at && at < week.end(start), "{week} {at}");
        prop_assert_eq!(week.end(start), week.next().begin(start));
        prop_assert_eq!(week.next().previous(), week);
        prop_assert_eq!(Piketweek::from(week.begin(start), start), week);
        prop_assert_eq!(week.to_string().parse::<Piketweek>(), Ok(week));
    }

    #[test]
    fn a_later_moment_is_of_no_earlier_week(at in moment(), later in 0_i64..40_000, start in week_start()) {
        prop_assert!(Piketweek::from(at, start) <= Piketweek::from(at.plus(Duration::minutes(later)), start));
    }

    #[test]
    fn a_year_is_its_weeks_without_gaps(year in 1990_i32..2100) {
        let weeks: Vec<Piketweek> = WeekSpan::year(year).weeks().collect();
        prop_assert!(weeks.len() == 52 || weeks.len() == 53);
        prop_assert!(weeks.iter().all(|week| week.year() == year));
        prop_assert_eq!(WeekSpan::year(year + 1).first(), WeekSpan::year(year).last().next());
    }
}

#[test]
fn periods_are_read_as_they_are_written() -> TestResult {
    for (text, words, weeks) in [
        ("2026-W47", "2026-W47", 1),
        ("2026-W45..2026-W47", "2026-W45 t/m 2026-W47", 3),
        ("2026-W53..2027-W01", "2026-W53 t/m 2027-W01", 2),
        ("2026", "2026-W01 t/m 2026-W53", 53),
        ("2026-12-28..03-01-2027", "28-12-2026 t/m 03-01-2027", 1),
        ("2026-03-29..2026-03-30", "29-03-2026 t/m 30-03-2026", 2),
    ] {
        let period: Period = text.parse()?;
        assert_eq!(period.to_string(), words);
        assert_eq!(period.weeks(WeekStart::default()).weeks().count(), weeks, "{text}");
    }
    for text in
        ["2026-W47..2026-W45", "2026-W54", "2026-W01..2099-W01", "2026-11-30..2026-11-02", "morgen", "", "2026-W47.."]
    {
        assert!(text.parse::<Period>().is_err(), "{text}");
    }
    Ok(())
}

#[test]
fn a_period_of_days_holds_the_last_one_whole() -> TestResult {
    let period: Period = "2026-10-25..2026-10-25".parse()?;
    let start = WeekStart::default();
    assert_eq!(period.begin(start), m("2026-10-25T00:00:00+02:00")?);
    assert_eq!(period.end(start), m("2026-10-26T00:00:00+01:00")?);
    assert_eq!(period.end(start).since(period.begin(start)), Duration::hours(25));
    Ok(())
}

/// One week is a span too, and twenty years of them are the most.
#[test]
fn a_span_is_one_week_or_more_and_at_most_twenty_years() -> TestResult {
    let first: Piketweek = "2026-W47".parse()?;
    let after = |weeks| {
        std::iter::successors(Some(first), |week| Some(week.next()))
            .nth(weeks)
            .ok_or_else(|| Failure("geen week".to_owned()))
    };
    assert_eq!("2026-W47..2026-W47".parse::<WeekSpan>()?.single(), Some(first));
    assert!(WeekSpan::new(first, first.previous()).is_err());
    // A thousand and forty-four weeks, the first and the last included.
    let (most, more) = (after(1_043)?, after(1_044)?);
    assert_eq!(WeekSpan::new(first, most)?.weeks().count(), 1_044);
    assert!(WeekSpan::new(first, more).is_err());
    let from = NaiveDate::from_ymd_opt(2026, 11, 16).ok_or_else(|| Failure("geen dag".to_owned()))?;
    let day = |days| from + Duration::days(days);
    assert!(Period::days(from, from).is_ok() && Period::days(from, day(-1)).is_err());
    assert!(Period::days(from, day(1_043 * 7 + 6)).is_ok() && Period::days(from, day(1_044 * 7)).is_err());
    Ok(())
}
