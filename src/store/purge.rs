//! Destroys what a purge names, in the transaction that records the purge: no entry says «gewist» while
//! the text is there, and no text goes without an entry. The bytes leave file and copies when those
//! are cleaned up afterwards, if need be by a later start.

use std::io::Write;

use rusqlite::{Connection, params};

use super::{
    Store, backup,
    export::{ExportLine, not_written},
    log::{line_and_secret, select},
};
use crate::{
    domain::{
        bewaartermijn::RetentionObject,
        error::{Error, Result},
        moment::Moment,
    },
    log::event::{Entry, LogEvent},
};

/// Destroys the texts of every entry before this one about what it purges; answers how many entries lost
/// theirs.
pub(super) fn purge_texts(connection: &Connection, entry: &Entry) -> Result<usize> {
    let seq = super::projection::sqlite_int(entry.seq);
    if let LogEvent::ZaakPurged { .. } | LogEvent::MeldingPurged { .. } = &entry.event {
        connection.execute("INSERT INTO opruimen (id) VALUES (1) ON CONFLICT DO NOTHING", [])?;
    }
    let mut gone = 0;
    if let LogEvent::ZaakPurged { zaak, .. } = &entry.event {
        gone += connection
            .prepare_cached("DELETE FROM geheim WHERE seq < ?1 AND seq IN (SELECT seq FROM logboek WHERE zaak = ?2)")?
            .execute(params![seq, zaak.to_string()])?;
    }
    if let LogEvent::MeldingPurged { melding, .. } = &entry.event {
        gone += connection
            .prepare_cached(
                "DELETE FROM geheim WHERE seq < ?1 AND seq IN \
                 (SELECT seq FROM logboek WHERE zaak IS NULL AND json_extract(gegevens, '$.melding') = ?2)",
            )?
            .execute(params![seq, melding.to_string()])?;
    }
    Ok(gone)
}

/// Destroys files that no report speaks of any more; the projections have been written.
pub(super) fn purge_files(connection: &Connection, digests: &[String]) -> Result<()> {
    for digest in digests {
        connection
            .prepare_cached(
                "DELETE FROM bijlage WHERE digest = ?1 AND NOT EXISTS \
                 (SELECT 1 FROM melding WHERE instr(gegevens, ?1) > 0)",
            )?
            .execute([digest])?;
    }
    Ok(())
}

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

    /// Out of the search index, free pages and the write-ahead log.
    fn clean_up(&mut self) -> Result<()> {
        self.require_write()?;
        self.connection.execute_batch("INSERT INTO zoek (zoek) VALUES ('optimize'); VACUUM;")?;
        let busy: bool = self.connection.query_row("PRAGMA wal_checkpoint (TRUNCATE)", [], |row| row.get(0))?;
        if busy {
            return Err(Error::data("Een andere piket leest mee.").hint("Sluit die eerst."));
        }
        Ok(())
    }

    /// Writes everything about these cases and reports as JSON lines: the entries in the form of the
    /// export, then the files that came along, in hexadecimal. Answers with the number of lines.
    ///
    /// # Errors
    /// When the store cannot be read or `out` cannot be written.
    pub fn export_of(&self, objects: &[RetentionObject], out: &mut dyn Write) -> Result<u64> {
        let mut lines = 0;
        let mut write = |value: &serde_json::Value| {
            lines += 1;
            writeln!(out, "{value}").map_err(|e| not_written(&e))
        };
        for object in objects {
            let meldingen = match object {
                RetentionObject::Zaak(number) => {
                    let sql = select!("WHERE l.zaak = ?1 ORDER BY l.seq");
                    let mut stmt = self.connection.prepare_cached(sql)?;
                    let mut rows = stmt.query([number.to_string()])?;
                    while let Some(row) = rows.next()? {
                        let (line, secret) = line_and_secret(row)?;
                        write(&serde_json::json!(ExportLine::from(line, secret)))?;
                    }
                    self.fetch(*number)?.meldingen.into_values().collect()
                }
                RetentionObject::Melding(number) => self.melding(*number)?.into_iter().collect::<Vec<_>>(),
            };
            for melding in meldingen {
                let sql = select!("WHERE l.zaak IS NULL AND json_extract(l.gegevens, '$.melding') = ?1 ORDER BY l.seq");
                let mut stmt = self.connection.prepare_cached(sql)?;
                let mut rows = stmt.query([melding.number.to_string()])?;
                while let Some(row) = rows.next()? {
                    let (line, secret) = line_and_secret(row)?;
                    write(&serde_json::json!(ExportLine::from(line, secret)))?;
                }
                for digest in melding.files() {
                    if let Some(file) = self.file(digest)? {
                        write(&serde_json::json!(file))?;
                    }
                }
            }
        }
        Ok(lines)
    }
}
