//! What the desk does not recognise by itself and the officer says by hand: a mail of a few answers behind known labels
//! keeps them, whatever kind of form it turns out to be, and nobody asks the inrichting for what stands there.

use std::fs;

use serde_json::Value;

use crate::common::{Failure, TestResult, environment::TestEnv};

const HEADERS: &str = "From: Kliniek <secretariaat@kliniek.example>\r\nDate: Sun, 22 Nov 2026 01:30:00 +0100\r\n";
const ANSWERS: &str = "Naam verpleegde: T. de Proef\r\nGeboortedatum: 14-03-1984\r\n\
                       Verblijfstitel: tbs met dwangverpleging\r\nInrichting: FPC de Rooyse Wissel\r\n";

fn write(env: &TestEnv, name: &str, text: &str) -> Result<String, Failure> {
    let path = env.path(name);
    fs::write(&path, text)?;
    Ok(path.to_string_lossy().into_owned())
}

/// The answers of the only mail in the inbox, by their field.
fn answers(read: &Value) -> Vec<(String, String, String)> {
    let word = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let fields = read["velden"].as_object().into_iter().flatten();
    fields.map(|(name, v)| (name.clone(), word(&v["waarde"]), word(&v["zekerheid"]))).collect()
}

#[test]
fn answers_stand_whatever_kind_the_officer_names() -> TestResult {
    for (kind, missing) in [("mbv", "M0001 is onvolledig"), ("moa", "M0001 is onvolledig: de wijze van onttrekking")] {
        let env = TestEnv::demo("2026-11-22 02:10")?;
        let path = write(&env, "kort.eml", &format!("{HEADERS}Subject: Melding\r\n\r\n{ANSWERS}"))?;
        env.good(&["importeer", &path])?;
        let before = env.json(&["inbox", "--json"])?;
        assert_eq!((&before["soort"], answers(&before).len()), (&"onbekend".into(), 4), "{before}");

        env.good(&["open", "M0001", "--soort", kind])?;
        let zaak = env.json(&["toon", "2026-W47-01", "--json"])?;
        let steps = zaak["stappen"].as_array().into_iter().flatten();
        let form: String = steps.filter(|s| s["stap"] == "formulier").map(|s| s["uitleg"].to_string()).collect();
        assert!(form.contains(missing), "{kind}: {form}");
        for known in ["de naam", "geboortedatum", "verblijfstitel", "inrichting"] {
            assert!(!form.contains(known), "{kind}: «{known}» staat in de mail: {form}");
        }
        // What was named is taken back with the case.
        let listed = env.good(&["ongedaan", "--lijst", "--json"])?;
        let last: Value = serde_json::from_str(listed.lines().next().unwrap_or_default())?;
        env.good(&["ongedaan", &last["nr"].to_string()])?;
        assert_eq!(answers(&env.json(&["inbox", "--json"])?), answers(&before), "{kind}");
    }
    Ok(())
}

#[test]
fn five_answers_under_the_prescribed_subject_are_the_form() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let five = "Naam verpleegde: T. de Proef\r\nInrichting: FPC de Rooyse Wissel\r\nBriefnummer: 2026/117\r\nAfdeling: Horst 2\r\n\
                Geslacht: man\r\n";
    for (subject, body, kind) in [
        ("MBV Divisie Forzo/JJI FPC de Rooyse Wissel", five, "mbv"),
        ("FW: mbv divisie forzo/jji", five, "mbv"),
        ("Rondleiding", five, "onbekend"),
        ("MBV Divisie Forzo/JJI FPC de Rooyse Wissel", "Naam: A. Proef\r\nDatum: 3-12-2026\r\n", "onbekend"),
    ] {
        let path = write(&env, "vijf.eml", &format!("{HEADERS}Subject: {subject}\r\n\r\n{body}"))?;
        let read = env.json(&["formulier", &path, "--json"])?;
        assert_eq!(read["soort"], kind, "{subject}: {read}");
    }
    Ok(())
}

#[test]
fn a_loose_file_is_read_or_refused_with_what_can_be_read() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let mail = format!("{HEADERS}Subject: MBV\r\nContent-Type: text/plain\r\n\r\n{ANSWERS}");
    let mbox = format!("From x@y Sun Nov 22 01:30:00 2026\n{}\n", mail.replace("\r\n", "\n"));
    for (name, text) in [("a.p7m", mail.as_str()), ("a.eml", &mail), ("a.mbox", &mbox), ("a.txt", ANSWERS)] {
        let path = write(&env, name, text)?;
        let read = env.json(&["formulier", &path, "--json"])?;
        assert_eq!(answers(&read).len(), 4, "{name}: {read}");
    }
    let calendar = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Overleg\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let path = write(&env, "a.ics", calendar)?;
    env.good(&["formulier", &path])?;
    let path = write(&env, "a.bin", "\u{0}\u{1}\u{2} geen mail")?;
    let refused = env.run(&["formulier", &path])?;
    assert_eq!(refused.code, 3, "{refused:?}");
    for word in ["geen document dat de desk leest", "winmail.dat", "docx"] {
        assert!(format!("{refused:?}").contains(word), "{word}: {refused:?}");
    }
    Ok(())
}

#[test]
fn a_mail_from_the_future_says_so() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let future = HEADERS.replace("2026", "2099").replace("Sun, ", "");
    let path = write(&env, "later.eml", &format!("{future}Subject: Melding\r\n\r\n{ANSWERS}"))?;
    env.good(&["importeer", &path])?;
    let inbox = env.json(&["inbox", "--json"])?;
    assert!(inbox["waarschuwingen"].to_string().contains("later is verstuurd dan nu"), "{inbox}");
    Ok(())
}
