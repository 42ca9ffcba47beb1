//! The folder of the copies: its names, its lock, and how something is put there.

use std::{
    fs::{self, DirBuilder, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::BackupName;
use crate::{
    domain::error::{Error, Result},
    platform::{failure::why_not_written, file, owner_only_folder, sync_folder},
    store::{errors, key},
};

/// Its name.
pub(super) const FOLDER: &str = "reserve";
/// The file of a copy that says how far it goes.
pub(super) const HEAD: &str = "kop.txt";
/// Half a copy; whoever has the lock of the folder may throw it away.
pub(super) const IN_PROGRESS: &str = "bezig";
const LOCK_FILE: &str = "reserve.slot";
/// What stands beside a database and is needed to read it.
pub(super) const SIDE_FILES: [&str; 1] = [key::FILE];

/// The names of the copies, what goes furthest last.
pub(super) fn names(folder: &Path) -> Result<Vec<BackupName>> {
    let path = folder.join(FOLDER);
    let parts = match fs::read_dir(&path) {
        Ok(parts) => parts,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(errors::file(&path, &e)),
    };
    let mut names: Vec<BackupName> = parts.filter_map(|part| part.ok()?.file_name().to_str()?.parse().ok()).collect();
    names.sort_unstable();
    Ok(names)
}

/// The folders of the copies.
pub(in crate::store) fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(names(folder)?.iter().map(|name| folder.join(FOLDER).join(name.to_string())).collect())
}

/// One process at a time makes copies or puts one back.
pub(super) struct BackupLock(File);

impl BackupLock {
    pub(super) fn take(backups: &Path) -> Result<Self> {
        let path = backups.join(LOCK_FILE);
        let file = file::kept(&path).map_err(|e| errors::file(&path, &e))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => {
                Err(Error::data("Er wordt al een reservekopie gemaakt.").hint("Wacht even en probeer het opnieuw."))
            }
            Err(TryLockError::Error(e)) => Err(errors::file(&path, &e)),
        }
    }
}

impl Drop for BackupLock {
    fn drop(&mut self) {
        let Self(file) = self;
        let _ = file.unlock();
    }
}

/// The folder, made where it is not there.
pub(super) fn backup_folder(folder: &Path) -> Result<PathBuf> {
    let path = folder.join(FOLDER);
    if !path.is_dir() {
        create_folder(&path)?;
        // Without this a power cut could take the new folder, and the first copy in it.
        sync_folder(folder).map_err(|e| errors::file(folder, &e))?;
    }
    Ok(path)
}

/// A folder for its owner alone.
pub(super) fn create_folder(path: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    owner_only_folder(builder.recursive(true));
    builder.create(path).map_err(|e| errors::file(path, &e))
}

/// Takes a folder away, also where it is not there.
pub(super) fn clean_up(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(errors::file(path, &e)),
        _ => Ok(()),
    }
}

/// The folder did not take it.
pub(super) fn not_written(error: &io::Error) -> Error {
    refused(&why_not_written(error))
}

/// No copy was written.
pub(super) fn refused(reason: &str) -> Error {
    Error::data("De reservekopie kon niet worden geschreven; het logboek zelf is ongedeerd.")
        .hint(format!("Maak ruimte of geef schrijfrechten op de map «{FOLDER}». De reden: {reason}."))
}
