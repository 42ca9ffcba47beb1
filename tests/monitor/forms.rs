//! What each form of the monitor is: read back by parsers of others, run by nothing, broken by no name, and free of what
//! may not be in it.

use std::io::Cursor;

use piket::{
    domain::draft::DraftKind,
    judge::gate::{Gate, policy::GateChannel},
    report::monitor::{DISCLAIMER, Monitor, MonitorFormat, MonitorRow},
};
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};

use crate::{
    common::{Failure, TestResult},
    material::{CANARY, HOSTILE, lines, monitor, three, written},
    workbook::Workbook,
};

/// A form as text, as far as it is one; of the workbook all that is in its cells, of the PDF its words.
fn text(monitor: &Monitor, format: MonitorFormat) -> Result<String, Failure> {
    let bytes = (format.write)(monitor)?;
    match format.ending {
        "xlsx" => {
            let sheets = Workbook::of(bytes)?.sheets()?;
            let values: Vec<String> = sheets.values().flat_map(|s| s.values().map(|c| c.value.clone())).collect();
            Ok(values.join("\n"))
        }
        "pdf" => pdf_text(bytes),
        _ => String::from_utf8(bytes).map_err(|e| Failure(e.to_string())),
    }
}

/// What a reader sees of a page: what stands between its tags, without its head and its style.
fn page_words(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut words = String::new();
    for piece in body.split('<').skip(1) {
        words.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
        words.push('\n');
    }
    words
}

/// What the gate is asked about: the words of a form, not the marks that carry them.
fn gate_text(written: String, format: MonitorFormat) -> String {
    if format.ending == "html" { page_words(&written) } else { written }
}

fn pdf_text(bytes: Vec<u8>) -> Result<String, Failure> {
    let file = lopdf::Document::load_from(Cursor::new(bytes)).map_err(|e| Failure(e.to_string()))?;
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    file.extract_text(&pages).map_err(|e| Failure(e.to_string()))
}

/// A thousand cases or so with names that somebody would not choose.
fn hostile() -> Result<Vec<MonitorRow>, Failure> {
    let tree = lines(&["2026-W47"], 80).new_tree(&mut TestRunner::deterministic());
    Ok(tree.map_err(|e| Failure(e.to_string()))?.current())
}

#[test]
fn no_form_holds_confidential_text_and_each_says_what_it_is() -> TestResult {
    let monitor = three()?;
    for &format in MonitorFormat::ALL {
        let text = text(&monitor, format)?;
        assert!(!text.contains(CANARY), "{}: {text}", format.ending);
        assert!(text.contains("2026-W47-01") && text.contains("tbs-1"), "{}: {text}", format.ending);
        assert!(text.replace('\n', " ").contains(DISCLAIMER), "{}: {text}", format.ending);
    }
    assert!(!format!("{monitor:?}").contains(CANARY));
    Ok(())
}

#[test]
fn every_form_passes_the_gate() -> TestResult {
    let gate = Gate::open()?;
    let known = gate.know(&[]);
    let mut week = three()?;
    for (line, name) in week.lines.iter_mut().zip(["FPC de Kijvelanden", "CTP Veldzicht", "FPC Dr. S. van Mesdag"]) {
        line.inrichting = Some(name.to_owned());
        line.public_name = "brand".to_owned();
    }
    for &format in MonitorFormat::ALL {
        let found = gate.leaks(GateChannel::Monitor, &known, &gate_text(text(&week, format)?, format));
        assert!(found.is_empty(), "{}: {found:?}", format.ending);
        let Some(public) = format.public else { continue };
        let bytes = public(&week)?;
        let text = if format.ending == "pdf" { pdf_text(bytes)? } else { String::from_utf8_lossy(&bytes).into_owned() };
        let found = gate.leaks(GateChannel::Draft(DraftKind::Publiek), &known, &gate_text(text, format));
        assert!(found.is_empty(), "publiek {}: {found:?}", format.ending);
    }
    Ok(())
}

#[test]
fn the_csv_reads_back_and_runs_nothing() -> TestResult {
    let mut week = monitor("2026-W47", hostile()?, Vec::new())?;
    week.lines.extend(three()?.lines);
    let bytes = written(&week, "csv")?;
    let without_bom = bytes.strip_prefix(b"\xef\xbb\xbf").ok_or(Failure("geen BOM".to_owned()))?;
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(without_bom);
    let headings = reader.headers()?.clone();
    let column = |name: &str| headings.iter().position(|k| k == name).ok_or_else(|| Failure(format!("kolom {name}")));
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    assert_eq!(rows.len(), week.lines.len());
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    let row = rows.get(80).ok_or(Failure("leeg".to_owned()))?;
    assert_eq!(row.get(column("incident")?), Some("Agressie; met \"letsel\""));
    assert_eq!(row.get(column("inrichting")?), Some("'=HYPERLINK(\"x\")"));
    assert_eq!(row.get(column("mbv_uiterlijk")?), Some("19-11-2026 00:00"));
    assert_eq!(row.get(column("mbv_uiterlijk_utc")?), Some("UTC+01:00"));
    assert_eq!(row.get(column("voorval")?), Some("18-11-2026 09:30"));
    assert_eq!(row.get(column("eerste_formulier")?), Some("18-11-2026 10:00"));
    assert_eq!((row.get(column("t")?), row.get(column("doorgemeld")?)), (Some("nee"), Some("18-11-2026 10:00")));
    assert_eq!((row.get(column("p")?), row.get(column("a")?)), (Some("ja"), Some("geen besluit")));
    let verdicts: Vec<_> = rows.iter().skip(80).filter_map(|r| r.get(column("mbv_oordeel").ok()?)).collect();
    assert_eq!(verdicts, ["op tijd", "op tijd volgens een ruimere lezing", "te laat"]);
    Ok(())
}

#[test]
fn the_workbook_holds_text_as_text_and_times_as_times() -> TestResult {
    let mut week = monitor("2026-W47", hostile()?, Vec::new())?;
    week.lines.extend(three()?.lines);
    let mut book = Workbook::of(written(&week, "xlsx")?)?;
    let sheets = book.sheets()?;
    let overview = sheets.get("overzicht").ok_or(Failure("geen overzicht".to_owned()))?;
    assert!(overview.values().all(|cell| cell.formula.is_none()));
    let names: Vec<&str> =
        overview.iter().filter(|(at, _)| at.starts_with('C')).map(|(_, c)| c.value.as_str()).collect();
    for name in HOSTILE {
        assert!(names.contains(&name), "{name}");
    }
    // 18 November 2026 09:30 is this many days after the day that spreadsheets count from, and is shown as a time.
    let voorval = overview.get("G82").ok_or(Failure("geen tijd".to_owned()))?;
    assert!((voorval.value.parse::<f64>()? - 46_344.395_833_333).abs() < 1e-6 && !voorval.is_text, "{voorval:?}");
    assert_ne!(voorval.style, "");
    let sheet = book.part("xl/worksheets/sheet1.xml")?;
    assert!(sheet.contains("<autoFilter") && sheet.contains("state=\"frozen\""));
    assert!(book.part("xl/charts/chart1.xml")?.contains("barChart"));
    assert!(book.part("docProps/core.xml")?.contains(DISCLAIMER));
    Ok(())
}

#[test]
fn a_page_is_broken_by_no_name_and_asks_for_nothing() -> TestResult {
    let week = monitor("2026-W47", hostile()?, Vec::new())?;
    let html = String::from_utf8(written(&week, "html")?)?;
    assert!(!html.contains("<script") && !html.contains("http:") && !html.contains("https:") && !html.contains("url("));
    let md = String::from_utf8(written(&week, "md")?)?;
    let table: Vec<&str> =
        md.lines().skip_while(|r| !r.starts_with("| zaak")).take_while(|r| r.starts_with('|')).collect();
    assert_eq!(table.len(), 82);
    for line in &table {
        assert_eq!(line.replace("\\|", "").matches('|').count(), 12, "{line}");
    }
    // Half of the letters of a name would be another name.
    assert!(
        (MonitorFormat::ALL.iter().find(|f| f.ending == "pdf").ok_or(Failure("geen pdf".to_owned()))?.write)(&week)
            .is_err()
    );
    Ok(())
}

#[test]
fn a_pdf_of_many_cases_has_a_head_on_every_page_and_loses_none() -> TestResult {
    let mut all = hostile()?;
    for line in &mut all {
        line.inrichting = Some("FPC de Kijvelanden".to_owned());
    }
    let week = monitor("2026-W47", all, Vec::new())?;
    let text = pdf_text(written(&week, "pdf")?)?;
    for line in &week.lines {
        assert!(text.contains(&line.zaak.to_string()), "{}", line.zaak);
    }
    assert!(text.matches("incident").count() >= 3, "{text}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// No number that is told is under five, none but fives are, and none of the names is there.
    #[test]
    fn a_public_summary_leads_to_nobody(mut all in lines(&["2026-W47", "2026-W48"], 0..40)) {
        for line in &mut all {
            line.public_name = if line.oa == piket::domain::besluit::YesNo::Yes { "absent" } else { "brand" }.to_owned();
        }
        let week = monitor("2026-W47..2026-W48", all, Vec::new()).map_err(|e| TestCaseError::fail(e.to_string()))?;
        for &format in MonitorFormat::ALL {
            let Some(public) = format.public.filter(|_| format.ending == "md") else { continue };
            let bytes = public(&week).map_err(|e| TestCaseError::fail(e.to_string()))?;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            for name in HOSTILE {
                prop_assert!(!text.contains(name));
            }
            let body: String = text.lines().skip(3).collect::<Vec<_>>().join("\n");
            for number in body.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok()) {
                prop_assert!(number >= 5 && number % 5 == 0, "{} in {}", number, body);
            }
        }
    }
}
