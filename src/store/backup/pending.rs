//! A putting back that was decided and is not done yet. Files can only be moved one by one, so everything is laid ready first
//! and the decision is put on the disk in one step; wherever the moving breaks off after that, the next to come finishes it.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{
    BackupName,
    place::{BackupLock, FOLDER, IN_PROGRESS, SIDE_FILES, create_folder, names},
};
use crate::{
    domain::{
        error::{Error, Result},
        moment::Moment,
    },
    platform::{failure::why_not_written, file, sync_folder},
    store::{errors, footing, head, last_heads, write_lock::WriteLock},
};

/// What was decided and not yet done: a folder with what comes back, a folder for what stood there, and
/// a file that says what that will be called. It gets its name in one step, and from then on it is
/// carried out, by whoever comes to the store first.
pub(super) const COMMAND: &str = "terugzetten";
const BEFORE: &str = "voor";
const NOTE_FILE: &str = "opdracht.txt";

/// What stood there is called so from then on.
pub(super) fn kept_name(now: Moment, name: BackupName) -> String {
    format!("voor-terugzetten-{}", BackupName::from(now, name.seq))
}

/// Everything that takes room is done here, before anything is moved.
pub(super) fn stage(folder: &Path, source: &Path, busy: &Path, replaced: &[&str], note: &str) -> io::Result<()> {
    let before = busy.join(BEFORE);
    create_folder(&before).map_err(io::Error::other)?;
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
pub(super) fn execute(folder: &Path, backups: &Path) -> io::Result<()> {
    let pending = backups.join(COMMAND);
    let before = pending.join(BEFORE);
    if before.exists() {
        let note = file::text(&pending.join(NOTE_FILE))?;
        let read = note.split_once('\n').and_then(|(saved, name)| Some((saved, name.trim_end().parse().ok()?)));
        let (kept_name, name): (&str, BackupName) = read.ok_or(io::ErrorKind::InvalidData)?;
        swap(folder, &pending, &before)?;
        // Copies from after this one tell of a log that is no longer the log: kept, but no witness of it.
        let copies = names(folder).map_err(io::Error::other)?;
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

/// Decided, and not all of it done.
pub(super) fn half(reason: &io::Error) -> Error {
    Error::data("De reservekopie is nog niet helemaal teruggezet; er is niets verloren.").hint(format!(
        "Maak ruimte of geef schrijfrechten op de map; de volgende start maakt het af. Nu niet: {}.",
        why_not_written(reason)
    ))
}

/// A database with the files SQLite keeps beside it, itself first.
fn parts(db: &Path) -> [PathBuf; 4] {
    let mut shm = db.as_os_str().to_owned();
    shm.push("-shm");
    // What was noted beside it is about the entries that go with it.
    [db.to_owned(), head::wal_of(db), shm.into(), db.with_file_name(last_heads::FILE)]
}
