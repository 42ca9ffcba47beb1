//! Where a person must not turn up: in what is written about the work rather than as the work. Files that
//! are made to hold them (a draft, an export of the log or of a purge) are named here, and are for their
//! owner alone.

mod common;

use std::{fs, os::unix::fs::PermissionsExt};

use common::{
    Failure, TestResult,
    canary::{CANARIES, full},
    environment::{TestEnv, snapshot},
    session::WIDE,
};

const NOW: &str = "2026-12-13 20:10";

/// Which canaries a text holds, whatever the case of the letters.
fn in_text(text: &str) -> Vec<&'static str> {
    let lower = text.to_lowercase();
    CANARIES.into_iter().filter(|k| lower.contains(&k.to_lowercase())).collect()
}

const NOBODY: [&str; 0] = [];

#[test]
fn no_verb_names_a_person_on_standard_error_in_a_file_name_or_in_the_monitor() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let zaak = full(&env)?;
    let path = |name: &str| env.path(name).to_string_lossy().into_owned();
    let (jsonl, purge, sms_file) = (path("log.jsonl"), path("gewist.jsonl"), path("sms.txt"));
    let monitors = ["week.md", "week.csv", "week.json"].map(path);
    let [md, csv, json] = &monitors;
    let ics = path("week.ics");
    let name = env.good(&["reservekopie", "maak"])?;
    assert_eq!(in_text(&name), NOBODY);
    for verb in [
        &["inbox", "--alles"][..],
        &["incidenten", "--alles"],
        &["toon", &zaak],
        &["toon", &zaak, "--json"],
        &["toon", "--op", "20:10"],
        &["concept", &zaak, "sms"],
        &["concept", &zaak, "sms", "--uit", &sms_file],
        &["monitor", "--week", "2026-W50", "--uit", md],
        &["monitor", "--week", "2026-W50", "--uit", csv],
        &["monitor", "--week", "2026-W50", "--uit", json],
        &["agenda", "--uit", &ics],
        &["logboek", "exporteer"],
        &["logboek", "exporteer", "--uit", &jsonl],
        &["logboek", "exporteer", "--uit", &jsonl],
        &["logboek", "importeer", &jsonl],
        &["logboek", "controleer"],
        &["logboek", "inzage"],
        &["reservekopie", "lijst"],
        &["herbouw"],
        &["sluit", &zaak],
        &["stap", &zaak, "beeld", "gereed"],
        &["feit", &zaak, "letsel", "iets", "--bron", "iemand"],
        &["importeer", "kanarie.eml"],
        &["terzijde", "M0002", "--reden", "dubbel"],
        &["bewaartermijn"],
        &["bewaartermijn", "wis", "M0002", "--reden", "klaar", "--uit", &purge],
        &["bewaartermijn", "wis", &zaak, "--reden", "klaar", "--uit", &purge],
    ] {
        let answer = env.run(verb)?;
        assert_eq!(in_text(&answer.error), NOBODY, "{verb:?}: {}", answer.error);
        // What upkeep says is about the log, not about who is in it.
        if matches!(verb.first(), Some(&("agenda" | "monitor" | "reservekopie" | "herbouw" | "bewaartermijn")))
            || verb.get(1).is_some_and(|w| ["controleer", "inzage", "importeer"].contains(w))
        {
            assert_eq!(in_text(&answer.out), NOBODY, "{verb:?}: {}", answer.out);
        }
    }
    for monitor in &monitors {
        let text = fs::read_to_string(monitor)?;
        assert!(text.contains(&zaak), "{text}");
        assert_eq!(in_text(&text), NOBODY, "{text}");
    }
    let (data, home) = (snapshot(env.data())?, snapshot(&env.path("."))?);
    for path in data.keys().chain(home.keys().filter(|p| !p.ends_with("kanarie.eml"))) {
        assert_eq!(in_text(&path.to_string_lossy().replace("kanarie.eml", "")), NOBODY);
    }
    // Made to hold them, and readable by nobody else.
    for file in [jsonl, purge] {
        assert!(!in_text(&fs::read_to_string(&file)?).is_empty(), "{file}");
        assert_eq!(fs::metadata(&file)?.permissions().mode() & 0o777, 0o600, "{file}");
    }
    Ok(())
}

#[test]
fn a_desk_leaves_no_person_in_its_process_its_title_or_the_scrollback() -> TestResult {
    let env = TestEnv::bare()?;
    let who = "W. Kanariestra, 14-03-1987, 06 0000 4711";
    let zaak = env.good(&["meld", "--nr", "1", "--beller", who, "--wat", who])?;
    env.good(&["feit", &zaak, "betrokkenen", who, "--bron", who])?;
    let mut desk = env.desk(WIDE)?;
    desk.wait(&zaak)?.keys("<enter>2m")?.wait("Kanariestra")?;
    let proc = format!("/proc/{}", desk.process()?);
    for part in ["cmdline", "environ", "comm"] {
        assert_eq!(in_text(&String::from_utf8_lossy(&fs::read(format!("{proc}/{part}"))?)), NOBODY, "{part}");
    }
    let children = fs::read_to_string(format!("{proc}/task/{}/children", desk.process()?))?;
    for child in children.split_whitespace() {
        let line = fs::read(format!("/proc/{child}/cmdline")).unwrap_or_default();
        assert_eq!(in_text(&String::from_utf8_lossy(&line)), NOBODY);
    }
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    let everything = desk.raw().to_vec();
    let plek = |sequence: &[u8]| {
        everything.windows(sequence.len()).position(|w| w == sequence).ok_or_else(|| Failure("geen wissel".into()))
    };
    let (enter, back) = (plek(b"\x1b[?1049h")?, plek(b"\x1b[?1049l")?);
    // Only the screen beside the ordinary one held them; that one has no scrollback and is gone.
    let outside = [everything.get(..enter).unwrap_or_default(), everything.get(back..).unwrap_or_default()].concat();
    assert_eq!(in_text(&String::from_utf8_lossy(&outside)), NOBODY);
    assert!(!in_text(&String::from_utf8_lossy(everything.get(enter..back).unwrap_or_default())).is_empty());
    for title in [&b"\x1b]0;"[..], b"\x1b]1;", b"\x1b]2;", b"\x1bk"] {
        assert!(!desk.wrote(title), "{title:?}");
    }
    // Erasing the scrollback would take what was the officer's own.
    assert!(!desk.wrote(b"\x1b[3J"));
    Ok(())
}

#[test]
fn an_export_is_carried_over_by_verbs_into_a_new_real_log() -> TestResult {
    let (from, to) = (TestEnv::demo(NOW)?, TestEnv::bare()?);
    full(&from)?;
    let out = from.path("log.jsonl").to_string_lossy().into_owned();
    assert!(to.refused(3, &["logboek", "importeer", "niets.jsonl"])?.contains("is niet te lezen"));
    assert!(!to.data().exists());
    from.good(&["logboek", "exporteer", "--uit", &out])?;
    let earlier = fs::read(&out)?;
    assert!(from.refused(3, &["logboek", "exporteer", "--uit", &out])?.contains("Noem een nieuw bestand"));
    assert!(fs::read(&out)? == earlier);
    // What is refused leaves no empty log behind that would be taken for the real one.
    let (other, cut) = (to.path("ander.jsonl"), to.path("half.jsonl"));
    fs::write(&other, String::from_utf8(earlier.clone())?.replacen("zaak_geopend", "zaak_verdampt", 1))?;
    fs::write(&cut, earlier.get(..earlier.len() - 9).unwrap_or_default())?;
    for refused in [&other, &cut] {
        to.refused(3, &["logboek", "importeer", &refused.to_string_lossy()])?;
        assert!(to.refused(3, &["incidenten"])?.contains("staat nog geen opslag"), "{refused:?}");
    }
    let sentence = to.good(&["logboek", "importeer", &out])?;
    assert!(sentence.contains(" bestanden ingelezen; de keten klopt."), "{sentence}");
    let head = |o: &TestEnv| -> Result<String, Failure> {
        let out = o.good(&["logboek", "controleer"])?;
        Ok(out.lines().filter(|r| !r.contains("inzage")).collect::<Vec<_>>().join("\n"))
    };
    assert_eq!(head(&to)?, head(&from)?);
    assert!(head(&to)?.lines().count() >= 2);
    assert_eq!(to.good(&["logboek", "exporteer"])?, from.good(&["logboek", "exporteer"])?);
    assert!(to.good(&["logboek", "inzage"])?.contains("ingelezen"));
    // What was carried over is of a later day than this machine's clock, and that is said besides.
    let again = to.run(&["logboek", "importeer", &out])?;
    assert_eq!(again.code, 1);
    assert!(again.error.contains("De klok staat achter") && again.error.contains("er is niets ingelezen"), "{again:?}");
    Ok(())
}
