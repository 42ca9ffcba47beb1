//! `piket termijn --batch` as another program meets it: the shape of an answer, what is told of a line that cannot be
//! answered, and that every line gets one line back.

use piket::{deadline::batch, rules::book::Rulebook};
use proptest::prelude::*;
use serde_json::Value;

use super::Outcome;

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
            "{\"nr\":\"C\",\"voorval\":\"2026-01-05T10:00\",\"einde_oa\":\"2026-01-06T10:00\",\"einde_gehoord\":\"2026-01-06T09:00\"}",
            "ligt vóór de terugkeer",
        ),
        (
            "{\"nr\":\"6\",\"voorval\":\"2026-01-05T10:00\",\"einde_gehoord\":\"2026-01-05T11:00\"}",
            "geen ongeoorloofde afwezigheid",
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

/// Two terms of a row reach into years of which the calendar does not know all days: that is told once.
#[test]
fn what_holds_for_two_terms_is_remarked_on_once() -> Outcome {
    let line = r#"{"nr":"C","voorval":"2031-03-05T20:00","einde_oa":"2031-03-06T20:00","kalender":"termijnenwet"}"#;
    let answer: Value = serde_json::from_str(&batch::line(Rulebook::built_in(), line)?)?;
    assert_eq!(answer["termijnen"].as_array().map(Vec::len), Some(3));
    let remarks = answer["opmerkingen"].as_array().ok_or("geen opmerkingen")?;
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    assert!(remarks[0].as_str().is_some_and(|r| r.contains("2031")), "{remarks:?}");
    Ok(())
}

#[test]
fn a_value_is_read_up_to_its_longest() -> Outcome {
    for (length, is_read) in [(63, true), (64, true), (65, false)] {
        let line = format!(r#"{{"nr":"6","voorval":"{}"}}"#, "9".repeat(length));
        let error = batch::line(Rulebook::built_in(), &line).err().ok_or("geen fout")?;
        assert_eq!(error.contains("is geen tijd"), is_read, "{error}");
        assert_eq!(error.contains("langer dan 64 tekens"), !is_read, "{error}");
    }
    Ok(())
}

proptest! {
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
