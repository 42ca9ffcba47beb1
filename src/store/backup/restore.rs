//! Puts a copy back in the place of the log. What stood there is kept in a folder of its own, whole or
//! damaged. Files can only be moved one by one, so first everything is laid ready and the decision is put
//! on the disk in one step; wherever the moving breaks off after that, the next to come finishes it.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{
    BackupLock, BackupName, FOLDER, IN_PROGRESS, SIDE_FILES, backup_folder, clean_up, create_folder, names,
    not_written, validate,
};
use crate::{
    domain::{
        error::{Error, Result},
        head::Head,
        moment::Moment,
    },
    platform::{file, sync_folder},
    store::{access::Access, errors, footing, head, key::Unlock, last_heads, opening, write_lock::WriteLock},
};

/// What putting a copy back did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The end of the log that stands there now.
    pub head: Head,
    /// The end of the log that stood there; `None` when it could not be read.
    pub previous: Option<u64>,
    /// Where that was put.
    pub saved: PathBuf,
}

/// Puts a copy back. It is checked first, and needs the lock of the store.
///
/// # Errors
/// When there is no such copy or it is not whole, a desk has the store open, or the disk refuses; then
/// the log is as it was, or the sentence says that the next start finishes it.
pub fn restore(folder: &Path, name: BackupName, unlock: Unlock<'_>, now: Moment) -> Result<Restored> {
    let source = folder.join(FOLDER).join(name.to_string());
    if !source.is_dir() {
        return Err(Error::usage(format!("Reservekopie {name} is er niet."))
            .hint("«piket reservekopie lijst» toont wat er is."));
    }
    // Opening the store for writing takes what waits in its write-ahead log into the file; a damaged
    // one stays as it is.
    let previous = opening::open(folder, Access::Write, None, unlock, now).and_then(|store| {
        let stood = store.head().and_then(|head| Ok((head, store.carry_audits()?)));
        store.close()?;
        stood
    });
    let mut write_lock = WriteLock::new(folder)?;
    write_lock.sign();
    let backups = backup_folder(folder)?;
    let backup_lock = BackupLock::take(&backups)?;
    let head = validate(&source, name, unlock).map_err(|error| {
        Error::data(format!("Reservekopie {name} is niet heel; er is niets teruggezet.")).hint(error.to_string())
    })?;

    let saved = backups.join(kept_name(now, name));
    if saved.exists() {
        return Err(errors::file(&saved, &io::ErrorKind::AlreadyExists.into()));
    }
    // A key file that opens this store stays: the passphrase may have been changed since the copy.
    let replaced = match unlock {
        Unlock::StoreKey(_) => &[][..],
        Unlock::None | Unlock::Passphrase(_) => &SIDE_FILES,
    };
    let busy = backups.join(IN_PROGRESS);
    clean_up(&busy)?;
    let pending = backups.join(COMMAND);
    stage(folder, &source, &busy, replaced, &format!("{}\n{name}\n", kept_name(now, name)))
        .and_then(|()| fs::rename(&busy, &pending))
        .map_err(|e| {
            // Nothing was decided yet, and the disk may be full of it.
            let _ = fs::remove_dir_all(&busy);
            not_written(&e)
        })?;
    sync_folder(&backups).and_then(|()| execute(folder, &backups)).map_err(|e| half(&e))?;
    drop((write_lock, backup_lock));
    let previous = previous.ok();
    if let Some((_, audits)) = &previous {
        let mut store = opening::open(folder, Access::Write, None, unlock, now)?;
        store.append_audits(audits)?;
        store.close()?;
    }
    Ok(Restored { head, previous: previous.map(|(head, _)| head.seq), saved })
}

/// What was decided and not yet done: a folder with what comes back, a folder for what stood there, and
/// a file that says what that will be called. It gets its name in one step, and from then on it is
/// carried out, by whoever comes to the store first.
const COMMAND: &str = "terugzetten";
const BEFORE: &str = "voor";
const NOTE_FILE: &str = "opdracht.txt";

fn kept_name(now: Moment, name: BackupName) -> String {
    format!("voor-terugzetten-{}", BackupName::from(now, name.seq))
}

/// Everything that takes room is done here, before anything is moved.
fn stage(folder: &Path, source: &Path, busy: &Path, replaced: &[&str], note: &str) -> io::Result<()> {
    let before = busy.join(BEFORE);
    create_folder(&before).map_err(|error| io::Error::other(error.to_string()))?;
    let mut pairs = vec![(source.join(footing::FILE), busy.join(footing::FILE))];
    for sidecar in SIDE_FILES {
        let coming = replaced.contains(&sidecar) && source.join(sidecar).exists();
        pairs.push(if coming {
            (source.join(sidecar), busy.join(sidecar))
        } else {
            (folder.join(sidecar), before.join(sidecar))
        });
    }
    for (from, to) in pairs.iter().filter(|(from, _)| from.exists()) {
        file::copy(from, to)?;
    }
    let mut file = file::new(&busy.join(NOTE_FILE))?;
    file.write_all(note.as_bytes())?;
    file.sync_all()?;
    sync_folder(&before)?;
    sync_folder(busy)
}

/// Ends a putting back that was broken off; nothing to do for nearly every store. Comes before any look
/// at the store, because until then what stands there is neither the one log nor the other.
///
/// # Errors
/// When another `piket` has the store, or the disk still refuses.
pub(in crate::store) fn finish(folder: &Path) -> Result<()> {
    let backups = folder.join(FOLDER);
    let pending = backups.join(COMMAND);
    if !pending.try_exists().map_err(|e| errors::file(&pending, &e))? {
        return Ok(());
    }
    let _lock = WriteLock::new(folder)?;
    let _backup_lock = BackupLock::take(&backups)?;
    execute(folder, &backups).map_err(|e| half(&e))
}

/// Every step can be done again: what was moved already is not there to be moved.
fn execute(folder: &Path, backups: &Path) -> io::Result<()> {
    let pending = backups.join(COMMAND);
    let before = pending.join(BEFORE);
    if before.exists() {
        let note = file::text(&pending.join(NOTE_FILE))?;
        let read = note.split_once('\n').and_then(|(saved, name)| Some((saved, name.trim_end().parse().ok()?)));
        let (kept_name, name): (&str, BackupName) = read.ok_or(io::ErrorKind::InvalidData)?;
        swap(folder, &pending, &before)?;
        // Copies from after this one tell of a log that is no longer the log: kept, but no witness of it.
        let copies = names(folder).map_err(|error| io::Error::other(error.to_string()))?;
        for later in copies.into_iter().filter(|n| (n.seq, n.at) > (name.seq, name.at)) {
            fs::rename(backups.join(later.to_string()), before.join(later.to_string()))?;
        }
        sync_folder(&before)?;
        sync_folder(backups)?;
        fs::rename(&before, backups.join(kept_name))?;
        sync_folder(backups)?;
    }
    if pending.exists() {
        let busy = backups.join(IN_PROGRESS);
        fs::rename(&pending, &busy)?;
        sync_folder(backups)?;
        fs::remove_dir_all(&busy)?;
    }
    Ok(())
}

/// What stands there goes first, and its going is on the disk before anything takes its place: a
/// write-ahead log that came back after a power cut would be taken for one of the new file.
fn swap(folder: &Path, pending: &Path, before: &Path) -> io::Result<()> {
    let db = folder.join(footing::FILE);
    let new = pending.join(footing::FILE);
    let side_files = SIDE_FILES.iter().filter(|sidecar| pending.join(sidecar).exists()).collect::<Vec<_>>();
    if new.exists() {
        for part in parts(&db).into_iter().chain(side_files.iter().map(|sidecar| folder.join(sidecar))) {
            if let (true, Some(file)) = (part.exists(), part.file_name()) {
                fs::rename(&part, before.join(file))?;
            }
        }
        sync_folder(before)?;
        sync_folder(folder)?;
        for sidecar in side_files {
            fs::rename(pending.join(sidecar), folder.join(sidecar))?;
        }
        fs::rename(&new, &db)?;
    }
    sync_folder(pending)?;
    sync_folder(folder)
}

fn half(reason: &io::Error) -> Error {
    Error::data("De reservekopie is nog niet helemaal teruggezet; er is niets verloren.").hint(format!(
        "Maak ruimte of geef schrijfrechten op de map; de volgende start maakt het af. Melding van het systeem: {reason}."
    ))
}

/// A database with the files SQLite keeps beside it, itself first.
fn parts(db: &Path) -> [PathBuf; 4] {
    let mut shm = db.as_os_str().to_owned();
    shm.push("-shm");
    // What was noted beside it is about the entries that go with it.
    [db.to_owned(), head::wal_of(db), shm.into(), db.with_file_name(last_heads::FILE)]
}
