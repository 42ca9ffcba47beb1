//! Dates as people write them, read back or refused.

use super::*;

fn anchor() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 9, 29)
}

fn m(text: &str) -> Option<String> {
    moment(&[text], anchor()).ok().map(|v| v.moment.rfc3339())
}

#[test]
fn one_moment_however_it_is_written() {
    for text in [
        "28-09-2026 14:28",
        "28 september 2026, 14.28 uur",
        "ma 28 sep. 2026 om 14u28",
        "maandag 28 september '26 om 14:28u",
        "28-09-'26 14:28",
        "28/9/26 14.28",
        "28.09.2026 14.28 uur",
        "28.09.2026, 14:28:00",
        "2026-09-28T14:28",
        "2026-09-28 14:28:00",
        "2026-09-28T14:28:00+02:00",
        "2026-09-28T12:28:00Z",
        "14:28 uur op 28 september 2026",
        "op 28 sept 2026 omstreeks 14.28 uur",
        "28-sep-2026 1428 uur",
        "28e september 2026 te 14h28",
        "28 september, 14.28 uur",
        "gisteren om 14.28 uur",
        "datum: 28-9-2026, tijd: 14:28",
        "28 - 09 - 2026 / 14:28",
        "28-09-2026 om 14.28 uur (ontdekt bij de ronde van 15:00)",
        "20260928 14:28",
        "28-09 14:28",
        "ma 28/9, 14.28 uur",
    ] {
        assert_eq!(m(text).as_deref(), Some("2026-09-28T14:28:00+02:00"), "{text}");
    }
    assert_eq!(m("27-09-2026 24:00").as_deref(), Some("2026-09-28T00:00:00+02:00"));
    assert_eq!(m("28 september 14 uur").as_deref(), Some("2026-09-28T14:00:00+02:00"));
    assert_eq!(m("12 december, 13:04").as_deref(), Some("2025-12-12T13:04:00+01:00"));
}

/// Walked back day by day from a week ahead, as where it is typed: what lies nearer than that is a slip, and shown as one.
#[test]
fn a_day_without_a_year_is_the_last_that_a_mail_can_mean() {
    proptest::proptest!(|(sent in 0..50_000_i64, d in 1..=31_u32, m in 0..12_usize)| {
        const NAMES: [&str; 12] =
            ["januari", "feb", "maart", "april", "mei", "juni", "juli", "aug.", "september", "okt", "november", "dec"];
        let anchor = ymd(1995, 1, 1).and_then(|day| day.checked_add_signed(chrono::Duration::days(sent)));
        let Some(sent) = anchor else { return Ok(()) };
        let mut days = (-7..3300_i64).filter_map(|n| sent.checked_sub_signed(chrono::Duration::days(n)));
        let month = u32::try_from(m + 1).unwrap_or(0);
        let expected = days.find(|day| (day.day(), day.month()) == (d, month));
        let named = format!("{d} {} om 14:28 uur", NAMES.get(m).copied().unwrap_or_default());
        let noon = NaiveTime::from_hms_opt(12, 0, 0).and_then(|noon| Moment::local(sent, noon).ok());
        for text in [named, format!("{d}-{month} 14:28"), format!("vr {d:02}/{month:02}, 14.28 uur")] {
            let read = moment(&[&text], anchor).ok().map(|v| v.moment.date());
            proptest::prop_assert_eq!(read, expected, "{} in een mail van {}", text, sent);
        }
        // Typed at noon of that day it is the same.
        let typed = Moment::parse(&format!("{d}-{month} 12:00"), noon.map(|noon| noon.moment));
        proptest::prop_assert_eq!(typed.ok().map(|read| read.moment.date()), expected, "{}-{} getypt op {}", d, month, sent);
    });
}

/// Of a range it is the beginning, on whichever side of the date it stands; of a choice the first on the clock.
#[test]
fn what_took_a_while_began_at_its_first_moment() {
    for text in [
        "tussen 14.28 en 15.00 uur op 28 september 2026",
        "28 september 2026 tussen 14.28 en 15.00 uur",
        "van 14:28 tot 15:10 op 28-09-2026",
        "14.28-15.00 uur, 28-09-2026",
        "28-09-2026 15.00 of 14.28 uur",
        "14.28 uur of 15.00 uur op 28-09",
    ] {
        assert_eq!(m(text).as_deref(), Some("2026-09-28T14:28:00+02:00"), "{text}");
    }
    assert_eq!(m("tussen 23.30 en 00.15 uur op 28 september 2026").as_deref(), Some("2026-09-28T23:30:00+02:00"));
    let apart = moment(&["28-09-2026", "tussen 14.28 en 15.00 uur"], anchor()).map(|v| v.moment.rfc3339());
    assert_eq!(apart.as_deref(), Ok("2026-09-28T14:28:00+02:00"));
}

/// What a day is called from where one stands is one list for a label, for what is typed and for what is told.
#[test]
fn the_words_for_a_day_are_the_same_everywhere() {
    use crate::domain::time_words::TIME_WORDS;
    let noon =
        NaiveTime::from_hms_opt(12, 0, 0).and_then(|noon| Moment::local(anchor().unwrap_or_default(), noon).ok());
    let now = noon.map(|noon| noon.moment);
    let joined = TIME_WORDS.before_a_part.iter().filter(|(_, days)| *days <= 0);
    let joined = joined.flat_map(|(stem, _)| TIME_WORDS.day_parts.iter().map(move |(part, _)| format!("{stem}{part}")));
    let alone = TIME_WORDS.near_days.iter().filter(|(_, days)| *days <= 0).map(|(word, _)| (*word).to_owned());
    for word in alone.chain(joined) {
        for clock in ["09:15", "14:10", "20:15"] {
            let text = format!("{word} {clock}");
            let (typed, read) = (Moment::parse(&text, now), moment(&[&text], anchor()));
            if let (Ok(typed), Ok(read)) = (&typed, &read) {
                assert_eq!(typed.moment, read.moment, "{text}");
            }
        }
        let fits = ["09:15", "14:10", "20:15"].iter().any(|clock| {
            let text = format!("{word} {clock}");
            Moment::parse(&text, now).is_ok() && moment(&[&text], anchor()).is_ok()
        });
        assert!(fits || word.ends_with("nacht"), "{word}");
    }
}

#[test]
fn date_and_time_may_stand_apart() {
    let apart = |a, b| moment(&[a, b], anchor()).map(|v| v.moment.rfc3339());
    for time in ["14:28", "14.28 uur", "1428", "om 14u28", "ca. 14.28"] {
        assert_eq!(apart("28-09-2026", time).as_deref(), Ok("2026-09-28T14:28:00+02:00"), "{time}");
        assert_eq!(apart(time, "28 september 2026").as_deref(), Ok("2026-09-28T14:28:00+02:00"), "{time}");
    }
    assert_eq!(apart("28-09-2026", "onbekend"), Err(MomentError::Time));
    assert_eq!(apart("onbekend", "14:28"), Err(MomentError::Date));
    assert_eq!(apart("31-09-2026", "14:28"), Err(MomentError::Date));
    assert_eq!(apart("29-03-2026", "02:30"), Err(MomentError::ClockTime));
    assert!(moment(&["25-10-2026 02:30"], anchor()).is_ok_and(|v| v.doubled_hour));
}

#[test]
fn dates_and_what_is_none() {
    let d = |t: &str| date(t, anchor(), false).map(|d| d.to_string());
    for t in
        ["16-09-2027", "16 september 2027", "do 16 sept. '27", "16/09/27", "2027-09-16", "16.9.2027", "d.d. 16-09-2027"]
    {
        assert_eq!(d(t).as_deref(), Some("2027-09-16"), "{t}");
    }
    for t in [
        "onbekend",
        "",
        "31-02-2026",
        "2026/8756",
        "14.28 uur",
        "06-12345678",
        "n.v.t.",
        "32 mei 2026",
        "nacht van 27 op 28",
        "28 september",
        "01-01-2020 of 01-01-2021",
        "kamer 12.3.4567",
    ] {
        assert_eq!(d(t), None, "{t}");
    }
    let born = |t: &str| date(t, anchor(), true).map(|d| d.to_string());
    assert_eq!(born("7 april '72").as_deref(), Some("1972-04-07"));
    assert_eq!(born("07-04-05").as_deref(), Some("2005-04-07"));
    assert_eq!(born("07-04-20").as_deref(), Some("1920-04-07"));
    assert_eq!(born("07-04-2031"), None);
}

#[test]
fn a_written_moment_reads_back() {
    proptest::proptest!(|(day in 0_i64..20_000, minute in 0_u32..1440, shape in 0_usize..4)| {
        let day = NaiveDate::from_ymd_opt(1995, 1, 1).unwrap_or_default() + chrono::Duration::days(day);
        let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap_or_default();
        let text = match shape {
            0 => format!("{} {}", day.format("%d-%m-%Y"), time.format("%H:%M")),
            1 => format!("{}, {} uur", day.format("%-d.%-m.%Y"), time.format("%H.%M")),
            2 => format!("{} om {}", day.format("%Y-%m-%d"), time.format("%Hu%M")),
            _ => format!("{} uur, {}", time.format("%-H:%M"), day.format("%-d %B %Y")),
        };
        match (Moment::local(day, time), moment(&[&text], None)) {
            (Ok(wanted), Ok(read)) => proptest::prop_assert_eq!(wanted.moment, read.moment, "{}", text),
            (Err(_), Err(miss)) => proptest::prop_assert_eq!(miss, MomentError::ClockTime),
            (wanted, read) => proptest::prop_assert!(false, "{} {:?} {:?}", text, wanted, read),
        }
    });
}

#[test]
fn no_text_makes_it_panic() {
    proptest::proptest!(|(t in "[0-9]{0,12}[-/.: ]?[0-9a-z' ]{0,12}[-/.:][0-9 ]{0,6}|\\PC{0,40}")| {
        let _ = (date(&t, anchor(), true), date(&t, None, false), moment(&[&t], anchor()), time(&t), moments(&t, None));
    });
}

#[test]
fn half_a_day_behind_the_hour_is_heard() {
    let m = |t: &str| moment(&[t], anchor()).map(|v| v.moment.rfc3339()).ok();
    for (text, time) in [
        ("22 november 2026 10:15 PM", "22:15"),
        ("22-11-2026 10:15 p.m.", "22:15"),
        ("22-11-2026 12:15 AM", "00:15"),
        ("22-11-2026 12:15 pm", "12:15"),
        ("22-11-2026 om 10.15 uur 's avonds", "22:15"),
        ("22-11-2026 10.15 uur ’s ochtends", "10:15"),
        ("22-11-2026 2 uur 's middags", "14:00"),
        ("22-11-2026 2.10 uur 's nachts", "02:10"),
        ("22-11-2026 22:15 uur 's avonds", "22:15"),
        ("22 – 11 – 2026, 02 : 10 uur", "02:10"),
    ] {
        assert_eq!(m(text).as_deref(), Some(format!("2026-11-22T{time}:00+01:00").as_str()), "{text}");
    }
}
