//! The form of the database: numbered migrations that are only ever added to, and the settings every
//! connection gets. A new store is built under another name and renamed, so that a crash leaves
//! either a whole store or none.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior, config::DbConfig};

use super::{access::StoreKind, errors, key::StoreKey};
use crate::{
    domain::{
        error::{Error, Result},
        moment::Moment,
    },
    platform::{file, sync_name},
};

/// `PIKT`, in the header of every store.
pub(super) const APPLICATION_ID: u32 = 0x5049_4B54;

const MIGRATIONS: [&str; 8] = [
    include_str!("../../assets/sql/0001_logboek.sql"),
    include_str!("../../assets/sql/0002_projecties.sql"),
    include_str!("../../assets/sql/0003_vorm_projecties.sql"),
    include_str!("../../assets/sql/0004_getypt.sql"),
    include_str!("../../assets/sql/0005_piketweken.sql"),
    include_str!("../../assets/sql/0006_gewiste_mails.sql"),
    include_str!("../../assets/sql/0007_zoekindex.sql"),
    include_str!("../../assets/sql/0008_vormen.sql"),
];

/// The newest form this program knows: the number of migrations.
pub(super) fn layout() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// The form a store has.
pub(super) fn format_of(connection: &Connection) -> Result<u32> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Writes the form that the store has once more, which changes nothing and has to reach the disk.
pub(super) fn prove(connection: &Connection) -> Result<()> {
    Ok(connection.pragma_update(None, "user_version", format_of(connection)?)?)
}

/// Brings an older store to the newest form, in one transaction.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    let had = format_of(connection)?;
    if had >= layout() {
        return Ok(());
    }
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for sql in MIGRATIONS.iter().skip(usize::try_from(had).unwrap_or(usize::MAX)) {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "user_version", layout())?;
    Ok(tx.commit()?)
}

/// Every connection waits this long for another program before it gives up.
const TIMEOUT: Duration = Duration::from_secs(2);

/// The settings of every connection. Temporary tables stay in memory, because they may hold
/// confidential text.
pub(super) fn configure(connection: &Connection) -> Result<()> {
    connection.busy_timeout(TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(40);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

/// Starts what the library does once for the whole program, which takes longer than opening a file. The one for
/// encryption is started first, by its own name: started by the store, it clears away when the process ends what
/// another thread still uses, and that thread then ends the process by a signal.
pub(super) fn start_library() {
    openssl::init();
    // Whoever opens a file is told what is wrong.
    let _ = Connection::open_in_memory();
}

/// Opens a file with its key, and sees that the key is the right one and the file ours. Until
/// [`release`], closing it leaves file and write-ahead log as they were: what is then refused was not
/// touched.
pub(super) fn connect(path: &Path, flags: OpenFlags, key: Option<&StoreKey>) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    set_key(&connection, key)?;
    if key.is_some() {
        let program = connection.pragma_query_value(None, "application_id", |row| row.get::<_, u32>(0));
        match program {
            Ok(APPLICATION_ID) => {}
            Ok(_) => return Err(errors::no_store(path)),
            Err(e) if e.sqlite_error_code() == Some(ErrorCode::NotADatabase) => return Err(errors::other_key()),
            // Its first page was read with the key, and speaks of more pages than there are.
            Err(e) if e.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => return Err(errors::truncated(path)),
            Err(e) => return Err(e.into()),
        }
    }
    Ok(connection)
}

/// The store is one that may be used: closing it may write the write-ahead log back.
pub(super) fn release(connection: &Connection) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

/// Gives a connection its key, before anything else is asked of it.
pub(super) fn set_key(connection: &Connection, key: Option<&StoreKey>) -> Result<()> {
    let Some(key) = key else { return Ok(()) };
    // Or it writes on standard error, across the screen of the desk.
    connection.execute_batch("PRAGMA cipher_log = off; PRAGMA cipher_memory_security = on")?;
    Ok(connection.execute_batch(&key.pragma())?)
}

/// Where a new store is built, beside its place.
pub(super) fn build_path(path: &Path) -> PathBuf {
    path.with_extension("nieuw")
}

/// Lays an empty file where the store will be built. The caller holds the lock. What an earlier start
/// did not finish holds nothing yet, and is cut to nothing rather than removed: it is the sign of that.
pub(super) fn prepare(path: &Path) -> Result<()> {
    let build_path = build_path(path);
    file::emptied(&build_path).map(drop).map_err(|e| errors::file(&build_path, &e))
}

/// Builds an empty store where [`prepare`] made room, and moves it to its place.
pub(super) fn create(path: &Path, kind: StoreKind, key: Option<&StoreKey>, now: Moment) -> Result<()> {
    let build_path = build_path(path);
    build(&build_path, kind, key, now)?;
    File::open(&build_path)
        .and_then(|f| f.sync_all())
        .and_then(|()| fs::rename(&build_path, path))
        .and_then(|()| sync_name(path))
        .map_err(|e| errors::file(path, &e))
}

fn build(path: &Path, kind: StoreKind, key: Option<&StoreKey>, now: Moment) -> Result<()> {
    let mut connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    set_key(&connection, key)?;
    // Half a file under this name is thrown away, so nothing needs to be safe before the rename.
    connection.pragma_update(None, "journal_mode", "MEMORY")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    migrate(&mut connection)?;
    connection.execute("INSERT INTO meta (id, gemaakt_op, soort) VALUES (1, ?1, ?2)", (now.log_form(), kind.key()))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.close().map_err(|(_, e)| Error::from(e))
}
