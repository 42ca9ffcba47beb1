//! The very moments: where a reading lapses, where the clock starts, where office hours begin and end. What holds there
//! follows from the table of terms; a moment in force is exclusive, so at that moment it has lapsed.

use chrono::Duration;
use piket::{
    deadline::{self, Baseline, Ground, InForce, StartKind, Termijn, lezing_text::rule_text, overview},
    domain::{
        lezing_rule::LezingRule,
        moment::Moment,
        rij::Rij,
        termijn_choice::{LezingChoice, TermijnSetting},
        termijn_kind::{Kalender, Times},
    },
    rules::{
        book::{Book, Rulebook},
        kalender::OwnDay,
    },
};
use proptest::prelude::*;

use super::{
    Outcome, any_start, due, minutes, moment,
    oracle::{Oracle, OracleTerm},
};

type Found<T> = Result<T, Box<dyn std::error::Error>>;

/// The MBV of row 6 for what happened and what was discovered, each in local time of Amsterdam.
fn mbv(book: &'static Rulebook, kalender: Kalender, times: [Option<&str>; 2]) -> Found<(Baseline<'static>, Termijn)> {
    let read = |text: Option<&str>| text.map(Moment::from_rfc3339).transpose();
    let [voorval, constatering] = times;
    let times = Times { voorval: read(voorval)?, constatering: read(constatering)?, ..Times::default() };
    let from = Baseline { book, rij: Rij::parse("6")?, times, kalender };
    let termijn = deadline::termijnen(book, from.rij, &times, kalender)?.into_iter().next().ok_or("geen termijn")?;
    Ok((from, termijn))
}

/// Each reading with the rules that lead to it.
fn told(book: &'static Rulebook, termijn: &Termijn) -> Vec<(String, String)> {
    let line = |lezing: &deadline::Lezing| (lezing.due.as_termijn(), rule_text(book, termijn, lezing).into_owned());
    termijn.lezingen.iter().map(line).collect()
}

fn pairs<const N: usize>(lines: [(&str, &str); N]) -> Vec<(String, String)> {
    lines.map(|(due, rule)| (due.to_owned(), rule.to_owned())).into()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    /// Found out in the minute before a reading lapses, at that very minute or in the one after it: the readings are the
    /// oracle's, and from where the usual one runs follows from whether that of the voorval had lapsed.
    #[test]
    fn a_discovery_around_the_lapse_of_a_reading_counts_what_was_left(
        voorval in any_start(),
        which in any::<prop::sample::Index>(),
        off in -1_i64..=1,
        kalender in prop::sample::select(Kalender::ALL.to_vec()),
    ) {
        let oracle = Oracle::new_once();
        let fail = |error: Box<dyn std::error::Error>| TestCaseError::fail(error.to_string());
        let alone = oracle.term(voorval, None, kalender).ok_or_else(|| TestCaseError::fail("geen termijn"))?;
        let found = which.get(&alone.lezingen) + off;
        let at = |minute| Some(moment(minute));
        let times = Times { voorval: at(voorval), constatering: at(found), ..Times::default() };
        let termijnen = Rij::parse("6").and_then(|rij| deadline::termijnen(Rulebook::built_in(), rij, &times, kalender));
        let termijn = termijnen.map_err(|error| fail(error.into()))?.remove(0);
        let counted = OracleTerm { gangbaar: minutes(termijn.gangbaar()), lezingen: due(&termijn) };
        prop_assert_eq!(Some(counted), oracle.term(voorval, Some(found), kalender));
        let start = if alone.gangbaar <= found { StartKind::Constatering } else { StartKind::Voorval };
        prop_assert_eq!(termijn.start_kind, start);
    }
}

#[test]
fn a_reading_that_the_officer_took_is_the_usual_one_by_its_rule() -> Outcome {
    // On the evening before Good Friday the next werkdag is that Friday by one calendar and Tuesday by the other; both follow
    // the same rule.
    let taken = Some(TermijnSetting::Lezing(LezingRule::NextWerkdag));
    for (kalender, due) in
        [(Kalender::CaoRijk, "2026-04-03T12:00:00+02:00"), (Kalender::Termijnenwet, "2026-04-07T12:00:00+02:00")]
    {
        let (_, termijn) = mbv(Rulebook::built_in(), kalender, [Some("2026-04-02T18:00:00+02:00"), None])?;
        let applies = InForce::from(&termijn, LezingChoice::Streng, taken);
        assert_eq!((applies.due.rfc3339(), applies.ground), (due.to_owned(), Ground::Lezing(LezingRule::NextWerkdag)));
        // By neither calendar is it the earliest: that one is the same.
        assert_eq!(termijn.streng().rfc3339(), "2026-04-03T12:00:00+02:00");
    }
    Ok(())
}

#[test]
fn a_moment_by_hand_counts_from_the_first_second_after_the_clock_began() -> Outcome {
    let (_, termijn) = mbv(Rulebook::built_in(), Kalender::CaoRijk, [Some("2026-11-18T10:00:00+01:00"), None])?;
    for (after, counts) in [(-1, false), (0, false), (1, true)] {
        let manual = termijn.start.plus(Duration::seconds(after));
        let applies = InForce::from(&termijn, LezingChoice::Streng, Some(TermijnSetting::Moment(manual)));
        let gone = (termijn.streng(), Ground::HandGone(manual, LezingChoice::Streng));
        let expected = if counts { (manual, Ground::Hand) } else { gone };
        assert_eq!((applies.due, applies.ground), expected, "{after}");
    }
    Ok(())
}

/// From which start a reading counts is told where the two starts do not say the same.
#[test]
fn a_reading_tells_its_start_where_the_other_start_does_not_lead_there_in_the_same_way() -> Outcome {
    let book = Rulebook::built_in();
    let next = "buiten kantooruren: eerstvolgende werkdag 12.00";
    for (times, lines) in [
        // In office hours, and discovered after them.
        (
            ["2026-11-16T10:00:00+01:00", "2026-11-16T18:00:00+01:00"],
            pairs([
                ("ma 16-11 24:00", "kantooruren: dezelfde dag (vanaf het voorval)"),
                ("di 17-11 12:00", &format!("{next} (vanaf de constatering)")),
            ]),
        ),
        // Twice in the same weekend.
        (
            ["2026-11-21T20:00:00+01:00", "2026-11-21T23:00:00+01:00"],
            pairs([("ma 23-11 09:00", "weekend: maandag 09.00")]),
        ),
        // Before Good Friday, which only one calendar knows, and discovered on that evening: the same rule leads to the same
        // noon, from the voorval by one calendar and from the discovery by all.
        (
            ["2026-04-02T18:00:00+02:00", "2026-04-03T20:00:00+02:00"],
            pairs([
                ("ma 06-04 09:00", "weekend letterlijk: maandag 09.00, ook op een feestdag (vanaf de constatering)"),
                ("di 07-04 09:00", "weekend, maandag feestdag: eerste werkdag 09.00 (vanaf de constatering)"),
                (
                    "di 07-04 12:00",
                    &format!("{next} (vanaf de constatering); {next} (vanaf het voorval, kalender termijnenwet)"),
                ),
            ]),
        ),
    ] {
        let (_, termijn) = mbv(book, Kalender::CaoRijk, times.map(Some))?;
        assert_eq!(told(book, &termijn), lines, "{times:?}");
    }
    Ok(())
}

/// A moment to which some calendar leads with the officer's own days as well passes none of them over, whatever else leads there.
#[test]
fn only_a_reading_to_which_no_own_day_leads_says_that_it_passes_them_over() -> Outcome {
    let date = "2026-11-24".parse()?;
    let book: &'static Rulebook =
        Box::leak(Box::new(Book::BuiltIn.with_own_days(&[OwnDay { date, name: "vrij".to_owned() }])));
    let (_, termijn) = mbv(book, Kalender::CaoRijk, [Some("2026-11-24T08:00:00+01:00"), None])?;
    let expected = pairs([
        ("di 24-11 12:00", "vóór 09.00: dezelfde werkdag 12.00; zonder uw eigen vrije dag"),
        (
            "wo 25-11 12:00",
            "vóór 09.00: werkdag na die dag 12.00; buiten kantooruren: eerstvolgende werkdag 12.00 (met uw eigen vrije dag)",
        ),
    ]);
    assert_eq!(told(book, &termijn), expected);
    Ok(())
}

/// The table marks what had lapsed at the discovery: at the very moment it had.
#[test]
fn the_table_marks_a_moment_as_lapsed_from_that_moment_on() -> Outcome {
    for (found, lapsed) in [("11:59:59", false), ("12:00:00", true), ("12:00:01", true)] {
        let found = format!("2026-11-17T{found}+01:00");
        let (from, termijn) =
            mbv(Rulebook::built_in(), Kalender::CaoRijk, [Some("2026-11-17T08:00:00+01:00"), Some(&found)])?;
        let table = overview(&from, &termijn);
        let with = |part: &str| table.iter().filter(|line| line.contains(part)).count();
        assert_eq!(with("di 17-11 12:00 (-)") == 1, lapsed, "{found}: {table:#?}");
        assert_eq!(with("was toen al voorbij") == 1, lapsed, "{found}: {table:#?}");
        assert_eq!((with("wo 18-11 12:00") >= 1, with("wo 18-11 12:00 (-)")), (true, 0), "{found}: {table:#?}");
        assert_eq!(with("24:00 (-)"), 0, "{found}: {table:#?}");
    }
    Ok(())
}

/// Exactly 09:00 and 17:00 are cases of their own: one second on, and one second back, it is another term.
#[test]
fn a_term_from_the_very_edge_of_office_hours_says_that_a_moment_later_it_is_another() -> Outcome {
    for (voorval, sentences) in [
        (
            "2026-11-18T09:00:00+01:00",
            [
                "Was het voorval vóór wo 18-11 09:00 geweest, dan gold: vóór wo 18-11 12:00, of ruimer gelezen vóór do 19-11 12:00.",
                "Was het voorval na wo 18-11 09:00 geweest, dan gold: vóór wo 18-11 24:00.",
            ],
        ),
        (
            "2026-11-20T17:00:00+01:00",
            [
                "Was het voorval vóór vr 20-11 17:00 geweest, dan gold: vóór vr 20-11 24:00.",
                "Was het voorval na vr 20-11 17:00 geweest, dan gold: vóór ma 23-11 09:00, of ruimer gelezen vóór ma 23-11 12:00.",
            ],
        ),
    ] {
        let (from, termijn) = mbv(Rulebook::built_in(), Kalender::CaoRijk, [Some(voorval), None])?;
        let lines = deadline::why(&from, &termijn, &InForce::from(&termijn, LezingChoice::Streng, None));
        let told: Vec<&str> = lines.iter().map(String::as_str).filter(|l| l.starts_with("Was het voorval")).collect();
        assert_eq!(told, sentences);
    }
    Ok(())
}
