//! The handover as two officers use it: one makes it, the other reads and accepts it, and a log that
//! lost its end meanwhile is not taken over unseen.

mod common;

use std::{fs, path::PathBuf};

use common::{Mis, Proef, omgeving::Omgeving};

const NU: &str = "2026-12-13 20:10";

#[test]
fn it_says_what_is_expected_and_no_more_than_that() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let wat = "Kanariestra sloeg een ruit in";
    let zaak = omgeving.goed(&[
        "meld",
        "--nr",
        "6",
        "--inrichting",
        "FPC Pompestichting",
        "--wat",
        wat,
        "--voorval",
        "19:50",
    ])?;
    let zaak =
        zaak.split_whitespace().find(|w| w.starts_with("2026-W")).unwrap_or_default().trim_end_matches('.').to_owned();
    omgeving.goed(&["feit", &zaak, "letsel", "Kanariestra heeft een snee", "--bron", "Kanariestra zelf"])?;
    let pad = omgeving.pad("overdracht.md").to_string_lossy().into_owned();
    let gezegd = omgeving.goed(&["overdracht", "maak", "--uit", &pad])?;
    assert!(gezegd.contains("Kop: "), "{gezegd}");
    let papier = fs::read_to_string(&pad)?;
    for deel in [
        "# Overdracht piketweek 2026-W50",
        &format!("## {zaak}"),
        "rij 6",
        "MBV vóór",
        "FPC Pompestichting",
        "**Verwacht van u:**",
        "Oordeel",
    ] {
        assert!(papier.contains(deel), "{deel}\n{papier}");
    }
    assert!(!papier.contains("Kanariestra"), "{papier}");
    // The only copy of a handover is not written over.
    assert!(omgeving.geweigerd(3, &["overdracht", "maak", "--uit", &pad])?.contains("is er al"));
    let gelezen = omgeving.goed(&["overdracht", "lees", &pad])?;
    assert!(gelezen.contains("is die van de laatste regel"), "{gelezen}");
    let aanvaard = omgeving.goed(&["overdracht", "aanvaard", &pad, "--door", "V. Volgende"])?;
    assert!(aanvaard.contains("V. Volgende heeft de overdracht aanvaard."), "{aanvaard}");
    let inzage = omgeving.goed(&["logboek", "inzage"])?;
    assert!(
        inzage.contains("overgedragen") && inzage.contains("aanvaard") && inzage.contains("door V. Volgende"),
        "{inzage}"
    );
    omgeving.goed(&["meld", "--nr", "7"])?;
    assert!(omgeving.goed(&["overdracht", "lees", &pad])?.contains("bijgekomen"));
    Ok(())
}

#[test]
fn a_log_that_lost_its_end_since_the_handover_is_not_taken_over() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    omgeving.goed(&["meld", "--nr", "1"])?;
    let pad = omgeving.pad("overdracht.md").to_string_lossy().into_owned();
    omgeving.goed(&["overdracht", "maak", "--uit", &pad])?;
    let db = rusqlite::Connection::open(omgeving.data().join("piket.db"))?;
    // The last entry is taken off, and everything inside that would show it is mended.
    db.execute_batch(
        "PRAGMA foreign_keys = OFF; DROP TRIGGER logboek_blijft;
         DELETE FROM geheim WHERE seq = (SELECT max(seq) FROM logboek);
         DELETE FROM logboek WHERE seq = (SELECT max(seq) FROM logboek);
         UPDATE stand SET seq = (SELECT max(seq) FROM logboek), hash = (SELECT hash FROM logboek ORDER BY seq DESC LIMIT 1)",
    )?;
    drop(db);
    omgeving.goed(&["herbouw"])?;
    assert!(omgeving.goed(&["logboek", "controleer"])?.starts_with("De keten klopt"));
    assert!(omgeving.doe(&["overdracht", "lees", &pad])?.uit.contains("ontbreekt aan het einde"));
    assert!(omgeving.geweigerd(1, &["overdracht", "aanvaard", &pad])?.contains("niet aanvaard"));
    assert!(!omgeving.goed(&["logboek", "inzage"])?.contains("aanvaard"));
    fs::write(&pad, "geen overdracht")?;
    assert!(omgeving.geweigerd(3, &["overdracht", "aanvaard", &pad])?.contains("geen kop"));
    Ok(())
}

/// A real log gets a copy at its handover, and a new passphrase goes along to every copy; wrong ones that
/// were tried before the right one are in the audit.
#[test]
fn a_real_log_is_copied_at_the_handover_and_its_copies_follow_the_passphrase() -> Proef {
    let omgeving = Omgeving::kaal()?;
    omgeving.goed(&["meld", "--nr", "1"])?;
    let pad = omgeving.pad("overdracht.md").to_string_lossy().into_owned();
    assert!(omgeving.goed(&["overdracht", "maak", "--uit", &pad])?.contains("reservekopie bij gemaakt"));
    let kopieen = || -> Result<Vec<PathBuf>, Mis> {
        let delen = fs::read_dir(omgeving.data().join("reserve"))?;
        Ok(delen.filter_map(|d| Some(d.ok()?.path().join("piket.sleutel"))).filter(|p| p.exists()).collect())
    };
    let was = kopieen()?;
    assert!(!was.is_empty());
    let oude_sleutel = fs::read(was.first().ok_or_else(|| Mis("geen kopie".to_owned()))?)?;
    omgeving.geheim("fout", "een heel ander wachtwoord")?;
    omgeving.geheim("nieuw", "vier nieuwe losse woorden\n\n")?;
    let met = |bestand: &str, verb: &[&str]| {
        omgeving.zonder_opties(
            &[
                &[
                    "--data-dir",
                    &omgeving.data().to_string_lossy(),
                    "--wachtwoord-bestand",
                    &omgeving.pad(bestand).to_string_lossy(),
                ],
                verb,
            ]
            .concat(),
        )
    };
    let mis = met("fout", &["incidenten"])?;
    assert_eq!(mis.code, 3, "{}", mis.fout);
    let nieuw = omgeving.pad("nieuw").to_string_lossy().into_owned();
    omgeving.goed(&["sleutel", "wijzig", "--nieuw-wachtwoord-bestand", &nieuw])?;
    for sleutel in kopieen()? {
        assert_ne!(fs::read(&sleutel)?, oude_sleutel, "{}", sleutel.display());
    }
    // The old key file would have opened the log of today.
    assert_eq!(met("wachtwoord", &["incidenten"])?.code, 3);
    let lijst = met("nieuw", &["reservekopie", "lijst"])?;
    assert!(lijst.code == 0 && lijst.uit.contains("heel"), "{}{}", lijst.uit, lijst.fout);
    let inzage = met("nieuw", &["logboek", "inzage"])?.uit;
    assert_eq!(inzage.matches("verkeerd wachtwoord").count(), 2, "{inzage}");
    Ok(())
}
