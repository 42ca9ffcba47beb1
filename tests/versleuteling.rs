//! The store as a stranger meets it: every byte of the folder, other programs, a wrong passphrase and a
//! key file that was tampered with. What is told over the phone must be found in none of them.

mod common;
#[path = "common/sleutel.rs"]
mod sleutel;

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    time::{Duration, Instant},
};

use common::{
    Mis, Proef,
    omgeving::{Omgeving, WACHTWOORD},
    sessie::GEWOON,
};
use piket::{
    domain::{moment::Moment, wachtwoord::Wachtwoord},
    store::{self, Ontgrendeling, Toegang, Winkelsoort},
};

/// Nobody's name and nobody's birthday.
const GEHEIM: [&str; 4] = ["Anarie-Vogel", "31-12-1979", "ontvluchting via het dak", "De Kijvelanden"];

fn met_geheim() -> Result<Omgeving, Mis> {
    let omgeving = Omgeving::kaal()?;
    let [naam, geboren, wat, plek] = GEHEIM;
    omgeving.goed(&["meld", "--nr", "9", "--inrichting", plek, "--wat", &format!("{wat}, {naam} ({geboren})")])?;
    Ok(omgeving)
}

fn bevat(bytes: &[u8], tekst: &str) -> bool {
    bytes.windows(tekst.len()).any(|w| w.eq_ignore_ascii_case(tekst.as_bytes()))
}

fn alles(map: &Path) -> Result<Vec<(String, Vec<u8>)>, Mis> {
    let mut uit = Vec::new();
    for deel in fs::read_dir(map)? {
        let pad = deel?.path();
        if pad.is_dir() {
            uit.extend(alles(&pad)?);
        } else {
            uit.push((pad.display().to_string(), fs::read(&pad)?));
        }
    }
    Ok(uit)
}

#[test]
fn no_byte_in_the_folder_tells_anything_while_the_desk_is_open_or_after() -> Proef {
    let omgeving = met_geheim()?;
    let mut desk = omgeving.desk(GEWOON)?;
    desk.wacht("Kijvelanden")?.toetsen("n")?.wacht("Telefonische melding")?;
    desk.toetsen("Mesdag<tab>Anarie-Vogel is boos<ctrl-s>")?.wacht("is geopend")?;
    let kijk = |wanneer: &str| -> Proef {
        let bestanden = alles(omgeving.data())?;
        assert!(bestanden.iter().any(|(naam, bytes)| naam.ends_with("piket.db") && bytes.len() >= 4096), "{wanneer}");
        for (naam, bytes) in bestanden {
            for tekst in GEHEIM.into_iter().chain(["Mesdag", "SQLite format 3", "CREATE TABLE", "boter"]) {
                assert!(!bevat(&bytes, tekst), "{wanneer}: {tekst} in {naam}");
            }
        }
        Ok(())
    };
    kijk("open")?;
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    kijk("gesloten")
}

#[test]
fn another_program_opens_nothing() -> Proef {
    let omgeving = met_geheim()?;
    let db = rusqlite::Connection::open(omgeving.data().join("piket.db"))?;
    let fout = db.query_row("SELECT count(*) FROM sqlite_master", [], |rij| rij.get::<_, i64>(0));
    assert!(fout.is_err_and(|e| e.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase)));
    Ok(())
}

#[test]
fn the_passphrase_is_asked_for_and_only_the_right_one_opens() -> Proef {
    let omgeving = met_geheim()?;
    let data = omgeving.data().to_str().unwrap_or_default();
    let voor = alles(omgeving.data())?;
    let zonder = omgeving.zonder_opties(&["--data-dir", data, "incidenten"])?.is_weigering(2, "zonder")?;
    assert!(zonder.contains("--wachtwoord-bestand"), "{zonder}");
    for (naam, tekst, rechten, code, zin) in [
        ("mis", "paard boter maan sOk\n", 0o600, 3, "Het wachtwoord klopt niet."),
        ("open", WACHTWOORD, 0o640, 2, "ook voor anderen leesbaar"),
        ("leeg", "\n", 0o600, 2, "is leeg"),
        ("twee", "paard boter\nmaan sok\n", 0o600, 2, "meer dan één regel"),
    ] {
        omgeving.geheim(naam, tekst)?;
        fs::set_permissions(omgeving.pad(naam), fs::Permissions::from_mode(rechten))?;
        let verb = ["--data-dir", data, "--wachtwoord-bestand", naam, "incidenten"];
        let antwoord = omgeving.zonder_opties(&verb)?.is_weigering(code, naam)?;
        assert!(antwoord.contains(zin), "{antwoord}");
    }
    for naam in [".", "/dev/zero", "bestaat-niet"] {
        let verb = ["--data-dir", data, "--wachtwoord-bestand", naam, "incidenten"];
        omgeving.zonder_opties(&verb)?.is_weigering(2, naam)?;
    }
    // Nothing but the note that somebody tried, for the audit.
    fs::remove_file(omgeving.data().join("piket.pogingen"))?;
    assert!(alles(omgeving.data())? == voor, "een weigering laat niets achter");
    assert!(omgeving.goed(&["incidenten"])?.contains("Kijvelanden"));
    Ok(())
}

#[test]
fn another_passphrase_opens_the_same_log_and_the_old_one_no_longer() -> Proef {
    let omgeving = met_geheim()?;
    let voor = omgeving.goed(&["logboek", "exporteer"])?;
    let db = fs::read(omgeving.data().join("piket.db"))?;
    omgeving.geheim("kort", "kort")?;
    omgeving.geheim("nieuw", "vier andere losse woorden")?;
    assert!(omgeving.geweigerd(2, &["sleutel", "wijzig", "--nieuw-wachtwoord-bestand", "kort"])?.contains("12 tekens"));
    omgeving.goed(&["sleutel", "wijzig", "--nieuw-wachtwoord-bestand", "nieuw"])?;
    assert_eq!(fs::read(omgeving.data().join("piket.db"))?, db, "het logboek zelf blijft zoals het was");
    assert!(omgeving.geweigerd(3, &["incidenten"])?.contains("klopt niet"));
    omgeving.geheim("wachtwoord", "vier andere losse woorden")?;
    assert_eq!(omgeving.goed(&["logboek", "exporteer"])?, voor);
    Ok(())
}

/// Every bit counts, or it makes no difference.
#[test]
fn a_key_file_with_one_other_byte_opens_nothing_else() -> Proef {
    let map = tempfile::tempdir()?;
    let nu = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
    let wachtwoord = Wachtwoord::nieuw(WACHTWOORD);
    let open = |nieuw, wachtwoord: &Wachtwoord| {
        store::open(map.path(), Toegang::Schrijven, nieuw, Ontgrendeling::Wachtwoord(wachtwoord), nu)
    };
    open(Some(Winkelsoort::Echt), &wachtwoord)?.sluit()?;
    let pad = map.path().join("piket.sleutel");
    let goed = fs::read(&pad)?;
    assert_eq!(fs::metadata(&pad)?.permissions().mode() & 0o777, 0o600);
    let (mut kapot, mut mis) = (0, 0);
    // A ninth of the places is tried: each that still reads costs a whole derivation.
    for plek in (0..goed.len()).step_by(9) {
        let mut ander = goed.clone();
        if let Some(byte) = ander.get_mut(plek) {
            *byte ^= 1;
        }
        fs::write(&pad, &ander)?;
        match open(None, &wachtwoord) {
            Ok(opslag) => opslag.sluit()?,
            Err(fout) if fout.zin.contains("klopt niet") => mis += 1,
            Err(fout) => {
                assert!(fout.zin.contains("sleutelbestand"), "{plek}: {fout}");
                kapot += 1;
            }
        }
    }
    assert!(mis > 10 && kapot > 5, "{mis} {kapot}");
    for vijandig in [
        String::from_utf8(goed.clone())?.replace("65536", "4294967295"),
        String::from_utf8(goed.clone())?.replace("\"rondes\": 3", "\"rondes\": 4000000000"),
        "{}".to_owned(),
        "x".repeat(1 << 20),
    ] {
        fs::write(&pad, &vijandig)?;
        assert!(open(None, &wachtwoord).is_err_and(|f| f.zin.contains("beschadigd")));
    }
    fs::remove_file(&pad)?;
    assert!(open(None, &wachtwoord).is_err_and(|f| f.zin.contains("geen opslag van piket")));
    fs::write(&pad, &goed)?;
    open(None, &wachtwoord)?.sluit()?;
    // The key of another store.
    let elders = tempfile::tempdir()?;
    let winkel = Some(Winkelsoort::Echt);
    store::open(elders.path(), Toegang::Schrijven, winkel, Ontgrendeling::Wachtwoord(&wachtwoord), nu)?.sluit()?;
    fs::copy(elders.path().join("piket.sleutel"), &pad)?;
    assert!(open(None, &wachtwoord).is_err_and(|f| f.zin.contains("past niet bij deze opslag")));
    Ok(())
}

#[test]
fn a_log_without_encryption_is_not_taken_for_a_real_one() -> Proef {
    let map = tempfile::tempdir()?;
    let nu = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
    let open = |nieuw, ontgrendeling: Ontgrendeling<'_>| {
        store::open(map.path(), Toegang::Schrijven, nieuw, ontgrendeling, nu).map(|o| o.soort())
    };
    assert!(open(Some(Winkelsoort::Echt), Ontgrendeling::Geen).is_err_and(|f| f.zin.contains("wachtwoord")));
    let kort = Wachtwoord::nieuw("kort");
    assert!(open(Some(Winkelsoort::Echt), Ontgrendeling::Wachtwoord(&kort)).is_err());
    assert_eq!(fs::read_dir(map.path())?.count(), 0);
    assert_eq!(open(Some(Winkelsoort::Demo), Ontgrendeling::Geen), Ok(Winkelsoort::Demo));
    let db = rusqlite::Connection::open(map.path().join("piket.db"))?;
    db.execute_batch("DROP TRIGGER meta_vast; UPDATE meta SET soort = 'echt'")?;
    drop(db);
    assert!(open(None, Ontgrendeling::Geen).is_err_and(|f| f.zin.contains("niet versleuteld")));
    Ok(())
}

#[test]
fn a_copy_is_as_closed_as_the_log_and_comes_back_under_the_passphrase_of_now() -> Proef {
    let omgeving = met_geheim()?;
    omgeving.goed(&["reservekopie", "maak"])?;
    let toen = omgeving.goed(&["logboek", "exporteer"])?;
    for (naam, bytes) in alles(omgeving.data())? {
        for tekst in GEHEIM.into_iter().chain(["SQLite format 3"]) {
            assert!(!bevat(&bytes, tekst), "{tekst} in {naam}");
        }
    }
    omgeving.goed(&["meld", "--nr", "1"])?;
    omgeving.geheim("nieuw", "vier andere losse woorden")?;
    omgeving.goed(&["sleutel", "wijzig", "--nieuw-wachtwoord-bestand", "nieuw"])?;
    omgeving.geheim("wachtwoord", "vier andere losse woorden")?;
    let lijst = omgeving.goed(&["reservekopie", "lijst"])?;
    assert!(lijst.ends_with("heel"), "{lijst}");
    let naam = lijst.split_whitespace().next().unwrap_or_default();
    omgeving.goed(&["reservekopie", "terugzetten", naam])?;
    assert_eq!(omgeving.goed(&["logboek", "exporteer"])?, toen);
    // Also where the key file itself is lost: each copy has one, and it went along with the passphrase.
    fs::remove_file(omgeving.data().join("piket.sleutel"))?;
    let verb = ["--data-dir", "data", "--wachtwoord-bestand", "wachtwoord", "reservekopie", "terugzetten", naam];
    // Within the same second the name for what stood there is taken, and nothing is ever overwritten.
    let mut antwoord = omgeving.zonder_opties(&verb)?;
    while antwoord.fout.contains("voor-terugzetten") {
        antwoord = omgeving.zonder_opties(&verb)?;
    }
    assert_eq!(antwoord.code, 0, "{antwoord:?}");
    assert_eq!(omgeving.goed(&["logboek", "exporteer"])?, toen);
    Ok(())
}

#[test]
fn the_first_desk_asks_for_a_passphrase_twice_and_the_next_one_once() -> Proef {
    let omgeving = Omgeving::kaal()?;
    let woorden = ["--data-dir", omgeving.data().to_str().unwrap_or_default()];
    let mut desk = omgeving.sessie(&woorden, GEWOON)?;
    desk.wacht("Welkom")?.toetsen("o")?.wacht("Kies een wachtwoord")?;
    desk.toetsen("kort<enter>")?.wacht("12 tekens")?;
    desk.toetsen("paard boter maan sok")?.wacht("Sterk.")?.toetsen("<enter>")?.wacht("nog een keer")?;
    desk.toetsen("iets anders dan dat<enter>")?.wacht("niet hetzelfde")?;
    desk.toetsen("paard boter maan sok<enter>")?.wacht("nog een keer")?;
    assert!(!desk.scherm().contains("boter"));
    desk.toetsen("paard boter maan sok<enter>")?.wacht("Er loopt geen termijn")?.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);

    let mut desk = omgeving.sessie(&woorden, GEWOON)?;
    desk.wacht("Wachtwoord")?.toetsen("mis poes<enter>")?.wacht("klopt niet")?.wacht("wachten")?;
    desk.toetsen("paard boter maan sok")?.wacht("••••")?.wacht_weg("wachten")?;
    desk.toetsen("<enter>")?.wacht("Er loopt geen termijn")?.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);

    let mut desk = omgeving.sessie(&woorden, GEWOON)?;
    desk.wacht("Wachtwoord")?.toetsen("<esc>")?;
    assert_eq!(desk.einde()?, 0);
    Ok(())
}

#[test]
fn a_signal_locks_and_the_passphrase_opens_with_every_step_in_the_audit() -> Proef {
    let omgeving = met_geheim()?;
    let mut desk = omgeving.desk(GEWOON)?;
    desk.wacht("Kijvelanden")?.stuur_signaal("USR1")?.wacht("Piket is vergrendeld")?;
    let scherm = desk.scherm();
    assert!(
        !scherm.contains("Kijvelanden") && !scherm.contains("rij 9") && scherm.contains("1 termijn loopt"),
        "{scherm}"
    );
    desk.toetsen("q<esc>mis poes boter<enter>")?.wacht("klopt niet")?.wacht_weg("wachten")?;
    desk.toetsen(WACHTWOORD.trim_end())?.wacht("••••")?.toetsen("<enter>")?.wacht("Kijvelanden")?;
    // The same with a key, and gone in good order from behind the lock.
    desk.toetsen("<ctrl-l>")?.wacht("Piket is vergrendeld")?.stuur_signaal("TERM")?;
    assert_eq!(desk.einde()?, 0);
    let inzage = omgeving.goed(&["logboek", "inzage"])?;
    for woord in ["vergrendeld", "wachtwoord", "ontgrendeld"] {
        assert!(inzage.to_lowercase().contains(woord), "{inzage}");
    }
    assert!(!inzage.contains("boter"));
    Ok(())
}

#[test]
fn the_demo_does_not_ask_for_the_passphrase_of_a_real_log() -> Proef {
    let omgeving = met_geheim()?;
    let voor = alles(omgeving.data())?;
    let woorden = ["--data-dir", omgeving.data().to_str().unwrap_or_default(), "demo"];
    let mut desk = omgeving.sessie(&woorden, GEWOON)?;
    desk.wacht("In deze map staat een echt logboek.")?.wacht("andere map")?;
    assert_eq!(desk.einde()?, 2);
    assert!(alles(omgeving.data())? == voor);
    Ok(())
}

/// A reader that has no part in this program; without it here, the raw bytes are searched all the same.
#[test]
fn the_sqlite_of_another_language_sees_no_database() -> Proef {
    let omgeving = met_geheim()?;
    let lees = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('select count(*) from sqlite_master')";
    let Ok(python) =
        std::process::Command::new("python3").args(["-c", lees]).arg(omgeving.data().join("piket.db")).output()
    else {
        // Past the capture of the test harness: a check that did not run must be seen.
        std::io::Write::write_all(&mut std::io::stderr(), b"OVERGESLAGEN: python3 is er niet\n")?;
        return Ok(());
    };
    let antwoord = String::from_utf8_lossy(&python.stderr).into_owned();
    assert!(!python.status.success() && antwoord.contains("not a database"), "{antwoord}");
    Ok(())
}

#[test]
fn a_verb_asks_on_the_terminal_and_gives_it_back() -> Proef {
    let omgeving = met_geheim()?;
    let data = omgeving.data().to_str().unwrap_or_default();
    let mut verb = omgeving.sessie(&["--data-dir", data, "incidenten"], GEWOON)?;
    verb.wacht("Wachtwoord:")?.toetsen("paard boter maan sok<enter>")?.wacht("Kijvelanden")?;
    assert!(!verb.scherm().contains("boter"));
    assert_eq!(verb.einde()?, 0);
    let mut verb = omgeving.sessie(&["--data-dir", data, "incidenten"], GEWOON)?;
    verb.wacht("Wachtwoord:")?.toetsen("paard<ctrl-c>")?.wacht("Er is geen wachtwoord gegeven.")?;
    assert_eq!(verb.einde()?, 2);
    assert!(verb.is_teruggegeven()?, "the terminal stayed silent");
    let mut verb = omgeving.sessie(&["--data-dir", data, "sleutel", "wijzig"], GEWOON)?;
    verb.wacht("Wachtwoord:")?.toetsen("paard boter maan sok<enter>")?;
    verb.wacht("Kies een wachtwoord:")?.toetsen("kort<enter>")?.wacht("12 tekens")?;
    verb.toetsen("vier andere losse woorden<enter>")?.wacht("Typ het nog een keer:")?;
    verb.toetsen("vier andere losse woorden<enter>")?.wacht("Het wachtwoord is gewijzigd.")?;
    assert_eq!(verb.einde()?, 0);
    assert!(omgeving.geweigerd(3, &["incidenten"])?.contains("klopt niet"));
    Ok(())
}

/// Looked at from outside, which only an administrator may do: the desk forbids everybody else.
#[test]
#[cfg(target_os = "linux")]
fn an_open_desk_leaves_no_copies_of_its_key_about_and_its_passphrase_nowhere() -> Proef {
    let omgeving = met_geheim()?;
    let sleutel = sleutel::sleutel(omgeving.data(), WACHTWOORD.trim_end().as_bytes())?;
    let hex = sleutel::als_hex(&sleutel);
    let mut desk = omgeving.sessie(&["--data-dir", omgeving.data().to_str().unwrap_or_default()], GEWOON)?;
    desk.wacht("Wachtwoord")?;
    // Key by key, as somebody types: what comes in one piece stays in the keyboard's buffer until the next.
    for (n, teken) in WACHTWOORD.trim_end().chars().enumerate() {
        desk.toetsen(&teken.to_string())?.wacht(&"•".repeat(n + 1))?;
    }
    desk.toetsen("<enter>")?.wacht("Kijvelanden")?;
    // The copy that is made at the start has the key a moment too: looked at until that is done.
    let mut gezien = Vec::new();
    let einde = Instant::now() + Duration::from_secs(20);
    while Instant::now() < einde && gezien != [0, 0, 1] {
        match geheugen(desk.proces()?) {
            Ok(geheugen) => {
                let keer = |wat: &[u8]| geheugen.iter().map(|deel| tel(deel, wat)).sum::<usize>();
                assert!(keer(b"Kijvelanden") > 0);
                gezien = [WACHTWOORD.trim_end().as_bytes(), hex.as_bytes(), &sleutel].map(keer).to_vec();
            }
            Err(fout) => {
                eprintln!("het geheugen is niet te lezen ({fout}): niet nagekeken");
                gezien = vec![0, 0, 1];
            }
        }
    }
    assert_eq!(gezien, [0, 0, 1], "passphrase, key as text, key");
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    Ok(())
}

fn tel(in_dit: &[u8], wat: &[u8]) -> usize {
    let Some(eerste) = wat.first() else { return 0 };
    in_dit
        .iter()
        .enumerate()
        .filter(|(i, b)| *b == eerste && in_dit.get(*i..).is_some_and(|d| d.starts_with(wat)))
        .count()
}

/// Every readable stretch of a process.
#[cfg(target_os = "linux")]
fn geheugen(proces: u32) -> std::io::Result<Vec<Vec<u8>>> {
    use std::os::unix::fs::FileExt;
    let bestand = fs::File::open(format!("/proc/{proces}/mem"))?;
    let mut uit = Vec::new();
    for regel in fs::read_to_string(format!("/proc/{proces}/maps"))?.lines().filter(|r| r.contains(" rw")) {
        let grenzen = regel.split_whitespace().next().and_then(|g| g.split_once('-'));
        let grenzen = grenzen.map(|(a, b)| (u64::from_str_radix(a, 16), u64::from_str_radix(b, 16)));
        if let Some((Ok(van), Ok(tot))) = grenzen {
            let mut deel = vec![0; usize::try_from(tot - van).unwrap_or_default()];
            // What the kernel keeps to itself is skipped.
            if bestand.read_exact_at(&mut deel, van).is_ok() {
                uit.push(deel);
            }
        }
    }
    Ok(uit)
}
