//! An export read back into an empty log is that log, and an export that is not what was written is
//! refused by the number of the entry that is not.

use std::path::Path;

use piket::{
    domain::error::{Error, ErrorKind},
    store::{Access, Blob, Imported, Store, StoreKind, Unlock, open},
};
use proptest::{prelude::*, test_runner::TestCaseResult};
use serde_json::{Value, json};

use crate::{
    encrypted::passphrase,
    properties::{everything, fail},
    purge::mail,
    support::{TestResult, fill, fixed_rolls, for_writing, now, raw_connection},
};

fn export(store: &Store) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    store.export(&mut out).map(|_| out)
}

fn read_in(folder: &Path, mut bytes: &[u8]) -> Result<Imported, Error> {
    for_writing(folder)?.import(&mut bytes)
}

/// What the property of any night asks of its log too.
pub fn round_trip(store: &Store) -> TestCaseResult {
    let folder = tempfile::tempdir().map_err(fail)?;
    let out = export(store).map_err(fail)?;
    let read = read_in(folder.path(), &out).map_err(fail)?;
    let mut other = for_writing(folder.path()).map_err(fail)?;
    prop_assert_eq!(&read.head, &store.head().map_err(fail)?);
    prop_assert_eq!(&read.head, &other.head().map_err(fail)?);
    prop_assert!(export(&other).map_err(fail)? == out);
    prop_assert_eq!(other.entries(None, None).map_err(fail)?, store.entries(None, None).map_err(fail)?);
    let state = everything(store).map_err(fail)?;
    prop_assert_eq!(&everything(&other).map_err(fail)?, &state);
    prop_assert_eq!(other.check().map_err(fail)?.errors, vec![]);
    prop_assert_eq!(other.rebuild().map_err(fail)?.differences, 0);
    Ok(())
}

/// A log with a purge, mails and their files, as an export.
fn filled(folder: &Path) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut store = for_writing(folder)?;
    let mut narrative = fill(&mut store, 66)?;
    let (letter, photo) = (Blob::new(b"de hele mail".to_vec()), Blob::new(vec![0, 255, 10, 13, 34]));
    let number = u32::try_from(narrative.meldingen.len() + 1)?;
    store.write(now(), "p.piket", &[mail(number, &letter, &photo)], &[letter, photo])?;
    let purge = fixed_rolls(1).into_iter().map(|w| crate::support::Roll { kind: 24, ..w });
    for roll in purge {
        store.write(now(), "p.piket", &[narrative.tell(&roll)?], &[])?;
    }
    Ok(export(&store)?)
}

fn lines(export: &[u8]) -> Result<Vec<Value>, serde_json::Error> {
    export.split(|b| *b == b'\n').filter(|r| !r.is_empty()).map(serde_json::from_slice).collect()
}

fn bytes(lines: &[Value]) -> Vec<u8> {
    lines.iter().flat_map(|r| format!("{r}\n").into_bytes()).collect()
}

#[test]
fn files_and_purges_come_along_also_into_an_encrypted_log() -> TestResult {
    let (from, to) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let out = filled(from.path())?;
    let source = for_writing(from.path())?;
    assert!(source.check()?.purged > 0);
    round_trip(&source).map_err(|e| e.to_string())?;
    let secret = passphrase();
    let key = Unlock::Passphrase(&secret);
    let mut real = open(to.path(), Access::Write, Some(StoreKind::Real), key, now())?;
    let taken = real.import(&mut out.as_slice())?;
    assert_eq!((taken.files, &taken.head), (2, &source.head()?));
    assert!(export(&real)? == out);
    let digest = Blob::new(b"de hele mail".to_vec()).digest().to_owned();
    assert_eq!(real.blob(&digest)?.as_deref(), Some(&b"de hele mail"[..]));
    // The night goes on behind it.
    drop(real);
    let mut real = open(to.path(), Access::Write, None, key, now())?;
    let blob = Blob::new(b"nog een".to_vec());
    real.write(now(), "p.piket", &[mail(900, &blob, &blob)], std::slice::from_ref(&blob))?;
    assert_eq!(real.check()?.errors, []);
    Ok(())
}

#[test]
fn a_log_that_has_entries_takes_none() -> TestResult {
    let folder = tempfile::tempdir()?;
    let out = filled(folder.path())?;
    let refused = read_in(folder.path(), &out);
    assert!(refused.is_err_and(|f| f.kind == ErrorKind::No && f.sentence.contains("al 68 regels")));
    assert!(export(&for_writing(folder.path())?)? == out);
    let empty = tempfile::tempdir()?;
    drop(for_writing(empty.path())?);
    let mut reader = open(empty.path(), Access::Read, None, Unlock::None, now())?;
    assert!(reader.import(&mut out.as_slice()).is_err_and(|f| f.sentence.contains("alleen geopend om te lezen")));
    Ok(())
}

#[test]
fn an_export_that_was_changed_is_refused_by_its_entry_and_leaves_nothing() -> TestResult {
    type Tamper = fn(&mut Vec<Value>);
    let source = tempfile::tempdir()?;
    let whole = lines(&filled(source.path())?)?;
    // With a text that is there, and not the first: entry 67 is the mail, 68 the purge.
    let trials: [(&str, Tamper); 19] = [
        ("Regel 5 is niet meer", |r| r[4]["actor"] = json!("ander")),
        ("Regel 5 is niet meer", |r| r[4]["gegevens"] = json!("{}")),
        ("Regel 5 is niet meer", |r| r[4]["voorgevallen_op"] = json!("2020-01-01T00:00:00.000Z")),
        ("Regel 5 is niet meer", |r| r[4]["hash"] = json!("ab".repeat(32))),
        ("Regel 5 sluit niet aan", |r| r[4]["vorige"] = json!("ab".repeat(32))),
        ("tekst van regel 67 is niet meer", |r| r[66]["geheim"] = json!("[\"anders\"]")),
        ("tekst van regel 67 is niet meer", |r| r[66]["zout"] = json!("00".repeat(32))),
        ("Regel 67 van het bestand is niet te lezen", |r| r[66]["zout"] = json!("xy")),
        ("Regel 67 van het bestand is niet te lezen", |r| r[66]["zout"] = Value::Null),
        ("tekst van regel 67 is weg zonder", |r| {
            r[66]["zout"] = Value::Null;
            r[66]["geheim"] = Value::Null;
        }),
        ("Regel 5 ontbreekt", |r| drop(r.remove(4))),
        ("Regels 5 tot en met 7 ontbreken", |r| drop(r.drain(4..7))),
        ("Regel 5 ontbreekt", |r| r.swap(4, 5)),
        ("Regel 5 staat niet op zijn plaats", |r| r.insert(5, r[4].clone())),
        ("Regel -9223372036854775808 staat niet", |r| r[0]["seq"] = json!(i64::MIN)),
        ("bij regel 67 binnenkwam, is veranderd", |r| r[68]["bytes"] = json!("00")),
        ("bij regel 69 binnenkwam, is veranderd", |r| r[68]["bij"] = json!(69)),
        ("geen regels", |r| r.clear()),
        ("Regel 3 van het bestand is niet te lezen", |r| r[2]["extra"] = json!(1)),
    ];
    for (expected, tamper) in trials {
        let folder = tempfile::tempdir()?;
        let mut lines = whole.clone();
        tamper(&mut lines);
        let refused = read_in(folder.path(), &bytes(&lines));
        assert!(
            refused.as_ref().is_err_and(|f| f.sentence.contains(expected) && f.hint.is_some()),
            "{expected}: {refused:?}"
        );
        let empty = raw_connection(folder.path())?.query_row(
            "SELECT (SELECT count(*) FROM logboek) + (SELECT count(*) FROM geheim) + (SELECT count(*) FROM bijlage) \
             + (SELECT count(*) FROM zaak) + (SELECT count(*) FROM melding)",
            [],
            |row| row.get::<_, i64>(0),
        )?;
        assert_eq!(empty, 0, "{expected}");
        // And takes the sound one afterwards.
        assert_eq!(read_in(folder.path(), &bytes(&whole))?.head.seq, 68);
    }
    Ok(())
}

#[test]
fn a_purge_is_not_undone_by_an_older_export() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut store = for_writing(folder.path())?;
    let mut narrative = fill(&mut store, 66)?;
    let earlier = lines(&export(&store)?)?;
    let purge = crate::support::Roll { kind: 24, a: 0, b: 0, text: "klaar".to_owned(), minutes: 0 };
    store.write(now(), "p.piket", &[narrative.tell(&purge)?], &[])?;
    let mut later = lines(&export(&store)?)?;
    let purged = earlier.iter().zip(&mut later).filter(|(then, now)| then["zout"] != now["zout"]);
    assert!(purged.map(|(then, now)| now.clone_from(then)).count() > 0);
    let to = tempfile::tempdir()?;
    let refused = read_in(to.path(), &bytes(&later));
    assert!(refused.as_ref().is_err_and(|f| f.sentence.starts_with("Regel 67 heeft teksten gewist")), "{refused:?}");
    Ok(())
}
