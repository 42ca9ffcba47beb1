//! What was done lately, for who takes something back: the newest entries, and of what they touch all that
//! came before. It costs what those cases cost, however long the log is.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, params};

use super::{
    log::{read_entries, select},
    open_store::Store,
};
use crate::{
    domain::{
        error::Result,
        ids::{Meldingnummer, Zaaknummer},
    },
    log::{event::Entry, history::History},
};

/// So many entries back an act can be taken back, not counting the versions that typing saves by itself.
const REACH: i64 = 400;

/// So many with them: a night of typing.
const REACH_WITH_TYPING: i64 = 2000;

impl Store {
    /// The newest entries, with what they are judged by.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn history(&self) -> Result<History> {
        // One snapshot for all questions; dropping the transaction ends it.
        let tx = self.connection.unchecked_transaction()?;
        let last: i64 = tx.query_row("SELECT coalesce(max(seq), 0) FROM logboek", [], |row| row.get(0))?;
        let start: i64 = tx.query_row(
            "SELECT coalesce(min(seq), ?1 + 1) FROM (SELECT seq FROM logboek WHERE seq > ?1 AND soort NOT IN \
             ('concept_bewaard', 'gesprek_bijgewerkt') ORDER BY seq DESC LIMIT ?2)",
            [last - REACH_WITH_TYPING, REACH],
            |row| row.get(0),
        )?;
        let start = start.max(1);
        let sql = select!("WHERE l.seq >= ?1 ORDER BY l.seq");
        let newest = read_entries(tx.prepare_cached(sql)?.query([start])?)?;
        let zaken: BTreeSet<Zaaknummer> = newest.iter().filter_map(|e| e.event.zaak()).collect();
        let meldingen: BTreeSet<Meldingnummer> = newest.iter().filter_map(|e| e.event.melding()).collect();
        let mut entries: Vec<Entry> = Vec::new();
        for zaak in zaken {
            let sql = select!("WHERE l.zaak = ?1 AND l.seq < ?2");
            entries.extend(read_entries(tx.prepare_cached(sql)?.query(params![zaak.to_string(), start])?)?);
        }
        for melding in meldingen {
            let begin: Option<i64> = tx
                .prepare_cached("SELECT begin FROM melding WHERE nummer = ?1")?
                .query_row([melding.0], |row| row.get(0))
                .optional()?;
            let Some(begin) = begin.filter(|begin| *begin < start) else { continue };
            // No entry about a report alone stands in an index; it is never read from before its own begin.
            let sql = select!(
                "WHERE l.zaak IS NULL AND l.seq >= ?1 AND l.seq < ?2 AND json_extract(l.gegevens, '$.melding') = ?3"
            );
            entries.extend(read_entries(tx.prepare_cached(sql)?.query(params![begin, start, melding.to_string()])?)?);
        }
        entries.sort_by_key(|e| e.seq);
        entries.extend(newest);
        Ok(History { entries, start: start.unsigned_abs() })
    }
}
