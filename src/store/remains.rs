//! After a purge: takes the bytes of what was destroyed off the disk, out of the file and out of the copies.
//! Apart from the purge itself, which is done when the log says so, whatever the disk does then.

use super::{backup, open_store::Store};
use crate::domain::{
    error::{Error, Result},
    moment::Moment,
};

impl Store {
    /// Takes what a purge destroyed off the disk: out of the file and out of the copies. Also takes up a
    /// cleaning that broke off before; without one nothing happens. Answers whether copies were replaced.
    ///
    /// # Errors
    /// When the disk refuses, or another program still reads the old pages; the next one to write tries
    /// again.
    pub fn clean_remains(&mut self, now: Moment) -> Result<bool> {
        self.require_write()?;
        let waiting: bool =
            self.connection.query_row("SELECT EXISTS (SELECT 1 FROM opruimen)", [], |row| row.get(0))?;
        if !waiting {
            return Ok(false);
        }
        let cleaned = self.clean_up().and_then(|()| backup::renew(&self.folder, self.unlock(), now));
        let refreshed = cleaned.map_err(|error| {
            Error::data("De teksten zijn gewist, maar resten staan nog op de schijf.")
                .hint(format!("De volgende opdracht die iets vastlegt ruimt ze op. Nu lukte het niet: {error}"))
        })?;
        self.connection.execute("DELETE FROM opruimen", [])?;
        Ok(refreshed)
    }

    /// Writes the file anew without what was taken out. What it is put together in is a file of its own, as encrypted
    /// as the store: in memory there may be no room for all mail of years.
    fn rewrite(&self) -> Result<()> {
        self.connection.pragma_update(None, "temp_store", "FILE")?;
        let rewritten = self.connection.execute_batch("VACUUM");
        self.connection.pragma_update(None, "temp_store", "MEMORY")?;
        Ok(rewritten?)
    }

    /// Out of the search index, free pages and the write-ahead log.
    fn clean_up(&mut self) -> Result<()> {
        self.require_write()?;
        self.connection.execute_batch("INSERT INTO zoek (zoek) VALUES ('optimize')")?;
        self.rewrite()?;
        let busy: bool = self.connection.query_row("PRAGMA wal_checkpoint (TRUNCATE)", [], |row| row.get(0))?;
        if busy {
            return Err(Error::data("Een andere piket leest mee.").hint("Sluit die eerst."));
        }
        Ok(())
    }
}
