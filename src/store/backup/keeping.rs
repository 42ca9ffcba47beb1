//! Which copies stay: the last so many, within a share of the disk, because a disk that is full of copies takes no log.
//! What goes, goes by its name first and the oldest first.

use std::{fs, num::NonZeroUsize, path::Path};

use super::{
    BackupName,
    place::{FOLDER, IN_PROGRESS, clean_up, names, refused},
};
use crate::{
    domain::error::Result,
    platform::{free_space, sync_folder},
    store::{errors, footing, head, room::BESIDE_A_COPY},
};

/// Copies take at most one in so many bytes of what the disk has for them and for all that is to come.
const SHARE: u64 = 4;
/// So many stay whatever they take.
const ALWAYS: usize = 2;

/// Lets the oldest copies make room for the next one, where the disk has none for it.
pub(super) fn make_room(folder: &Path) -> Result<()> {
    let backups = folder.join(FOLDER);
    let next = size(folder);
    let fits = || free_space(&backups).is_none_or(|free| free >= BESIDE_A_COPY.saturating_add(next));
    let mut names = names(folder)?.into_iter();
    while !fits() && names.len() >= ALWAYS {
        if let Some(oldest) = names.next() {
            discard(&backups, &backups.join(oldest.to_string()))?;
        }
    }
    if fits() { Ok(()) } else { Err(refused("de schijf is bijna vol")) }
}

/// Bytes of a database with its write-ahead log.
fn size(folder: &Path) -> u64 {
    let db = folder.join(footing::FILE);
    let of = |path: &Path| fs::metadata(path).map_or(0, |m| m.len());
    of(&db).saturating_add(of(&head::wal_of(&db)))
}

/// Throws away all but the last `keep`, and the oldest of what takes more than its share of the disk; `best` was
/// checked a moment ago and always stays.
pub(super) fn prune(folder: &Path, best: BackupName, keep: NonZeroUsize) -> Result<()> {
    let names = names(folder)?;
    let excess = names.len().saturating_sub(keep.get());
    let backups = folder.join(FOLDER);
    let path = |name: &BackupName| backups.join(name.to_string());
    let mut taken: u64 = names.iter().map(|name| size(&path(name))).sum();
    // Where the system does not say what there is, the number alone decides.
    let share = free_space(&backups).map_or(u64::MAX, |free| free.saturating_add(taken) / SHARE);
    let mut left = names.len();
    for (nr, name) in names.iter().filter(|n| **n != best).enumerate() {
        if nr >= excess && (taken <= share || left <= ALWAYS) {
            break;
        }
        taken = taken.saturating_sub(size(&path(name)));
        left -= 1;
        discard(&backups, &path(name))?;
    }
    Ok(())
}

/// Takes a copy's name away before its files, so that no half a copy is ever listed as one.
pub(super) fn discard(backups: &Path, path: &Path) -> Result<()> {
    let busy = backups.join(IN_PROGRESS);
    clean_up(&busy)?;
    if path != busy {
        fs::rename(path, &busy).and_then(|()| sync_folder(backups)).map_err(|e| errors::file(path, &e))?;
    }
    clean_up(&busy)
}
