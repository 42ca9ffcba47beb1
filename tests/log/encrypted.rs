//! The refusals of the one door, asked of a real store. Its first bytes say nothing, so what the plain
//! store shows in its header has to be found out with the key; the promises are the same: a crash is
//! survived, and what is refused stays as it was.

use std::{fs, path::Path};

use piket::{
    domain::passphrase::Passphrase,
    store::{Access, Store, StoreKind, Unlock, change_passphrase, open},
};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::{
    key::{key, to_hex},
    support::{TestResult, fill, now},
};

type Failure = Box<dyn std::error::Error>;

const FILES: [&str; 3] = ["piket.db", "piket.db-wal", "piket.sleutel"];

pub fn passphrase() -> Passphrase {
    Passphrase::new("paard boter maan sok")
}

fn real(folder: &Path, access: Access) -> Result<Store, piket::domain::error::Error> {
    open(folder, access, Some(StoreKind::Real), Unlock::Passphrase(&passphrase()), now())
}

/// What a power cut leaves: the files as they are while the desk is open.
fn after_power_loss(desk: &Path) -> Result<TempDir, Failure> {
    let folder = tempfile::tempdir()?;
    for name in FILES {
        fs::copy(desk.join(name), folder.path().join(name))?;
    }
    Ok(folder)
}

fn snapshot(folder: &Path) -> Vec<Option<Vec<u8>>> {
    FILES.iter().map(|name| fs::read(folder.join(name)).ok()).collect()
}

#[test]
fn a_page_half_written_at_a_power_cut_is_mended_from_the_write_ahead_log() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = real(folder.path(), Access::Write)?;
    fill(&mut desk, 30)?;
    let copy = after_power_loss(folder.path())?;
    let path = copy.path().join("piket.db");
    // The last page of a checkpoint that got no further.
    let mut bytes = fs::read(&path)?;
    bytes.extend([7; 1000]);
    fs::write(&path, &bytes)?;
    let again = real(copy.path(), Access::Write)?;
    assert_eq!(again.entries(None, None)?, desk.entries(None, None)?);
    assert_eq!(again.check()?.entries, 30);
    Ok(())
}

#[test]
fn a_store_cut_off_at_a_whole_page_is_called_so_and_left_alone() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = real(folder.path(), Access::Write)?;
    fill(&mut desk, 5)?;
    desk.close()?;
    let path = folder.path().join("piket.db");
    let whole = fs::read(&path)?;
    for length in [0, 99, 4096, 8192, 5000, whole.len() - 4096] {
        fs::write(&path, whole.get(..length).ok_or("korter")?)?;
        let before = snapshot(folder.path());
        for access in [Access::Read, Access::Write] {
            let error = real(folder.path(), access).map(|_| ()).err().ok_or("geopend")?;
            assert!(error.sentence.contains("afgebroken"), "{length}: {error}");
            assert!(snapshot(folder.path()) == before, "{length}: {access:?} left traces");
        }
    }
    fs::write(&path, &whole)?;
    assert_eq!(real(folder.path(), Access::Write)?.check()?.entries, 5);
    Ok(())
}

#[test]
fn a_newer_store_that_a_power_cut_left_open_stays_as_it_is() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = real(folder.path(), Access::Write)?;
    fill(&mut desk, 5)?;
    desk.close()?;
    let later = Connection::open(folder.path().join("piket.db"))?;
    later.execute_batch(&format!(
        "PRAGMA key = \"x'{}'\"; PRAGMA user_version = 99",
        to_hex(&key(folder.path(), passphrase().derivable().as_bytes())?)
    ))?;
    let copy = after_power_loss(folder.path())?;
    let before = snapshot(copy.path());
    for access in [Access::Read, Access::Write] {
        let error = real(copy.path(), access).map(|_| ()).err().ok_or("geopend")?;
        assert!(error.sentence.contains("nieuwere piket (vorm 99"), "{error}");
        assert!(snapshot(copy.path()) == before, "{access:?} left traces");
    }
    Ok(())
}

#[test]
fn a_key_file_of_another_store_changes_nothing_of_this_one() -> TestResult {
    let (folder, elsewhere) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut desk = real(folder.path(), Access::Write)?;
    fill(&mut desk, 5)?;
    real(elsewhere.path(), Access::Write)?.close()?;
    let copy = after_power_loss(folder.path())?;
    fs::copy(elsewhere.path().join("piket.sleutel"), copy.path().join("piket.sleutel"))?;
    let before = snapshot(copy.path());
    for access in [Access::Read, Access::Write] {
        let error = real(copy.path(), access).map(|_| ()).err().ok_or("geopend")?;
        assert!(error.sentence.contains("past niet bij deze opslag"), "{error}");
        assert!(snapshot(copy.path()) == before, "{access:?} left traces");
    }
    fs::copy(folder.path().join("piket.sleutel"), copy.path().join("piket.sleutel"))?;
    assert_eq!(real(copy.path(), Access::Write)?.check()?.entries, 5);
    Ok(())
}

#[test]
fn the_passphrase_of_a_copy_can_be_changed_and_of_an_open_store_not() -> TestResult {
    let (folder, copy) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut desk = real(folder.path(), Access::Write)?;
    fill(&mut desk, 5)?;
    let new = Passphrase::new("vier andere losse woorden");
    let before = fs::read(folder.path().join("piket.sleutel"))?;
    let error = change_passphrase(folder.path(), &passphrase(), &new).err().ok_or("gewijzigd")?;
    assert!(error.sentence.contains("heeft de opslag"), "{error}");
    assert!(fs::read(folder.path().join("piket.sleutel"))? == before);
    desk.close()?;
    // The two files are all there is to carry.
    for name in ["piket.db", "piket.sleutel"] {
        fs::copy(folder.path().join(name), copy.path().join(name))?;
    }
    change_passphrase(copy.path(), &passphrase(), &new)?;
    let again = open(copy.path(), Access::Write, None, Unlock::Passphrase(&new), now())?;
    assert_eq!(again.check()?.entries, 5);
    Ok(())
}

#[test]
fn a_first_start_that_broke_off_after_the_key_can_be_done_again() -> TestResult {
    let folder = tempfile::tempdir()?;
    real(folder.path(), Access::Write)?.close()?;
    fs::remove_file(folder.path().join("piket.db"))?;
    fs::write(folder.path().join("piket.nieuw"), "half")?;
    let mut again = real(folder.path(), Access::Write)?;
    fill(&mut again, 3)?;
    Ok(())
}
