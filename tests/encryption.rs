//! The store as a stranger meets it: every byte of the folder, other programs, a wrong passphrase and a
//! key file that was tampered with. What is told over the phone must be found in none of them.

mod common;
#[path = "common/key.rs"]
mod key;

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    time::{Duration, Instant},
};

use common::{
    Failure, TestResult,
    environment::{PASSPHRASE, TestEnv},
    session::NORMAL,
};
use piket::{
    domain::{moment::Moment, passphrase::Passphrase},
    store::{self, Access, StoreKind, Unlock},
};

/// Nobody's name and nobody's birthday.
const SECRET: [&str; 4] = ["Anarie-Vogel", "31-12-1979", "ontvluchting via het dak", "De Kijvelanden"];

fn with_secret() -> Result<TestEnv, Failure> {
    let env = TestEnv::bare()?;
    let [name, born, what, plek] = SECRET;
    env.good(&["meld", "--nr", "9", "--inrichting", plek, "--wat", &format!("{what}, {name} ({born})")])?;
    Ok(env)
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|w| w.eq_ignore_ascii_case(text.as_bytes()))
}

fn everything(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut out = Vec::new();
    for part in fs::read_dir(folder)? {
        let path = part?.path();
        if path.is_dir() {
            out.extend(everything(&path)?);
        } else if path.is_file() {
            // The door of an open desk is no file and holds no bytes.
            out.push((path.display().to_string(), fs::read(&path)?));
        }
    }
    Ok(out)
}

#[test]
fn no_byte_in_the_folder_tells_anything_while_the_desk_is_open_or_after() -> TestResult {
    let env = with_secret()?;
    let mut desk = env.desk(NORMAL)?;
    desk.wait("Kijvelanden")?.keys("n")?.wait("Telefonische melding")?;
    desk.keys("Mesdag<tab>Anarie-Vogel is boos<ctrl-s>")?.wait("is geopend")?;
    let look = |when: &str| -> TestResult {
        let files = everything(env.data())?;
        assert!(files.iter().any(|(name, bytes)| name.ends_with("piket.db") && bytes.len() >= 4096), "{when}");
        for (name, bytes) in files {
            for text in SECRET.into_iter().chain(["Mesdag", "SQLite format 3", "CREATE TABLE", "boter"]) {
                assert!(!contains(&bytes, text), "{when}: {text} in {name}");
            }
        }
        Ok(())
    };
    look("open")?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    look("gesloten")
}

#[test]
fn another_program_opens_nothing() -> TestResult {
    let env = with_secret()?;
    let db = rusqlite::Connection::open(env.data().join("piket.db"))?;
    let error = db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0));
    assert!(error.is_err_and(|e| e.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase)));
    Ok(())
}

#[test]
fn the_passphrase_is_asked_for_and_only_the_right_one_opens() -> TestResult {
    let env = with_secret()?;
    let data = env.data().to_str().unwrap_or_default();
    let before = everything(env.data())?;
    let without = env.without_options(&["--data-dir", data, "incidenten"])?.is_refusal(2, "zonder")?;
    assert!(without.contains("--wachtwoord-bestand"), "{without}");
    for (name, text, permissions, code, sentence) in [
        ("mis", "paard boter maan sOk\n", 0o600, 3, "Het wachtwoord klopt niet."),
        ("open", PASSPHRASE, 0o640, 2, "ook voor anderen leesbaar"),
        ("leeg", "\n", 0o600, 2, "is leeg"),
        ("twee", "paard boter\nmaan sok\n", 0o600, 2, "meer dan één regel"),
    ] {
        env.secret(name, text)?;
        fs::set_permissions(env.path(name), fs::Permissions::from_mode(permissions))?;
        let verb = ["--data-dir", data, "--wachtwoord-bestand", name, "incidenten"];
        let answer = env.without_options(&verb)?.is_refusal(code, name)?;
        assert!(answer.contains(sentence), "{answer}");
    }
    for name in [".", "/dev/zero", "bestaat-niet"] {
        let verb = ["--data-dir", data, "--wachtwoord-bestand", name, "incidenten"];
        env.without_options(&verb)?.is_refusal(2, name)?;
    }
    // Nothing but the note that somebody tried, for the audit.
    fs::remove_file(env.data().join("piket.pogingen"))?;
    assert!(everything(env.data())? == before, "een weigering laat niets achter");
    assert!(env.good(&["incidenten"])?.contains("Kijvelanden"));
    Ok(())
}

#[test]
fn another_passphrase_opens_the_same_log_and_the_old_one_no_longer() -> TestResult {
    let env = with_secret()?;
    let before = env.good(&["logboek", "exporteer"])?;
    let db = fs::read(env.data().join("piket.db"))?;
    env.secret("kort", "kort")?;
    env.secret("nieuw", "vier andere losse woorden")?;
    assert!(env.refused(2, &["sleutel", "wijzig", "--nieuw-wachtwoord-bestand", "kort"])?.contains("12 tekens"));
    env.good(&["sleutel", "wijzig", "--nieuw-wachtwoord-bestand", "nieuw"])?;
    assert_eq!(fs::read(env.data().join("piket.db"))?, db, "het logboek zelf blijft zoals het was");
    assert!(env.refused(3, &["incidenten"])?.contains("klopt niet"));
    env.secret("wachtwoord", "vier andere losse woorden")?;
    assert_eq!(env.good(&["logboek", "exporteer"])?, before);
    Ok(())
}

/// Every bit counts, or it makes no difference.
#[test]
fn a_key_file_with_one_other_byte_opens_nothing_else() -> TestResult {
    let folder = tempfile::tempdir()?;
    let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
    let passphrase = Passphrase::new(PASSPHRASE);
    let open = |new, passphrase: &Passphrase| {
        store::open(folder.path(), Access::Write, new, Unlock::Passphrase(passphrase), now)
    };
    open(Some(StoreKind::Real), &passphrase)?.close()?;
    let path = folder.path().join("piket.sleutel");
    let good = fs::read(&path)?;
    assert_eq!(fs::metadata(&path)?.permissions().mode() & 0o777, 0o600);
    let (mut broken, mut failed) = (0, 0);
    // A ninth of the places is tried: each that still reads costs a whole derivation.
    for plek in (0..good.len()).step_by(9) {
        let mut other = good.clone();
        if let Some(byte) = other.get_mut(plek) {
            *byte ^= 1;
        }
        fs::write(&path, &other)?;
        match open(None, &passphrase) {
            Ok(store) => store.close()?,
            Err(error) if error.sentence.contains("klopt niet") => failed += 1,
            Err(error) => {
                assert!(error.sentence.contains("sleutelbestand"), "{plek}: {error}");
                broken += 1;
            }
        }
    }
    assert!(failed > 10 && broken > 5, "{failed} {broken}");
    for hostile in [
        String::from_utf8(good.clone())?.replace("65536", "4294967295"),
        String::from_utf8(good.clone())?.replace("\"rondes\": 3", "\"rondes\": 4000000000"),
        "{}".to_owned(),
        "x".repeat(1 << 20),
    ] {
        fs::write(&path, &hostile)?;
        assert!(open(None, &passphrase).is_err_and(|f| f.sentence.contains("beschadigd")));
    }
    fs::remove_file(&path)?;
    assert!(open(None, &passphrase).is_err_and(|f| f.sentence.contains("geen opslag van piket")));
    fs::write(&path, &good)?;
    open(None, &passphrase)?.close()?;
    // The key of another store.
    let elsewhere = tempfile::tempdir()?;
    let store_kind = Some(StoreKind::Real);
    store::open(elsewhere.path(), Access::Write, store_kind, Unlock::Passphrase(&passphrase), now)?.close()?;
    fs::copy(elsewhere.path().join("piket.sleutel"), &path)?;
    assert!(open(None, &passphrase).is_err_and(|f| f.sentence.contains("past niet bij deze opslag")));
    Ok(())
}

#[test]
fn a_log_without_encryption_is_not_taken_for_a_real_one() -> TestResult {
    let folder = tempfile::tempdir()?;
    let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
    let open = |new, unlock: Unlock<'_>| store::open(folder.path(), Access::Write, new, unlock, now).map(|o| o.kind());
    assert!(open(Some(StoreKind::Real), Unlock::None).is_err_and(|f| f.sentence.contains("wachtwoord")));
    let short = Passphrase::new("kort");
    assert!(open(Some(StoreKind::Real), Unlock::Passphrase(&short)).is_err());
    assert_eq!(fs::read_dir(folder.path())?.count(), 0);
    assert_eq!(open(Some(StoreKind::Demo), Unlock::None), Ok(StoreKind::Demo));
    let db = rusqlite::Connection::open(folder.path().join("piket.db"))?;
    db.execute_batch("DROP TRIGGER meta_vast; UPDATE meta SET soort = 'echt'")?;
    drop(db);
    assert!(open(None, Unlock::None).is_err_and(|f| f.sentence.contains("niet versleuteld")));
    Ok(())
}

#[test]
fn a_copy_is_as_closed_as_the_log_and_comes_back_under_the_passphrase_of_now() -> TestResult {
    let env = with_secret()?;
    env.good(&["reservekopie", "maak"])?;
    let then = env.good(&["logboek", "exporteer"])?;
    for (name, bytes) in everything(env.data())? {
        for text in SECRET.into_iter().chain(["SQLite format 3"]) {
            assert!(!contains(&bytes, text), "{text} in {name}");
        }
    }
    env.good(&["meld", "--nr", "1"])?;
    env.secret("nieuw", "vier andere losse woorden")?;
    env.good(&["sleutel", "wijzig", "--nieuw-wachtwoord-bestand", "nieuw"])?;
    env.secret("wachtwoord", "vier andere losse woorden")?;
    let list = env.good(&["reservekopie", "lijst"])?;
    assert!(list.ends_with("heel"), "{list}");
    let name = list.split_whitespace().next().unwrap_or_default();
    env.good(&["reservekopie", "terugzetten", name])?;
    assert_eq!(env.good(&["logboek", "exporteer"])?, then);
    // Also where the key file itself is lost: each copy has one, and it went along with the passphrase.
    fs::remove_file(env.data().join("piket.sleutel"))?;
    let verb = ["--data-dir", "data", "--wachtwoord-bestand", "wachtwoord", "reservekopie", "terugzetten", name];
    // Within the same second the name for what stood there is taken, and nothing is ever overwritten.
    let mut answer = env.without_options(&verb)?;
    while answer.error.contains("voor-terugzetten") {
        answer = env.without_options(&verb)?;
    }
    assert_eq!(answer.code, 0, "{answer:?}");
    assert_eq!(env.good(&["logboek", "exporteer"])?, then);
    Ok(())
}

#[test]
fn the_first_desk_asks_for_a_passphrase_twice_and_the_next_one_once() -> TestResult {
    let env = TestEnv::bare()?;
    let words = ["--data-dir", env.data().to_str().unwrap_or_default()];
    let mut desk = env.session(&words, NORMAL)?;
    desk.wait("Welkom")?.keys("o")?.wait("Kies een wachtwoord")?;
    desk.keys("kort<enter>")?.wait("12 tekens")?;
    desk.keys("paard boter maan sok")?.wait("Sterk.")?.keys("<enter>")?.wait("nog een keer")?;
    desk.keys("iets anders dan dat<enter>")?.wait("niet hetzelfde")?;
    desk.keys("paard boter maan sok<enter>")?.wait("nog een keer")?;
    assert!(!desk.screen().contains("boter"));
    desk.keys("paard boter maan sok<enter>")?.wait("Er is nog niets. Klaar voor de dienst.")?.leave()?;
    assert_eq!(desk.end()?, 0);

    let mut desk = env.session(&words, NORMAL)?;
    desk.wait("Wachtwoord")?.keys("mis poes<enter>")?.wait("klopt niet")?.wait("wachten")?;
    desk.keys("paard boter maan sok")?.wait("••••")?.wait_until_gone("wachten")?;
    desk.keys("<enter>")?.wait("Er is nog niets. Klaar voor de dienst.")?.leave()?;
    assert_eq!(desk.end()?, 0);

    let mut desk = env.session(&words, NORMAL)?;
    desk.wait("Wachtwoord")?.keys("<esc>")?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

#[test]
fn a_signal_locks_and_the_passphrase_opens_with_every_step_in_the_audit() -> TestResult {
    let env = with_secret()?;
    let mut desk = env.desk(NORMAL)?;
    desk.wait("Kijvelanden")?.send_signal("USR1")?.wait("Piket is vergrendeld")?;
    let screen = desk.screen();
    assert!(
        !screen.contains("Kijvelanden") && !screen.contains("rij 9") && screen.contains("1 termijn loopt"),
        "{screen}"
    );
    desk.keys("q<esc>mis poes boter<enter>")?.wait("klopt niet")?.wait_until_gone("wachten")?;
    desk.keys(PASSPHRASE.trim_end())?.wait("••••")?.keys("<enter>")?.wait("Kijvelanden")?;
    // The same with a key, and gone in good order from behind the lock.
    desk.keys("<ctrl-l>")?.wait("Piket is vergrendeld")?.send_signal("TERM")?;
    assert_eq!(desk.end()?, 0);
    let audit = env.good(&["logboek", "inzage"])?;
    for word in ["vergrendeld", "wachtwoord", "ontgrendeld"] {
        assert!(audit.to_lowercase().contains(word), "{audit}");
    }
    assert!(!audit.contains("boter"));
    Ok(())
}

#[test]
fn the_demo_does_not_ask_for_the_passphrase_of_a_real_log() -> TestResult {
    let env = with_secret()?;
    let before = everything(env.data())?;
    let words = ["--data-dir", env.data().to_str().unwrap_or_default(), "demo"];
    let mut desk = env.session(&words, NORMAL)?;
    desk.wait("In deze map staat een echt logboek.")?.wait("andere map")?;
    assert_eq!(desk.end()?, 2);
    assert!(everything(env.data())? == before);
    Ok(())
}

/// A reader that has no part in this program; without it here, the raw bytes are searched all the same.
#[test]
fn the_sqlite_of_another_language_sees_no_database() -> TestResult {
    let env = with_secret()?;
    let read = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('select count(*) from sqlite_master')";
    let Ok(python) = std::process::Command::new("python3").args(["-c", read]).arg(env.data().join("piket.db")).output()
    else {
        // Past the capture of the test harness: a check that did not run must be seen.
        std::io::Write::write_all(&mut std::io::stderr(), b"OVERGESLAGEN: python3 is er niet\n")?;
        return Ok(());
    };
    let answer = String::from_utf8_lossy(&python.stderr).into_owned();
    assert!(!python.status.success() && answer.contains("not a database"), "{answer}");
    Ok(())
}

#[test]
fn a_verb_asks_on_the_terminal_and_gives_it_back() -> TestResult {
    let env = with_secret()?;
    let data = env.data().to_str().unwrap_or_default();
    let mut verb = env.session(&["--data-dir", data, "incidenten"], NORMAL)?;
    verb.wait("Wachtwoord:")?.keys("paard boter maan sok<enter>")?.wait("Kijvelanden")?;
    assert!(!verb.screen().contains("boter"));
    assert_eq!(verb.end()?, 0);
    let mut verb = env.session(&["--data-dir", data, "incidenten"], NORMAL)?;
    verb.wait("Wachtwoord:")?.keys("paard<ctrl-c>")?.wait("Er is geen wachtwoord gegeven.")?;
    assert_eq!(verb.end()?, 2);
    assert!(verb.is_given_back()?, "the terminal stayed silent");
    let mut verb = env.session(&["--data-dir", data, "sleutel", "wijzig"], NORMAL)?;
    verb.wait("Wachtwoord:")?.keys("paard boter maan sok<enter>")?;
    verb.wait("Kies een wachtwoord:")?.keys("kort<enter>")?.wait("12 tekens")?;
    verb.keys("vier andere losse woorden<enter>")?.wait("Typ het nog een keer:")?;
    verb.keys("vier andere losse woorden<enter>")?.wait("Het wachtwoord is gewijzigd.")?;
    assert_eq!(verb.end()?, 0);
    assert!(env.refused(3, &["incidenten"])?.contains("klopt niet"));
    Ok(())
}

/// Looked at from outside, which only an administrator may do: the desk forbids everybody else.
#[test]
#[cfg(target_os = "linux")]
fn an_open_desk_leaves_no_copies_of_its_key_about_and_its_passphrase_nowhere() -> TestResult {
    let env = with_secret()?;
    let key = key::key(env.data(), PASSPHRASE.trim_end().as_bytes())?;
    let hex = key::to_hex(&key);
    let mut desk = env.session(&["--data-dir", env.data().to_str().unwrap_or_default()], NORMAL)?;
    desk.wait("Wachtwoord")?;
    // Key by key, as somebody types: what comes in one piece stays in the keyboard's buffer until the next.
    for (n, character) in PASSPHRASE.trim_end().chars().enumerate() {
        desk.keys(&character.to_string())?.wait(&"•".repeat(n + 1))?;
    }
    desk.keys("<enter>")?.wait("Kijvelanden")?;
    // The copy that is made at the start has the key a moment too: looked at until that is done.
    let mut seen = Vec::new();
    let end = Instant::now() + Duration::from_secs(20);
    while Instant::now() < end && seen != [0, 0, 1] {
        match memory(desk.process()?) {
            Ok(memory) => {
                let occurrences = |what: &[u8]| memory.iter().map(|part| count(part, what)).sum::<usize>();
                assert!(occurrences(b"Kijvelanden") > 0);
                seen = [PASSPHRASE.trim_end().as_bytes(), hex.as_bytes(), &key].map(occurrences).to_vec();
            }
            Err(error) => {
                eprintln!("het geheugen is niet te lezen ({error}): niet nagekeken");
                seen = vec![0, 0, 1];
            }
        }
    }
    assert_eq!(seen, [0, 0, 1], "passphrase, key as text, key");
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

fn count(haystack: &[u8], what: &[u8]) -> usize {
    let Some(first) = what.first() else { return 0 };
    haystack
        .iter()
        .enumerate()
        .filter(|(i, b)| *b == first && haystack.get(*i..).is_some_and(|d| d.starts_with(what)))
        .count()
}

/// Every readable stretch of a process.
#[cfg(target_os = "linux")]
fn memory(process: u32) -> std::io::Result<Vec<Vec<u8>>> {
    use std::os::unix::fs::FileExt;
    let file = fs::File::open(format!("/proc/{process}/mem"))?;
    let mut out = Vec::new();
    for line in fs::read_to_string(format!("/proc/{process}/maps"))?.lines().filter(|r| r.contains(" rw")) {
        let limits = line.split_whitespace().next().and_then(|g| g.split_once('-'));
        let limits = limits.map(|(a, b)| (u64::from_str_radix(a, 16), u64::from_str_radix(b, 16)));
        if let Some((Ok(from), Ok(until))) = limits {
            let mut part = vec![0; usize::try_from(until - from).unwrap_or_default()];
            // What the kernel keeps to itself is skipped.
            if file.read_exact_at(&mut part, from).is_ok() {
                out.push(part);
            }
        }
    }
    Ok(out)
}
