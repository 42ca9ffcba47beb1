//! Appends to the log and reads it back. One call is one transaction: entries, their confidential
//! texts, the files that came along and the projections are all there, or none is.

use rusqlite::{Connection, OptionalExtension, Row, Rows, Transaction, TransactionBehavior, params};
use serde_json::Value;

use super::{
    access::StoreKind,
    blob::Blob,
    chain::{Chain, ChainEnd, Linked, LogLine, Secret},
    codec,
    errors::{self, unreadable},
    open_store::Store,
    projection::WorkingSet,
    purge, purged_mail,
};
use crate::{
    domain::{
        error::{Error, Result},
        form_target::FormTarget,
        ids::Zaaknummer,
        moment::Moment,
        sanitize,
    },
    log::{
        event::{ActMark, Entry, EntryOrigin, NewEvent},
        upcast::UPCASTERS,
        wire::{self, WireError},
    },
};

/// A fact on its way into the log.
#[derive(Clone, Copy)]
pub(super) struct PendingEntry<'a> {
    /// When it is recorded.
    pub(super) now: Moment,
    pub(super) new: &'a NewEvent,
    /// Where it was first recorded, when that was elsewhere.
    pub(super) origin: Option<&'a EntryOrigin>,
}

impl<'a> PendingEntry<'a> {
    /// A fact of this desk.
    const fn own(now: Moment, new: &'a NewEvent) -> Self {
        Self { now, new, origin: None }
    }
}

/// The columns of [`LogLine::from_row`] and [`Secret::from_row`], with what follows FROM.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT l.seq, l.vastgelegd_op, l.voorgevallen_op, l.actor, l.soort, l.versie, l.zaak, l.gegevens, ",
            "l.geheim_hash, l.vorige, l.hash, g.zout, g.tekst FROM logboek l LEFT JOIN geheim g USING (seq) ",
            $rest
        )
    };
}
pub(super) use select;

/// Finds the end of the log, which must be the one the projections were last written with: going on behind
/// a log that was cut short would hide that for good.
pub(super) fn end_of(connection: &Connection) -> Result<ChainEnd> {
    let end = ChainEnd::of(connection, Chain::Log)?;
    let known: Option<(i64, String)> = connection
        .prepare_cached("SELECT seq, hash FROM stand")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if known.is_some_and(|(seq, hash)| (seq, &hash) != (end.seq, &end.hash)) {
        return Err(Error::data("Het logboek eindigt anders dan piket het achterliet; er is niets bijgeschreven.")
            .hint("Bekijk het met «piket logboek controleer» en zet een eerdere kopie van de map terug."));
    }
    Ok(end)
}

impl ChainEnd {
    /// Writes one entry behind the last one and becomes the new end.
    fn append(
        &mut self,
        tx: &Transaction<'_>,
        PendingEntry { now, new, origin }: PendingEntry<'_>,
        actor: &str,
        mark: ActMark,
    ) -> Result<Entry> {
        let recorded_at = self.at.map_or(now, |last| last.max(now));
        let (event, form) = (&new.event, new.event.form());
        let mut complete = wire::write(event).map_err(|e| unreadable("De nieuwe regel", &e))?;
        wire::write_mark(&mut complete, mark);
        if let Some(origin) = origin {
            wire::write_origin(&mut complete, origin).map_err(|e| unreadable("De nieuwe regel", &e))?;
        }
        let (public, texts) = codec::split(complete);
        let secret = Secret::new(&texts)?;
        let mut line = LogLine {
            seq: self.seq + 1,
            recorded_at: recorded_at.log_form(),
            occurred_at: new.occurred_at.log_form(),
            actor: actor.to_owned(),
            kind: form.kind.to_owned(),
            version: i64::from(form.version),
            zaak: event.zaak().map(|z| z.to_string()),
            data: public.to_string(),
            secret_hash: secret.as_ref().map(Secret::hash),
            previous: std::mem::take(&mut self.hash),
            hash: String::new(),
        };
        line.hash = line.compute();
        save(tx, &line, secret.as_ref())?;
        *self = Self { seq: line.seq, hash: line.hash, at: Some(recorded_at) };
        Ok(Entry {
            seq: line.seq.unsigned_abs(),
            recorded_at,
            occurred_at: new.occurred_at,
            actor: line.actor,
            mark: Some(mark),
            origin: origin.cloned(),
            event: event.clone(),
        })
    }
}

pub(super) fn save(tx: &Transaction<'_>, r: &LogLine, secret: Option<&Secret>) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO logboek (seq, vastgelegd_op, voorgevallen_op, actor, soort, versie, zaak, gegevens, \
         geheim_hash, vorige, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        r.seq,
        r.recorded_at,
        r.occurred_at,
        r.actor,
        r.kind,
        r.version,
        r.zaak,
        r.data,
        r.secret_hash,
        r.previous,
        r.hash
    ])?;
    if let Some(secret) = secret {
        tx.prepare_cached("INSERT INTO geheim (seq, zout, tekst) VALUES (?1, ?2, ?3)")?.execute(params![
            r.seq,
            secret.salt,
            secret.text
        ])?;
    }
    Ok(())
}

/// An entry as it was recorded; texts that were destroyed are gone from it.
pub(super) fn entry_from(line: &LogLine, secret: Option<&Secret>) -> Result<Entry> {
    let what = || format!("Regel {} van het logboek", line.seq);
    let parse = |text: &str| serde_json::from_str::<Value>(text).map_err(|e| unreadable(&what(), &e));
    let texts = match secret {
        Some(g) => Some(serde_json::from_str::<Vec<String>>(&g.text).map_err(|e| unreadable(&what(), &e))?),
        None => None,
    };
    let complete = codec::join(parse(&line.data)?, texts.as_deref());
    Ok(Entry {
        seq: line.seq.unsigned_abs(),
        recorded_at: Moment::from_rfc3339(&line.recorded_at)?,
        occurred_at: Moment::from_rfc3339(&line.occurred_at)?,
        actor: line.actor.clone(),
        mark: wire::read_mark(&complete),
        origin: wire::read_origin(&complete).map_err(|e| unreadable(&what(), &e))?,
        event: wire::read(&line.kind, line.version, complete, UPCASTERS).map_err(|e| not_read(line, &e))?,
    })
}

fn not_read(line: &LogLine, error: &WireError) -> Error {
    match error {
        WireError::Unreadable(reason) => unreadable(&format!("Regel {} van het logboek", line.seq), reason),
        WireError::Newer { known } => errors::newer_entry(line.seq, &line.kind, line.version, *known),
    }
}

/// A row of [`select!`].
pub(super) fn line_and_secret(row: &Row<'_>) -> rusqlite::Result<(LogLine, Option<Secret>)> {
    Ok((LogLine::from_row(row)?, Secret::from_row(row, 11)?))
}

pub(super) fn read_entries(mut rows: Rows<'_>) -> Result<Vec<Entry>> {
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let (line, secret) = line_and_secret(row)?;
        out.push(entry_from(&line, secret.as_ref())?);
    }
    Ok(out)
}

impl Store {
    /// When the newest entry was recorded.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn newest(&self) -> Result<Option<Moment>> {
        Ok(ChainEnd::of(&self.connection, Chain::Log)?.at)
    }

    /// Records facts: one transaction, all or nothing, on disk when this returns. Without facts
    /// nothing is written, and files only come along with a fact.
    ///
    /// `now` becomes `recorded_at`, unless the log already holds a later one: then that one is
    /// repeated, so that the log stays in order of recording when a clock was put back. `actor` is
    /// reduced to one clean line.
    ///
    /// # Errors
    /// When a fact does not fit what is there: a number or a mail that is known already, a zaak or
    /// melding that is not. When the store is open for reading, or the disk refuses.
    pub fn write(&mut self, now: Moment, actor: &str, new: &[NewEvent], blobs: &[Blob]) -> Result<Vec<Entry>> {
        self.record(actor, new.iter().map(|n| PendingEntry::own(now, n)), blobs, None, None)
    }

    /// As [`Store::write`], where the facts are what a form asked for: what was kept of it as typed goes in the
    /// same transaction, so that it is never offered again once it is recorded.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_typed(
        &mut self,
        now: Moment,
        actor: &str,
        new: &[NewEvent],
        blobs: &[Blob],
        target: &FormTarget,
    ) -> Result<Vec<Entry>> {
        let entries = self.record(actor, new.iter().map(|n| PendingEntry::own(now, n)), blobs, Some(target), None)?;
        self.settle_copies(target);
        Ok(entries)
    }

    /// Records facts that take back or restore an earlier act, which they name: see
    /// [`Deed`](crate::log::history::Deed).
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn reverse(&mut self, now: Moment, actor: &str, new: &[NewEvent], reverses: u64) -> Result<Vec<Entry>> {
        self.record(actor, new.iter().map(|n| PendingEntry::own(now, n)), &[], None, Some(reverses))
    }

    /// Records a history that brings its own moments of recording, in one transaction. Only a demo
    /// has such a history.
    ///
    /// # Errors
    /// As [`Store::write`], and when the store is no demo.
    pub fn play_history(&mut self, actor: &str, history: &[(Moment, NewEvent)]) -> Result<Vec<Entry>> {
        if self.kind() != StoreKind::Demo {
            return Err(Error::data("Een fictieve week hoort niet in een echt logboek.").hint("Kies een andere map."));
        }
        self.record(actor, history.iter().map(|(at, n)| PendingEntry::own(*at, n)), &[], None, None)
    }

    pub(super) fn record<'a>(
        &mut self,
        actor: &str,
        new: impl ExactSizeIterator<Item = PendingEntry<'a>>,
        blobs: &[Blob],
        typed: Option<&FormTarget>,
        reverses: Option<u64>,
    ) -> Result<Vec<Entry>> {
        self.require_write()?;
        if new.len() == 0 {
            return Ok(Vec::new());
        }
        self.require_same_file()?;
        let actor = match sanitize::line(actor) {
            empty if empty.is_empty() => "onbekend".to_owned(),
            actor => actor,
        };
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut end = end_of(&tx)?;
        let first = end.seq + 1;
        let mut working_set = WorkingSet::default();
        let mut entries = Vec::with_capacity(new.len());
        let mut files = Vec::new();
        // A history that is played holds many acts, each at a moment of its own.
        let (mut act, mut at) = (first.unsigned_abs(), None);
        for recording in new {
            let PendingEntry { now, new: n, .. } = recording;
            if at.is_some_and(|at| at != now) {
                act = end.seq.unsigned_abs() + 1;
            }
            at = Some(now);
            working_set.load(&tx, &n.event)?;
            working_set.verify(&tx, &n.event)?;
            files.extend(working_set.purged_files(&n.event));
            if let Some((mail, melding)) = working_set.purged_mail(&n.event) {
                purged_mail::remember(&tx, mail, melding)?;
            }
            let entry = end.append(&tx, recording, &actor, ActMark { act, reverses })?;
            purge::purge_texts(&tx, &entry)?;
            working_set.take(&entry);
            entries.push(entry);
        }
        for blob in blobs {
            tx.prepare_cached("INSERT INTO bijlage (digest, seq, bytes) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
                .execute(params![blob.digest, first, blob.bytes])?;
        }
        if let Some(target) = typed {
            super::typed::forget(&tx, target)?;
        }
        working_set.save(&tx, &end)?;
        purge::purge_files(&tx, &files)?;
        tx.commit()?;
        self.note_heads();
        Ok(entries)
    }

    /// The entries about one case, or all of them, in order of recording; with `until` only those
    /// recorded at or before it.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn entries(&self, zaak: Option<Zaaknummer>, until: Option<Moment>) -> Result<Vec<Entry>> {
        let until = until.map(Moment::log_form);
        let Some(zaak) = zaak else {
            let sql = select!("WHERE ?1 IS NULL OR l.vastgelegd_op <= ?1 ORDER BY l.seq");
            return read_entries(self.connection.prepare_cached(sql)?.query([until])?);
        };
        let sql = select!("WHERE l.zaak = ?1 AND (?2 IS NULL OR l.vastgelegd_op <= ?2) ORDER BY l.seq");
        read_entries(self.connection.prepare_cached(sql)?.query(params![zaak.to_string(), until])?)
    }

    /// The bytes kept under a digest; `None` when they never came or were destroyed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn blob(&self, digest: &str) -> Result<Option<Vec<u8>>> {
        let mut stmt = self.connection.prepare_cached("SELECT bytes FROM bijlage WHERE digest = ?1")?;
        Ok(stmt.query_row([digest], |row| row.get(0)).optional()?)
    }
}
