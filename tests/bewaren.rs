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
