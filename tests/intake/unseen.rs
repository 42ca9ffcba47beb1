//! Forms that the desk once read wrongly or not at all, each with what stands in it. `NOT_YET` names those that
//! still come out wrong; it only gets shorter.

use std::{collections::BTreeMap, fs, path::Path};

use piket::intake::{self, ReadMail};
use serde_json::Value;

type TestResult = Result<(), Box<dyn std::error::Error>>;

/// What does not come out right yet.
const NOT_YET: &[&str] = &[
    // When the tbs ends stands nowhere in its text.
    "proza-moa.eml",
    // Its program did not keep which boxes are ticked, so that nobody can read it; the desk says so.
    "rtf-oude-vinkjes.eml",
];

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What differs from what the file holds.
fn faults(reading: &ReadMail, expected: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let kind = reading.kind.code();
    let kinds = expected["soort"].as_str().unwrap_or_default();
    // What a machine answers or sends back is no report, whatever form hangs below it.
    let automatic = kind == "automatisch" && kinds == "onbekend";
    if !kinds.split(" of ").any(|k| k == kind) && !automatic {
        out.push(format!("soort {kind}"));
    }
    let good: BTreeMap<String, String> = serde_json::from_value(expected["velden"].clone()).unwrap_or_default();
    let found: BTreeMap<&str, String> =
        reading.mail.fields.iter().map(|(name, v)| (name.as_str(), one_line(v.value.read()))).collect();
    let least: Option<Vec<String>> = serde_json::from_value(expected["ten_minste"].clone()).ok();
    let asked = |name: &str| match &least {
        Some(least) => least.iter().any(|n| n == name),
        None => kinds != "onbekend",
    };
    for (name, value) in good.iter().filter(|(name, _)| asked(name)) {
        if found.get(name.as_str()) != Some(&one_line(value)) {
            out.push(format!("{name} is {:?} en niet {value:?}", found.get(name.as_str())));
        }
    }
    for (name, value) in found.iter().filter(|(name, _)| !good.contains_key(**name)) {
        out.push(format!("{name} is verzonnen: {value:?}"));
    }
    let mail = &reading.mail;
    let mut holds = |key: &str, text: &str| {
        if let Some(part) = expected[key].as_str().filter(|part| !text.contains(part)) {
            out.push(format!("{key} «{part}» niet in «{text}»"));
        }
    };
    holds("tekst_bevat", mail.text.read());
    holds("afzender_bevat", mail.sender.read());
    holds("bijlage", &mail.attachments.iter().map(|a| a.name.read()).collect::<Vec<_>>().join("|"));
    if expected["waarschuwing"] == true && mail.warnings.is_empty() {
        out.push("geen waarschuwing".to_owned());
    }
    match &expected["ontvangen"] {
        Value::String(moment) => {
            let right = reading.received.is_some_and(|r| moment.starts_with(&r.rfc3339()));
            if !right && (reading.received.is_some() || mail.warnings.is_empty()) {
                out.push(format!("ontvangen {:?}", reading.received));
            }
        }
        Value::Null if expected.get("ontvangen").is_some() && reading.received.is_some() => {
            out.push(format!("ontvangen {:?}", reading.received));
        }
        _ => {}
    }
    out
}

/// What differs in the mails of one file; where it holds more than one, their kinds are named in order.
fn of_all(mails: &[ReadMail], expected: &Value) -> Vec<String> {
    match (mails, expected["soort"].as_array()) {
        ([one], None) => faults(one, expected),
        (mails, Some(kinds)) if mails.len() == kinds.len() => {
            let wrong = mails.iter().zip(kinds).filter(|(mail, kind)| mail.kind.code() != **kind);
            wrong.map(|(mail, kind)| format!("soort {} en niet {kind}", mail.kind.code())).collect()
        }
        (mails, _) => vec![format!("{} mails in één bestand", mails.len())],
    }
}

#[test]
fn what_was_once_read_wrongly_comes_out_right() -> TestResult {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/onbekend");
    let list = intake::inrichtingen()?;
    let expected: BTreeMap<String, Value> = serde_json::from_str(&fs::read_to_string(folder.join("verwacht.json"))?)?;
    let (mut right, mut wrong) = (0, Vec::new());
    for (name, expected) in &expected {
        let faults = match intake::read_file(&folder.join(name), &list) {
            Ok(mails) => of_all(&mails, expected),
            Err(error) => vec![error.to_string()],
        };
        let known = NOT_YET.contains(&name.as_str());
        match (faults.is_empty(), known) {
            (true, _) => right += 1,
            (false, true) => println!("nog niet {name}: {}", faults.join("; ")),
            (false, false) => wrong.push(format!("{name}: {}", faults.join("; "))),
        }
        if faults.is_empty() && known {
            println!("kan van de lijst: {name}");
        }
    }
    println!("{right} van {} goed", expected.len());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    Ok(())
}

/// What `NOT_YET` leaves out cannot be read by anybody: the box before "man" is the same, byte for byte, as the one before
/// "vrouw", and the day on which the tbs ends stands nowhere in its mail.
#[test]
fn what_is_left_out_stands_nowhere_in_the_bytes() -> TestResult {
    let list = intake::inrichtingen()?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/onbekend");
    let mails = intake::read_file(&folder.join("rtf-oude-vinkjes.eml"), &list)?;
    let bytes =
        mails.first().and_then(|mail| mail.attachments.get(1)).map(|blob| blob.bytes.clone()).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let boxes: Vec<&str> = text.split("{\\field").filter(|part| part.contains("FORMCHECKBOX")).collect();
    let field = "{\\*\\fldinst { FORMCHECKBOX }}{\\fldrslt {}}}";
    assert_eq!((boxes.len(), boxes.iter().filter(|part| part.starts_with(field)).count()), (15, 15));
    // A box that keeps its state has a group of its own for that, and none has.
    for state in ["formfield", "ffres", "ffdefres", "☒", "\\'fe"] {
        assert!(!text.contains(state), "{state}");
    }
    let prose = fs::read_to_string(folder.join("proza-moa.eml"))?;
    for day in ["2026-11-06", "06-11", "6-11", "6 nov", "einddatum", "tbs"] {
        assert!(!prose.to_lowercase().contains(day), "{day}");
    }
    Ok(())
}
