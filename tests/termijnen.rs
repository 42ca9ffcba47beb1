//! The terms against three judges: the sample lines, an oracle that shares no code with the program
//! (own calendar arithmetic, own Easter, own clock changes), and invariants on every minute of 2024–2032.

use std::error::Error;

use chrono::{DateTime, Duration, Utc};
use piket::{
    deadline::{self, Baseline, InForce, StartKind, Termijn, batch, form_termijn},
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

#[path = "termijnen/oracle.rs"]
mod oracle;
#[path = "termijnen/table.rs"]
mod table;
#[path = "termijnen/why.rs"]
mod why;

use oracle::{CivilTime, Oracle};

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
    assert_eq!(EXAMPLES.lines().count(), 60);
    Ok(())
}

fn list(v: &Value) -> impl Iterator<Item = &Value> {
    v.as_array().into_iter().flatten()
}

/// Every minute of nine years in both calendars: the readings are those of the oracle, in order, so
/// exactly the ambiguous hours have more than one; and no reading breaks an invariant.
#[test]
fn every_minute_of_nine_years_agrees_with_the_oracle() {
    let book = Rulebook::built_in();
    for kalender in Kalender::ALL {
        let oracle = Oracle::new(kalender);
        let (from, until) = (CivilTime::day(2024, 1, 1), CivilTime::day(2033, 1, 1));
        let mut ambiguous = 0_u64;
        let mut expected = Vec::new();
        for minute in from.utc_minute()..until.utc_minute() {
            let start = moment(minute);
            let limits = form_termijn(book, kalender, start);
            oracle.lezingen(CivilTime::from_utc(minute), &mut expected);
            let equal = limits.iter().map(|g| minutes(g.due)).eq(expected.iter().map(|b| b.utc_minute()));
            assert!(equal, "{start} {kalender}: {limits:?}, orakel {expected:?}");

            let streng = limits.streng().due;
            assert!(streng > start, "{start} {kalender}: streng ligt niet na het begin");
            assert!(limits.iter().all(|g| streng <= g.due && g.due.since(start) < Duration::days(8)));
            ambiguous += u64::from(expected.len() > 1);
        }
        assert!(ambiguous > 0);
    }
}

/// A day off of the officer's own is another reading, never a later strict one.
#[test]
fn own_days_off_add_a_reading_and_move_no_term() -> Outcome {
    let without = Rulebook::built_in();
    let days = ["2026-11-24", "2026-12-28", "2027-01-04"]
        .map(|day| day.parse().map(|date| OwnDay { date, name: "vrij".to_owned() }));
    let with = Book::BuiltIn.with_own_days(&days.into_iter().collect::<Result<Vec<_>, _>>()?);
    let mut different = 0;
    for kalender in Kalender::ALL {
        for hour in 0..(70 * 24) {
            let start = Moment::from_rfc3339("2026-11-01T00:30:00+01:00")?.plus(Duration::hours(hour));
            let (own, official) = (form_termijn(&with, kalender, start), form_termijn(without, kalender, start));
            assert!(own.streng().due <= official.streng().due, "{start} {kalender}: {own:?}");
            different += u32::from(own != official);
        }
    }
    assert!(different > 100, "{different}");
    let evening = Moment::from_rfc3339("2026-11-23T18:00:00+01:00")?;
    let lezingen: Vec<(String, LezingRule)> =
        form_termijn(&with, Kalender::CaoRijk, evening).iter().map(|g| (g.due.short(), g.rule)).collect();
    let expected = [("wo 25-11 12:00", LezingRule::NextWerkdag), ("di 24-11 12:00", LezingRule::WithoutOwnDays)];
    assert_eq!(lezingen, expected.map(|(moment, line)| (moment.to_owned(), line)));
    Ok(())
}

/// The clock changes move no term: it stays 24:00, 12:00 or 09:00 on the clock, whatever the night did.
#[test]
fn on_days_with_a_clock_change_terms_keep_to_the_clock() -> Outcome {
    let book = Rulebook::built_in();
    for (start, expected) in [
        // Friday evening before the spring change, and both sides of the hour that is skipped.
        ("2026-03-27T20:00:00+01:00", ["2026-03-30T12:00:00+02:00", "2026-03-30T09:00:00+02:00"].as_slice()),
        ("2026-03-29T01:59:00+01:00", &["2026-03-30T09:00:00+02:00"]),
        ("2026-03-29T03:00:00+02:00", &["2026-03-30T09:00:00+02:00"]),
        // Both passings of the hour that returns in autumn.
        ("2026-10-25T02:30:00+02:00", &["2026-10-26T09:00:00+01:00"]),
        ("2026-10-25T02:30:00+01:00", &["2026-10-26T09:00:00+01:00"]),
    ] {
        let limits = form_termijn(book, Kalender::CaoRijk, Moment::from_rfc3339(start)?);
        assert_eq!(limits.iter().map(|g| g.due.rfc3339()).collect::<Vec<_>>(), expected, "{start}");
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
        "1. vóór di 03-04 12:00 [gangbaar]",
        "2. vóór vr 30-03 24:00 [streng]",
        "Aftellen en alarm volgen de strengste lezing: vóór vr 30-03 24:00.",
        "bekend van 2026 tot en met 2028; toets 2029 zelf",
        "Bron: Meldingsinstructie TBS, B.2 stap 4",
    ] {
        assert!(text.contains(part), "{part}\n---\n{text}");
    }
    Ok(())
}

#[test]
fn the_answer_has_the_agreed_shape() -> Outcome {
    let book = Rulebook::built_in();
    let line = r#"{"nr":"c","voorval":"2025-04-18T20:00","kalender":"termijnenwet"}"#;
    let answer: Value = serde_json::from_str(&batch::line(book, line)?)?;
    let keys = |v: &Value| v.as_object().map(|o| o.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    assert_eq!(answer["nr"], "C");
    let moa = &answer["termijnen"][1];
    let mut expected = ["soort", "ontvanger", "uiterlijk", "gangbaar", "lezingen", "bron", "start", "startsoort"];
    expected.sort_unstable();
    assert_eq!(keys(moa), expected);
    assert_eq!(keys(&moa["lezingen"][0]), ["regel", "uiterlijk", "uitleg"]);
    assert_eq!(
        (&moa["uiterlijk"], &moa["gangbaar"]),
        (&"2025-04-21T09:00:00+02:00".into(), &"2025-04-22T12:00:00+02:00".into())
    );
    assert_eq!((&moa["startsoort"], &moa["start"]), (&"voorval".into(), &"2025-04-18T20:00:00+02:00".into()));
    Ok(())
}

#[test]
fn a_bad_line_says_what_is_wrong() -> Outcome {
    let book = Rulebook::built_in();
    let long = format!(r#"{{"nr":"6","voorval":"{}"}}"#, "9".repeat(100));
    for (line, part) in [
        ("", "geen JSON-object"),
        ("[\"6\"]", "geen JSON-object"),
        ("{\"nr\":\"6\"", "geen geldige JSON"),
        ("{\"nr\":\"6\"}", "«voorval» ontbreekt"),
        ("{\"voorval\":\"2026-01-05T10:00\"}", "«nr» ontbreekt"),
        ("{\"nr\":null,\"voorval\":\"2026-01-05T10:00\"}", "«nr» ontbreekt"),
        ("{\"nr\":\"24\",\"voorval\":\"2026-01-05T10:00\"}", "staat niet in de meldingenmatrix"),
        ("{\"nr\":\"6\",\"nr\":\"7\",\"voorval\":\"2026-01-05T10:00\"}", "staat er dubbel"),
        ("{\"nr\":\"6\",\"voorval\":\"gisteren\"}", "is geen tijd"),
        ("{\"nr\":\"6\",\"voorval\":\"10:00\"}", "is geen tijd"),
        ("{\"nr\":\"6\",\"voorval\":{\"dag\":1}}", "«voorval» hoort tekst"),
        ("{\"nr\":\"6\",\"voorval\":\"2026-03-29T02:30\"}", "bestaat niet"),
        ("{\"nr\":\"6\",\"voorval\":\"2026-01-05T10:00\\u0007\"}", "stuurteken"),
        ("{\"nr\":\"6\",\"voorval\":\"2026-01-05T10:00\",\"kalender\":\"x\"}", "is niet bekend"),
        (
            "{\"nr\":\"6\",\"voorval\":\"2026-01-05T10:00\",\"constatering\":\"2026-01-05T09:00\"}",
            "ligt vóór het voorval",
        ),
        (
            "{\"nr\":\"6\",\"voorval\":\"2026-01-05T10:00\",\"einde_oa\":\"2026-01-05T11:00\"}",
            "geen ongeoorloofde afwezigheid",
        ),
        (&long, "langer dan 64"),
    ] {
        let error = batch::line(book, line).err().ok_or(line)?;
        let error: Value = serde_json::from_str(&error)?;
        assert!(error["fout"].as_str().is_some_and(|f| f.contains(part)), "{line}: {error}");
    }
    Ok(())
}

#[test]
fn a_line_may_be_loose_where_nothing_is_lost() -> Outcome {
    let book = Rulebook::built_in();
    let fixed = batch::line(book, r#"{"nr":"6","voorval":"2026-10-25T02:30:00+02:00"}"#)?;
    for line in [
        "\u{feff}  {\"nr\":6,\"voorval\":\"2026-10-25T00:30:00Z\",\"kalender\":null,\"anders\":[{\"x\":1e9}]}\r",
        r#"{"voorval":"2026-10-25T02:30:00\u002b02:00","nr":" 6 ","kalender":"cao-rijk","constatering":null}"#,
    ] {
        assert_eq!(batch::line(book, line)?, fixed, "{line}");
    }
    let duplicate: Value = serde_json::from_str(&batch::line(book, r#"{"nr":"6","voorval":"2026-10-25T02:30"}"#)?)?;
    assert!(duplicate["opmerkingen"][0].as_str().is_some_and(|o| o.contains("twee keer")));
    assert!(!fixed.contains("opmerkingen"));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    /// The start of the clock, by the sentence of the design and the oracle's own `streng`.
    #[test]
    fn a_late_discovery_moves_the_start(
        voorval in 28_401_120_i64..33_100_000,
        later in 0_i64..15_000,
        statute in any::<bool>(),
    ) {
        let book = Rulebook::built_in();
        let kalender = if statute { Kalender::Termijnenwet } else { Kalender::CaoRijk };
        let oracle = Oracle::new(kalender);
        let mut lezingen = Vec::new();
        oracle.lezingen(CivilTime::from_utc(voorval), &mut lezingen);
        let streng = lezingen.iter().map(|b| b.utc_minute()).min();
        let discovered = voorval + later;
        let start = if streng.is_some_and(|s| s <= discovered) { discovered } else { voorval };

        let times = Times {
            voorval: Some(moment(voorval)),
            constatering: Some(moment(discovered)),
            called: Some(moment(discovered)),
            oa_end: Some(moment(discovered)),
            received: Some(moment(voorval - 600)),
        };
        let rij = Rij::parse("B").map_err(|f| TestCaseError::fail(f.sentence))?;
        let termijnen = deadline::termijnen(book, rij, &times, kalender).map_err(|f| TestCaseError::fail(f.sentence))?;
        let kinds: Vec<TermijnKind> = termijnen.iter().map(|t| t.kind).collect();
        prop_assert_eq!(kinds, [TermijnKind::MoaFastNl, TermijnKind::Moa, TermijnKind::MoaEnd]);
        for (termijn, start) in termijnen.iter().zip([discovered, start, discovered]) {
            prop_assert_eq!(minutes(termijn.start), start);
            let desired = if termijn.kind == TermijnKind::MoaFastNl {
                vec![start + 60]
            } else {
                oracle.lezingen(CivilTime::from_utc(start), &mut lezingen);
                lezingen.iter().map(|b| b.utc_minute()).collect()
            };
            prop_assert_eq!(due(termijn), desired);
        }
    }

    /// Whatever a line holds, it gets one line of JSON in its place.
    #[test]
    fn any_line_gets_one_line(line in "\\PC*|\\{\"nr\":\"[0-9A-H]{1,2}\",\"voorval\":\"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9](Z|[+-][01][0-9]:00)?\"\\}") {
        let book = Rulebook::built_in();
        let (out, good) = match batch::line(book, &line) {
            Ok(out) => (out, true),
            Err(out) => (out, false),
        };
        prop_assert!(!out.contains(['\n', '\r']));
        let answer: Value = serde_json::from_str(&out).map_err(|f| TestCaseError::fail(f.to_string()))?;
        prop_assert_eq!(answer.get("fout").is_none(), good);
    }
}

fn due(termijn: &Termijn) -> Vec<i64> {
    termijn.lezingen.iter().map(|l| minutes(l.due)).collect()
}
