//! The handover as two officers use it: one makes it, the other reads and accepts it, and a log that
//! lost its end meanwhile is not taken over unseen.

mod common;

use std::{fs, path::PathBuf};

use common::{Failure, TestResult, environment::TestEnv};

const NOW: &str = "2026-12-13 20:10";

#[test]
fn it_says_what_is_expected_and_no_more_than_that() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let what = "Kanariestra sloeg een ruit in";
    let zaak =
        env.good(&["meld", "--nr", "6", "--inrichting", "FPC Pompestichting", "--wat", what, "--voorval", "19:50"])?;
    let zaak =
        zaak.split_whitespace().find(|w| w.starts_with("2026-W")).unwrap_or_default().trim_end_matches('.').to_owned();
    env.good(&["feit", &zaak, "letsel", "Kanariestra heeft een snee", "--bron", "Kanariestra zelf"])?;
    env.good(&["doorgemeld", &zaak, "--aan", "hoofd Kanariestra", "--reden", "hij vroeg erom"])?;
    // Where the matrix brackets the T, that it is not decided yet is handed over too.
    env.good(&["meld", "--nr", "9", "--inrichting", "CTP Veldzicht"])?;
    let path = env.path("overdracht.md").to_string_lossy().into_owned();
    let said = env.good(&["overdracht", "maak", "--uit", &path])?;
    assert!(said.contains("Kop: "), "{said}");
    let paper = fs::read_to_string(&path)?;
    for part in [
        "# Overdracht piketweek 2026-W50",
        &format!("## {zaak}"),
        "rij 6",
        "MBV vóór",
        "FPC Pompestichting",
        "**Verwacht van u:**",
        "Oordeel",
        "telefonische melding: nog te beslissen; piketmelding: nog te beslissen",
        "iemand die niet in het adresboek staat per telefoon (zo 13-12 20:10)",
        "nog niet doorgemeld in de lijn",
    ] {
        assert!(paper.contains(part), "{part}\n{paper}");
    }
    assert!(!paper.contains("Kanariestra"), "{paper}");
    // The only copy of a handover is not written over.
    assert!(env.refused(3, &["overdracht", "maak", "--uit", &path])?.contains("is er al"));
    let read = env.good(&["overdracht", "lees", &path])?;
    assert!(read.contains("is die van de laatste regel"), "{read}");
    let accepted = env.good(&["overdracht", "aanvaard", &path, "--door", "V. Volgende"])?;
    assert!(accepted.contains("V. Volgende heeft de overdracht aanvaard."), "{accepted}");
    let audit = env.good(&["logboek", "inzage"])?;
    assert!(
        audit.contains("overgedragen") && audit.contains("aanvaard") && audit.contains("door V. Volgende"),
        "{audit}"
    );
    env.good(&["meld", "--nr", "7"])?;
    assert!(env.good(&["overdracht", "lees", &path])?.contains("bijgekomen"));
    Ok(())
}

/// Monday 08:45 of the change: the week that ends, each running term with where it stands, decisions as they are.
#[test]
fn on_the_day_of_the_change_it_tells_how_every_open_case_stands() -> TestResult {
    let env = TestEnv::demo("2026-12-14 08:45")?;
    let opened =
        env.good(&["meld", "--nr", "1", "--inrichting", "FPC Pompestichting", "--voorval", "2026-12-12 19:50"])?;
    let zaak = opened.split_whitespace().find(|w| w.starts_with("2026-W")).unwrap_or_default().trim_end_matches('.');
    env.good(&["herinner", zaak, "2026-12-14 08:50", "Kanariestra bellen"])?;
    env.good(&["doorgemeld", zaak, "--aan", "Kanariestra", "--reden", "wacht"])?;
    env.good(&["importeer", &common::environment::mail("03-mbv-pdf.eml")])?;
    let out = |name: &str| env.path(name).to_string_lossy().into_owned();
    assert!(env.good(&["overdracht", "maak", "--uit", &out("o.txt")])?.contains("overdracht van 2026-W50"));
    let paper = fs::read_to_string(env.path("o.txt"))?;
    for part in [
        "MBV vóór ma 14-12 09:00: NU, nog 15 min",
        "piketmelding: ja, vast bij rij 1",
        "Eigen herinnering 1 om ma 14-12 08:50; de tekst staat in het logboek",
        "Wie weet het: iemand die niet in het adresboek staat per telefoon",
        "Inbox: 1.",
        ", per mail, ontvangen",
    ] {
        assert!(paper.contains(part), "{part}\n{paper}");
    }
    assert!(!paper.contains("Kanariestra"), "{paper}");
    env.good(&["overdracht", "lees", &out("o.txt")])?;
    let other = env.good(&["overdracht", "maak", "--week", "2026-W51", "--uit", &out("o.pdf")])?;
    assert!(other.contains("overdracht van 2026-W51"), "{other}");
    assert!(fs::read(env.path("o.pdf"))?.starts_with(b"%PDF-1.7"));
    assert!(env.refused(2, &["overdracht", "maak", "--uit", &out("o.doc")])?.contains(".md, .txt, .pdf"));
    Ok(())
}

#[test]
fn a_place_that_is_on_no_list_is_free_text_and_stays_in_the_log() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    env.good(&["meld", "--nr", "6", "--inrichting", "<b>Kliniek</b> [Kanariestra](http://kwaad.example)"])?;
    let path = env.path("overdracht.md").to_string_lossy().into_owned();
    env.good(&["overdracht", "maak", "--uit", &path])?;
    let paper = fs::read_to_string(&path)?;
    assert!(paper.contains("inrichting die niet in de lijst staat"), "{paper}");
    assert!(!["Kanariestra", "<b>", "kwaad"].iter().any(|part| paper.contains(part)), "{paper}");
    Ok(())
}

#[test]
fn a_log_that_lost_its_end_since_the_handover_is_not_taken_over() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    env.good(&["meld", "--nr", "1"])?;
    let path = env.path("overdracht.md").to_string_lossy().into_owned();
    env.good(&["overdracht", "maak", "--uit", &path])?;
    let db = rusqlite::Connection::open(env.data().join("piket.db"))?;
    // The last entry is taken off, and everything inside that would show it is mended.
    db.execute_batch(
        "PRAGMA foreign_keys = OFF; DROP TRIGGER logboek_blijft;
         DELETE FROM geheim WHERE seq = (SELECT max(seq) FROM logboek);
         DELETE FROM logboek WHERE seq = (SELECT max(seq) FROM logboek);
         UPDATE stand SET seq = (SELECT max(seq) FROM logboek), hash = (SELECT hash FROM logboek ORDER BY seq DESC LIMIT 1)",
    )?;
    drop(db);
    env.good(&["herbouw"])?;
    let check = env.run(&["logboek", "controleer"])?;
    assert!(check.code == 1 && check.out.contains("bevestigd. Is piket.db-wal"), "{check:?}");
    assert!(env.run(&["overdracht", "lees", &path])?.out.contains("ontbreekt aan het einde"));
    assert!(env.refused(1, &["overdracht", "aanvaard", &path])?.contains("niet aanvaard"));
    assert!(!env.good(&["logboek", "inzage"])?.contains("aanvaard"));
    fs::write(&path, "geen overdracht")?;
    assert!(env.refused(3, &["overdracht", "aanvaard", &path])?.contains("geen kop"));
    Ok(())
}

/// A real log gets a copy at its handover, and a new passphrase goes along to every copy; wrong ones that
/// were tried before the right one are in the audit.
#[test]
fn a_real_log_is_copied_at_the_handover_and_its_copies_follow_the_passphrase() -> TestResult {
    let env = TestEnv::bare()?;
    env.good(&["meld", "--nr", "1"])?;
    let path = env.path("overdracht.md").to_string_lossy().into_owned();
    assert!(env.good(&["overdracht", "maak", "--uit", &path])?.contains("reservekopie bij gemaakt"));
    let copies = || -> Result<Vec<PathBuf>, Failure> {
        let parts = fs::read_dir(env.data().join("reserve"))?;
        Ok(parts.filter_map(|d| Some(d.ok()?.path().join("piket.sleutel"))).filter(|p| p.exists()).collect())
    };
    let was = copies()?;
    assert!(!was.is_empty());
    let old_key = fs::read(was.first().ok_or_else(|| Failure("geen kopie".to_owned()))?)?;
    env.secret("fout", "een heel ander wachtwoord")?;
    env.secret("nieuw", "vier nieuwe losse woorden\n\n")?;
    let with = |file: &str, verb: &[&str]| {
        env.without_options(
            &[
                &[
                    "--data-dir",
                    &env.data().to_string_lossy(),
                    "--wachtwoord-bestand",
                    &env.path(file).to_string_lossy(),
                ],
                verb,
            ]
            .concat(),
        )
    };
    let failed = with("fout", &["incidenten"])?;
    assert_eq!(failed.code, 3, "{}", failed.error);
    let new = env.path("nieuw").to_string_lossy().into_owned();
    env.good(&["sleutel", "wijzig", "--nieuw-wachtwoord-bestand", &new])?;
    for key in copies()? {
        assert_ne!(fs::read(&key)?, old_key, "{}", key.display());
    }
    // The old key file would have opened the log of today.
    assert_eq!(with("wachtwoord", &["incidenten"])?.code, 3);
    let list = with("nieuw", &["reservekopie", "lijst"])?;
    assert!(list.code == 0 && list.out.contains("heel"), "{}{}", list.out, list.error);
    let audit = with("nieuw", &["logboek", "inzage"])?.out;
    assert_eq!(audit.matches("verkeerd wachtwoord").count(), 2, "{audit}");
    Ok(())
}
