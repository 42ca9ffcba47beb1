//! What the store keeps, for whom and how long, through the verbs: who looked is recorded, and what
//! is purged is gone to the last byte.

mod common;

use common::{
    Failure, TestResult,
    canary::{CANARIES, found, full},
    environment::TestEnv,
};
use serde_json::Value;

const NOW: &str = "2026-12-13 20:10";

fn audits(env: &TestEnv) -> Result<Vec<Value>, Failure> {
    let lines = env.good(&["logboek", "inzage", "--json"])?;
    Ok(lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

#[test]
fn every_verb_that_shows_or_takes_something_says_who_what_when_and_how_it_ended() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    env.config("instellingen.toml", "naam = \"F. Piket\"\n")?;
    let zaak = env.good(&["meld", "--nr", "1", "--wat", "Brand op kamer 12", "--voorval", "20:00"])?;
    assert_eq!(env.good(&["logboek", "inzage"])?, "Er is nog niets ingezien.");
    env.good(&["toon", &zaak])?;
    env.good(&["inbox", "--json"])?;
    env.good(&["incidenten"])?;
    env.good(&["concept", &zaak, "sms"])?;
    let to = |name: &str| env.path(name).to_string_lossy().into_owned();
    env.good(&["concept", &zaak, "sms", "--uit", &to("sms.txt")])?;
    env.refused(2, &["concept", &zaak, "sms", "--uit", &to("sms.beeld")])?;
    env.good(&["logboek", "exporteer"])?;
    env.good(&["logboek", "exporteer", "--uit", &to("logboek.jsonl")])?;
    env.good(&["monitor", "--week", "2026-W50", "--uit", &to("monitor.md")])?;
    let seen = audits(&env)?;
    let word = |line: &Value, field: &str| line[field].as_str().unwrap_or_default().to_owned();
    let essence: Vec<String> =
        seen.iter().map(|r| ["handeling", "object", "uitkomst", "herkomst"].map(|v| word(r, v)).join(" · ")).collect();
    let expected = [
        format!("onthuld · {zaak} · gelukt · opdracht"),
        "onthuld · inbox · gelukt · opdracht".to_owned(),
        "afgedrukt · zaken · gelukt · opdracht".to_owned(),
        format!("afgedrukt · {zaak} sms · gelukt · opdracht"),
        format!("geexporteerd · {zaak} sms · gelukt · opdracht"),
        format!("geexporteerd · {zaak} sms · geweigerd · opdracht"),
        "afgedrukt · logboek · gelukt · opdracht".to_owned(),
        "geexporteerd · logboek · gelukt · opdracht".to_owned(),
        "geexporteerd · monitor 2026-W50 · gelukt · opdracht".to_owned(),
    ];
    assert_eq!(essence, expected);
    assert!(seen.iter().all(|r| word(r, "actor") == "F. Piket" && word(r, "op").starts_with("2026-12-13T20:10")));
    assert!(env.good(&["logboek", "controleer"])?.contains(", 9 inzagen."));
    assert!(env.good(&["logboek", "inzage"])?.contains("geëxporteerd"));
    Ok(())
}

#[test]
fn a_head_noted_elsewhere_tells_whether_the_log_still_has_all_before_it() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    env.good(&["meld", "--nr", "1"])?;
    let head = |out: &str| {
        let words = out.lines().find_map(|r| r.strip_prefix("Kop: ")).unwrap_or_default().to_owned();
        let line = out.lines().last().and_then(|r| r.split("(regel ").nth(1)).unwrap_or_default();
        (words, line.trim_end_matches(')').to_owned())
    };
    let (initial, known_line) = head(&env.good(&["logboek", "controleer"])?);
    assert_eq!(initial.split(' ').count(), 5, "{initial}");
    env.good(&["meld", "--nr", "2"])?;
    let (later, at_later) = head(&env.good(&["logboek", "controleer"])?);
    let says = |code: i32, words: &[&str], sentence: &str| -> TestResult {
        let answer = env.run(&[&["logboek", "controleer", "--kop"], words].concat())?;
        assert_eq!((answer.code, answer.out.lines().last()), (code, Some(sentence)), "{words:?}");
        Ok(())
    };
    let added = at_later.parse::<u64>()? - known_line.parse::<u64>()?;
    says(0, &[&later], &format!("De genoteerde kop is die van de laatste regel, {at_later}."))?;
    says(
        0,
        &[&initial],
        &format!("De genoteerde kop is die van regel {known_line}; daarna zijn er {added} bijgekomen."),
    )?;
    says(1, &[&initial, "--bij", "1"], &format!("De genoteerde kop is die van regel {known_line}, niet van regel 1."))?;
    // The tail is taken off, and everything that would show that is mended.
    let db = rusqlite::Connection::open(env.data().join("piket.db"))?;
    db.execute_batch(&format!(
        "PRAGMA foreign_keys = OFF; DROP TRIGGER logboek_blijft; DELETE FROM geheim WHERE seq > {known_line};
         DELETE FROM logboek WHERE seq > {known_line};
         UPDATE stand SET seq = {known_line}, hash = (SELECT hash FROM logboek WHERE seq = {known_line})"
    ))?;
    drop(db);
    env.good(&["herbouw"])?;
    let gone = "De genoteerde kop komt niet voor: het einde ontbreekt, of dit is een ander logboek.";
    // What was acknowledged stands outside the database too.
    let named = env.run(&["logboek", "controleer"])?;
    assert!(named.code == 1 && named.out.contains("bevestigd. Is piket.db-wal"), "{named:?}");
    std::fs::remove_file(env.data().join("piket.kop"))?;
    let unwitnessed = env.good(&["logboek", "controleer"])?;
    assert!(
        unwitnessed.starts_with("piket.kop is er niet;") && unwitnessed.contains("De keten klopt"),
        "{unwitnessed}"
    );
    says(1, &[&later], gone)?;
    let from = known_line.parse::<u64>()? + 1;
    let tail = format!("Regels {from} tot en met {at_later} ontbreken aan het einde.");
    says(1, &[&later, "--bij", &at_later], &tail)?;
    says(1, &[&later, "--bij", "2"], "Regel 2 was een andere toen deze kop werd genoteerd.")?;
    assert!(env.refused(2, &["logboek", "controleer", "--kop", "aap noot mies wim zus"])?.contains("«aap»"));
    Ok(())
}

/// The monitor of the week, without the moment it was made.
fn figures(env: &TestEnv, to: &str) -> Result<String, Failure> {
    let path = env.path(to);
    env.good(&["monitor", "--week", "2026-W50", "--uit", &path.to_string_lossy(), "--vervang"])?;
    let mut monitor: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    monitor["gemaakt_op"].take();
    Ok(monitor.to_string())
}

#[test]
fn after_a_purge_no_byte_of_the_person_is_left_and_the_figures_remain() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let zaak = full(&env)?;
    env.good(&["meld", "--nr", "3", "--wat", "Iets anders in de keuken"])?;
    // Also in copies, and in what was kept when one of those was put back.
    env.good(&["reservekopie", "maak"])?;
    let copy = env.good(&["reservekopie", "lijst"])?;
    env.good(&["reservekopie", "terugzetten", copy.split(' ').next().unwrap_or_default()])?;
    assert_eq!(found(&env)?, CANARIES);
    let out = env.path("gewist.jsonl");
    let purge = ["bewaartermijn", "wis", &zaak, "--reden", "Termijn verstreken", "--uit", &out.to_string_lossy()];

    env.good(&["bewaartermijn", "houd", &zaak, "--reden", "Er loopt een onderzoek naar Kanariestra"])?;
    assert!(env.refused(1, &purge)?.contains("vastgehouden"));
    // Nor by way of a report that leaves the case.
    env.good(&["heropen", &zaak, "--reden", "Kijken of het hoort"])?;
    assert!(env.refused(1, &["ontkoppel", "M0001"])?.contains("vastgehouden"));
    env.good(&["sluit", &zaak])?;
    assert!(env.good(&["bewaartermijn"])?.contains("vastgehouden") && !out.exists());
    env.good(&["bewaartermijn", "vrij", &zaak, "--reden", "Onderzoek naar Kanariestra klaar"])?;
    assert!(env.good(&["bewaartermijn"])?.contains("beslis bij de overdracht"));
    std::fs::write(&out, "van een ander")?;
    assert!(env.refused(3, &purge)?.contains("Er is niets gewist"));
    assert_eq!(found(&env)?, CANARIES);
    std::fs::remove_file(&out)?;
    let before = figures(&env, "voor.json")?;
    assert!(before.contains(&zaak), "{before}");

    assert!(env.good(&purge)?.contains("vervangen door een nieuwe"));
    assert_eq!(found(&env)?, [] as [&str; 0]);
    assert_eq!(env.good(&["reservekopie", "lijst"])?.lines().count(), 1);
    let saved = std::fs::read_to_string(&out)?;
    assert!(["Kanariestra", "14-03-1987", "\"digest\""].iter().all(|k| saved.contains(k)), "{saved}");
    assert!(env.refused(1, &purge)?.contains("al gewist"));
    assert!(env.refused(1, &["heropen", &zaak, "--reden", "Nieuws"])?.contains("gewist"));

    // What can still be asked names nobody, and the log still holds.
    assert_eq!(figures(&env, "na.json")?, before);
    for verb in [
        &["toon", &zaak][..],
        &["inbox", "--alles", "--json"],
        &["incidenten", "--alles", "--json"],
        &["logboek", "exporteer"],
        &["logboek", "inzage", "--json"],
        &["bewaartermijn", "--json"],
    ] {
        let answer = env.good(verb)?;
        assert!(CANARIES.iter().all(|k| !answer.contains(k)), "{verb:?}: {answer}");
    }
    assert!(env.good(&["herbouw"])?.contains("gelijk aan wat er stond"));
    let chain = env.good(&["logboek", "controleer"])?;
    assert!(chain.starts_with("De keten klopt") && chain.contains("teksten gewist"), "{chain}");
    let audit = env.good(&["logboek", "inzage"])?;
    assert!(audit.contains("gewist") && audit.contains("geweigerd"), "{audit}");
    Ok(())
}
