//! The chain against somebody who has the file: triggers stop accidents, the check finds the rest,
//! and outsiders who share no code with the program come to the same verdict.

use std::{fs, io::Write, path::Path, process::Command};

use piket::store::Opslag;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::hulp::{Proef, buitenom, schrijvend, vul};

fn gevuld(map: &Path) -> Result<Opslag, Box<dyn std::error::Error>> {
    let mut opslag = schrijvend(map)?;
    vul(&mut opslag, 44)?;
    Ok(opslag)
}

fn sha(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().flat_map(|b| [b >> 4, b & 15]).filter_map(|n| char::from_digit(n.into(), 16)).collect()
}

/// Removes the triggers first, as anybody with the file can.
fn knoei(map: &Path, sql: &str) -> Proef {
    let db = buitenom(map)?;
    db.execute_batch("PRAGMA foreign_keys = OFF")?;
    let triggers: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?
        .query_map([], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    for naam in triggers {
        db.execute_batch(&format!("DROP TRIGGER {naam}"))?;
    }
    db.execute_batch(sql)?;
    Ok(())
}

#[test]
fn the_log_refuses_every_change_of_what_was_recorded() -> Proef {
    let map = tempfile::tempdir()?;
    let opslag = gevuld(map.path())?;
    let db = buitenom(map.path())?;
    let kolommen = "vastgelegd_op, voorgevallen_op, actor, soort, versie, zaak, gegevens, geheim_hash, vorige, hash";
    for sql in [
        "UPDATE logboek SET actor = 'ander' WHERE seq = 3".to_owned(),
        "UPDATE OR REPLACE logboek SET seq = 4 WHERE seq = 3".to_owned(),
        "DELETE FROM logboek WHERE seq = 44".to_owned(),
        "DELETE FROM logboek".to_owned(),
        format!("INSERT INTO logboek SELECT 46, {kolommen} FROM logboek WHERE seq = 44"),
        format!("INSERT INTO logboek SELECT 45, {kolommen} FROM logboek WHERE seq = 44"),
        format!("INSERT OR REPLACE INTO logboek SELECT 3, {kolommen} FROM logboek WHERE seq = 4"),
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
    assert_eq!(opslag.controleer()?.fouten, []);
    Ok(())
}

#[test]
fn every_kind_of_tampering_is_named_with_its_entry() -> Proef {
    // The one put in, and from there on every entry under another number.
    let ingevoegd: Vec<u64> = [7, 8].into_iter().chain(8..=45).collect();
    // The seq that must be named; more of them where one act leaves traces in more places.
    for (sql, verwacht) in [
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
            &ingevoegd,
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
        let map = tempfile::tempdir()?;
        drop(gevuld(map.path())?);
        knoei(map.path(), sql)?;
        let keten = schrijvend(map.path())?.controleer()?;
        // That the texts these acts take along are gone is named too, each with its entry.
        let weg = |f: &&piket::store::Ketenfout| f.zin.contains("zonder te zijn gewist");
        assert_eq!(
            keten.fouten.iter().any(|f| weg(&f)),
            sql.contains("DELETE FROM geheim;") || sql.ends_with("DELETE FROM geheim")
        );
        let genoemd: Vec<u64> = keten.fouten.iter().filter(|f| !weg(f)).map(|f| f.seq).collect();
        assert_eq!(genoemd, verwacht, "{sql}\n{:?}", keten.fouten);
        assert!(keten.fouten.iter().all(|f| f.zin.ends_with('.')));
    }
    Ok(())
}

#[test]
fn destroyed_text_is_gone_and_the_chain_still_holds() -> Proef {
    let map = tempfile::tempdir()?;
    let mut opslag = gevuld(map.path())?;
    let voor = opslag.controleer()?;
    let had = opslag.entries(None, None)?;
    // Retention works through the triggers: DELETE is what they allow.
    let gewist = buitenom(map.path())?.execute("DELETE FROM geheim WHERE seq < 30", [])?;
    let na = opslag.controleer()?;
    // The hashes hold; that no purge is in the log for it is what shows.
    let weg: Vec<u64> = na.fouten.iter().map(|f| f.seq).collect();
    assert_eq!((weg.len(), na.kop, na.gewist), (gewist, voor.kop, u64::try_from(gewist)?));
    assert!(na.fouten.iter().all(|f| f.seq < 30 && f.zin.contains("zonder te zijn gewist")), "{:?}", na.fouten);
    for (toen, nu) in had.iter().zip(opslag.entries(None, None)?) {
        assert_eq!((toen.seq, toen.vastgelegd_op, toen.event.soort()), (nu.seq, nu.vastgelegd_op, nu.event.soort()));
        let tekst = serde_json::to_string(&nu.event)?;
        assert!(nu.seq >= 30 || !tekst.contains("vertelsel"), "{tekst}");
        assert!(nu.seq < 30 || nu == *toen);
    }
    opslag.herbouw()?;
    assert!(opslag.zoek("vertelsel1", 10)?.meldingen.is_empty());
    let desk = opslag.laad_alles()?;
    assert!(desk.zaken.values().flat_map(|z| &z.rijkeuzes).any(|k| k.reden.lees() == "[gewist]"));
    Ok(())
}

/// The verdict of the documentation's recipe, written down a second time.
#[test]
fn the_export_can_be_recomputed_from_its_lines_alone() -> Proef {
    let map = tempfile::tempdir()?;
    let opslag = gevuld(map.path())?;
    buitenom(map.path())?.execute("DELETE FROM geheim WHERE seq = 5", [])?;
    let mut uit = Vec::new();
    assert_eq!(opslag.exporteer(&mut uit)?, 44);
    let mut vorige = "0".repeat(64);
    for (nr, regel) in String::from_utf8(uit)?.lines().enumerate() {
        let r: Value = serde_json::from_str(regel)?;
        let veld = |naam: &str| r.get(naam).and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut tekst = String::from("piket-logboek-1\n");
        for naam in ["seq", "vastgelegd_op", "voorgevallen_op", "actor", "soort", "versie"] {
            tekst += &r.get(naam).map_or_else(String::new, |v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
            tekst.push('\n');
        }
        for naam in ["zaak", "gegevens", "geheim_hash", "vorige"] {
            tekst += &veld(naam);
            tekst.push('\n');
        }
        assert_eq!(r.get("seq").and_then(Value::as_u64), Some(nr as u64 + 1));
        assert_eq!((veld("vorige"), veld("hash")), (vorige, sha(tekst.as_bytes())));
        vorige = veld("hash");
        if r.get("zout").is_some_and(|z| !z.is_null()) {
            let hex = veld("zout");
            let zout: Vec<u8> =
                (0..32).filter_map(|i| u8::from_str_radix(hex.get(2 * i..2 * i + 2)?, 16).ok()).collect();
            assert_eq!(zout.len(), 32);
            assert_eq!(sha(&[zout, veld("geheim").into_bytes()].concat()), veld("geheim_hash"));
        }
    }
    assert_eq!(vorige, opslag.controleer()?.kop);
    Ok(())
}

/// The script that the module's documentation shows, run as an outsider would; and Python's own
/// SQLite reads the file.
#[test]
fn python_agrees() -> Proef {
    let python = |args: &[&str]| Command::new("python3").args(args).output();
    if python(&["-c", "import sqlite3, hashlib"]).map_or(true, |u| !u.status.success()) {
        // Past the capture of the test harness: a check that did not run must be seen.
        writeln!(std::io::stderr(), "OVERGESLAGEN: python_agrees, want hier is geen python3 met sqlite3")?;
        return Ok(());
    }
    let map = tempfile::tempdir()?;
    let opslag = gevuld(map.path())?;
    let mut uit = Vec::new();
    opslag.exporteer(&mut uit)?;
    let kop = opslag.controleer()?.kop;
    let uitvoer = map.path().join("logboek.jsonl");
    fs::write(&uitvoer, &uit)?;
    let pad = uitvoer.to_str().ok_or("pad")?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/controleer.py");
    let oordeel = python(&[script, pad])?;
    assert_eq!(String::from_utf8(oordeel.stdout)?.trim(), format!("44 {kop} 0"));
    fs::write(&uitvoer, String::from_utf8(uit)?.replacen("p.piket", "p.ander", 3))?;
    let oordeel = String::from_utf8(python(&[script, pad])?.stdout)?;
    assert!(oordeel.trim().ends_with(" 3"), "{oordeel}");
    drop(opslag);
    let lezen = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); \
                 print(*db.execute('SELECT count(*), max(seq) FROM logboek').fetchone(), \
                 db.execute('SELECT hash FROM logboek ORDER BY seq DESC').fetchone()[0])";
    let db = map.path().join("piket.db");
    let gelezen = python(&["-c", lezen, db.to_str().ok_or("pad")?])?;
    assert_eq!(String::from_utf8(gelezen.stdout)?.trim(), format!("44 44 {kop}"));
    Ok(())
}
