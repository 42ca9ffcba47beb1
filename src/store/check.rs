//! Recomputes the chain. A fault is a finding, not an error: the check goes
//! on to the end and names every entry that is not what was recorded.

use std::{cmp::Ordering, collections::BTreeMap};

use rusqlite::{ErrorCode, OptionalExtension};

use super::{
    chain::{self, Break, Chain, ChainEnd, ChainError, LogLine, Secret},
    log::{entry_from, line_and_secret, select},
    open_store::Store,
};
use crate::{
    domain::{
        error::Result,
        head::{Head, HeadNote},
    },
    log::life::Life,
};

/// So often a page that is not whole is looked at again.
const LOOKS_AGAIN: usize = 2;

/// What the check of the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainCheck {
    /// Entries there are.
    pub entries: u64,
    /// Entries whose confidential texts have been destroyed.
    pub purged: u64,
    /// The hash of the last entry, 64 zeros for an empty log. Noted elsewhere, it proves later that
    /// nothing before it was replaced.
    pub head: String,
    /// What is wrong, in order of `seq`.
    pub errors: Vec<ChainError>,
}

impl ChainCheck {
    /// Of a log of which nothing was read yet.
    pub(super) fn start() -> Self {
        Self { entries: 0, purged: 0, head: chain::BEGIN.to_owned(), errors: Vec::new() }
    }

    /// Takes the entry in that was checked last.
    pub(super) fn take(&mut self, line: &LogLine) {
        self.entries += 1;
        self.head.clone_from(&line.hash);
    }

    fn report(&mut self, seq: i64, sentence: String) {
        self.errors.push(ChainError { seq: seq.unsigned_abs(), sentence });
    }

    pub(super) fn check_line(&mut self, line: &LogLine, secret: Option<&Secret>, previous_seq: i64) {
        let seq = line.seq;
        for wrong in chain::breaks(line, previous_seq, &self.head).collect::<Vec<_>>() {
            match wrong {
                Break::Missing { from, to } if from == to => self.report(from, format!("Regel {from} ontbreekt.")),
                Break::Missing { from, to } => {
                    self.report(from, format!("Regels {from} tot en met {to} ontbreken."));
                }
                Break::Detached if previous_seq == 0 => {
                    self.report(seq, format!("Regel {seq} is de eerste, maar verwijst naar een eerdere."));
                }
                Break::Detached => self.report(seq, format!("Regel {seq} sluit niet aan op regel {previous_seq}.")),
                Break::Changed => self.report(seq, format!("Regel {seq} is niet meer wat is vastgelegd.")),
            }
        }
        match (&line.secret_hash, secret) {
            (Some(hash), Some(secret)) if *hash != secret.hash() => {
                self.report(seq, format!("De vertrouwelijke tekst van regel {seq} is niet meer wat is vastgelegd."));
            }
            (None, Some(_)) => {
                self.report(seq, format!("Bij regel {seq} staat vertrouwelijke tekst die er niet bij hoort."));
            }
            (Some(_), None) => self.purged += 1,
            (Some(_), Some(_)) | (None, None) => {}
        }
    }

    /// Texts may be gone, but only by a purge that the log knows of.
    pub(super) fn check_purged(&mut self, purge_log: &PurgeLog) {
        for (seq, about) in &purge_log.gone {
            if purge_log.purged.get(about).is_none_or(|later| later < seq) {
                self.report(*seq, format!("De vertrouwelijke tekst van regel {seq} is weg zonder te zijn gewist."));
            }
        }
    }

    /// The projections were written with the last entry, so they know what the last one was.
    fn check_end(&mut self, last: i64, (seq, hash): &(i64, String)) {
        match last.cmp(seq) {
            Ordering::Less => {
                self.report(*seq, format!("Het logboek eindigt bij regel {last}, maar er was een regel {seq}."));
            }
            Ordering::Greater => {
                self.report(seq + 1, format!("Vanaf regel {} is er buiten piket om iets toegevoegd.", seq + 1));
            }
            Ordering::Equal if *hash != self.head => {
                self.report(last, format!("Regel {last} was een andere toen hij werd vastgelegd."));
            }
            Ordering::Equal => {}
        }
    }
}

/// What was purged and what is gone, as the log says it.
#[derive(Debug, Default)]
pub(super) struct PurgeLog {
    /// The last purge of each case and report.
    purged: BTreeMap<PurgeSubject, i64>,
    /// The entries without their texts.
    gone: Vec<(i64, PurgeSubject)>,
}

/// What an entry is about, as far as a purge is concerned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum PurgeSubject {
    Zaak(String),
    Melding(String),
}

impl PurgeLog {
    /// Takes in what an entry says, and whether it has its texts.
    pub(super) fn take(&mut self, line: &LogLine, secret: Option<&Secret>) {
        if Life::of(&line.kind) == Some(Life::Purged) {
            let of_zaak = line.zaak.clone().map(PurgeSubject::Zaak);
            let subject = of_zaak.or_else(|| melding_of(line).map(PurgeSubject::Melding));
            self.purged.extend(subject.map(|subject| (subject, line.seq)));
        }
        if line.secret_hash.is_some() && secret.is_none() {
            let about = match &line.zaak {
                Some(zaak) => PurgeSubject::Zaak(zaak.clone()),
                None => PurgeSubject::Melding(melding_of(line).unwrap_or_default()),
            };
            self.gone.push((line.seq, about));
        }
    }
}

fn melding_of(line: &LogLine) -> Option<String> {
    let data: serde_json::Value = serde_json::from_str(&line.data).ok()?;
    data.get("melding")?.as_str().map(str::to_owned)
}

/// The digests of the files that an entry says came along; none once it was purged. An entry that cannot
/// be read is a finding by its own hash.
fn promised_files(line: &LogLine, secret: Option<&Secret>) -> Vec<String> {
    // Only a report comes with files, when it begins.
    if Life::of(&line.kind) != Some(Life::Begins) || line.zaak.is_some() || secret.is_none() {
        return Vec::new();
    }
    let Ok(event) = entry_from(line, secret).map(|entry| entry.event) else { return Vec::new() };
    let files = event.arrival().map(|arrival| arrival.content.files());
    files.into_iter().flatten().map(str::to_owned).collect()
}

impl Store {
    /// Checks every entry, every commitment and every file against what was recorded. A store that a
    /// desk writes in meanwhile is checked as it was at one moment.
    ///
    /// # Errors
    /// When the store cannot be read at all; what is wrong with the log is in the answer.
    pub fn check(&self) -> Result<ChainCheck> {
        // One snapshot for all questions. Dropping the transaction ends it; nothing was written.
        let tx = self.connection.unchecked_transaction()?;
        let mut chain = ChainCheck::start();
        let (mut previous_seq, mut purge_log, mut promised) = (0, PurgeLog::default(), BTreeMap::new());
        let mut stmt = tx.prepare(select!("ORDER BY l.seq"))?;
        let mut rows = stmt.query([])?;
        while let Some(row) = rows.next()? {
            let (line, secret) = line_and_secret(row)?;
            chain.check_line(&line, secret.as_ref(), previous_seq);
            purge_log.take(&line, secret.as_ref());
            for digest in promised_files(&line, secret.as_ref()) {
                promised.entry(digest).or_insert(line.seq);
            }
            chain.take(&line);
            previous_seq = line.seq;
        }
        chain.check_purged(&purge_log);
        let mut stmt = tx.prepare("SELECT seq FROM geheim WHERE seq NOT IN (SELECT seq FROM logboek) ORDER BY seq")?;
        let mut rows = stmt.query([])?;
        while let Some(row) = rows.next()? {
            let seq = row.get(0)?;
            chain.report(seq, format!("Er staat vertrouwelijke tekst bij regel {seq}, die er niet is."));
        }
        for file in self.kept_files(None)? {
            if !self.is_whole(&file)? {
                chain.report(file.seq, format!("Een bestand dat bij regel {} binnenkwam, is veranderd.", file.seq));
            }
            promised.remove(&file.digest);
        }
        for seq in promised.into_values() {
            chain.report(seq, format!("Een bestand dat bij regel {seq} binnenkwam, is weg zonder te zijn gewist."));
        }
        let state: Option<(i64, String)> =
            tx.query_row("SELECT seq, hash FROM stand", [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        chain.check_end(previous_seq, &state.unwrap_or((0, chain::BEGIN.to_owned())));
        chain.errors.sort_by_key(|f| f.seq);
        Ok(chain)
    }

    /// Reads every page of the file, also those that nothing asks for; says what is wrong with it.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub fn check_pages(&self) -> Result<Option<String>> {
        // A desk that writes pages back meanwhile may be met in the middle of one; damage stays.
        let mut wrong = self.broken_seals()?;
        for _ in 0..LOOKS_AGAIN {
            if wrong > 0 {
                wrong = self.broken_seals()?;
            }
        }
        if wrong > 0 {
            let pages = if wrong == 1 { "1 bladzijde is".to_owned() } else { format!("{wrong} bladzijden zijn") };
            return Ok(Some(format!("Het bestand is beschadigd: {pages} niet wat piket schreef.")));
        }
        let whole = self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0));
        Ok(match whole {
            Ok(answer) if answer == "ok" => None,
            Ok(_) => Some("Het bestand is beschadigd: de bladzijden passen niet bij elkaar.".to_owned()),
            Err(e) if matches!(e.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)) => {
                Some("Het bestand is beschadigd: een bladzijde is niet te lezen.".to_owned())
            }
            Err(e) => return Err(e.into()),
        })
    }

    /// So many pages do not have the seal that was put on each when it was written; a demo has none.
    fn broken_seals(&self) -> Result<usize> {
        if self.key.is_none() {
            return Ok(0);
        }
        let mut stmt = self.connection.prepare("PRAGMA cipher_integrity_check")?;
        Ok(stmt.query_map([], |row| row.get::<_, String>(0))?.count())
    }

    /// The last entry of the log, to be noted elsewhere: on a handover, beside a backup.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn head(&self) -> Result<Head> {
        Ok(ChainEnd::of(&self.connection, Chain::Log)?.head())
    }

    /// The entry whose head was noted; `None` when the log does not have it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find_head(&self, note: &HeadNote) -> Result<Option<u64>> {
        if note.is(chain::BEGIN) {
            return Ok(Some(0));
        }
        let mut stmt = self.connection.prepare_cached("SELECT seq, hash FROM logboek ORDER BY seq")?;
        let mut rows = stmt.query([])?;
        while let Some(row) = rows.next()? {
            if note.is(row.get_ref(1)?.as_str().unwrap_or_default()) {
                return Ok(Some(row.get::<_, i64>(0)?.unsigned_abs()));
            }
        }
        Ok(None)
    }
}
