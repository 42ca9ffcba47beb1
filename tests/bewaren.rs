//! What the store keeps, for whom and how long, through the verbs: who looked is recorded, and what
//! is purged is gone to the last byte.

mod common;

use common::{Mis, Proef, omgeving::Omgeving};
use serde_json::Value;

const NU: &str = "2026-12-13 20:10";

fn inzagen(omgeving: &Omgeving) -> Result<Vec<Value>, Mis> {
    let regels = omgeving.goed(&["logboek", "inzage", "--json"])?;
    Ok(regels.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

#[test]
fn every_verb_that_shows_or_takes_something_says_who_what_when_and_how_it_ended() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    omgeving.config("instellingen.toml", "naam = \"F. Piket\"\n")?;
    let zaak = omgeving.goed(&["meld", "--nr", "1", "--wat", "Brand op kamer 12", "--voorval", "20:00"])?;
    assert_eq!(omgeving.goed(&["logboek", "inzage"])?, "Er is nog niets ingezien.");
    omgeving.goed(&["toon", &zaak])?;
    omgeving.goed(&["inbox", "--json"])?;
    omgeving.goed(&["incidenten"])?;
    omgeving.goed(&["concept", &zaak, "sms"])?;
    let naar = |naam: &str| omgeving.pad(naam).to_string_lossy().into_owned();
    omgeving.goed(&["concept", &zaak, "sms", "--uit", &naar("sms.txt")])?;
    omgeving.geweigerd(2, &["concept", &zaak, "sms", "--uit", &naar("sms.docx")])?;
    omgeving.goed(&["logboek", "exporteer"])?;
    omgeving.goed(&["logboek", "exporteer", "--uit", &naar("logboek.jsonl")])?;
    omgeving.goed(&["monitor", "--week", "2026-W50", "--uit", &naar("monitor.md")])?;
    let gezien = inzagen(&omgeving)?;
    let woord = |regel: &Value, veld: &str| regel[veld].as_str().unwrap_or_default().to_owned();
    let kern: Vec<String> = gezien
        .iter()
        .map(|r| ["handeling", "object", "uitkomst", "herkomst"].map(|v| woord(r, v)).join(" · "))
        .collect();
    let verwacht = [
        format!("onthuld · {zaak} · gelukt · opdracht"),
        "onthuld · inbox · gelukt · opdracht".to_owned(),
        format!("afgedrukt · {zaak} sms · gelukt · opdracht"),
        format!("geexporteerd · {zaak} sms · gelukt · opdracht"),
        format!("geexporteerd · {zaak} sms · geweigerd · opdracht"),
        "afgedrukt · logboek · gelukt · opdracht".to_owned(),
        "geexporteerd · logboek · gelukt · opdracht".to_owned(),
        "geexporteerd · monitor 2026-W50 · gelukt · opdracht".to_owned(),
    ];
    assert_eq!(kern, verwacht);
    assert!(gezien.iter().all(|r| woord(r, "actor") == "F. Piket" && woord(r, "op").starts_with("2026-12-13T20:10")));
    assert!(omgeving.goed(&["logboek", "controleer"])?.contains(", 8 inzagen."));
    assert!(omgeving.goed(&["logboek", "inzage"])?.contains("geëxporteerd"));
    Ok(())
}

#[test]
fn a_head_noted_elsewhere_tells_whether_the_log_still_has_all_before_it() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    omgeving.goed(&["meld", "--nr", "1"])?;
    let kop = |uit: &str| {
        let woorden = uit.lines().find_map(|r| r.strip_prefix("Kop: ")).unwrap_or_default().to_owned();
        let regel = uit.lines().last().and_then(|r| r.split("(regel ").nth(1)).unwrap_or_default();
        (woorden, regel.trim_end_matches(')').to_owned())
    };
    let (eerst, bij) = kop(&omgeving.goed(&["logboek", "controleer"])?);
    assert_eq!(eerst.split(' ').count(), 5, "{eerst}");
    omgeving.goed(&["meld", "--nr", "2"])?;
    let (later, bij_later) = kop(&omgeving.goed(&["logboek", "controleer"])?);
    let zegt = |code: i32, woorden: &[&str], zin: &str| -> Proef {
        let antwoord = omgeving.doe(&[&["logboek", "controleer", "--kop"], woorden].concat())?;
        assert_eq!((antwoord.code, antwoord.uit.lines().last()), (code, Some(zin)), "{woorden:?}");
        Ok(())
    };
    let er_bij = bij_later.parse::<u64>()? - bij.parse::<u64>()?;
    zegt(0, &[&later], &format!("De genoteerde kop is die van de laatste regel, {bij_later}."))?;
    zegt(0, &[&eerst], &format!("De genoteerde kop is die van regel {bij}; daarna zijn er {er_bij} bijgekomen."))?;
    zegt(1, &[&eerst, "--bij", "1"], &format!("De genoteerde kop is die van regel {bij}, niet van regel 1."))?;
    // The tail is taken off, and everything that would show that is mended.
    let db = rusqlite::Connection::open(omgeving.data().join("piket.db"))?;
    db.execute_batch(&format!(
        "PRAGMA foreign_keys = OFF; DROP TRIGGER logboek_blijft; DELETE FROM geheim WHERE seq > {bij};
         DELETE FROM logboek WHERE seq > {bij};
         UPDATE stand SET seq = {bij}, hash = (SELECT hash FROM logboek WHERE seq = {bij})"
    ))?;
    drop(db);
    let weg = "De genoteerde kop komt niet voor: het einde ontbreekt, of dit is een ander logboek.";
    assert!(omgeving.goed(&["logboek", "controleer"])?.starts_with("De keten klopt"));
    zegt(1, &[&later], weg)?;
    let van = bij.parse::<u64>()? + 1;
    let staart = format!("Regels {van} tot en met {bij_later} ontbreken aan het einde.");
    zegt(1, &[&later, "--bij", &bij_later], &staart)?;
    zegt(1, &[&later, "--bij", "2"], "Regel 2 was een andere toen deze kop werd genoteerd.")?;
    assert!(omgeving.geweigerd(2, &["logboek", "controleer", "--kop", "aap noot mies wim zus"])?.contains("«aap»"));
    Ok(())
}
