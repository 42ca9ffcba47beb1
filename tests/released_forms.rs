//! Logs of every form that was ever released open in today's program: a demo, a real log with its
//! backup, and an export. Their chains keep their heads, and their cases, texts and times are found as
//! they were. A field may be added to an answer; none may go or change.

mod common;

use std::{fs, io::Cursor, path::Path};

use common::{Mis, Proef, omgeving::Omgeving};
use serde_json::Value;

const VORM_1: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/opslag-1");
const KOP: &str = "bijdrage libel bezoek academie emaille";
const WACHTWOORD: &str = "paard boter maan sok 42";

fn pak_uit(naam: &str, map: &Path) -> Result<(), Mis> {
    let bytes = fs::read(format!("{VORM_1}/{naam}"))?;
    fs::create_dir_all(map)?;
    zip::ZipArchive::new(Cursor::new(bytes)).and_then(|mut zip| zip.extract(map))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for deel in fs::read_dir(map)?.flatten().filter(|d| d.path().is_file()) {
            fs::set_permissions(deel.path(), fs::Permissions::from_mode(0o600))?;
        }
    }
    Ok(())
}

fn echt() -> Result<Omgeving, Mis> {
    let omgeving = Omgeving::kaal()?;
    omgeving.geheim("wachtwoord", WACHTWOORD)?;
    Ok(omgeving)
}

/// Whether everything that was said then is said now.
fn bevat(nu: &Value, toen: &Value) -> bool {
    match (nu, toen) {
        (Value::Object(nu), Value::Object(toen)) => {
            toen.iter().all(|(naam, toen)| nu.get(naam).is_some_and(|nu| bevat(nu, toen)))
        }
        (Value::Array(nu), Value::Array(toen)) => {
            nu.len() == toen.len() && nu.iter().zip(toen).all(|(nu, toen)| bevat(nu, toen))
        }
        _ => nu == toen,
    }
}

#[track_caller]
fn zegt_hetzelfde(nu: &str, bestand: &str) -> Proef {
    let toen = fs::read_to_string(format!("{VORM_1}/{bestand}"))?;
    assert_eq!(nu.lines().count(), toen.lines().count(), "{bestand}");
    for (nu, toen) in nu.lines().zip(toen.lines()) {
        let (nu, toen): (Value, Value) = (serde_json::from_str(nu)?, serde_json::from_str(toen)?);
        assert!(bevat(&nu, &toen), "{bestand}\nnu   {nu}\ntoen {toen}");
    }
    Ok(())
}

#[test]
fn a_demo_of_form_1_opens_and_says_the_same() -> Proef {
    let mut omgeving = Omgeving::kaal()?;
    pak_uit("demo-7.zip", omgeving.data())?;
    omgeving.zet_nu(Some("2026-11-22T02:10"));
    zegt_hetzelfde(&omgeving.goed(&["incidenten", "--alles", "--json"])?, "demo-7.incidenten.json")?;
    let gezegd = omgeving.goed(&["logboek", "controleer"])?;
    assert!(gezegd.starts_with("De keten klopt"), "{gezegd}");
    omgeving.goed(&["herbouw"])?;
    zegt_hetzelfde(&omgeving.goed(&["incidenten", "--alles", "--json"])?, "demo-7.incidenten.json")
}

#[test]
fn a_real_log_of_form_1_its_export_and_its_backup_open_and_say_the_same() -> Proef {
    let omgeving = echt()?;
    pak_uit("echt.zip", omgeving.data())?;
    let kop = omgeving.goed(&["logboek", "controleer"])?;
    assert!(kop.contains(KOP), "{kop}");
    zegt_hetzelfde(&omgeving.goed(&["incidenten", "--json"])?, "echt.incidenten.json")?;
    zegt_hetzelfde(&omgeving.goed(&["toon", "2026-W48-01", "--json"])?, "echt.zaak.json")?;
    // Writing goes on where it stopped.
    omgeving.goed(&["feit", "2026-W48-01", "letsel", "een snee in de hand"])?;
    assert!(omgeving.goed(&["logboek", "controleer"])?.starts_with("De keten klopt"));
    // The copy that was made then comes back as it was made.
    let kopie = omgeving.goed(&["reservekopie", "lijst"])?;
    let kopie = kopie.split_whitespace().find(|w| w.starts_with("2026")).unwrap_or_default().to_owned();
    omgeving.goed(&["reservekopie", "terugzetten", &kopie])?;
    zegt_hetzelfde(&omgeving.goed(&["toon", "2026-W48-01", "--json"])?, "echt.zaak.json")?;
    assert!(omgeving.goed(&["logboek", "controleer"])?.contains(KOP));
    Ok(())
}

#[test]
fn an_export_of_form_1_is_read_into_an_empty_log_with_the_same_head() -> Proef {
    let omgeving = echt()?;
    omgeving.goed(&["logboek", "importeer", &format!("{VORM_1}/echt.export.jsonl")])?;
    assert!(omgeving.goed(&["logboek", "controleer"])?.contains(KOP));
    zegt_hetzelfde(&omgeving.goed(&["incidenten", "--json"])?, "echt.incidenten.json")?;
    zegt_hetzelfde(&omgeving.goed(&["toon", "2026-W48-01", "--json"])?, "echt.zaak.json")
}
