//! The wekkerboek on disk, beside the log and with a chain of its own: an alarm is no fact about a case,
//! and whoever holds the lease writes here while a desk holds the log. It names no person, no
//! inrichting and no row. The book as it stands is kept along with the lines, so that opening the desk
//! does not fold the alarms of years.
//!
//! `hash` is the SHA-256 of these six fields, each followed by one line feed: the constant
//! `piket-wekker-1`, `seq`, `op`, `door`, `regel` (the line as JSON, byte for byte as stored), `vorige`.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use serde_json::Value;

use super::{
    chain::{self, Chain, ChainEnd, Joint, Linked, SideChainCheck},
    errors::{newer_alarm_line, unreadable},
    open_store::Store,
};
use crate::{
    alarm::wekkerboek::Wekkerboek,
    domain::{
        alarm::{AlarmLine, AlarmTopic},
        book_names::NamesAt,
        error::Result,
        ids::Zaaknummer,
        moment::Moment,
        watch::AlarmHost,
    },
};

const FORMAT: &str = "piket-wekker-1";

/// A recorded line of the wekkerboek.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WekkerboekLine {
    /// Its place, from 1 without gaps.
    pub seq: u64,
    /// When it was recorded.
    pub at: Moment,
    /// Which program wrote it.
    pub by: String,
    /// What it says.
    pub alarm_line: AlarmLine,
}

/// One row, exactly as it is stored.
struct AlarmRow {
    seq: i64,
    at: String,
    by: String,
    line: String,
    previous: String,
    hash: String,
}

const COLUMNS: &str = "SELECT seq, op, door, regel, vorige, hash FROM wekker";

impl AlarmRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            at: row.get(1)?,
            by: row.get(2)?,
            line: row.get(3)?,
            previous: row.get(4)?,
            hash: row.get(5)?,
        })
    }

    fn alarm_line(&self) -> Result<AlarmLine> {
        serde_json::from_str(&self.line).map_err(|e| {
            // A line that is whole and of a kind, or with a word, that this program does not know.
            let is_whole = serde_json::from_str::<Value>(&self.line)
                .is_ok_and(|line| line.get("soort").is_some_and(Value::is_string));
            if is_whole { newer_alarm_line(self.seq) } else { unreadable(&format!("Wekkerregel {}", self.seq), &e) }
        })
    }
}

impl Linked for AlarmRow {
    fn joint(&self) -> Joint<'_> {
        Joint { seq: self.seq, previous: &self.previous, hash: &self.hash }
    }

    fn compute(&self) -> String {
        let seq = self.seq.to_string();
        chain::hash_of(&[FORMAT, &seq, &self.at, &self.by, &self.line, &self.previous])
    }
}

fn book_of(connection: &Connection) -> Result<(i64, Wekkerboek)> {
    let state: Option<(i64, String)> = connection
        .prepare_cached("SELECT seq, boek FROM wekstand WHERE id = 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((seq, text)) = state else { return Ok((0, Wekkerboek::default())) };
    let book = serde_json::from_str(&text).map_err(|e| unreadable("Het wekkerboek", &e))?;
    Ok((seq, book))
}

fn set_book(tx: &Transaction<'_>, seq: i64, book: &Wekkerboek) -> Result<()> {
    let text = serde_json::to_string(book).map_err(|e| unreadable("Het wekkerboek", &e))?;
    tx.prepare_cached("INSERT OR REPLACE INTO wekstand (id, seq, boek) VALUES (1, ?1, ?2)")?.execute((seq, text))?;
    Ok(())
}

/// Writes the lines that say something new behind the last one.
fn append(
    connection: &mut Connection,
    now: Moment,
    by: AlarmHost,
    alarm_lines: &[AlarmLine],
) -> Result<(i64, Wekkerboek)> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (_, mut book) = book_of(&tx)?;
    let ChainEnd { mut seq, hash: mut previous, .. } = ChainEnd::of(&tx, Chain::Alarm)?;
    for alarm_line in alarm_lines {
        // Another program may have been first: what ended ends once.
        if !book.apply(alarm_line) {
            continue;
        }
        seq += 1;
        let line = serde_json::to_string(alarm_line).map_err(|e| unreadable("Een wekkerregel", &e))?;
        let by = by.code().to_owned();
        // As the clock said, also when it was put back: this book is about the clock.
        let mut row = AlarmRow { seq, at: now.log_form(), by, line, previous, hash: String::new() };
        row.hash = row.compute();
        tx.prepare_cached("INSERT INTO wekker (seq, op, door, regel, vorige, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![row.seq, row.at, row.by, row.line, row.previous, row.hash])?;
        previous = row.hash;
    }
    set_book(&tx, seq, &book)?;
    tx.commit()?;
    Ok((seq, book))
}

impl Store {
    /// What each alarm asks for, as the book of its case calls it.
    ///
    /// # Errors
    /// When a case or a report cannot be read.
    pub fn alarm_acts(
        &self,
        topics: impl IntoIterator<Item = AlarmTopic>,
        names: &dyn NamesAt,
    ) -> Result<BTreeMap<AlarmTopic, String>> {
        let mut acts = BTreeMap::new();
        for topic in topics {
            if acts.contains_key(&topic) {
                continue;
            }
            let (mut zaak, mut melding) = (None, None);
            match topic {
                AlarmTopic::Zaak { zaak: number, .. } => zaak = self.zaak(number)?,
                AlarmTopic::Arrival { melding: number, .. } => melding = self.melding(number)?,
            }
            let plek = zaak.as_ref().and_then(|z| z.plek()).or_else(|| melding.as_ref()?.inrichting());
            acts.insert(topic, topic.act(names.at(plek)));
        }
        Ok(acts)
    }

    /// Records lines of the wekkerboek in one transaction and answers with the book. Lines that say
    /// nothing new are left out. Also a store that is open for reading takes them, beside the desk that
    /// writes.
    ///
    /// # Errors
    /// When the medium cannot be written, or another program keeps the store occupied.
    pub fn wake(&mut self, now: Moment, by: AlarmHost, alarm_lines: &[AlarmLine]) -> Result<Wekkerboek> {
        self.require_same_file()?;
        let (seq, book) = self.beside_the_log(|connection| append(connection, now, by, alarm_lines))?;
        self.note_heads();
        self.wekkerboek_seen = Some(seq);
        Ok(book)
    }

    /// The wekkerboek as it stands.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn wekkerboek(&self) -> Result<Wekkerboek> {
        Ok(book_of(&self.connection)?.1)
    }

    /// The same where it changed since it was last asked for or written.
    pub(super) fn wekkerboek_if_changed(&mut self) -> Result<Option<Wekkerboek>> {
        let seq: Option<i64> = (self.connection.prepare_cached("SELECT seq FROM wekstand WHERE id = 1")?)
            .query_row([], |row| row.get(0))
            .optional()?;
        if self.wekkerboek_seen == Some(seq.unwrap_or(0)) {
            return Ok(None);
        }
        let (seq, book) = book_of(&self.connection)?;
        self.wekkerboek_seen = Some(seq);
        Ok(Some(book))
    }

    /// The lines of the wekkerboek, oldest first; of one case, or of all.
    ///
    /// # Errors
    /// When a line cannot be read.
    pub fn wekkerboek_lines(&self, zaak: Option<Zaaknummer>) -> Result<Vec<WekkerboekLine>> {
        let mut stmt = self.connection.prepare_cached(&format!("{COLUMNS} ORDER BY seq"))?;
        let mut rows = stmt.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let row = AlarmRow::read(row)?;
            let alarm_line = row.alarm_line()?;
            if zaak.is_none_or(|z| alarm_line.topic().is_some_and(|o| o.zaak() == Some(z))) {
                let (seq, at) = (row.seq.unsigned_abs(), Moment::from_rfc3339(&row.at)?);
                out.push(WekkerboekLine { seq, at, by: row.by, alarm_line });
            }
        }
        Ok(out)
    }

    /// Recomputes the chain of the wekkerboek, and folds its lines again.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub fn check_wekkerboek(&self) -> Result<SideChainCheck> {
        // One snapshot for all questions; dropping the transaction ends it.
        let tx = self.connection.unchecked_transaction()?;
        let (mut found, mut book) = (SideChainCheck::start(), Wekkerboek::default());
        let mut stmt = tx.prepare_cached(&format!("{COLUMNS} ORDER BY seq"))?;
        let last = found.walk(stmt.query([])?, "wekkerregel", AlarmRow::read, |found, row| match row.alarm_line() {
            Ok(alarm_line) if book.apply(&alarm_line) => {}
            Ok(_) => found.report(row.seq, format!("Wekkerregel {} past niet bij de regels ervoor.", row.seq)),
            Err(error) => found.report(row.seq, error.sentence),
        })?;
        let state = book_of(&tx)?;
        if state != (last, book) || !state.1.matches() {
            found.report(last, "De stand van het wekkerboek is niet die van zijn regels.".to_owned());
        }
        Ok(found)
    }
}

/// Folds the lines again and puts the book in its place; `true` when it was another.
pub(super) fn rebuild(tx: &Transaction<'_>) -> Result<bool> {
    let (mut seq, mut book) = (0, Wekkerboek::default());
    let mut stmt = tx.prepare_cached(&format!("{COLUMNS} ORDER BY seq"))?;
    let mut rows = stmt.query([])?;
    while let Some(row) = rows.next()? {
        let row = AlarmRow::read(row)?;
        book.apply(&row.alarm_line()?);
        seq = row.seq;
    }
    let different = book_of(tx).ok() != Some((seq, book.clone()));
    if different {
        set_book(tx, seq, &book)?;
    }
    Ok(different)
}
