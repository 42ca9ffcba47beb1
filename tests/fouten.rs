//! What goes wrong: files and stores that are not as they should be, signals in the middle of a
//! sentence, terminals of any size. Nothing is touched that was refused, and no word is lost.

mod common;

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use common::{
    Mis, Proef,
    omgeving::{Omgeving, foto},
    sessie::{GEWOON, RUIM, Sessie},
};
use rusqlite::Connection;

const NU: &str = "2026-12-13 20:10";

#[test]
fn a_wrong_row_time_calendar_or_file_is_named() -> Proef {
    let omgeving = Omgeving::kaal()?;
    let termijn = |woorden: &[&str]| omgeving.zonder_opties(&[&["termijn"], woorden].concat());
    for (code, woorden, noemt) in [
        (2, &["--nr", "24", "--voorval", "2026-12-13 13:04"][..], "«24»"),
        (2, &["--nr", "1", "--voorval", "gisteren"], "«gisteren»"),
        (2, &["--nr", "1", "--voorval", "2026-02-30 13:04"], "2026-02-30"),
        (2, &["--nr", "1", "--voorval", "2026-03-29 02:30"], "02:30"),
        (2, &["--nr", "1", "--voorval", "2026-12-13 13:04", "--constatering", "2026-12-13 13:00"], "13:00"),
        (2, &["--nr", "1", "--voorval", "2026-12-13 13:04", "--kalender", "maan"], "«maan»"),
        (2, &["--nr", "1"], "--voorval"),
        (3, &["--batch", "nergens.jsonl"], "nergens.jsonl"),
    ] {
        let zin = termijn(woorden)?.is_weigering(code, &woorden.join(" "))?;
        assert!(zin.contains(noemt) && zin.ends_with('.'), "{woorden:?}: {zin}");
    }
    assert!(!omgeving.data().exists());
    Ok(())
}

/// Refused by the desk and by a verb that writes, with the same sentence, and left as it was.
fn onaangeroerd(omgeving: &Omgeving) -> Result<String, Mis> {
    let voor = foto(omgeving.data())?;
    let zin = omgeving.geweigerd(3, &["meld", "--nr", "1"])?;
    let mut desk = omgeving.desk(RUIM)?;
    assert_eq!(desk.einde()?, 3, "{}", desk.scherm());
    let scherm: String = desk.scherm().split_whitespace().collect();
    let kern: String = zin.split_whitespace().collect();
    assert!(scherm.contains(&kern), "{zin}\n{}", desk.scherm());
    assert!(foto(omgeving.data())? == voor, "{zin}");
    Ok(zin)
}

#[test]
fn no_database_is_refused_and_left_alone() -> Proef {
    let omgeving = Omgeving::kaal()?;
    fs::create_dir(omgeving.data())?;
    fs::write(omgeving.data().join("piket.db"), "Lieve moeder,\n".repeat(99))?;
    assert!(onaangeroerd(&omgeving)?.contains("geen opslag van piket"));
    assert!(omgeving.geweigerd(3, &["incidenten"])?.contains("geen opslag van piket"));
    Ok(())
}

#[test]
fn a_newer_store_is_refused_and_left_alone() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let db = Connection::open(omgeving.data().join("piket.db"))?;
    db.pragma_update(None, "user_version", 99)?;
    db.pragma_update(None, "journal_mode", "DELETE")?;
    db.close().map_err(|(_, e)| e)?;
    assert!(onaangeroerd(&omgeving)?.contains("nieuwere piket"));
    assert!(omgeving.geweigerd(3, &["incidenten"])?.contains("nieuwere piket"));
    Ok(())
}

fn zet_rechten(pad: &Path, rechten: u32) -> std::io::Result<()> {
    fs::set_permissions(pad, fs::Permissions::from_mode(rechten))
}

#[test]
fn a_read_only_folder_is_refused_for_writing_and_still_reads() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let db = omgeving.data().join("piket.db");
    zet_rechten(&db, 0o400)?;
    zet_rechten(omgeving.data(), 0o500)?;
    let zin = onaangeroerd(&omgeving);
    let lijst = omgeving.goed(&["incidenten"]);
    zet_rechten(omgeving.data(), 0o700)?;
    assert!(zin?.contains("alleen-lezen"));
    assert_eq!(lijst?, "Er zijn geen open zaken.");
    Ok(())
}

#[test]
fn broken_settings_and_rules_are_named_and_the_desk_opens_on_the_defaults() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    omgeving.config("instellingen.toml", "# mijn instellingen\n\nkalender = \"maankalender\"\n")?;
    let mut desk = omgeving.desk(RUIM)?;
    desk.wacht_regel(&["instellingen.toml", "regel 3", "kalender"])?.wacht("Druk op n als de telefoon gaat.")?;
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);

    // A verb has no header; it says so before its answer, which stays what a script reads.
    let antwoord = omgeving.doe(&["inbox", "--json"])?;
    assert!(antwoord.fout.contains("Let op: instellingen.toml, regel 3"), "{}", antwoord.fout);
    assert_eq!((antwoord.code, antwoord.uit.trim()), (0, ""));

    omgeving.config("instellingen.toml", "regels = \"mijn-regels.toml\"\n")?;
    omgeving.config("mijn-regels.toml", "sector = \"tbs\"\nversie = 7\n")?;
    let mut desk = omgeving.desk(RUIM)?;
    desk.wacht_regel(&["mijn-regels.toml", "regel 1 (geldig_van)"])?;
    desk.toetsen("n<omlaag>brand<ctrl-s>")?.wacht("is geopend")?;
    desk.toetsen("r2<enter>")?.wacht_regel(&["rij 2", "Brand"])?;
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    Ok(())
}

#[test]
fn another_time_than_the_clock_is_only_for_a_demo() -> Proef {
    let mut omgeving = Omgeving::kaal()?;
    omgeving.goed(&["meld", "--nr", "1"])?;
    let log = omgeving.goed(&["logboek", "exporteer"])?;
    omgeving.zet_nu(Some(NU));
    assert!(omgeving.geweigerd(2, &["meld", "--nr", "1"])?.contains("alleen in een demo"));
    // Nor is the fictitious week ever put in the real log.
    assert!(omgeving.geweigerd(2, &["demo", "--maak"])?.contains("echt logboek"));
    omgeving.zet_nu(None);
    assert_eq!(omgeving.goed(&["logboek", "exporteer"])?, log);
    Ok(())
}

#[test]
fn without_a_terminal_there_is_a_sentence_and_no_store() -> Proef {
    let omgeving = Omgeving::kaal()?;
    assert!(omgeving.geweigerd(2, &[])?.starts_with("De desk heeft een terminal nodig."));
    assert!(omgeving.geweigerd(2, &["demo"])?.starts_with("De desk heeft een terminal nodig."));
    assert!(omgeving.geweigerd(3, &["incidenten"])?.contains("nog geen opslag"));
    assert!(!omgeving.data().exists());
    Ok(())
}

#[test]
fn the_welcome_makes_nothing_before_a_choice() -> Proef {
    let omgeving = Omgeving::kaal()?;
    let voor = foto(&omgeving.pad(""))?;
    for weg in ["q", "<kaal-esc>", "<ctrl-c>"] {
        let mut desk = omgeving.desk(RUIM)?;
        desk.wacht("Welkom.")?.wacht(&omgeving.data().to_string_lossy())?;
        desk.toetsen("x<enter>")?.toetsen(weg)?;
        assert_eq!(desk.einde()?, 0, "{weg}");
        assert!(desk.is_teruggegeven()?, "{weg}");
        assert!(foto(&omgeving.pad(""))? == voor, "{weg}");
    }
    let mut desk = omgeving.desk(RUIM)?;
    desk.wacht("Welkom.")?.toetsen("d")?.wacht("DEMO")?.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    assert!(foto(&omgeving.pad(""))? == voor, "the demo week leaves nothing, least of all where the log will be");

    let mut desk = omgeving.desk(RUIM)?;
    desk.wacht("Welkom.")?.toetsen("o")?.wacht("Druk op n als de telefoon gaat.")?.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    let mut weer = omgeving.desk(GEWOON)?;
    weer.wacht("Druk op n als de telefoon gaat.")?.toetsen("q")?;
    assert_eq!(weer.einde()?, 0);
    Ok(())
}

const ZIN: &str = "vier leden van de brandweer zijn binnen";

/// A desk with the SMS of a case open, and a sentence typed at its end that is on the screen only.
fn midden_in_een_zin(omgeving: &Omgeving) -> Result<(Sessie, String), Mis> {
    let zaak = omgeving.goed(&["meld", "--nr", "1", "--inrichting", "Pompestichting", "--voorval", "19:40"])?;
    let mut desk = omgeving.desk(RUIM)?;
    desk.wacht("W50-01")?.toetsen("csms<enter>")?.wacht("versie 1")?;
    desk.toetsen("<ctrl-end><enter>")?.toetsen(ZIN)?.wacht(ZIN)?;
    Ok((desk, zaak))
}

/// The text of the SMS in the log, and which version it is.
fn sms(omgeving: &Omgeving, zaak: &str) -> Result<(String, i64), Mis> {
    let document = omgeving.json(&["toon", zaak, "--json"])?;
    let concept = &document["concepten"]["sms"];
    omgeving.goed(&["logboek", "controleer"])?;
    Ok((concept["tekst"].as_str().unwrap_or_default().to_owned(), concept["versie"].as_i64().unwrap_or_default()))
}

#[test]
fn a_signal_in_the_middle_of_a_sentence_loses_no_word_and_gives_the_terminal_back() -> Proef {
    for signaal in ["TERM", "HUP", "INT"] {
        let omgeving = Omgeving::demo(NU)?;
        let (mut desk, zaak) = midden_in_een_zin(&omgeving)?;
        desk.stuur_signaal(signaal)?;
        assert_eq!(desk.einde()?, 0, "{signaal}");
        assert!(desk.schreef(b"\x1b[?1049l") && desk.schreef(b"\x1b[?2004l"), "{signaal}");
        assert!(desk.is_teruggegeven()?, "{signaal}");
        let (tekst, versie) = sms(&omgeving, &zaak)?;
        assert!(tekst.ends_with(ZIN) && versie > 1, "{signaal}: {tekst}");
    }
    Ok(())
}

#[test]
fn a_window_that_is_closed_in_the_middle_of_a_sentence_loses_no_word() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let (mut desk, zaak) = midden_in_een_zin(&omgeving)?;
    desk.hang_op("<enter>")?;
    desk.einde_zonder_terminal()?;
    let (tekst, _) = sms(&omgeving, &zaak)?;
    assert!(tekst.contains(ZIN), "{tekst}");
    Ok(())
}

/// `kill -9` gives no chance to save, so this is about what was saved while typing: what the screen
/// calls a version is on disk.
#[test]
fn what_the_screen_calls_saved_survives_kill_nine() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let (mut desk, zaak) = midden_in_een_zin(&omgeving)?;
    desk.wacht("versie 2")?.stuur_signaal("KILL")?;
    desk.einde()?;
    let (tekst, versie) = sms(&omgeving, &zaak)?;
    assert!(tekst.ends_with(ZIN) && versie == 2, "{tekst}");

    // A call that was being noted waits in the inbox.
    let mut desk = omgeving.desk(GEWOON)?;
    desk.wacht("W50-01")?.toetsen("nkijv<tab>rook op de gang")?.wacht("rook op de gang")?;
    desk.wacht_weg("Wordt bewaard")?.wacht("Bewaard als M0002")?.stuur_signaal("KILL")?;
    desk.einde()?;
    let inbox = omgeving.goed(&["inbox"])?;
    assert!(inbox.contains("FPC de Kijvelanden") && inbox.contains("rook op de gang"), "{inbox}");
    Ok(())
}

#[test]
fn a_call_that_is_being_noted_survives_a_signal_before_its_first_save() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let mut desk = omgeving.desk(GEWOON)?;
    desk.wacht("Druk op n")?.toetsen("n<omlaag>rook op de gang")?.wacht("rook op de gang")?.stuur_signaal("TERM")?;
    assert_eq!(desk.einde()?, 0);
    assert!(omgeving.goed(&["inbox"])?.contains("rook op de gang"));
    Ok(())
}

#[test]
fn no_size_of_the_terminal_stops_the_desk() -> Proef {
    let maten = [(1, 1), (20, 5), (60, 15), (80, 24), (300, 100), (3, 200), (200, 2)];
    let mut omgeving = Omgeving::kaal()?;
    omgeving.zet_nu(Some(NU));
    omgeving.goed(&["demo", "--maak"])?;
    for maat in maten {
        let mut desk = omgeving.desk(maat)?;
        desk.wacht_iets()?.toetsen("q")?;
        assert_eq!(desk.einde()?, 0, "{maat:?}");
    }
    let mut desk = omgeving.desk(GEWOON)?;
    desk.wacht("DEMO")?;
    // Every layer and every tab is drawn at every size.
    for open in ["", "n", "?", ":", "/a", "M", "1", "2", "3", "4", "5", "csms<enter>", "v", "p", "f", "i"] {
        desk.toetsen("G")?.toetsen(open)?;
        for maat in maten {
            desk.maat(maat)?.wacht_iets()?;
        }
        desk.maat(GEWOON)?.wacht_iets()?;
        for _ in 0..3 {
            desk.toetsen("<esc>")?.wacht_iets()?;
        }
    }
    desk.wacht("DEMO")?.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    Ok(())
}

#[test]
fn nothing_is_written_behind_a_log_that_was_cut_short() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    omgeving.goed(&["meld", "--nr", "1"])?;
    omgeving.goed(&["meld", "--nr", "2"])?;
    let db = Connection::open(omgeving.data().join("piket.db"))?;
    let mut stmt = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")?;
    let triggers: Vec<String> = stmt.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
    for naam in triggers {
        db.execute_batch(&format!("DROP TRIGGER {naam}"))?;
    }
    db.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM logboek WHERE seq = (SELECT max(seq) FROM logboek)")?;
    drop(stmt);
    drop(db);
    for verb in [&["meld", "--nr", "3"][..], &["herbouw"]] {
        assert!(omgeving.geweigerd(3, verb)?.contains("eindigt anders"), "{verb:?}");
    }
    let antwoord = omgeving.doe(&["logboek", "controleer"])?;
    assert!(antwoord.code == 1 && antwoord.uit.contains("maar er was een regel"), "{antwoord:?}");
    Ok(())
}
