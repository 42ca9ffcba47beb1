//! The same night with verbs alone, as a script would go through it, and what verbs promise: exit
//! codes, one sentence when they refuse, and answers that another program can read.

mod common;

#[path = "verbs/by_hand.rs"]
mod by_hand;
#[path = "verbs/copies.rs"]
mod copies;
#[path = "verbs/dossier.rs"]
mod dossier;
#[path = "verbs/drafts.rs"]
mod drafts;
#[path = "verbs/edition.rs"]
mod edition;
#[path = "verbs/look_only.rs"]
mod look_only;
#[path = "verbs/mail.rs"]
mod mail;
#[path = "verbs/manual.rs"]
mod manual;
#[path = "verbs/provisions.rs"]
mod provisions;
#[path = "verbs/settings.rs"]
mod settings;
#[path = "verbs/undo.rs"]
mod undo;
#[path = "verbs/unknown.rs"]
mod unknown;

use std::fs;

use common::{
    Failure, TestResult,
    environment::{TestEnv, mail},
};
use serde_json::Value;

fn steps(env: &TestEnv, zaak: &str) -> Result<Vec<(String, String)>, Failure> {
    let word = |step: &Value, field: &str| step[field].as_str().unwrap_or_default().to_owned();
    let list = env.json(&["toon", zaak, "--json"])?["stappen"].as_array().cloned().unwrap_or_default();
    Ok(list.iter().map(|s| (word(s, "stap"), word(s, "staat"))).collect())
}

fn state(env: &TestEnv, zaak: &str, step: &str) -> Result<String, Failure> {
    let found = steps(env, zaak)?.into_iter().find(|(name, _)| name == step).map(|(_, state)| state);
    found.ok_or_else(|| Failure(format!("zaak {zaak} heeft geen stap {step}")))
}

fn weigh_all(env: &TestEnv, zaak: &str, yes: &[&str], no: &[&str]) -> TestResult {
    for (answer, questions) in [("ja", yes), ("nee", no)] {
        for question in questions {
            env.good(&["weeg", zaak, question, answer])?;
        }
    }
    assert_eq!(state(env, zaak, "oordeel")?, "gereed");
    Ok(())
}

fn send(env: &TestEnv, zaak: &str, message: &str) -> TestResult {
    let draft = ["concept", zaak, message];
    let text = env.good(&[&draft[..], &["--onbekend"]].concat())?;
    assert!(text.contains(zaak), "{text}");
    // What nobody looked at does not leave.
    env.refused(1, &[&draft[..], &["--verzonden", "--aan", "lijn"]].concat())?;
    env.good(&[&draft[..], &["--gecontroleerd"]].concat())?;
    env.good(&[&draft[..], &["--verzonden", "--aan", "lijn", "--kanaal", "e-mail"]].concat())?;
    assert_eq!(state(env, zaak, message)?, "gereed");
    Ok(())
}

/// Monitor, closing, and the proofs afterwards.
fn wrap_up(env: &TestEnv, zaak: &str, week: &str, persons: &[&str]) -> TestResult {
    for kind in ["md", "csv", "json"] {
        let file = env.path(&format!("monitor.{kind}"));
        let out = file.to_string_lossy().into_owned();
        env.good(&["monitor", "--week", week, "--uit", &out])?;
        let text = fs::read_to_string(&file)?;
        assert!(text.contains(zaak), "{text}");
        for person in persons {
            assert!(!text.contains(person), "{person} in {text}");
        }
    }
    assert!(env.refused(1, &["sluit", zaak])?.contains("doorgemeld"));
    provisions::beyond_the_ground(env, zaak)?;
    env.good(&["doorgemeld", zaak, "--aan", "de directeur", "--kanaal", "telefoon"])?;
    provisions::register(env, zaak)?;
    env.good(&["sluit", zaak])?;
    for (step, state) in steps(env, zaak)? {
        assert!(state == "gereed" || state == "niet nodig", "{step} is {state}");
    }
    assert!(env.good(&["herbouw"])?.contains("gelijk aan wat er stond"));
    assert!(env.good(&["logboek", "controleer"])?.starts_with("De keten klopt"));
    let lines = env.good(&["logboek", "exporteer"])?;
    let mut previous = 0;
    // Behind the entries come the files.
    for line in lines.lines().filter(|r| !r.starts_with("{\"bij\":")) {
        let seq = serde_json::from_str::<Value>(line)?["seq"].as_i64().unwrap_or_default();
        assert_eq!(seq, previous + 1, "{line}");
        previous = seq;
    }
    assert!(previous > 20);
    Ok(())
}

#[test]
fn a_call_becomes_a_closed_case_in_the_monitor_with_verbs_alone() -> TestResult {
    let env = TestEnv::demo("2026-12-13 20:10")?;
    let zaak = env.good(&[
        "meld",
        "--nr",
        "15",
        "--inrichting",
        "kijvelanden",
        "--voorval",
        "13:04",
        "--beller",
        "Mw. Zonneveld",
        "--nummer",
        "088 555 0123",
        "--wat",
        "Patient levenloos aangetroffen op kamer",
    ])?;
    assert_eq!(zaak, "2026-W50-01");
    let zaak = zaak.as_str();

    let letter = mail("05-mbv-doorgestuurd.eml");
    assert!(env.good(&["importeer", &letter])?.ends_with("nieuw als M0002 (MBV)"));
    env.good(&["koppel", "M0002", zaak])?;
    assert!(env.refused(1, &["koppel", "M0002", zaak])?.contains("al bij zaak"));
    assert_eq!(state(&env, zaak, "formulier")?, "gereed");

    env.good(&["stap", zaak, "teruggebeld", "ja", "--reden", "dienstdoend hoofd", "--wanneer", "20:09"])?;
    weigh_all(&env, zaak, &[], &["15.1", "15.2", "15.3", "15.4", "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8"])?;
    env.good(&["besluit", zaak, "P", "ja", "--reden", "oorzaak nog onduidelijk"])?;
    send(&env, zaak, "sms")?;
    send(&env, zaak, "piketmelding")?;
    env.good(&["besluit", zaak, "A", "ja", "--reden", "de oorzaak komt nog"])?;
    assert_eq!(state(&env, zaak, "afloop")?, "wacht");
    env.good(&["feit", zaak, "afloop", "natuurlijke dood vastgesteld", "--bron", "schouwarts"])?;
    send(&env, zaak, "afloopbericht")?;
    wrap_up(&env, zaak, "2026-W50", &["Zonneveld", "Voorbeeld", "Directeur", "088 555", "levenloos"])
}

#[test]
fn a_mail_becomes_a_closed_case_in_the_monitor_with_verbs_alone() -> TestResult {
    let env = TestEnv::demo("2026-09-28 18:10")?;
    env.good(&["importeer", &mail("01-moa-tekst.eml")])?;
    let zaak = env.good(&["open", "M0001"])?;
    let zaak = zaak.as_str();
    env.good(&["rij", zaak, "A"])?;
    let list = env.good(&["incidenten"])?;
    assert!(list.contains("TE LAAT") && list.contains("Fast NL"), "{list}");
    env.good(&["stap", zaak, "teruggebeld", "ja"])?;
    weigh_all(&env, zaak, &["A.1"], &["OA1", "OA2", "OA3", "OA4", "OA5", "OA6"])?;
    send(&env, zaak, "sms")?;
    send(&env, zaak, "piketmelding")?;
    // No text ticks what is asked: a no keeps it waiting, and only a yes makes it done.
    for (answer, told) in [("gereed", "gebeld"), ("nee", "dat hoeft niet"), ("nog-niet", "wordt gezocht")] {
        let answered = env.run(&["stap", zaak, "112", answer, "--reden", told])?;
        assert_eq!(answered.code, if answer == "gereed" { 2 } else { 0 }, "{answered:?}");
        assert_eq!(state(&env, zaak, "112")?, "wacht", "{answer}");
    }
    env.good(&["stap", zaak, "112", "ja", "--wanneer", "14:35", "--reden", "directie"])?;
    env.good(&["stap", zaak, "fast-nl", "ja", "--wanneer", "15:20"])?;
    env.good(&["stap", zaak, "moa-fast-nl", "ja", "--wanneer", "15:40", "--reden", "kopie per mail"])?;
    env.good(&["gegevens", zaak, "--einde-oa", "17:50"])?;
    assert_eq!(state(&env, zaak, "einde-oa")?, "gereed");
    assert_eq!(state(&env, zaak, "einde-formulier")?, "wacht");
    weigh_all(&env, zaak, &["OA2", "OA6"], &[])?;
    for (step, what) in [("einde-fast-nl", "Fast NL weet het"), ("einde-gebeld", "zorginkoper ingelicht")] {
        assert_eq!(state(&env, zaak, step)?, "wacht");
        env.good(&["stap", zaak, step, "ja", "--reden", what])?;
    }
    env.good(&["stap", zaak, "einde-formulier", "niet-nodig", "--reden", "staat al op de MOA"])?;
    env.good(&["feit", zaak, "afloop", "teruggekeerd en ingesloten"])?;
    send(&env, zaak, "afloopbericht")?;
    wrap_up(&env, zaak, "2026-W40", &["Proefpersoon"])
}

#[test]
fn a_case_is_shown_as_it_was_known_then() -> TestResult {
    let mut env = TestEnv::demo("2026-12-13 20:10")?;
    let zaak = env.good(&["meld", "--inrichting", "FPC de Kijvelanden", "--voorval", "19:40"])?;
    env.set_now(Some("2026-12-13 21:10"));
    env.good(&["rij", &zaak, "7"])?;
    env.set_now(Some("2026-12-13 22:10"));
    env.good(&["rij", &zaak, "6", "--reden", "er is letsel"])?;
    // Told later, about earlier: what counts is when the desk knew.
    env.set_now(Some("2026-12-13 22:20"));
    env.good(&["feit", &zaak, "letsel", "hoofdwond"])?;
    env.set_now(Some("2026-12-13 22:40"));

    let rij = |at: &str| env.json(&["toon", &zaak, "--json", "--op", at]).map(|z| z["rij"].clone());
    assert!(env.refused(1, &["toon", &zaak, "--op", "20:00"])?.contains("nog niet bekend"));
    assert_eq!(rij("20:30")?, Value::Null);
    assert_eq!(rij("21:30")?, "7");
    assert_eq!(rij("22:30")?, "6");
    for future in [&["toon", &zaak, "--op", "23:30"][..], &["toon", "--op", "14-12 08:00"]] {
        assert!(env.refused(2, future)?.contains("ligt in de toekomst"));
    }
    let feiten =
        |at: &str| env.json(&["toon", &zaak, "--json", "--op", at]).map(|z| z["feiten"].as_array().map_or(0, Vec::len));
    assert_eq!((feiten("21:30")?, feiten("22:30")?), (0, 1));
    // Without a case: the whole desk, counted down as at that moment.
    let desk = |at: &str| env.json(&["toon", "--json", "--op", at]).map(|d| d["zaken"].clone());
    assert_eq!(desk("20:00")?, serde_json::json!([]));
    let then = desk("21:30")?;
    assert_eq!((&then[0]["zaak"], &then[0]["rij"]), (&Value::from(zaak.as_str()), &Value::from("7")));
    let everything = env.json(&["toon", &zaak, "--json", "--op", "21:30"])?;
    assert_eq!(then[0]["termijn"]["uiterlijk"], everything["termijnen"][0]["uiterlijk"]);
    assert!(env.good(&["toon", "--op", "21:30"])?.contains("De desk zoals bekend op zo 13-12-2026 21:30"));
    Ok(())
}

#[test]
fn every_kind_of_answer_has_its_exit_code() -> TestResult {
    let env = TestEnv::demo("2026-12-13 20:10")?;
    let zaak = env.good(&["meld", "--nr", "15", "--voorval", "13:04"])?;
    let log = env.good(&["logboek", "exporteer"])?;
    for (code, verb) in [
        (1, &["sluit", &zaak][..]),
        (1, &["heropen", &zaak, "--reden", "zij is open"]),
        (2, &["sluit", "2026-W50-77"]),
        (2, &["sluit", "zaak"]),
        (2, &["rij", &zaak, "24"]),
        (2, &["weeg", &zaak, "99.1", "ja"]),
        (2, &["weeg", &zaak, "15.1", "misschien"]),
        (2, &["besluit", &zaak, "Q", "ja", "--reden", "x"]),
        (2, &["besluit", &zaak, "P", "ja"]),
        (2, &["besluit", &zaak, "P", "ja", "--reden", " "]),
        (2, &["stap", &zaak, "koffie", "gereed"]),
        (2, &["open", "M0099"]),
        (2, &["frobniceer"]),
        (2, &["logboek"]),
        (2, &["--onzin"]),
        (2, &["monitor", "--week", "2026-W99", "--uit", "x.md"]),
        (2, &["monitor", "--week", "2026-W50", "--uit", "x.doc"]),
        (3, &["monitor", "--week", "2026-W50", "--uit", "/nergens/x.md"]),
    ] {
        let sentence = env.refused(code, verb)?;
        assert!(sentence.starts_with(|c: char| c.is_uppercase() || c == '«'), "{verb:?}: {sentence}");
        assert!(sentence.ends_with('.'), "{verb:?}: {sentence}");
    }
    // None of these left a trace.
    assert_eq!(env.good(&["logboek", "exporteer"])?, log);
    Ok(())
}

/// Own entries come beside the embedded ones, are recognised at once, and are never taken for another.
#[test]
fn the_list_of_inrichtingen_learns_names_and_entries() -> TestResult {
    let env = TestEnv::bare()?;
    let line = |name: &str| -> Result<Option<Value>, Failure> {
        let list = env.good(&["inrichtingen", "--json"])?;
        let lines = list.lines().map(serde_json::from_str::<Value>).collect::<Result<Vec<_>, _>>()?;
        Ok(lines.into_iter().find(|r| r["naam"] == name))
    };
    assert_eq!(line("FPC de Kijvelanden")?.map(|r| r["herkomst"].clone()), Some(Value::from("ingebouwd")));
    env.good(&["inrichtingen", "alias", "kijvelanden", "Het Rietveld"])?;
    let kijvelanden = line("FPC de Kijvelanden")?.unwrap_or_default();
    assert_eq!(
        (&kijvelanden["herkomst"], &kijvelanden["beheer"]),
        (&Value::from("eigen"), &Value::from("particulier"))
    );
    assert!(
        kijvelanden["aliassen"].as_array().is_some_and(|a| a.contains(&Value::from("Het Rietveld"))),
        "{kijvelanden}"
    );
    env.good(&["inrichtingen", "voeg-toe", "FPK Proefhoeve", "--plaats", "Ergens", "--beheer", "rijks"])?;
    for (code, verb) in [
        (1, &["inrichtingen", "voeg-toe", "Proefhoeve", "--plaats", "Ergens", "--beheer", "rijks"][..]),
        (1, &["inrichtingen", "alias", "Proefhoeve", "Pompekliniek"]),
        (1, &["inrichtingen", "alias", "Bestaatniet", "Ergens anders"]),
        (1, &["inrichtingen", "alias", "Proefhoeve", "de kliniek"]),
        (2, &["inrichtingen", "voeg-toe", "FPK Ander", "--plaats", "Ergens", "--beheer", "gemeente"]),
    ] {
        env.refused(code, verb)?;
    }
    // Row 22: who decides on the report to the AP follows from the kind.
    let zaak = env.good(&["meld", "--nr", "22", "--inrichting", "de proefhoeve", "--voorval", "gisteren 12:00"])?;
    let document = env.json(&["toon", zaak.trim(), "--json"])?;
    assert_eq!(document["inrichting"], "FPK Proefhoeve");
    assert!(document.to_string().contains("hoofdkantoor"), "{document}");
    Ok(())
}

#[test]
fn help_and_refusals_are_dutch() -> TestResult {
    let env = TestEnv::bare()?;
    let help = env.without_options(&["--help"])?;
    assert_eq!(help.code, 0);
    let verbs = help.out.lines().skip_while(|r| *r != "Opdrachten:").skip(1).take_while(|r| !r.is_empty());
    let mut texts = vec![help.out.clone()];
    for verb in verbs.filter_map(|r| r.split_whitespace().next()) {
        let answer = env.without_options(&[verb, "--help"])?;
        assert_eq!(answer.code, 0, "{verb}");
        texts.push(answer.out);
    }
    assert!(texts.len() > 25);
    for words in [&["demo", "--zaad", "veel"][..], &["meld", "--nr"], &["logboek"], &["stap", "x"], &["toon"]] {
        texts.push(env.without_options(words)?.is_refusal(2, &words.join(" "))?);
    }
    for text in &texts {
        for english in ["OPTION", "Usage", "Possible", "possible", "default", "invalid", "Print", "required", "error"] {
            assert!(!text.contains(english), "«{english}» in {text}");
        }
    }
    Ok(())
}

#[test]
fn the_monitor_names_known_inrichtingen_only() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    for plek in ["Kanarie Kwikstaart 01-01-1980", "Kijvelanden"] {
        env.good(&["meld", "--nr", "6", "--inrichting", plek, "--voorval", "2026-11-22T01:00"])?;
    }
    for name in ["m.md", "m.csv"] {
        let out = env.path(name);
        env.good(&["monitor", "--week", "2026-W47", "--uit", &out.to_string_lossy()])?;
        let text = fs::read_to_string(out)?;
        assert!(!text.contains("Kwikstaart") && text.contains("FPC de Kijvelanden"), "{text}");
    }
    Ok(())
}

#[test]
fn nothing_is_done_or_sent_before_the_incident() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let zaak = env.good(&["meld", "--nr", "6", "--voorval", "2026-11-22T01:00"])?;
    let zaak = zaak.trim();
    let received = ["stap", zaak, "formulier", "ja", "--wat", "formulier", "--langs", "fax", "--wanneer"];
    let error = env.refused(2, &[&received[..], &["2026-11-20T01:00"]].concat())?;
    assert!(error.contains("vóór het voorval"), "{error}");
    env.good(&[&received[..], &["2026-11-22T01:00"]].concat())?;
    Ok(())
}

#[test]
fn two_cases_that_are_one_count_once_in_the_monitor() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let report = ["meld", "--nr", "6", "--inrichting", "Kijvelanden", "--voorval", "2026-11-22T01:00"];
    let (old, young) = (env.good(&report)?, env.good(&[&report[..], &["--nieuw"]].concat())?);
    let (old, young) = (old.trim(), young.trim());
    let counted = |o: &TestEnv, name: &str| -> Result<usize, Failure> {
        let out = o.path(name);
        o.good(&["monitor", "--week", "2026-W47", "--uit", &out.to_string_lossy()])?;
        let text = fs::read_to_string(&out).map_err(|e| Failure(e.to_string()))?;
        let monitor: Value = serde_json::from_str(&text).map_err(|e| Failure(e.to_string()))?;
        Ok(monitor["zaken"].as_array().map(Vec::len).unwrap_or_default())
    };
    assert_eq!(counted(&env, "twee.json")?, 2);
    env.refused(2, &["samenvoegen", young, "--met", old])?;
    env.good(&["samenvoegen", young, "--met", old, "--reden", "twee keer gebeld"])?;
    assert_eq!(counted(&env, "een.json")?, 1);
    let show = env.json(&["toon", young, "--json"])?;
    assert_eq!((&show["opgegaan_in"], &show["termijnen"][0]["vervallen"]), (&old.into(), &true.into()), "{show}");
    assert!(env.good(&["toon", old])?.contains(&format!("Hierin is zaak {young} opgegaan.")));
    env.good(&["herbouw"])?;
    env.good(&["logboek", "controleer"])?;
    env.good(&["splitsen", young, "--reden", "toch twee"])?;
    assert_eq!(counted(&env, "weer.json")?, 2);
    env.good(&["logboek", "controleer"])?;
    Ok(())
}

/// Two calls of one inrichting within the hour are one incident, unless the officer says that they are two.
#[test]
fn a_second_call_asks_for_its_case() -> TestResult {
    let mut env = TestEnv::demo("2026-12-13 20:10")?;
    let zaak = env.good(&["meld", "--inrichting", "Kijvelanden", "--voorval", "19:40"])?;
    env.set_now(Some("2026-12-13 20:25"));
    let again = ["meld", "--inrichting", "FPC de Kijvelanden", "--wat", "er is een gewonde"];
    let refused = env.refused(1, &again)?;
    assert!(refused.contains(&format!("Er loopt al {zaak}")) && refused.contains("--nieuw"), "{refused}");
    assert_eq!(env.good(&["incidenten", "--json"])?.lines().count(), 1);
    assert_eq!(env.good(&[&again[..], &["--zaak", &zaak]].concat())?, zaak);
    assert!(env.good(&["toon", &zaak])?.contains("er is een gewonde"));
    assert_ne!(env.good(&[&again[..], &["--nieuw"]].concat())?, zaak);
    Ok(())
}
