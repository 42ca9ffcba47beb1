//! The terms against three judges: the sample lines, an oracle that shares no code with the program
//! (own calendar arithmetic, own Easter, own clock changes), and invariants on every minute of 2024–2032.

use std::error::Error;

use chrono::{DateTime, Duration, Utc};
use piket::{
    deadline::{self, Baseline, InForce, StartKind, Termijn, batch, grid::Limit, grid_cell, lezing_text::rule_text},
    domain::{
        lezing_rule::LezingRule,
        moment::Moment,
        rij::Rij,
        termijn_choice::LezingChoice,
        termijn_kind::{Kalender, TermijnKind, Times},
    },
    rules::{
        book::{Book, Rulebook},
        kalender::OwnDay,
    },
};
use proptest::prelude::*;
use serde_json::Value;

#[path = "termijnen/edges.rs"]
mod edges;
#[path = "termijnen/lines.rs"]
mod lines;
#[path = "termijnen/oracle.rs"]
mod oracle;
#[path = "termijnen/table.rs"]
mod table;
#[path = "termijnen/why.rs"]
mod why;

use oracle::{CivilTime, Oracle, OracleTerm};

type Outcome = Result<(), Box<dyn Error>>;

const EXAMPLES: &str = include_str!("fixtures/termijnen.jsonl");

fn moment(minutes: i64) -> Moment {
    Moment::from_utc(DateTime::<Utc>::UNIX_EPOCH + Duration::minutes(minutes))
}

fn minutes(m: Moment) -> i64 {
    m.utc().timestamp().div_euclid(60)
}

#[test]
fn every_sample_line_comes_out_exactly() -> Outcome {
    let book = Rulebook::built_in();
    for line in EXAMPLES.lines() {
        let question: Value = serde_json::from_str(line)?;
        let answer: Value = serde_json::from_str(&batch::line(book, line)?)?;
        let short: Vec<Value> = list(&answer["termijnen"])
            .map(|t| {
                let lezingen: Vec<&Value> = list(&t["lezingen"]).map(|l| &l["uiterlijk"]).collect();
                serde_json::json!({
                    "soort": t["soort"], "uiterlijk": t["uiterlijk"], "gangbaar": t["gangbaar"], "lezingen": lezingen,
                })
            })
            .collect();
        assert_eq!(Value::Array(short), question["verwacht"], "{line}");
        assert_eq!(answer["nr"], question["nr"]);
        assert_eq!(answer["meldplicht"], Value::Bool(list(&question["verwacht"]).next().is_some()));
    }
    assert_eq!(EXAMPLES.lines().count(), 120);
    Ok(())
}

fn list(v: &Value) -> impl Iterator<Item = &Value> {
    v.as_array().into_iter().flatten()
}

/// Every minute of nine years in every calendar: the cell of the grid is that of the oracle, in order, and no
/// reading breaks an invariant.
#[test]
fn every_minute_of_nine_years_agrees_with_the_oracle() -> Outcome {
    let book = Rulebook::built_in();
    let oracle = Oracle::new_once();
    for kalender in Kalender::ALL {
        let of = oracle.kalender(kalender).ok_or("geen kalender")?;
        let (from, until) = (CivilTime::day(2024, 1, 1), CivilTime::day(2033, 1, 1));
        let mut ambiguous = 0_u64;
        let mut expected = Vec::new();
        for minute in from.utc_minute()..until.utc_minute() {
            let start = moment(minute);
            let cell = grid_cell(&book.kalenders, &book.form, kalender, start.amsterdam().naive_local());
            of.cell(CivilTime::from_utc(minute), &mut expected);
            let dues = || cell.iter().map(Limit::due);
            assert!(
                dues().map(minutes).eq(expected.iter().map(|moment| moment.utc_minute())),
                "{start} {kalender}: {cell:?}, orakel {expected:?}"
            );
            assert!(dues().all(|due| due > start && due.since(start) < Duration::days(8)), "{start} {kalender}");
            ambiguous += u64::from(expected.len() > 1);
        }
        assert!(ambiguous > 0);
    }
    Ok(())
}

/// The officer's own days off add readings, take none away and leave the usual one where it is.
#[test]
fn own_days_off_only_add_readings() -> Outcome {
    let without = Rulebook::built_in();
    let days = ["2026-11-24", "2026-12-28", "2027-01-04"]
        .map(|day| day.parse().map(|date| OwnDay { date, name: "vrij".to_owned() }));
    let with = Book::BuiltIn.with_own_days(&days.into_iter().collect::<Result<Vec<_>, _>>()?);
    let mbv = |book: &Rulebook, start, kalender| -> Result<Termijn, Box<dyn Error>> {
        let times = Times { voorval: Some(start), ..Times::default() };
        let termijnen = deadline::termijnen(book, Rij::parse("6")?, &times, kalender)?;
        Ok(termijnen.into_iter().next().ok_or("geen termijn")?)
    };
    let mut different = 0;
    for kalender in Kalender::ALL {
        for hour in 0..(70 * 24) {
            let start = Moment::from_rfc3339("2026-11-01T00:30:00+01:00")?.plus(Duration::hours(hour));
            let (own, official) = (mbv(&with, start, kalender)?, mbv(without, start, kalender)?);
            assert_eq!(own.gangbaar(), official.gangbaar(), "{start} {kalender}");
            assert!(due(&official).iter().all(|moment| due(&own).contains(moment)), "{start} {kalender}: {own:?}");
            different += u32::from(due(&own) != due(&official));
        }
    }
    assert!(different > 100, "{different}");
    let evening = mbv(&with, Moment::from_rfc3339("2026-11-23T18:00:00+01:00")?, Kalender::CaoRijk)?;
    let lezingen: Vec<(String, String)> =
        evening.lezingen.iter().map(|l| (l.due.short(), rule_text(&with, &evening, l).into_owned())).collect();
    let rule = "buiten kantooruren: eerstvolgende werkdag 12.00";
    assert_eq!(
        lezingen,
        [
            ("di 24-11 12:00".to_owned(), format!("{rule}; zonder uw eigen vrije dag")),
            ("wo 25-11 12:00".to_owned(), format!("{rule} (met uw eigen vrije dag)")),
        ]
    );
    let official = evening.lezingen.of(LezingRule::WithoutOwnDays).map(|l| l.due.short());
    assert_eq!(official.as_deref(), Some("di 24-11 12:00"));
    Ok(())
}

/// The clock changes move no term: it stays 24:00, 12:00 or 09:00 on the clock, whatever the night did.
#[test]
fn on_days_with_a_clock_change_terms_keep_to_the_clock() -> Outcome {
    let book = Rulebook::built_in();
    for (start, expected) in [
        // Friday evening before the spring change, and both sides of the hour that is skipped.
        ("2026-03-27T20:00:00+01:00", ["2026-03-30T09:00:00+02:00", "2026-03-30T12:00:00+02:00"].as_slice()),
        ("2026-03-29T01:59:00+01:00", &["2026-03-30T09:00:00+02:00"]),
        ("2026-03-29T03:00:00+02:00", &["2026-03-30T09:00:00+02:00"]),
        // Both passings of the hour that returns in autumn.
        ("2026-10-25T02:30:00+02:00", &["2026-10-26T09:00:00+01:00"]),
        ("2026-10-25T02:30:00+01:00", &["2026-10-26T09:00:00+01:00"]),
    ] {
        let times = Times { voorval: Some(Moment::from_rfc3339(start)?), ..Times::default() };
        let mbv = deadline::termijnen(book, Rij::parse("6")?, &times, Kalender::CaoRijk)?;
        let dues: Vec<String> = mbv.iter().flat_map(|t| t.lezingen.iter().map(|l| l.due.rfc3339())).collect();
        assert_eq!(dues, expected, "{start}");
    }
    // Elapsed hours do cross the change.
    let times = Times { voorval: Some(Moment::from_rfc3339("2026-03-29T01:30:00+01:00")?), ..Times::default() };
    let fast_nl = deadline::termijnen(book, Rij::parse("A")?, &times, Kalender::CaoRijk)?;
    assert_eq!(fast_nl.first().map(|t| t.streng().rfc3339()).as_deref(), Some("2026-03-29T03:30:00+02:00"));
    let times = Times { voorval: Some(Moment::from_rfc3339("2026-10-23T12:00:00+02:00")?), ..Times::default() };
    let datalek = deadline::termijnen(book, Rij::parse("22")?, &times, Kalender::CaoRijk)?;
    assert_eq!(datalek.last().map(|t| t.streng().rfc3339()).as_deref(), Some("2026-10-26T11:00:00+01:00"));
    Ok(())
}

#[test]
fn without_voorval_the_clock_starts_at_the_best_time_known() -> Outcome {
    let book = Rulebook::built_in();
    let [early, late] = ["2026-11-22T02:10:00+01:00", "2026-11-22T02:30:00+01:00"].map(Moment::from_rfc3339);
    let (early, late) = (early?, late?);
    let start = |rij: &str, times: Times| -> Result<Option<(Moment, StartKind)>, Box<dyn Error>> {
        let termijnen = deadline::termijnen(book, Rij::parse(rij)?, &times, Kalender::CaoRijk)?;
        Ok(termijnen.first().map(|t| (t.start, t.start_kind)))
    };
    let called = Times { called: Some(late), ..Times::default() };
    let discovered = Times { constatering: Some(early), ..called };
    assert_eq!(start("6", called)?, Some((late, StartKind::PhoneCall)));
    assert_eq!(start("C", called)?, Some((late, StartKind::PhoneCall)));
    assert_eq!(start("6", discovered)?, Some((early, StartKind::Constatering)));
    assert_eq!(start("4", Times::default())?, None);
    assert!(start("6", Times::default()).is_err());

    let back = Times { voorval: Some(early), oa_end: Some(late), ..Times::default() };
    assert!(start("6", back).is_err() && start("4", back).is_err());
    assert_eq!(start("E", back)?, None);
    let reversed = Times { voorval: Some(late), constatering: Some(early), ..Times::default() };
    assert!(start("6", reversed).is_err() && start("11", reversed).is_err());
    Ok(())
}

#[test]
fn office_hours_decide_who_is_phoned() -> Outcome {
    let book = Rulebook::built_in();
    for (time, rijk, statute) in [
        ("2026-04-03T08:59:59+02:00", false, false),
        ("2026-04-03T09:00:00+02:00", true, false),
        ("2026-04-02T16:59:59+02:00", true, true),
        ("2026-04-02T17:00:00+02:00", false, false),
        ("2026-04-04T12:00:00+02:00", false, false),
        ("2026-04-06T12:00:00+02:00", false, false),
    ] {
        let moment = Moment::from_rfc3339(time)?;
        assert_eq!(book.kalenders.in_kantooruren(moment, Kalender::CaoRijk), rijk, "{time}");
        assert_eq!(book.kalenders.in_kantooruren(moment, Kalender::Termijnenwet), statute, "{time}");
        assert!(!rijk || book.kalenders.is_werkdag(moment.date(), Kalender::CaoRijk));
    }
    Ok(())
}

#[test]
fn a_term_explains_itself() -> Outcome {
    let book = Rulebook::built_in();
    let times = Times { voorval: Some(Moment::from_rfc3339("2029-03-30T11:00:00+02:00")?), ..Times::default() };
    let kalender = Kalender::Termijnenwet;
    let termijnen = deadline::termijnen(book, Rij::parse("6")?, &times, kalender)?;
    let from = Baseline { book, rij: Rij::parse("6")?, times, kalender };
    let applies = |t| InForce::from(t, LezingChoice::Streng, None);
    let lines: Vec<String> = termijnen.iter().flat_map(|t| deadline::why(&from, t, &applies(t))).collect();
    let text = lines.join("\n");
    for part in [
        "MBV voor Hoofdkantoor DJI (incidentmelding@dji.minjus.nl), cc de eigen zorginkoper.",
        "vanaf het voorval: vr 30-03-2029 11:00",
        "feestdag (vrijdag, Goede Vrijdag; kalender termijnenwet), tussen 09:00 en 17:00 uur",
        "Geen werkdag: maandag 02-04, Tweede paasdag (kalender termijnenwet).",
        "1. vóór vr 30-03 24:00 [streng]: feestdag als weekdag: dezelfde dag (kalender termijnenwet); \
         kantooruren: dezelfde dag (kalenders cao-rijk en zonder-5-mei)",
        "2. vóór di 03-04 12:00 [gangbaar]: feestdag: eerstvolgende werkdag 12.00 (kalender termijnenwet)",
        "Met kalender cao-rijk was gangbaar: vóór vr 30-03 24:00.",
        "Aftellen en alarm volgen de strengste lezing: vóór vr 30-03 24:00.",
        "bekend van 2026 tot en met 2028; toets 2029 zelf",
        "Bron: Meldingsinstructie TBS, B.2 stap 4",
    ] {
        assert!(text.contains(part), "{part}\n---\n{text}");
    }
    Ok(())
}

/// A moment between 2024 and 2032, half of the time next to a boundary of the grid on a day around a feestdag.
fn any_start() -> impl Strategy<Value = i64> {
    let edge = (0_i64..9 * 366, prop::sample::select(vec![0, 1, 539, 540, 541, 719, 720, 1019, 1020, 1021, 1439]));
    let first = CivilTime::day(2024, 1, 1).utc_minute();
    prop_oneof![
        28_401_120_i64..33_100_000,
        edge.prop_map(move |(day, minute)| first + day * 1440 + minute),
        edge_of_spring(),
    ]
}

/// The weeks from Easter to Pentecost, where the calendars differ.
fn edge_of_spring() -> impl Strategy<Value = i64> {
    let minute = prop::sample::select(vec![0, 539, 540, 541, 800, 1019, 1020, 1021, 1200]);
    (2024_i64..2033, 80_i64..165, minute)
        .prop_map(|(year, day, minute)| CivilTime::day(year, 1, 1).utc_minute() + day * 1440 + minute - 60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    /// Every term of an absence against the oracle's own grid: the voorval, what was discovered later, the
    /// return, and what was heard of it later.
    #[test]
    fn a_late_discovery_adds_its_readings(
        voorval in any_start(),
        later in prop_oneof![Just(0_i64), 0_i64..130, 0_i64..15_000],
        absent in 0_i64..30_000,
        heard in prop::option::of(prop_oneof![0_i64..130, 0_i64..9_000]),
        kalender in prop::sample::select(Kalender::ALL.to_vec()),
    ) {
        let book = Rulebook::built_in();
        let oracle = Oracle::new_once();
        let (discovered, end) = (voorval + later, voorval + absent);
        let heard = heard.map(|after| end + after);
        let times = Times {
            voorval: Some(moment(voorval)),
            constatering: Some(moment(discovered)),
            called: Some(moment(discovered)),
            oa_end: Some(moment(end)),
            oa_end_heard: heard.map(moment),
            received: Some(moment(voorval - 600)),
        };
        let rij = Rij::parse("B").map_err(|f| TestCaseError::fail(f.sentence))?;
        let termijnen = deadline::termijnen(book, rij, &times, kalender).map_err(|f| TestCaseError::fail(f.sentence))?;
        let kinds: Vec<TermijnKind> = termijnen.iter().map(|t| t.kind).collect();
        prop_assert_eq!(kinds, [TermijnKind::of("moa-fast-nl"), TermijnKind::of("moa"), TermijnKind::of("moa-einde")]);
        let expected = [
            Some(Oracle::fast_nl(voorval, Some(discovered))),
            oracle.term(voorval, Some(discovered), kalender),
            oracle.term(end, heard, kalender),
        ];
        for (termijn, expected) in termijnen.iter().zip(expected) {
            let found = OracleTerm { gangbaar: minutes(termijn.gangbaar()), lezingen: due(termijn) };
            prop_assert_eq!(Some(found), expected, "{:?}", termijn.kind);
        }
    }
}

fn due(termijn: &Termijn) -> Vec<i64> {
    termijn.lezingen.iter().map(|l| minutes(l.due)).collect()
}
