//! The chain against somebody who has the file: triggers stop accidents, the check finds the rest,
//! and outsiders who share no code with the program come to the same verdict.

use std::{fs, io::Write, path::Path, process::Command};

use piket::store::Store;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::{TestResult, fill, for_writing, raw_connection};

fn filled(folder: &Path) -> Result<Store, Box<dyn std::error::Error>> {
    let mut store = for_writing(folder)?;
    fill(&mut store, 44)?;
    Ok(store)
}

fn sha(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().flat_map(|b| [b >> 4, b & 15]).filter_map(|n| char::from_digit(n.into(), 16)).collect()
}

/// Removes the triggers first, as anybody with the file can.
fn tamper(folder: &Path, sql: &str) -> TestResult {
    let db = raw_connection(folder)?;
    db.execute_batch("PRAGMA foreign_keys = OFF")?;
    let triggers: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?
        .query_map([], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    for name in triggers {
        db.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    db.execute_batch(sql)?;
    Ok(())
}

#[test]
fn the_log_refuses_every_change_of_what_was_recorded() -> TestResult {
    let folder = tempfile::tempdir()?;
    let store = filled(folder.path())?;
    let db = raw_connection(folder.path())?;
    let columns = "vastgelegd_op, voorgevallen_op, actor, soort, versie, zaak, gegevens, geheim_hash, vorige, hash";
    for sql in [
        "UPDATE logboek SET actor = 'ander' WHERE seq = 3".to_owned(),
        "UPDATE OR REPLACE logboek SET seq = 4 WHERE seq = 3".to_owned(),
        "DELETE FROM logboek WHERE seq = 44".to_owned(),
        "DELETE FROM logboek".to_owned(),
        format!("INSERT INTO logboek SELECT 46, {columns} FROM logboek WHERE seq = 44"),
        format!("INSERT INTO logboek SELECT 45, {columns} FROM logboek WHERE seq = 44"),
        format!("INSERT OR REPLACE INTO logboek SELECT 3, {columns} FROM logboek WHERE seq = 4"),
        "UPDATE geheim SET tekst = '[]'".to_owned(),
        "INSERT OR REPLACE INTO geheim SELECT seq, zout, '[]' FROM geheim LIMIT 1".to_owned(),
        "INSERT OR REPLACE INTO geheim SELECT max(seq), zout, '[]' FROM geheim".to_owned(),
        "UPDATE meta SET soort = 'demo'".to_owned(),
        "DELETE FROM meta".to_owned(),
        // Last, because without the tie between the tables only the log itself is left to refuse.
        "PRAGMA foreign_keys = OFF; DELETE FROM logboek WHERE seq = 44".to_owned(),
    ] {
        assert!(db.execute_batch(&sql).is_err(), "{sql}");
    }
    drop(db);
    assert_eq!(store.check()?.errors, []);
    Ok(())
}

#[test]
fn every_kind_of_tampering_is_named_with_its_entry() -> TestResult {
    // The one put in, and from there on every entry under another number.
    let inserted: Vec<u64> = [7, 8].into_iter().chain(8..=45).collect();
    // The seq that must be named; more of them where one act leaves traces in more places.
    for (sql, expected) in [
        ("UPDATE logboek SET actor = 'ander' WHERE seq = 7", &[7][..]),
        ("UPDATE logboek SET gegevens = replace(gegevens, '0', '1') WHERE seq = 7", &[7]),
        ("UPDATE logboek SET voorgevallen_op = '2026-11-22T00:00:00.000Z' WHERE seq = 7", &[7]),
        ("UPDATE logboek SET hash = printf('%064d', 1) WHERE seq = 7", &[7, 8]),
        ("DELETE FROM logboek WHERE seq = 7; DELETE FROM geheim WHERE seq = 7", &[7]),
        ("DELETE FROM logboek WHERE seq = 1; DELETE FROM geheim WHERE seq = 1", &[1]),
        ("DELETE FROM logboek WHERE seq > 42; DELETE FROM geheim WHERE seq > 42", &[44]),
        (
            "UPDATE logboek SET seq = 999 WHERE seq = 7; UPDATE logboek SET seq = 7 WHERE seq = 8;
             UPDATE logboek SET seq = 8 WHERE seq = 999; DELETE FROM geheim",
            &[7, 7, 8, 8, 9],
        ),
        (
            "DELETE FROM geheim; UPDATE logboek SET seq = seq + 100 WHERE seq > 6;
             INSERT INTO logboek SELECT 7, vastgelegd_op, voorgevallen_op, actor, soort, versie, zaak, gegevens,
             geheim_hash, hash, printf('%064d', 7) FROM logboek WHERE seq = 6;
             UPDATE logboek SET seq = seq - 99 WHERE seq > 100;
             UPDATE stand SET seq = 45",
            &inserted,
        ),
        // One more at the end, once clumsily and once with every hash right.
        (
            "INSERT INTO logboek SELECT 45, vastgelegd_op, voorgevallen_op, actor, soort, versie, zaak, gegevens, NULL,
             hash, printf('%064d', 7) FROM logboek WHERE seq = 44",
            &[45, 45],
        ),
        ("UPDATE stand SET seq = 43, hash = (SELECT hash FROM logboek WHERE seq = 43)", &[44]),
        (
            "CREATE TEMP TABLE ruil AS SELECT * FROM geheim ORDER BY seq LIMIT 2;
             UPDATE geheim SET zout = (SELECT zout FROM ruil WHERE ruil.seq <> geheim.seq),
             tekst = (SELECT tekst FROM ruil WHERE ruil.seq <> geheim.seq) WHERE seq IN (SELECT seq FROM ruil)",
            &[2, 3],
        ),
        ("UPDATE geheim SET tekst = '[\"anders\"]' WHERE seq = 2", &[2]),
    ] {
        let folder = tempfile::tempdir()?;
        drop(filled(folder.path())?);
        tamper(folder.path(), sql)?;
        let chain = for_writing(folder.path())?.check()?;
        // That the texts these acts take along are gone is named too, each with its entry.
        let gone = |f: &&piket::store::ChainError| f.sentence.contains("zonder te zijn gewist");
        assert_eq!(
            chain.errors.iter().any(|f| gone(&f)),
            sql.contains("DELETE FROM geheim;") || sql.ends_with("DELETE FROM geheim")
        );
        let named: Vec<u64> = chain.errors.iter().filter(|f| !gone(f)).map(|f| f.seq).collect();
        assert_eq!(named, expected, "{sql}\n{:?}", chain.errors);
        assert!(chain.errors.iter().all(|f| f.sentence.ends_with('.')));
    }
    Ok(())
}

#[test]
fn destroyed_text_is_gone_and_the_chain_still_holds() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut store = filled(folder.path())?;
    let before = store.check()?;
    let had = store.entries(None, None)?;
    // Retention works through the triggers: DELETE is what they allow.
    let purged = raw_connection(folder.path())?.execute("DELETE FROM geheim WHERE seq < 30", [])?;
    let after = store.check()?;
    // The hashes hold; that no purge is in the log for it is what shows.
    let gone: Vec<u64> = after.errors.iter().map(|f| f.seq).collect();
    assert_eq!((gone.len(), after.head, after.purged), (purged, before.head, u64::try_from(purged)?));
    assert!(
        after.errors.iter().all(|f| f.seq < 30 && f.sentence.contains("zonder te zijn gewist")),
        "{:?}",
        after.errors
    );
    for (then, now) in had.iter().zip(store.entries(None, None)?) {
        assert_eq!(
            (then.seq, then.recorded_at, then.event.form().kind),
            (now.seq, now.recorded_at, now.event.form().kind)
        );
        let text = piket::log::wire::write(&now.event)?.to_string();
        assert!(now.seq >= 30 || !text.contains("vertelsel"), "{text}");
        assert!(now.seq < 30 || now == *then);
    }
    store.rebuild()?;
    assert!(store.search("vertelsel1", 10)?.desk.meldingen.is_empty());
    let desk = store.load_all()?;
    assert!(desk.zaken.values().flat_map(|z| &z.rij_choices).any(|k| k.reason.read() == "[gewist]"));
    Ok(())
}

/// The verdict of the documentation's recipe, written down a second time.
#[test]
fn the_export_can_be_recomputed_from_its_lines_alone() -> TestResult {
    let folder = tempfile::tempdir()?;
    let store = filled(folder.path())?;
    raw_connection(folder.path())?.execute("DELETE FROM geheim WHERE seq = 5", [])?;
    let mut out = Vec::new();
    assert_eq!(store.export(&mut out)?, 44);
    let mut previous = "0".repeat(64);
    for (nr, line) in String::from_utf8(out)?.lines().enumerate() {
        let r: Value = serde_json::from_str(line)?;
        let field = |name: &str| r.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut text = String::from("piket-logboek-1\n");
        for name in ["seq", "vastgelegd_op", "voorgevallen_op", "actor", "soort", "versie"] {
            text += &r.get(name).map_or_else(String::new, |v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
            text.push('\n');
        }
        for name in ["zaak", "gegevens", "geheim_hash", "vorige"] {
            text += &field(name);
            text.push('\n');
        }
        assert_eq!(r.get("seq").and_then(Value::as_u64), Some(nr as u64 + 1));
        assert_eq!((field("vorige"), field("hash")), (previous, sha(text.as_bytes())));
        previous = field("hash");
        if r.get("zout").is_some_and(|z| !z.is_null()) {
            let hex = field("zout");
            let salt: Vec<u8> =
                (0..32).filter_map(|i| u8::from_str_radix(hex.get(2 * i..2 * i + 2)?, 16).ok()).collect();
            assert_eq!(salt.len(), 32);
            assert_eq!(sha(&[salt, field("geheim").into_bytes()].concat()), field("geheim_hash"));
        }
    }
    assert_eq!(previous, store.check()?.head);
    Ok(())
}

/// The script that the module's documentation shows, run as an outsider would; and Python's own
/// SQLite reads the file.
#[test]
fn python_agrees() -> TestResult {
    let python = |args: &[&str]| Command::new("python3").args(args).output();
    if python(&["-c", "import sqlite3, hashlib"]).map_or(true, |u| !u.status.success()) {
        // Past the capture of the test harness: a check that did not run must be seen.
        writeln!(std::io::stderr(), "OVERGESLAGEN: python_agrees, want hier is geen python3 met sqlite3")?;
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let store = filled(folder.path())?;
    let mut out = Vec::new();
    store.export(&mut out)?;
    let head = store.check()?.head;
    let output = folder.path().join("logboek.jsonl");
    fs::write(&output, &out)?;
    let path = output.to_str().ok_or("pad")?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/check.py");
    let verdict = python(&[script, path])?;
    assert_eq!(String::from_utf8(verdict.stdout)?.trim(), format!("44 {head} 0"));
    fs::write(&output, String::from_utf8(out)?.replacen("p.piket", "p.ander", 3))?;
    let verdict = String::from_utf8(python(&[script, path])?.stdout)?;
    assert!(verdict.trim().ends_with(" 3"), "{verdict}");
    drop(store);
    let read = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); \
                 print(*db.execute('SELECT count(*), max(seq) FROM logboek').fetchone(), \
                 db.execute('SELECT hash FROM logboek ORDER BY seq DESC').fetchone()[0])";
    let db = folder.path().join("piket.db");
    let reading = python(&["-c", read, db.to_str().ok_or("pad")?])?;
    assert_eq!(String::from_utf8(reading.stdout)?.trim(), format!("44 44 {head}"));
    Ok(())
}
