//! What is no store, too new, taken or read-only is refused with one sentence and a hint, and stays as
//! it was: every byte, and no file more or less in the folder.

use std::{collections::BTreeMap, fs, path::Path};

use piket::{
    domain::error::{Error, ErrorKind},
    store::{Access, Store, StoreKind, Unlock, open},
};
use rusqlite::Connection;

use crate::support::{TestResult, fill, for_writing, now, raw_connection};

type Snapshot = BTreeMap<std::ffi::OsString, Vec<u8>>;

fn snapshot(folder: &Path) -> std::io::Result<Snapshot> {
    fs::read_dir(folder)?.map(|part| part.map(|d| (d.file_name(), fs::read(d.path()).unwrap_or_default()))).collect()
}

/// Opens in both ways, expects both to be refused, and the folder to be the same afterwards.
fn refused(folder: &Path, access: &[Access]) -> Result<Vec<Error>, Box<dyn std::error::Error>> {
    let before = snapshot(folder)?;
    let mut errors = Vec::new();
    for access in access {
        let error = open(folder, *access, Some(StoreKind::Demo), Unlock::None, now())
            .map(|_: Store| ())
            .err()
            .ok_or("geopend")?;
        assert_eq!(error.kind, ErrorKind::Data);
        assert!(error.hint.is_some() && error.sentence.ends_with('.'), "{error}");
        assert!(snapshot(folder)? == before, "{access:?} left traces: {error}");
        errors.push(error);
    }
    Ok(errors)
}

const BOTH: [Access; 2] = [Access::Write, Access::Read];

#[test]
fn what_is_no_store_is_left_alone() -> TestResult {
    for content in [&b""[..], b"x", b"SQLite format 3\0", &[7; 8192], b"een brief\n".repeat(50).as_slice()] {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("piket.db"), content)?;
        assert!(refused(folder.path(), &BOTH)?.iter().all(|f| f.sentence.contains("geen opslag van piket")));
    }
    // Somebody else's database, with and without a write-ahead log.
    for state in ["DELETE", "WAL"] {
        let folder = tempfile::tempdir()?;
        let db = raw_connection(folder.path())?;
        db.execute_batch(&format!("PRAGMA journal_mode = {state}; CREATE TABLE adressen (naam TEXT)"))?;
        assert_eq!(refused(folder.path(), &BOTH)?.len(), 2);
        drop(db);
        assert_eq!(refused(folder.path(), &BOTH)?.len(), 2);
    }
    let folder = tempfile::tempdir()?;
    fs::create_dir(folder.path().join("piket.db"))?;
    assert_eq!(refused(folder.path(), &BOTH)?.len(), 2);
    Ok(())
}

#[test]
fn a_newer_store_is_left_alone_also_when_that_is_only_known_from_the_wal() -> TestResult {
    let folder = tempfile::tempdir()?;
    fill(&mut for_writing(folder.path())?, 30)?;
    // As a newer piket leaves it after kill -9: copied while open.
    let copied = tempfile::tempdir()?;
    let db = raw_connection(folder.path())?;
    db.execute_batch("PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 99; CREATE TABLE later (a TEXT)")?;
    for (name, bytes) in snapshot(folder.path())? {
        fs::write(copied.path().join(name), bytes)?;
    }
    drop(db);
    assert!(copied.path().join("piket.db-wal").exists());
    for folder in [folder.path(), copied.path()] {
        assert!(refused(folder, &BOTH)?.iter().all(|f| f.sentence.contains("nieuwere piket")), "{folder:?}");
    }
    Ok(())
}

#[test]
fn a_store_that_was_cut_off_is_left_alone() -> TestResult {
    let folder = tempfile::tempdir()?;
    fill(&mut for_writing(folder.path())?, 30)?;
    let path = folder.path().join("piket.db");
    let whole = fs::read(&path)?;
    for length in [whole.len() - 1, whole.len() / 2, 4096, 100] {
        fs::write(&path, whole.get(..length).ok_or("kort")?)?;
        assert!(refused(folder.path(), &BOTH)?.iter().all(|f| f.sentence.contains("afgebroken")));
    }
    fs::write(&path, &whole)?;
    assert_eq!(for_writing(folder.path())?.check()?.entries, 30);
    Ok(())
}

#[test]
fn one_desk_at_a_time_and_readers_beside_it() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    fill(&mut desk, 10)?;
    let errors = refused(folder.path(), &[Access::Write])?;
    assert!(errors.iter().all(|f| f.sentence.contains(&format!("(proces {})", std::process::id()))));
    let before = snapshot(folder.path())?;
    let reader = open(folder.path(), Access::Read, None, Unlock::None, now())?;
    assert_eq!(reader.load_all()?, desk.load_all()?);
    reader.close()?;
    assert!(snapshot(folder.path())?.keys().eq(before.keys()));
    fill_further(&mut desk)?;
    desk.close()?;
    assert!(for_writing(folder.path()).is_ok());
    Ok(())
}

/// A reader that came and went must not have taken the writer's locks along.
fn fill_further(desk: &mut Store) -> TestResult {
    let zaak = *desk.load_all()?.zaken.keys().next().ok_or("geen zaak")?;
    let event = piket::log::event::LogEvent::ZaakClosed { zaak };
    desk.write(now(), "p", &[piket::log::event::NewEvent { occurred_at: now(), event }], &[])?;
    assert_eq!(desk.check()?.errors, []);
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_read_only_store_can_be_read_and_is_not_written() -> TestResult {
    use std::os::unix::fs::PermissionsExt;
    let set = |path: &Path, permissions| fs::set_permissions(path, fs::Permissions::from_mode(permissions));
    let folder = tempfile::tempdir()?;
    fill(&mut for_writing(folder.path())?, 10)?;
    let path = folder.path().join("piket.db");
    for (part, shut, reopened) in [(&path, 0o400, 0o600), (&folder.path().to_owned(), 0o500, 0o700)] {
        set(part, shut)?;
        assert!(refused(folder.path(), &[Access::Write])?.iter().all(|f| f.sentence.contains("alleen-lezen")));
        let before = snapshot(folder.path())?;
        let reader = open(folder.path(), Access::Read, None, Unlock::None, now())?;
        assert_eq!(reader.check()?.entries, 10);
        reader.close()?;
        assert!(snapshot(folder.path())? == before);
        set(part, reopened)?;
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_a_new_store() -> TestResult {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir()?;
    let folder = parent.path().join("een/twee");
    let desk = for_writing(&folder)?;
    desk.load_all()?;
    let mode = |path: &Path| fs::metadata(path).map(|m| m.permissions().mode() & 0o777);
    assert_eq!(mode(&folder)?, 0o700);
    for part in fs::read_dir(&folder)? {
        let path = part?.path();
        assert_eq!(mode(&path)?, 0o600, "{}", path.display());
    }
    Ok(())
}

#[test]
fn nothing_is_made_where_nothing_may_be_made() -> TestResult {
    let parent = tempfile::tempdir()?;
    let folder = parent.path().join("nieuw");
    assert!(open(&folder, Access::Write, None, Unlock::None, now()).is_err_and(|e| e.hint.is_some()));
    assert!(open(&folder, Access::Read, Some(StoreKind::Demo), Unlock::None, now()).is_err_and(|e| e.hint.is_some()));
    assert!(!folder.exists());
    fs::write(&folder, "een bestand waar een map hoort")?;
    assert!(open(&folder, Access::Write, Some(StoreKind::Demo), Unlock::None, now()).is_err_and(|e| e.hint.is_some()));
    Ok(())
}

#[test]
fn a_store_stays_what_it_was_made_as_and_closes_to_one_file() -> TestResult {
    let folder = tempfile::tempdir()?;
    // What an earlier start left half built.
    fs::write(folder.path().join("piket.nieuw"), "half")?;
    let demo = open(folder.path(), Access::Write, Some(StoreKind::Demo), Unlock::None, now())?;
    assert_eq!((demo.kind(), demo.path()), (StoreKind::Demo, folder.path()));
    demo.close()?;
    assert_eq!(for_writing(folder.path())?.kind(), StoreKind::Demo);
    let names: Vec<_> = snapshot(folder.path())?.into_keys().collect();
    assert_eq!(names, ["piket.db", "piket.slot"]);
    let db = Connection::open(folder.path().join("piket.db"))?;
    let whole: String = db.query_row("PRAGMA integrity_check", [], |r| r.get(0))?;
    assert_eq!(whole, "ok");
    Ok(())
}
