//! What the store keeps, for whom and how long, through the verbs: who looked is recorded, and what
//! is purged is gone to the last byte.

mod common;

use common::{
    Mis, Proef,
    kanarie::{KANARIES, gevonden, vol},
    omgeving::Omgeving,
};
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
        "afgedrukt · zaken · gelukt · opdracht".to_owned(),
        format!("afgedrukt · {zaak} sms · gelukt · opdracht"),
        format!("geexporteerd · {zaak} sms · gelukt · opdracht"),
        format!("geexporteerd · {zaak} sms · geweigerd · opdracht"),
        "afgedrukt · logboek · gelukt · opdracht".to_owned(),
        "geexporteerd · logboek · gelukt · opdracht".to_owned(),
        "geexporteerd · monitor 2026-W50 · gelukt · opdracht".to_owned(),
    ];
    assert_eq!(kern, verwacht);
    assert!(gezien.iter().all(|r| woord(r, "actor") == "F. Piket" && woord(r, "op").starts_with("2026-12-13T20:10")));
    assert!(omgeving.goed(&["logboek", "controleer"])?.contains(", 9 inzagen."));
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
    omgeving.goed(&["herbouw"])?;
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

/// The monitor of the week, without the moment it was made.
fn figuren(omgeving: &Omgeving, naar: &str) -> Result<String, Mis> {
    let pad = omgeving.pad(naar);
    omgeving.goed(&["monitor", "--week", "2026-W50", "--uit", &pad.to_string_lossy()])?;
    let mut monitor: Value = serde_json::from_str(&std::fs::read_to_string(pad)?)?;
    monitor["gemaakt_op"].take();
    Ok(monitor.to_string())
}

#[test]
fn after_a_purge_no_byte_of_the_person_is_left_and_the_figures_remain() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let zaak = vol(&omgeving)?;
    omgeving.goed(&["meld", "--nr", "3", "--wat", "Iets anders in de keuken"])?;
    // Also in copies, and in what was kept when one of those was put back.
    omgeving.goed(&["reservekopie", "maak"])?;
    let kopie = omgeving.goed(&["reservekopie", "lijst"])?;
    omgeving.goed(&["reservekopie", "terugzetten", kopie.split(' ').next().unwrap_or_default()])?;
    assert_eq!(gevonden(&omgeving)?, KANARIES);
    let uit = omgeving.pad("gewist.jsonl");
    let wis = ["bewaartermijn", "wis", &zaak, "--reden", "Termijn verstreken", "--uit", &uit.to_string_lossy()];

    omgeving.goed(&["bewaartermijn", "houd", &zaak, "--reden", "Er loopt een onderzoek naar Kanariestra"])?;
    assert!(omgeving.geweigerd(1, &wis)?.contains("vastgehouden"));
    // Nor by way of a report that leaves the case.
    omgeving.goed(&["heropen", &zaak, "--reden", "Kijken of het hoort"])?;
    assert!(omgeving.geweigerd(1, &["ontkoppel", "M0001"])?.contains("vastgehouden"));
    omgeving.goed(&["sluit", &zaak])?;
    assert!(omgeving.goed(&["bewaartermijn"])?.contains("vastgehouden") && !uit.exists());
    omgeving.goed(&["bewaartermijn", "vrij", &zaak, "--reden", "Onderzoek naar Kanariestra klaar"])?;
    assert!(omgeving.goed(&["bewaartermijn"])?.contains("beslis bij de overdracht"));
    std::fs::write(&uit, "van een ander")?;
    assert!(omgeving.geweigerd(3, &wis)?.contains("Er is niets gewist"));
    assert_eq!(gevonden(&omgeving)?, KANARIES);
    std::fs::remove_file(&uit)?;
    let voor = figuren(&omgeving, "voor.json")?;
    assert!(voor.contains(&zaak), "{voor}");

    assert!(omgeving.goed(&wis)?.contains("vervangen door een nieuwe"));
    assert_eq!(gevonden(&omgeving)?, [] as [&str; 0]);
    assert_eq!(omgeving.goed(&["reservekopie", "lijst"])?.lines().count(), 1);
    let bewaard = std::fs::read_to_string(&uit)?;
    assert!(["Kanariestra", "14-03-1987", "\"digest\""].iter().all(|k| bewaard.contains(k)), "{bewaard}");
    assert!(omgeving.geweigerd(1, &wis)?.contains("al gewist"));
    assert!(omgeving.geweigerd(1, &["heropen", &zaak, "--reden", "Nieuws"])?.contains("gewist"));

    // What can still be asked names nobody, and the log still holds.
    assert_eq!(figuren(&omgeving, "na.json")?, voor);
    for verb in [
        &["toon", &zaak][..],
        &["inbox", "--alles", "--json"],
        &["incidenten", "--alles", "--json"],
        &["logboek", "exporteer"],
        &["logboek", "inzage", "--json"],
        &["bewaartermijn", "--json"],
    ] {
        let antwoord = omgeving.goed(verb)?;
        assert!(KANARIES.iter().all(|k| !antwoord.contains(k)), "{verb:?}: {antwoord}");
    }
    assert!(omgeving.goed(&["herbouw"])?.contains("gelijk aan wat er stond"));
    let keten = omgeving.goed(&["logboek", "controleer"])?;
    assert!(keten.starts_with("De keten klopt") && keten.contains("teksten gewist"), "{keten}");
    let inzage = omgeving.goed(&["logboek", "inzage"])?;
    assert!(inzage.contains("gewist") && inzage.contains("geweigerd"), "{inzage}");
    Ok(())
}
