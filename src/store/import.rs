//! Reads an export back into an empty store, byte for byte: the same entries, texts, files and head. An
//! export is a file that anybody may have had in hands, so every line is checked as it is read, and
//! nothing is there until all of it held.

use std::io::BufRead;

use rusqlite::{Transaction, TransactionBehavior, params};

use super::{
    chain::{ChainEnd, LogLine, Secret},
    check::{ChainCheck, PurgeLog},
    export::{ExportFile, ExportRecord},
    log::{self, end_of, entry_from},
    open_store::Store,
    projection::WorkingSet,
    purge,
};
use crate::domain::{
    error::{Error, Result},
    head::Head,
};

/// What was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Files that came along.
    pub files: u64,
    /// The last entry, to be compared with a head noted elsewhere: a file that was cut off between two
    /// lines looks like a whole one.
    pub head: Head,
}

/// So many entries are folded before their result is written, which bounds the memory.
const BATCH: u64 = 5_000;

/// What was read so far.
struct ImportReading {
    chain: ChainCheck,
    purge_log: PurgeLog,
    end: ChainEnd,
    working_set: WorkingSet,
    files: u64,
}

impl ImportReading {
    fn take_line(&mut self, tx: &Transaction<'_>, line: &LogLine, secret: Option<&Secret>) -> Result<()> {
        if line.seq <= self.end.seq {
            return Err(refused(format!("Regel {} staat niet op zijn plaats.", line.seq)));
        }
        self.chain.check_line(line, secret, self.end.seq);
        self.require_whole()?;
        let entry = entry_from(line, secret)?;
        self.working_set.load(tx, &entry.event)?;
        log::save(tx, line, secret)?;
        // Where the file still has the texts of a purge, reading it in would undo the purge.
        if purge::purge_texts(tx, &entry)? > 0 {
            return Err(refused(format!("Regel {} heeft teksten gewist die in het bestand nog staan.", line.seq)));
        }
        self.working_set.take(&entry);
        self.purge_log.take(line, secret);
        self.chain.take(line);
        self.end = ChainEnd { seq: line.seq, hash: line.hash.clone(), at: Some(entry.recorded_at) };
        if self.chain.entries.is_multiple_of(BATCH) {
            std::mem::take(&mut self.working_set).save(tx, &self.end)?;
        }
        Ok(())
    }

    fn take_file(&mut self, tx: &Transaction<'_>, file: &ExportFile) -> Result<()> {
        let bytes = file
            .bytes()
            .filter(|_| (1..=self.end.seq).contains(&file.at))
            .ok_or_else(|| refused(format!("Een bestand dat bij regel {} binnenkwam, is veranderd.", file.at)))?;
        tx.prepare_cached("INSERT INTO bijlage (digest, seq, bytes) VALUES (?1, ?2, ?3)")?.execute(params![
            file.digest,
            file.at,
            bytes
        ])?;
        self.files += 1;
        Ok(())
    }

    fn require_whole(&self) -> Result<()> {
        self.chain.errors.first().map_or(Ok(()), |error| Err(refused(error.sentence.clone())))
    }
}

impl Store {
    /// Takes the entries of an export over, in one transaction, all or nothing.
    ///
    /// # Errors
    /// When this log has entries already, or the export is not what was written: the sentence names the
    /// entry.
    pub fn import(&mut self, source: &mut dyn BufRead) -> Result<Imported> {
        self.require_write()?;
        self.require_same_file()?;
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let end = end_of(&tx)?;
        if end.seq > 0 {
            return Err(Error::no(format!("Dit logboek heeft al {} regels; er is niets ingelezen.", end.seq))
                .hint("Kies met --data-dir een map zonder logboek."));
        }
        let (purge_log, working_set) = (PurgeLog::default(), WorkingSet::default());
        let mut reading = ImportReading { chain: ChainCheck::start(), purge_log, end, working_set, files: 0 };
        for (line, nr) in source.lines().zip(1u64..) {
            let unreadable = || refused(format!("Regel {nr} van het bestand is niet te lezen."));
            let line = line.map_err(|_| unreadable())?;
            match serde_json::from_str(&line).map_err(|_| unreadable())? {
                ExportRecord::LogLine(line) => {
                    let (line, secret) = line.back().ok_or_else(unreadable)?;
                    reading.take_line(&tx, &line, secret.as_ref())?;
                }
                ExportRecord::File(file) => reading.take_file(&tx, &file)?,
            }
        }
        if reading.end.seq == 0 {
            return Err(refused("Het bestand heeft geen regels van een logboek.".to_owned()));
        }
        reading.chain.check_purged(&reading.purge_log);
        reading.require_whole()?;
        reading.working_set.save(&tx, &reading.end)?;
        tx.commit()?;
        self.note_heads();
        let head = Head { seq: reading.chain.entries, hash: reading.chain.head };
        Ok(Imported { files: reading.files, head })
    }
}

fn refused(sentence: String) -> Error {
    Error::data(sentence).hint("Er is niets ingelezen. Neem het bestand zoals «piket logboek exporteer» het schreef.")
}
