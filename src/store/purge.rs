//! Destroys what a purge names, in the transaction that records the purge: no entry says «gewist» while
//! the text is there, and no text goes without an entry. The bytes leave file and copies when those
//! are cleaned up afterwards, if need be by a later start.

use rusqlite::{Connection, params};

use crate::{
    domain::error::Result,
    log::{event::Entry, life::Life},
};

/// Destroys the texts of every entry before this one about what it purges; answers how many entries lost
/// theirs.
pub(super) fn purge_texts(connection: &Connection, entry: &Entry) -> Result<usize> {
    let seq = super::projection::sqlite_int(entry.seq);
    super::typed::purge(connection, entry)?;
    if entry.event.life() == Some(Life::Purged) {
        connection.execute("INSERT INTO opruimen (id) VALUES (1) ON CONFLICT DO NOTHING", [])?;
    }
    let mut gone = 0;
    if let Some(zaak) = entry.event.purged_zaak() {
        gone += connection
            .prepare_cached("DELETE FROM geheim WHERE seq < ?1 AND seq IN (SELECT seq FROM logboek WHERE zaak = ?2)")?
            .execute(params![seq, zaak.to_string()])?;
    }
    if let Some(melding) = entry.event.purged_melding() {
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
