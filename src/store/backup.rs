//! Copies of the log beside the log. Each is a folder like the one of the store, so it is opened in the
//! one way a store is opened: `piket.db`, what belongs to it, and `kop.txt` with the last entry of log
//! and audit, by which a live log that lost its tail is recognised. Written under another name, checked from the
//! first entry to the last, and only then given its own.

mod keeping;
mod name;
mod pending;
mod place;
mod restore;
mod witness;

use std::{
    fs::{self, File},
    io::{self, Write},
    num::NonZeroUsize,
    path::{Path, PathBuf},
};

use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
};

pub use self::name::BackupName;
pub use self::restore::{Restored, restore};
use self::{
    keeping::{discard, make_room, prune},
    place::{
        BackupLock, FOLDER, HEAD, IN_PROGRESS, SIDE_FILES, backup_folder, clean_up, create_folder, names, not_written,
        refused,
    },
    witness::heads_in,
};
pub(super) use self::{pending::finish, place::folders};
use super::{
    access::Access,
    chain::Chain,
    errors, footing,
    heads::{Faith, Heads},
    key::{self, Unlock},
    open_store::Store,
    opening, schema,
    stop_sign::StopSign,
};
use crate::{
    domain::{
        error::{Error, Result},
        head::Head,
        moment::Moment,
    },
    platform::{file, sync_folder},
};

/// So many pages are copied between two looks at the sign to stop: a blink, also on a slow disk.
const PAGES_AT_ONCE: i32 = 256;

/// One copy, as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupCopy {
    /// Its name.
    pub name: BackupName,
    /// Bytes of the database.
    pub bytes: u64,
    /// Whether it is whole, and what is wrong if it is not.
    pub state: Result<Head>,
}

/// What came of asking for a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupOutcome {
    /// This one was made.
    New(BackupName),
    /// The newest one holds everything already.
    Unchanged(BackupName),
}

impl BackupOutcome {
    /// Where the copy is of a store in this folder.
    pub fn path(self, folder: &Path) -> PathBuf {
        match self {
            Self::New(name) | Self::Unchanged(name) => folder.join(FOLDER).join(name.to_string()),
        }
    }
}

/// When a copy is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Somebody asked for it.
    Always,
    /// Only if something was recorded since the last one.
    IfChanged,
}

/// Makes a copy of the store in `folder` and throws away what is older than the last `keep`. It reads
/// with a connection of its own in one snapshot: beside a write-ahead log that holds up no append.
///
/// # Errors
/// When the store cannot be read, has lost entries that an earlier copy holds, the copy cannot be
/// written or does not check out, or `stop` is raised; nothing is thrown away then, and the store is as it was.
pub fn create(
    folder: &Path,
    unlock: Unlock<'_>,
    now: Moment,
    keep: NonZeroUsize,
    when: When,
    stop: &StopSign,
) -> Result<BackupOutcome> {
    let source = opening::open(folder, Access::Read, None, unlock, now)?;
    if let Some(sentence) = source.missing_lines()? {
        return Err(Error::data(sentence).hint("Er is geen nieuwe reservekopie gemaakt; de oude zijn bewaard."));
    }
    let backups = backup_folder(folder)?;
    let _lock = BackupLock::take(&backups)?;
    let last = names(folder)?.last().copied();
    if let (When::IfChanged, Some(name)) = (when, last)
        && heads_in(&backups.join(name.to_string()), &source.seal())
            .is_ok_and(|(heads, faith)| faith != Faith::Broken && source.head().is_ok_and(|now| now == heads.log))
    {
        return Ok(BackupOutcome::Unchanged(name));
    }
    let busy = backups.join(IN_PROGRESS);
    clean_up(&busy)?;
    make_room(folder)?;
    let created = write(&source, &busy, now, stop).and_then(|head| {
        let name = BackupName::from(now, head.seq);
        let target = backups.join(name.to_string());
        clean_up(&target)?;
        fs::rename(&busy, &target).and_then(|()| sync_folder(&backups)).map_err(|e| errors::file(&target, &e))?;
        Ok(name)
    });
    match created {
        Ok(name) => {
            prune(folder, name, keep)?;
            Ok(BackupOutcome::New(name))
        }
        Err(error) => {
            // Half a copy is of no use, and the disk may be full of it.
            let _ = fs::remove_dir_all(&busy);
            Err(error)
        }
    }
}

/// After a purge: makes a copy of the log as it is now, and throws away all that was made or kept
/// before it, because the purged texts are in there. Answers whether there was anything.
///
/// # Errors
/// As [`create`]; what was there is thrown away only once the new copy is whole.
pub fn renew(folder: &Path, unlock: Unlock<'_>, now: Moment) -> Result<bool> {
    let backups = folder.join(FOLDER);
    let old = || -> Result<Vec<PathBuf>> {
        let parts = match fs::read_dir(&backups) {
            Ok(parts) => parts,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(errors::file(&backups, &e)),
        };
        Ok(parts.filter_map(|part| part.ok().map(|d| d.path())).filter(|path| path.is_dir()).collect())
    };
    let was = old()?;
    if was.is_empty() {
        return Ok(false);
    }
    let (BackupOutcome::New(name) | BackupOutcome::Unchanged(name)) =
        create(folder, unlock, now, NonZeroUsize::MAX, When::Always, &StopSign::default())?;
    let new = backups.join(name.to_string());
    was.iter().filter(|path| **path != new).try_for_each(|path| discard(&backups, path))?;
    sync_folder(&backups).map_err(|e| errors::file(&backups, &e))?;
    Ok(true)
}

/// Writes and checks a copy in a folder of its own.
fn write(source: &Store, busy: &Path, now: Moment, stop: &StopSign) -> Result<Head> {
    create_folder(busy)?;
    let path = busy.join(footing::FILE);
    file::new(&path).map_err(|e| not_written(&e))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut target = Connection::open_with_flags(&path, flags)?;
    schema::set_key(&target, source.key.as_ref())?;
    schema::configure(&target)?;
    {
        // One look at the source from the first page to the last, whatever is recorded meanwhile.
        let snapshot = source.connection.unchecked_transaction()?;
        snapshot.query_row("SELECT count(*) FROM meta", [], |_| Ok(()))?;
        let copy = Backup::new(&source.connection, &mut target)?;
        loop {
            stop.require_down()?;
            match copy.step(PAGES_AT_ONCE).map_err(not_copied)? {
                StepResult::Done => break,
                StepResult::More => {}
                _ => return Err(refused("de opslag is bezet")),
            }
        }
    }
    // One file, so that a copy can be carried away by hand.
    target.pragma_update(None, "journal_mode", "DELETE").map_err(not_copied)?;
    target.close().map_err(|(_, e)| not_copied(e))?;
    for name in SIDE_FILES {
        let from = source.folder.join(name);
        if from.exists() {
            file::copy(&from, &busy.join(name)).map_err(|e| not_written(&e))?;
        }
    }
    let mut heads = Heads::of(&verified(busy, source.unlock(), stop)?.connection)?;
    // A chain beside the log that lost its tail is no reason to be without a copy of the log, but the head it had
    // stays known.
    for chain in [Chain::Audit, Chain::Alarm] {
        if let Some(earlier) = source.head_lost(chain)? {
            heads = heads.with(chain, earlier);
        }
    }
    let head_file = busy.join(HEAD);
    let text = heads.text(&source.seal(), Some(now))?;
    file::new(&head_file).and_then(|mut f| f.write_all(text.as_bytes())).map_err(|e| not_written(&e))?;
    for part in fs::read_dir(busy).map_err(|e| not_written(&e))? {
        part.and_then(|d| File::open(d.path())).and_then(|f| f.sync_all()).map_err(|e| not_written(&e))?;
    }
    sync_folder(busy).map_err(|e| not_written(&e))?;
    Ok(heads.log)
}

/// Opens the store in a folder as every store is opened and checks all of it: the pages, the chain from
/// the first entry on, the texts and the files.
fn verified(folder: &Path, unlock: Unlock<'_>, stop: &StopSign) -> Result<Store> {
    let mut store = opening::open_copy(folder, unlock)?;
    stop.watch(&mut store.connection)?;
    if store.check_pages()?.is_some() {
        return Err(errors::damaged());
    }
    match store.check()?.errors.first() {
        Some(error) => Err(Error::data(format!("De keten klopt niet: {}", error.sentence))),
        None => Ok(store),
    }
}

/// The copy that goes furthest, unchecked.
///
/// # Errors
/// When the folder cannot be read.
pub fn newest(folder: &Path) -> Result<Option<BackupName>> {
    Ok(names(folder)?.pop())
}

/// The copies of a store, what goes furthest last, each checked.
///
/// # Errors
/// When the folder cannot be read.
pub fn list(folder: &Path, unlock: Unlock<'_>) -> Result<Vec<BackupCopy>> {
    let inspect = |name: BackupName| {
        let path = folder.join(FOLDER).join(name.to_string());
        let bytes = fs::metadata(path.join(footing::FILE)).map_or(0, |m| m.len());
        BackupCopy { name, bytes, state: validate(&path, name, unlock) }
    };
    Ok(names(folder)?.into_iter().map(inspect).collect())
}

/// Checks a copy, and that it is the one that was made.
fn validate(path: &Path, name: BackupName, unlock: Unlock<'_>) -> Result<Head> {
    let store = verified(path, unlock, &StopSign::default())?;
    let head = store.head()?;
    let (promised, faith) = heads_in(path, &store.seal())?;
    if faith == Faith::Broken {
        return Err(Error::data("Wat deze reservekopie over zichzelf zegt, is niet door dit logboek geschreven."));
    }
    let promised = promised.log;
    if head == promised && head.seq == name.seq {
        return Ok(head);
    }
    if head == promised {
        return Err(Error::data(format!(
            "Deze reservekopie eindigt bij regel {}, niet waar haar naam het zegt.",
            head.seq
        )));
    }
    Err(Error::data(format!("Deze reservekopie eindigt bij regel {}, niet bij regel {}.", head.seq, promised.seq)))
}

/// Names the copy to put back, where a file of the store in `folder` is not what was written: the newest, which is
/// checked before it comes in the place of anything.
pub fn advise(folder: &Path, error: Error) -> Error {
    let newest = names(folder).ok().and_then(|names| names.last().copied());
    match newest {
        Some(name) if errors::is_damaged(&error) => error.hint(put_back(name)),
        Some(_) | None => error,
    }
}

fn put_back(name: BackupName) -> String {
    format!("«piket reservekopie terugzetten {name}» kijkt de nieuwste reservekopie na en zet haar terug.")
}

/// True for a copy that may be whole and was written by a later `piket`: this one knows it in part, and says so.
pub fn is_of_newer(error: &Error) -> bool {
    errors::is_newer(error)
}

/// The newest copy that is whole, as what to do; where the newest of all is of a later `piket`, that program. `None` where
/// there is none.
///
/// # Errors
/// When the folder cannot be read.
pub fn best(folder: &Path, unlock: Unlock<'_>) -> Result<Option<String>> {
    let advice = |name: BackupName| match validate(&folder.join(FOLDER).join(name.to_string()), name, unlock) {
        Ok(_) => Some(put_back(name)),
        Err(error) if is_of_newer(&error) => {
            Some(format!("De nieuwste reservekopie, {name}, is van een nieuwere piket: zet haar daarmee terug."))
        }
        Err(_) => None,
    };
    Ok(names(folder)?.into_iter().rev().find_map(advice))
}

/// Whether a copy of the store in `folder` has a key file.
///
/// # Errors
/// When the folder cannot be read.
pub fn is_encrypted(folder: &Path) -> Result<bool> {
    let backups = folder.join(FOLDER);
    names(folder)?
        .into_iter()
        .try_fold(false, |already, name| Ok(already || key::is_there(&backups.join(name.to_string()))?))
}

/// The database did not give it.
fn not_copied(error: rusqlite::Error) -> Error {
    refused(Error::from(error).sentence.trim_end_matches('.'))
}
