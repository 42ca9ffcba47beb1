//! Puts a copy back in the place of the log. What stood there is kept in a folder of its own, whole or
//! damaged. Files can only be moved one by one, so first everything is laid ready and the decision is put
//! on the disk in one step; wherever the moving breaks off after that, the next to come finishes it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    BackupName, is_of_newer,
    pending::{COMMAND, execute, half, kept_name, stage},
    place::{BackupLock, FOLDER, IN_PROGRESS, SIDE_FILES, backup_folder, clean_up, not_written},
    validate,
};
use crate::{
    domain::{
        error::{Error, Result},
        head::Head,
        moment::Moment,
    },
    platform::sync_folder,
    store::{access::Access, errors, key::Unlock, opening, write_lock::WriteLock},
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
        let why = if is_of_newer(&error) { "van een nieuwere piket" } else { "niet heel" };
        Error::data(format!("Reservekopie {name} is {why}; er is niets teruggezet.")).hint(error.to_string())
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
