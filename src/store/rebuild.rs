//! Builds the projections again from the log alone, and says whether they are what they should be.

use std::collections::BTreeMap;

use rusqlite::{Connection, TransactionBehavior};

use super::{
    alarm,
    chain::ChainEnd,
    log::{end_of, entry_from, line_and_secret, select},
    open_store::Store,
    projection::WorkingSet,
    schema,
};
use crate::domain::{
    digest::sha256,
    error::{Error, Result},
};

/// What a rebuild found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuilt {
    /// Cases in the log.
    pub zaken: usize,
    /// Reports in the log.
    pub meldingen: usize,
    /// Rows of the projections that were missing, superfluous or different before.
    pub differences: usize,
}

/// So many entries are folded before their result is written, which bounds the memory.
const BATCH: i64 = 5_000;

/// How far a rebuild is, in entries of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RebuildProgress {
    /// Folded so far.
    pub done: u64,
    /// All there are.
    pub total: u64,
}

/// Throws the projections and the search index of a store away and folds its log again, in one
/// transaction. Tells `progress` at the beginning and after each tenth part.
pub(super) fn rebuild(connection: &mut Connection, progress: &dyn Fn(RebuildProgress)) -> Result<Rebuilt> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let old = row_digests(&tx)?;
    let end = end_of(&tx)?;
    tx.execute_batch(
        "DELETE FROM zaak; DELETE FROM melding; DELETE FROM teller; DELETE FROM piketweek; DELETE FROM stand; \
         INSERT INTO zoek (zoek) VALUES ('delete-all');",
    )?;
    fold(&tx, &tx, &end, progress, &mut Err)?;
    let new = row_digests(&tx)?;
    let count = |table: &str| new.keys().filter(|k| k.starts_with(table)).count();
    let gone = old.keys().filter(|k| !new.contains_key(*k)).count();
    let different = new.iter().filter(|(k, v)| old.get(*k) != Some(*v)).count();
    let alarm = usize::from(alarm::rebuild(&tx)?);
    let differences = gone + different + alarm;
    let found = Rebuilt { zaken: count("zaak "), meldingen: count("melding "), differences };
    tx.commit()?;
    Ok(found)
}

impl Store {
    /// Throws the projections and the search index away and folds the log again, in one transaction.
    /// What was destroyed under a retention term disappears from them here.
    ///
    /// # Errors
    /// When an entry cannot be read, or the store is open for reading; then nothing has changed.
    pub fn rebuild(&mut self) -> Result<Rebuilt> {
        self.require_write()?;
        rebuild(&mut self.connection, &|_| ())
    }

    /// Says which projections are not what the log says, one sentence each; the log itself is taken as it
    /// stands. Folds the whole log into projections of its own, in memory and not on the disk, where they
    /// would be readable.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn compare(&self) -> Result<Vec<String>> {
        // One snapshot for all questions. Dropping the transaction ends it; nothing was written.
        let tx = self.connection.unchecked_transaction()?;
        let mut folded = Connection::open_in_memory()?;
        schema::migrate(&mut folded)?;
        fold(&tx, &folded, &end_of(&tx)?, &|_| (), &mut Err)?;
        let (present, belongs) = (row_digests(&tx)?, row_digests(&folded)?);
        let different = belongs.iter().filter_map(|(what, digest)| match present.get(what) {
            Some(state) if state == digest => None,
            Some(_) => Some(format!("Van {what} staat er iets anders dan in het logboek.")),
            None => Some(format!("Van {what} ontbreekt wat in het logboek staat.")),
        });
        let excess = present.keys().filter(|what| !belongs.contains_key(*what));
        Ok(different.chain(excess.map(|what| format!("Van {what} weet het logboek niets."))).collect())
    }
}

/// Folds the log of one store into the empty projections of another, or of its own. An entry that does not
/// read is left out where `unreadable` lets it pass.
pub(super) fn fold(
    log: &Connection,
    to: &Connection,
    end: &ChainEnd,
    progress: &dyn Fn(RebuildProgress),
    unreadable: &mut dyn FnMut(Error) -> Result<()>,
) -> Result<()> {
    let mut from = 0;
    let mut told = None;
    let mut tell = |done: i64| {
        let tenth = done * 10 / end.seq.max(1);
        if told.replace(tenth) != Some(tenth) {
            progress(RebuildProgress { done: done.unsigned_abs(), total: end.seq.unsigned_abs() });
        }
    };
    tell(0);
    while from < end.seq {
        let mut working_set = WorkingSet::default();
        let mut stmt = log.prepare_cached(select!("WHERE l.seq > ?1 AND l.seq <= ?2 ORDER BY l.seq"))?;
        let mut rows = stmt.query([from, from + BATCH])?;
        while let Some(row) = rows.next()? {
            let (line, secret) = line_and_secret(row)?;
            let entry = match entry_from(&line, secret.as_ref()) {
                Ok(entry) => entry,
                Err(error) => {
                    unreadable(error)?;
                    continue;
                }
            };
            working_set.load(to, &entry.event)?;
            working_set.take(&entry);
        }
        working_set.save(to, end)?;
        from += BATCH;
        tell(from.min(end.seq));
    }
    Ok(())
}

/// A digest of every row, by table and key. Rows are compared unread: what an older version wrote in
/// another form is a difference, not an error.
fn row_digests(connection: &Connection) -> Result<BTreeMap<String, String>> {
    let mut stmt = connection.prepare(
        "SELECT 'zaak ' || nummer, json_array(begin, week, gesloten, laatste, gegevens) FROM zaak UNION ALL \
         SELECT printf('melding M%04d', nummer), \
         json_array(begin, staat, message_id, vingerafdruk, ontvangen, laatste, gegevens) FROM melding UNION ALL \
         SELECT 'de telling van ' || week, hoogste FROM teller UNION ALL \
         SELECT 'de sluiting van ' || week, gesloten FROM piketweek UNION ALL \
         SELECT 'de laatste regel', json_array(seq, hash) FROM stand",
    )?;
    let mut rows = stmt.query([])?;
    let mut out = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let content: rusqlite::types::Value = row.get(1)?;
        out.insert(row.get(0)?, sha256(&[format!("{content:?}").as_bytes()]));
    }
    Ok(out)
}
