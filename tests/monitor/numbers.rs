//! Every number of the workbook and of the JSON follows from the CSV with one line of SQL: another language, over the
//! table as anybody gets it.

use std::collections::{BTreeMap, BTreeSet};

use piket::{
    report::monitor::{Monitor, Verdict},
    rules::book::Rulebook,
};
use proptest::prelude::*;
use rusqlite::{Connection, params_from_iter};
use serde_json::Value;

use crate::{
    common::{Failure, TestResult},
    material::{lines, loose, monitor, three, written},
    workbook::{BookCell, Sheets, Workbook},
};

/// The CSV as a table `regels`, all text, as SQLite's own reader would take it in.
fn table(csv: &[u8]) -> Result<Connection, Failure> {
    let text = csv.strip_prefix(b"\xef\xbb\xbf").ok_or(Failure("geen BOM".to_owned()))?;
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text);
    let headings: Vec<String> =
        reader.headers().map_err(|e| Failure(e.to_string()))?.iter().map(str::to_owned).collect();
    let db = Connection::open_in_memory()?;
    let columns: Vec<String> = headings.iter().map(|name| format!("\"{name}\" TEXT")).collect();
    db.execute_batch(&format!("CREATE TABLE regels ({})", columns.join(", ")))?;
    let marks = vec!["?"; headings.len()].join(", ");
    for record in reader.records() {
        let record = record.map_err(|e| Failure(e.to_string()))?;
        // What was defused for a spreadsheet is the word without its apostrophe.
        let cells = record.iter().map(|cell| match cell.strip_prefix('\'') {
            Some(word) if word.starts_with(['=', '+', '-', '@']) => word,
            Some(_) | None => cell,
        });
        db.execute(&format!("INSERT INTO regels VALUES ({marks})"), params_from_iter(cells))?;
    }
    Ok(db)
}

fn sql(db: &Connection, query: &str, with: &[&str]) -> Result<String, Failure> {
    let value: Option<i64> = db.query_row(query, params_from_iter(with), |row| row.get(0))?;
    Ok(value.unwrap_or_default().to_string())
}

/// Checks the share in a cell: in words below ten cases, and from there on as a number.
fn share(told: &str, db: &Connection, condition: &str, with: &[&str]) -> TestResult {
    let query = format!(
        "SELECT CASE WHEN count(*) = 0 THEN '–' WHEN count(*) < 10 THEN sum(tijdig) || ' van de ' || count(*) \
         ELSE 1.0 * sum(tijdig) / count(*) END FROM (SELECT formulier = 'op tijd' AS tijdig FROM \
         (SELECT {condition}) WHERE formulier LIKE 'op tijd%' OR formulier = 'te laat')"
    );
    let expected: rusqlite::types::Value = db.query_row(&query, params_from_iter(with), |row| row.get(0))?;
    match expected {
        rusqlite::types::Value::Real(part) => {
            let told: f64 = told.parse().map_err(|_| Failure(format!("{told} is geen deel")))?;
            assert!((told - part).abs() < 1e-9, "{told} {part}");
        }
        rusqlite::types::Value::Text(words) => assert_eq!(told, words, "{condition}"),
        other => return Err(Failure(format!("{other:?}"))),
    }
    Ok(())
}

/// The lines of a case, as SQL sees them.
const CASES: &str = "SELECT count(*) FROM regels WHERE status <> 'zonder zaak'";

/// One number of a group of cases: its heading in the workbook, and the SQL after `CASES AND`.
const GROUPED: [(&str, &str); 8] = [
    ("C", "1"),
    ("D", "status = 'open'"),
    ("F", "p = 'ja'"),
    ("G", "p = 'nee'"),
    ("H", "p = 'geen besluit'"),
    ("I", "a = 'ja'"),
    ("J", "a = 'nee'"),
    ("K", "a = 'geen besluit'"),
];

/// Checks a sheet of groups; answers how many numbers that were.
fn groups(sheets: &Sheets, db: &Connection, sheet: &str, column: &str) -> Result<usize, Failure> {
    let cells = sheets.get(sheet).ok_or(Failure(format!("geen blad {sheet}")))?;
    let (mut checked, mut seen) = (0, BTreeSet::new());
    for row in 2.. {
        let Some(name) = cells.get(&format!("A{row}")).map(|cell| cell.value.clone()) else { break };
        let total = name == "totaal";
        let at = |letter: &str| cells.get(&format!("{letter}{row}")).map(|cell| cell.value.clone()).unwrap_or_default();
        let group = if total { "1 = 1 OR ?1 = ''".to_owned() } else { format!("\"{column}\" = ?1") };
        let verdicts = Verdict::ALL.map(|v| format!("formulier_oordeel = '{}'", v.label()));
        let verdicts = ["L", "M", "N", "O", "P", "Q"].into_iter().zip(verdicts.iter().map(String::as_str));
        for (letter, condition) in GROUPED.into_iter().chain(verdicts) {
            let expected = sql(db, &format!("{CASES} AND ({group}) AND {condition}"), &[&name])?;
            assert_eq!(at(letter), expected, "{sheet} {name} {letter}");
            checked += 1;
        }
        let forms = format!("SELECT sum(formulieren) FROM regels WHERE status <> 'zonder zaak' AND ({group})");
        assert_eq!(at("E"), sql(db, &forms, &[&name])?, "{sheet} {name} formulieren");
        if !total {
            assert!(seen.insert(name.clone()), "{name} staat er twee keer");
        }
    }
    let kinds = format!("SELECT count(DISTINCT \"{column}\") FROM regels WHERE status <> 'zonder zaak'");
    assert_eq!(seen.len().to_string(), sql(db, &kinds, &[])?);
    Ok(checked)
}

/// The sheet of norms.
fn norms(sheets: &Sheets, db: &Connection) -> Result<usize, Failure> {
    let cells = sheets.get("norm en praktijk").ok_or(Failure("geen blad".to_owned()))?;
    let at = |place: &str| cells.get(place).map(|cell| cell.value.clone()).unwrap_or_default();
    let mut checked = 0;
    for (row, kind) in (8..).zip(Rulebook::termijn_kinds()) {
        let column = format!("{}_oordeel", kind.code().replace('-', "_"));
        for (letter, verdict) in ["D", "E", "F", "G", "H", "I"].into_iter().zip(Verdict::ALL) {
            let expected = sql(db, &format!("{CASES} AND {column} = ?1"), &[verdict.label()])?;
            assert_eq!(at(&format!("{letter}{row}")), expected, "{column} {}", verdict.label());
            checked += 1;
        }
        let settled = format!("{CASES} AND {column} IN ('op tijd', 'op tijd volgens een ruimere lezing', 'te laat')");
        assert_eq!(at(&format!("J{row}")), sql(db, &settled, &[])?);
        let of = format!("{column} AS formulier FROM regels WHERE status <> 'zonder zaak'");
        share(&at(&format!("K{row}")), db, &of, &[])?;
        checked += 2;
    }
    for (row, letter, sent) in [(16, "p", "piketmelding_verzonden"), (17, "a", "afloop_verzonden")] {
        assert_eq!(at(&format!("D{row}")), sql(db, &format!("{CASES} AND {letter} = 'ja'"), &[])?);
        assert_eq!(at(&format!("E{row}")), sql(db, &format!("{CASES} AND {letter} = 'ja' AND {sent} <> ''"), &[])?);
        assert_eq!(at(&format!("F{row}")), sql(db, &format!("{CASES} AND {letter} = 'ja' AND {sent} = ''"), &[])?);
        assert_eq!(at(&format!("G{row}")), sql(db, &format!("{CASES} AND {letter} = 'geen besluit'"), &[])?);
        checked += 4;
    }
    let phoned = format!("{CASES} AND t = 'ja' AND (kanaal = 'telefoon' OR gebeld <> '')");
    assert_eq!(at("E15"), sql(db, &phoned, &[])?);
    Ok(checked + hours(cells, db)?)
}

/// The form by day and quarter of the day, on the same sheet.
fn hours(cells: &BTreeMap<String, BookCell>, db: &Connection) -> Result<usize, Failure> {
    let at = |place: &str| cells.get(place).map(|cell| cell.value.clone()).unwrap_or_default();
    let mut checked = 0;
    for row in 20.. {
        let (day, quarter) = (at(&format!("A{row}")), at(&format!("B{row}")));
        if day.is_empty() {
            break;
        }
        let here = "status <> 'zonder zaak' AND weekdag = ?1 AND dagdeel = ?2";
        let with = [day.as_str(), quarter.as_str()];
        for (letter, condition) in [
            ("D", "1"),
            ("E", "formulier_oordeel = 'op tijd'"),
            ("F", "(formulier_oordeel LIKE 'op tijd%' OR formulier_oordeel = 'te laat')"),
        ] {
            let expected = sql(db, &format!("SELECT count(*) FROM regels WHERE {here} AND {condition}"), &with)?;
            assert_eq!(at(&format!("{letter}{row}")), expected, "{day} {quarter} {letter}");
            checked += 1;
        }
        let of = format!("formulier_oordeel AS formulier FROM regels WHERE {here}");
        share(&at(&format!("G{row}")), db, &of, &with)?;
        checked += 1;
    }
    let parts =
        "SELECT count(DISTINCT weekdag || dagdeel) FROM regels WHERE status <> 'zonder zaak' AND weekdag <> 'onbekend'";
    assert_eq!((checked / 4).to_string(), sql(db, parts, &[])?, "elk dagdeel met een zaak staat er");
    Ok(checked)
}

/// The weeks that the CSV holds, as the workbook and the JSON have them.
fn trend(sheets: &Sheets, json: &Value, db: &Connection) -> Result<usize, Failure> {
    let cells = sheets.get("trend").ok_or(Failure("geen blad".to_owned()))?;
    let mut checked = 0;
    let weeks = json["per_week"].as_array().cloned().unwrap_or_default();
    for (row, week) in (2..).zip(&weeks) {
        let at = |letter: &str| cells.get(&format!("{letter}{row}")).map(|cell| cell.value.clone()).unwrap_or_default();
        assert_eq!(week["week"], at("A"));
        for (letter, name, condition) in [
            ("B", "zaken", "1"),
            ("E", "", "(formulier_oordeel = 'te laat' OR formulier_oordeel LIKE '%ruimere%')"),
            ("D", "formulier_op_tijd", "formulier_oordeel = 'op tijd'"),
            ("F", "formulier_getoetst", "(formulier_oordeel LIKE 'op tijd%' OR formulier_oordeel = 'te laat')"),
            ("G", "p", "p = 'ja'"),
        ] {
            if !name.is_empty() {
                assert_eq!(week[name].to_string(), at(letter), "{name}");
            }
            if week["in_periode"] == true {
                let expected = sql(db, &format!("{CASES} AND week = ?1 AND {condition}"), &[&at("A")])?;
                assert_eq!(at(letter), expected, "{} {name}", at("A"));
                checked += 1;
            }
        }
        assert_eq!(week["formulieren"].to_string(), at("C"));
        if week["in_periode"] == true {
            let forms = "SELECT sum(formulieren) FROM regels WHERE status <> 'zonder zaak' AND week = ?1";
            assert_eq!(at("C"), sql(db, forms, &[&at("A")])?, "{} formulieren", at("A"));
            checked += 1;
        }
    }
    Ok(checked)
}

/// The counts in the JSON.
fn counts(json: &Value, db: &Connection) -> TestResult {
    for (list, key, none) in [("per_rij", "rij", "geen"), ("per_inrichting", "inrichting", "onbekend")] {
        for group in json[list].as_array().into_iter().flatten() {
            let name = group[key].as_str().unwrap_or(none);
            let count = &group["aantallen"];
            for (value, condition) in [
                (&count["zaken"], "1"),
                (&count["open"], "status = 'open'"),
                (&count["p"]["ja"], "p = 'ja'"),
                (&count["p"]["geen_besluit"], "p = 'geen besluit'"),
                (&count["a"]["nee"], "a = 'nee'"),
            ] {
                let expected = sql(db, &format!("{CASES} AND \"{key}\" = ?1 AND {condition}"), &[name])?;
                assert_eq!(value.to_string(), expected, "{name} {condition}");
            }
        }
    }
    for norm in json["per_termijn"].as_array().into_iter().flatten() {
        let column = format!("{}_oordeel", norm["soort"].as_str().unwrap_or_default().replace('-', "_"));
        for verdict in Verdict::ALL {
            let expected = sql(db, &format!("{CASES} AND {column} = ?1"), &[verdict.label()])?;
            assert_eq!(norm["aantallen"][verdict.code()].to_string(), expected, "{column} {verdict:?}");
            if verdict != Verdict::NotApplicable {
                let behind = norm["zaken"][verdict.code()].as_array().map(Vec::len).unwrap_or_default();
                assert_eq!(behind.to_string(), expected);
            }
        }
        assert_eq!(
            norm["aantallen"]["totaal"].to_string(),
            sql(db, &format!("{CASES} AND {column} <> 'niet van toepassing'"), &[])?
        );
    }
    Ok(())
}

/// Counts all of it again; answers how many numbers of the workbook that were.
fn recount(monitor: &Monitor) -> Result<usize, Failure> {
    let db = table(&written(monitor, "csv")?)?;
    let sheets = Workbook::of(written(monitor, "xlsx")?)?.sheets()?;
    let json: Value = serde_json::from_slice(&written(monitor, "json")?)?;
    counts(&json, &db)?;
    let by_rij = groups(&sheets, &db, "per rij", "rij")?;
    Ok(by_rij
        + groups(&sheets, &db, "per inrichting", "inrichting")?
        + norms(&sheets, &db)?
        + trend(&sheets, &json, &db)?)
}

#[test]
fn every_number_of_an_ordinary_an_empty_and_a_single_week_is_one_line_of_sql() -> TestResult {
    let mut week = three()?;
    assert!(recount(&week)? > 100);
    week.loose = vec![loose("2026-W47")?];
    let with_loose = recount(&week)?;
    week.lines.truncate(1);
    assert!(with_loose > recount(&week)?);
    let empty = monitor("2026-W53", Vec::new(), Vec::new())?;
    recount(&empty)?;
    Ok(())
}

#[test]
fn the_form_without_a_case_stands_in_the_table_and_counts_for_no_case() -> TestResult {
    let mut week = three()?;
    week.loose = vec![loose("2026-W47")?];
    let db = table(&written(&week, "csv")?)?;
    assert_eq!(sql(&db, "SELECT count(*) FROM regels WHERE zaak = 'zonder zaak: M0009'", &[])?, "1");
    assert_eq!(sql(&db, CASES, &[])?, "3");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 40, ..ProptestConfig::default() })]

    /// Across a year end and the night in which the clock goes back, with names that look like formulas.
    #[test]
    fn every_number_of_any_weeks_is_one_line_of_sql(
        own in lines(&["2026-W53", "2027-W01"], 0..60),
        earlier in lines(&["2026-W51", "2026-W52"], 0..20),
    ) {
        let monitor = monitor("2026-W53..2027-W01", own, earlier).map_err(|e| TestCaseError::fail(e.to_string()))?;
        recount(&monitor).map_err(|e| TestCaseError::fail(format!("{e:?}")))?;
    }
}
