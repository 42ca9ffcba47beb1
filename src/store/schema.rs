//! The form of the database: numbered migrations that are only ever added to, and the settings every
//! connection gets. A new store is built under another name and renamed, so that a crash leaves
//! either a whole store or none.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior, config::DbConfig};

use super::{Winkelsoort, fouten, sleutel::Sleutel};
use crate::domain::{
    fout::{Fout, Uitkomst},
    moment::Moment,
};

/// `PIKT`, in the header of every store.
pub(super) const PROGRAMMA: u32 = 0x5049_4B54;

const MIGRATIES: [&str; 2] =
    [include_str!("../../assets/sql/0001_logboek.sql"), include_str!("../../assets/sql/0002_projecties.sql")];

/// The newest form this program knows: the number of migrations.
pub(super) fn vorm() -> u32 {
    u32::try_from(MIGRATIES.len()).unwrap_or(u32::MAX)
}

/// The form a store has.
pub(super) fn vorm_van(verbinding: &Connection) -> Uitkomst<u32> {
    Ok(verbinding.pragma_query_value(None, "user_version", |rij| rij.get(0))?)
}

/// Brings an older store to the newest form, in one transaction.
pub(super) fn migreer(verbinding: &mut Connection) -> Uitkomst<()> {
    let had = vorm_van(verbinding)?;
    if had >= vorm() {
        return Ok(());
    }
    let tx = verbinding.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for sql in MIGRATIES.iter().skip(usize::try_from(had).unwrap_or(usize::MAX)) {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "user_version", vorm())?;
    Ok(tx.commit()?)
}

/// Every connection waits this long for another program before it gives up.
const GEDULD: Duration = Duration::from_secs(2);

/// The settings of every connection. Temporary tables stay in memory, because they may hold
/// confidential text.
pub(super) fn stel_in(verbinding: &Connection) -> Uitkomst<()> {
    verbinding.busy_timeout(GEDULD)?;
    verbinding.set_prepared_statement_cache_capacity(40);
    verbinding.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    verbinding.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    verbinding.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    verbinding.pragma_update(None, "synchronous", "FULL")?;
    verbinding.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

/// Opens a file with its key, and sees that the key is the right one and the file ours. Until
/// [`vrijgeven`], closing it leaves file and write-ahead log as they were: what is then refused was not
/// touched.
pub(super) fn verbind(pad: &Path, vlaggen: OpenFlags, sleutel: Option<&Sleutel>) -> Uitkomst<Connection> {
    let verbinding = Connection::open_with_flags(pad, vlaggen)?;
    verbinding.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    zet_sleutel(&verbinding, sleutel)?;
    if sleutel.is_some() {
        let programma = verbinding.pragma_query_value(None, "application_id", |rij| rij.get::<_, u32>(0));
        match programma {
            Ok(PROGRAMMA) => {}
            Ok(_) => return Err(fouten::geen_opslag(pad)),
            Err(e) if e.sqlite_error_code() == Some(ErrorCode::NotADatabase) => return Err(fouten::andere_sleutel()),
            // Its first page was read with the key, and speaks of more pages than there are.
            Err(e) if e.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => return Err(fouten::afgebroken(pad)),
            Err(e) => return Err(e.into()),
        }
    }
    Ok(verbinding)
}

/// The store is one that may be used: closing it may write the write-ahead log back.
pub(super) fn vrijgeven(verbinding: &Connection) -> Uitkomst<()> {
    verbinding.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

/// Gives a connection its key, before anything else is asked of it.
pub(super) fn zet_sleutel(verbinding: &Connection, sleutel: Option<&Sleutel>) -> Uitkomst<()> {
    let Some(sleutel) = sleutel else { return Ok(()) };
    // Or it writes on standard error, across the screen of the desk.
    verbinding.execute_batch("PRAGMA cipher_log = off; PRAGMA cipher_memory_security = on")?;
    Ok(verbinding.execute_batch(&sleutel.pragma())?)
}

/// Where a new store is built, beside its place.
pub(super) fn bouwplaats(pad: &Path) -> PathBuf {
    pad.with_extension("nieuw")
}

/// Lays an empty file where the store will be built. The caller holds the lock. What an earlier start
/// did not finish holds nothing yet, and is cut to nothing rather than removed: it is the sign of that.
pub(super) fn leg_aan(pad: &Path) -> Uitkomst<()> {
    let bouwplaats = bouwplaats(pad);
    let mut opties = OpenOptions::new();
    opties.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut opties, 0o600);
    opties.open(&bouwplaats).map(drop).map_err(|e| fouten::bestand(&bouwplaats, &e))
}

/// Builds an empty store where [`leg_aan`] made room, and moves it to its place.
pub(super) fn maak(pad: &Path, soort: Winkelsoort, sleutel: Option<&Sleutel>, nu: Moment) -> Uitkomst<()> {
    let bouwplaats = bouwplaats(pad);
    bouw(&bouwplaats, soort, sleutel, nu)?;
    File::open(&bouwplaats)
        .and_then(|f| f.sync_all())
        .and_then(|()| fs::rename(&bouwplaats, pad))
        .and_then(|()| leg_map_vast(pad))
        .map_err(|e| fouten::bestand(pad, &e))
}

fn bouw(pad: &Path, soort: Winkelsoort, sleutel: Option<&Sleutel>, nu: Moment) -> Uitkomst<()> {
    let mut verbinding =
        Connection::open_with_flags(pad, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    zet_sleutel(&verbinding, sleutel)?;
    // Half a file under this name is thrown away, so nothing needs to be safe before the rename.
    verbinding.pragma_update(None, "journal_mode", "MEMORY")?;
    verbinding.pragma_update(None, "synchronous", "OFF")?;
    verbinding.pragma_update(None, "application_id", PROGRAMMA)?;
    migreer(&mut verbinding)?;
    verbinding
        .execute("INSERT INTO meta (id, gemaakt_op, soort) VALUES (1, ?1, ?2)", (nu.log_vorm(), soort.sleutel()))?;
    verbinding.pragma_update(None, "journal_mode", "WAL")?;
    verbinding.close().map_err(|(_, e)| Fout::from(e))
}

/// Makes the new name itself survive a power cut.
pub(super) fn leg_map_vast(pad: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let map = pad.parent().ok_or(io::ErrorKind::NotFound)?;
        let map = if map.as_os_str().is_empty() { Path::new(".") } else { map };
        File::open(map)?.sync_all()?;
    }
    Ok(())
}
