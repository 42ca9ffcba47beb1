//! A store that another process writes in: what is new in it and who writes. Whoever holds a file open
//! that was put aside under its name must not go on as if it were the log.

use super::{
    errors,
    footing::{FILE, taken_away},
    log::{read_entries, select},
    open_store::Store,
    seen::Seen,
    write_lock,
};
use crate::{
    domain::{error::Result, writer::Writer},
    log::{desk::Desk, event::Entry},
};

/// What is new in a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Who writes.
    pub writer: Writer,
    /// The entries since the last time.
    pub entries: Vec<Entry>,
    /// The cases and reports they touched, as they are now, and all counters; empty without entries.
    pub desk: Desk,
}

impl Store {
    /// From here on [`Store::news`] tells what is new. What is loaded afterwards may already hold
    /// some of that; taking it twice does no harm.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn follow_from_here(&mut self) -> Result<()> {
        let version = self.version()?;
        let seq = self.connection.query_row("SELECT coalesce(max(seq), 0) FROM logboek", [], |row| row.get(0))?;
        self.seen = Seen { version, seq };
        Ok(())
    }

    /// What was recorded since the last time. Costs next to nothing while nothing was.
    ///
    /// # Errors
    /// When the store cannot be read, or another file stands in its place.
    pub fn news(&mut self) -> Result<News> {
        // Who closes has committed before: asked first, nothing of it can be missed.
        let writer = write_lock::writer(&self.folder)?;
        self.require_same_file()?;
        let version = self.version()?;
        if version == self.seen.version {
            return Ok(News { writer, entries: Vec::new(), desk: Desk::default() });
        }
        // One snapshot for all questions; dropping the transaction ends it.
        let tx = self.connection.unchecked_transaction()?;
        let sql = select!("WHERE l.seq > ?1 ORDER BY l.seq");
        let entries = read_entries(self.connection.prepare_cached(sql)?.query([self.seen.seq])?)?;
        let mut desk = self.load_counters()?;
        for entry in &entries {
            if let Some(number) = entry.event.zaak()
                && !desk.zaken.contains_key(&number)
            {
                let touched = self.fetch(number)?;
                desk.zaken.extend(touched.zaken);
                desk.meldingen.extend(touched.meldingen);
            }
            if let Some(number) = entry.event.melding()
                && !desk.meldingen.contains_key(&number)
            {
                desk.meldingen.extend(self.melding(number)?.map(|m| (number, m)));
            }
        }
        drop(tx);
        let seq = entries.last().map_or(self.seen.seq, |e| i64::try_from(e.seq).unwrap_or(i64::MAX));
        self.seen = Seen { version, seq };
        Ok(News { writer, entries, desk })
    }

    /// Changes with every commit of another connection.
    fn version(&self) -> Result<i64> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Refuses to go on in files that are not the ones in the folder any more, or without the lock.
    pub(super) fn require_same_file(&self) -> Result<()> {
        // First: where the lock is lost another may write, and nothing here may be touched.
        if let Some(write_lock) = &self.write_lock {
            write_lock.require_in_folder(&self.folder)?;
        }
        let Some(path) = self.ground.lost() else { return Ok(()) };
        let hint = if path == self.folder.join(FILE) || self.rescue().is_err() {
            "Er is niets meer vastgelegd; sluit piket, kijk wat er met de map is gebeurd en open het opnieuw."
        } else {
            "Wat al vastgelegd was, is bewaard, maar er komt niets meer bij. Sluit piket, kijk wat er met de map is \
             gebeurd en open het opnieuw."
        };
        Err(taken_away(path).hint(hint))
    }

    /// Takes what waits in a write-ahead log that lost its name into the file that still has one; it would
    /// be gone when this process ends. Nobody else writes: the lock was looked at, and the file is the one
    /// that was opened.
    fn rescue(&self) -> Result<()> {
        self.require_write()?;
        let (watch, done): (i64, i64) =
            self.connection.query_row("PRAGMA wal_checkpoint (PASSIVE)", [], |row| Ok((row.get(1)?, row.get(2)?)))?;
        if watch == done { Ok(()) } else { Err(errors::damaged()) }
    }
}
