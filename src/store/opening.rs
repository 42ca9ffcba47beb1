//! Opens a store; nothing else does. What can be refused is refused before anything is made or changed:
//! first the passphrase, because deriving its key takes long, then the lock, a look at the file's first bytes
//! and the rights; only then SQLite opens it.

mod build;
mod newer;

use std::{cell::OnceCell, fs, path::Path, thread, time::Duration};

use rusqlite::{Connection, OpenFlags};

pub use self::build::discard_empty;
use self::{build::Build, newer::immutable};
use super::{
    access::{Access, StoreKind},
    backup::{self, finish},
    disk, errors,
    footing::{FILE, Footing, is_there},
    head,
    key::{self, KeyChange, PassphraseChange, StoreKey, Unlock},
    last_heads,
    open_store::Store,
    projection,
    rebuild::{RebuildProgress, rebuild},
    schema,
    seen::Seen,
    stand_in,
    unwritable::explain,
    watch::WatchPost,
    write_lock::{Register, WriteLock, is_busy},
};
use crate::{
    domain::{error::Result, moment::Moment, passphrase::Passphrase},
    platform::{file, owner_only_folder, sync_name},
    rules::book::Rulebook,
};

/// Opens the store in the folder `folder`; the only function that does, so that the key has one place to
/// go to. `new` says as what a missing store is made; `now` is noted as the moment it was. A real store
/// is always encrypted: it is made with a passphrase and opened with that or with its key. A demo is not.
///
/// [`Access::Write`] takes the lock and brings an older store to today's form.
/// [`Access::Read`] takes no lock and works while a desk runs; of a store on a medium that cannot
/// be written it reads what stands there. Only a store that an older `piket` wrote is brought to today's
/// form first, as for writing; where an entry of its log does not read, nothing can be written or an older `piket`
/// goes on writing, what its log comes to is worked out beside it, and [`Store::not_updated`] says why.
///
/// # Errors
/// With a sentence for the officer when there is no store and none may be made, when another `piket`
/// has it open, when it is newer than this program, read-only, cut off or no store at all, when the
/// passphrase is missing or wrong. What is refused is left as it was, byte for byte, with no file beside
/// it.
pub fn open(folder: &Path, access: Access, new: Option<StoreKind>, unlock: Unlock<'_>, now: Moment) -> Result<Store> {
    open_telling(folder, access, new, unlock, now, &|_| ())
}

/// As [`open`], and tells `progress` how far it is where the projections of an older `piket` have to be
/// built again, which takes long for a long log.
///
/// # Errors
/// As [`open`].
pub fn open_telling(
    folder: &Path,
    access: Access,
    new: Option<StoreKind>,
    unlock: Unlock<'_>,
    now: Moment,
    progress: &dyn Fn(RebuildProgress),
) -> Result<Store> {
    finish(folder)?;
    open_finished(folder, access, new, unlock, now, progress).map_err(|error| backup::advise(folder, error))
}

fn open_finished(
    folder: &Path,
    access: Access,
    new: Option<StoreKind>,
    unlock: Unlock<'_>,
    now: Moment,
    progress: &dyn Fn(RebuildProgress),
) -> Result<Store> {
    thread::scope(|beside| {
        // The library of the store is long in starting; where there is no thread for it, it starts here.
        let starting = thread::Builder::new().spawn_scoped(beside, || {
            schema::start_library();
            Rulebook::read_others();
        });
        Rulebook::built_in();
        match starting {
            // A scope waits for what a thread does and not for its end: it would still be clearing away what the
            // library keeps for it while a short verb ends the program.
            Ok(thread) => thread.join().unwrap_or(()),
            Err(_) => schema::start_library(),
        }
        // What a log names after a rule book can be called by its name once that book is read.
        Rulebook::all_built_in().for_each(|_| ());
    });
    let register = Register::take();
    let path = folder.join(FILE);
    // What this process has open was judged when it was opened.
    let unknown = !register.contains(folder);
    let write =
        |new| for_writing(folder, &path, unknown, new, unlock, now, progress).map_err(|error| explain(folder, error));
    match access {
        Access::Write => {
            let (connection, key, write_lock) = write(new)?;
            enroll(folder, access, connection, key, Some(write_lock), register)
        }
        Access::Read => {
            let read = || for_reading(folder, &path, unknown, unlock);
            let mut not_updated = None;
            let (mut connection, mut key, mut form) = read()?;
            let mut waits = UPDATE_WAITS;
            while form == StoreForm::Older && not_updated.is_none() {
                drop(connection);
                match write(None) {
                    // The lock goes last, when the file is closed.
                    Ok((updated, _, write_lock)) => drop((updated, write_lock)),
                    // The other one may be at this very update, which is soon done.
                    Err(error) if is_busy(&error) && waits > 0 => {
                        waits -= 1;
                        thread::sleep(UPDATE_WAIT);
                    }
                    Err(error) if is_busy(&error) || errors::is_unreadable(&error) || errors::is_unwritable(&error) => {
                        not_updated = Some(errors::older(&error));
                    }
                    Err(error) => return Err(error),
                }
                (connection, key, form) = read()?;
            }
            if not_updated.is_some() {
                stand_in::build(&connection)?;
            }
            Ok(Store { not_updated, ..enroll(folder, access, connection, key, None, register)? })
        }
    }
}

/// So often, and so long each time, who reads waits for another that brings the store to today's form.
const UPDATE_WAITS: u32 = 40;
const UPDATE_WAIT: Duration = Duration::from_millis(50);

/// Opens a copy to look at it as it was written, in whatever older form.
pub(super) fn open_copy(folder: &Path, unlock: Unlock<'_>) -> Result<Store> {
    finish(folder)?;
    let register = Register::take();
    let (connection, key, _) = for_reading(folder, &folder.join(FILE), !register.contains(folder), unlock)?;
    enroll(folder, Access::Read, connection, key, None, register)
}

fn enroll(
    folder: &Path,
    access: Access,
    connection: Connection,
    key: Option<StoreKey>,
    write_lock: Option<WriteLock>,
    register: Register,
) -> Result<Store> {
    let path = folder.join(FILE);
    let kind = kind_of(&connection)?;
    if kind == StoreKind::Real && key.is_none() {
        return Err(errors::unencrypted(&path));
    }
    let ground = Footing::from(&path)?;
    let folder = folder.to_owned();
    let registration = register.enroll(&folder);
    Ok(Store {
        connection,
        write_lock,
        _registration: registration,
        folder,
        kind,
        access,
        key,
        ground,
        seen: Seen::default(),
        watch: WatchPost::default(),
        wekkerboek_seen: None,
        not_updated: None,
        row_words: OnceCell::new(),
        copies: Vec::new(),
    })
}

/// Whether the store in `folder` needs a passphrase, after ending what a restore left half done.
///
/// # Errors
/// When the folder may not be looked into, or that cannot be ended.
pub fn is_encrypted(folder: &Path) -> Result<bool> {
    finish(folder)?;
    key::is_there(folder)
}

/// The key of the store in `folder`; `None` when the passphrase is wrong. Takes about a fifth of a second.
///
/// # Errors
/// When there is no key file, or it is damaged or of a newer `piket`.
pub fn unlock(folder: &Path, passphrase: &Passphrase) -> Result<Option<StoreKey>> {
    key::open(folder, passphrase)
}

/// Changes the passphrase of the store in `folder` and of its copies. The log itself is not touched.
///
/// # Errors
/// When another `piket` has the store open, the old passphrase is wrong, the new one too easy, or the
/// key file cannot be written.
pub fn change_passphrase(folder: &Path, old: &Passphrase, new: &Passphrase) -> Result<PassphraseChange> {
    if !exists(folder)? {
        return Err(errors::missing(folder));
    }
    // Before the lock: deriving takes long, and others wait for their turn meanwhile.
    let change = KeyChange::prepare(folder, &backup::folders(folder)?, old, new)?;
    // A copy of the store came without the file of the lock.
    let _lock = WriteLock::new(folder)?;
    change.install(folder)
}

fn for_writing(
    folder: &Path,
    path: &Path,
    unknown: bool,
    new: Option<StoreKind>,
    unlock: Unlock<'_>,
    now: Moment,
    progress: &dyn Fn(RebuildProgress),
) -> Result<(Connection, Option<StoreKey>, WriteLock)> {
    let existed = is_there(path)?;
    let mut build = None;
    let mut key = None;
    if existed {
        // Before the lock: deriving it takes long, and others wait for their turn meanwhile.
        key = unlock.key(folder)?;
    } else {
        build = Some(Build::new(folder, new.ok_or_else(|| errors::missing(folder))?, unlock)?);
    }
    disk::require_local(folder)?;
    let write_lock = WriteLock::existing(folder)?;
    if existed && unknown {
        check_header(folder, path)?;
        writable(folder, path)?;
    } else if existed {
        rights(folder, path)?;
    }
    create_folder(folder)?;
    let mut write_lock = write_lock.map_or_else(|| WriteLock::new(folder), Ok)?;
    match build {
        // Another `piket` may have made it while this one waited for the lock.
        Some(build) if !is_there(path)? => {
            last_heads::forget(folder);
            key = build.create(folder, path, now)?;
        }
        Some(_) => {
            drop(write_lock);
            key = unlock.key(folder)?;
            write_lock = WriteLock::new(folder)?;
        }
        None => {}
    }
    if unknown {
        newer::refuse_untouched(path, key.as_ref())?;
    }
    write_lock.sign();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = schema::connect(path, flags, key.as_ref())?;
    schema::configure(&connection)?;
    newer::refuse(&connection, path)?;
    schema::release(&connection)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    schema::migrate(&mut connection)?;
    if !projection::is_current(&connection)? {
        rebuild(&mut connection, progress)?;
    }
    Ok((connection, key, write_lock))
}

/// What can be seen of a file without its key.
fn check_header(folder: &Path, path: &Path) -> Result<()> {
    if key::is_there(folder)? { head::check_encrypted(path) } else { head::verify(path) }
}

/// In which form a store stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StoreForm {
    /// Tables and projections are as this program writes them.
    Current,
    /// An older program wrote one of them.
    Older,
}

/// Where the files can be written, the connection is one that could write but may not: SQLite then
/// keeps the side files of the write-ahead log in order and removes them at the end, which a
/// connection without rights cannot. Elsewhere nobody writes, so the file is read as it stands.
fn for_reading(
    folder: &Path,
    path: &Path,
    unknown: bool,
    unlock: Unlock<'_>,
) -> Result<(Connection, Option<StoreKey>, StoreForm)> {
    if !is_there(path)? {
        return Err(errors::missing(folder));
    }
    if unknown {
        check_header(folder, path)?;
    }
    let key = unlock.key(folder)?;
    if unknown {
        newer::refuse_untouched(path, key.as_ref())?;
    }
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connect = |path: &Path, extra_flags| schema::connect(path, flags | extra_flags, key.as_ref());
    let prepare = |connection: Connection| -> Result<(Connection, u32)> {
        schema::configure(&connection)?;
        connection.pragma_update(None, "query_only", true)?;
        let layout = schema::format_of(&connection)?;
        newer::refuse(&connection, path)?;
        Ok((connection, layout))
    };
    let as_it_stands = || {
        let extra_flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        connect(immutable(path)?.as_ref(), extra_flags).and_then(prepare)
    };
    let wal = head::wal_of(path);
    let (has_wal, holds_wal) = (is_there(&wal)?, fs::metadata(&wal).is_ok_and(|wal| wal.len() > 0));
    let (connection, layout) = if !unknown || writable(folder, path).is_ok() {
        match connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(prepare) {
            // A full disk has no room for the side files either.
            Err(error) if unknown && !holds_wal && errors::is_unwritable(&error) => as_it_stands()?,
            opened => opened?,
        }
    } else if has_wal {
        connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY).and_then(prepare)?
    } else {
        as_it_stands()?
    };
    let current = layout == schema::layout() && projection::is_current(&connection)?;
    schema::release(&connection)?;
    Ok((connection, key, if current { StoreForm::Current } else { StoreForm::Older }))
}

/// Whether a folder holds a store, sound or not, after ending what a restore left half done.
///
/// # Errors
/// When the folder may not be looked into, or that cannot be ended.
pub fn exists(folder: &Path) -> Result<bool> {
    finish(folder)?;
    is_there(&folder.join(FILE))
}

fn create_folder(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    owner_only_folder(builder.recursive(true));
    // Without this a power cut could take the new folder, and the first entries in it.
    let new: Vec<&Path> =
        folder.ancestors().take_while(|part| !part.as_os_str().is_empty() && !part.exists()).collect();
    builder.create(folder).map_err(|e| errors::file(folder, &e))?;
    new.into_iter().try_for_each(|part| sync_name(part).map_err(|e| errors::file(part, &e)))
}

/// The attributes, which are asked without opening the file. They count too: who may write everything should still
/// not write where nobody should.
fn rights(folder: &Path, path: &Path) -> Result<()> {
    for part in [folder, path] {
        if fs::metadata(part).map_err(|e| errors::file(part, &e))?.permissions().readonly() {
            return Err(errors::read_only(part));
        }
    }
    Ok(())
}

/// Asks for the rights first, because the write-ahead log needs them on the folder too.
fn writable(folder: &Path, path: &Path) -> Result<()> {
    rights(folder, path)?;
    file::require_writable(path).map_err(|e| errors::file(path, &e))
}

fn kind_of(connection: &Connection) -> Result<StoreKind> {
    let key: String = connection.query_row("SELECT soort FROM meta WHERE id = 1", [], |row| row.get(0))?;
    StoreKind::ALL.into_iter().find(|s| s.key() == key).ok_or_else(errors::damaged)
}
