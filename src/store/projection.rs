//! The fold beside the log. Only what an entry touches is loaded into a small Desk, changed by the
//! same [`Desk::apply`] as the screen's and written back, so that a store of any size costs the same.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{chain::ChainEnd, errors::unreadable, purged_mail, search};
use crate::{
    domain::{
        error::{Error, Result},
        ids::{Meldingnummer, Piketweek, Zaaknummer},
        melding::{Content, Mail},
        moment::Moment,
        text::Vertrouwelijk,
    },
    log::{
        brought::TypedCall,
        desk::Desk,
        event::{Entry, LogEvent},
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
};

/// The form in which this program writes the projections. Whoever changes what a zaak, a melding or the
/// search index holds takes the next number; a store with another one is rebuilt when it is opened. What rows are
/// called is not in that index.
pub(super) const FORM: u32 = 29;

/// Whether the projections are in the form of this program; empty ones are.
pub(super) fn is_current(connection: &Connection) -> Result<bool> {
    Ok(form_of(connection)?.is_none_or(|form| form == FORM))
}

/// The form in which the projections were last written; `None` of empty ones.
pub(super) fn form_of(connection: &Connection) -> Result<Option<u32>> {
    Ok(connection.query_row("SELECT vorm FROM stand", [], |row| row.get(0)).optional()?)
}

/// What the tables know of a case or a report beside the thing itself.
struct Trace {
    /// The entry that began it; its key in the search index.
    start: u64,
    /// The words the search index holds of it; `None` when it has none yet.
    indexed: Option<String>,
    /// The last entry about it.
    last: Moment,
}

/// The cases and reports of one transaction.
#[derive(Default)]
pub(super) struct WorkingSet {
    desk: Desk,
    zaken: BTreeMap<Zaaknummer, Trace>,
    meldingen: BTreeMap<Meldingnummer, Trace>,
    fingerprints: BTreeMap<String, Meldingnummer>,
    weeks: BTreeSet<Piketweek>,
    turned_weeks: BTreeSet<Piketweek>,
}

impl WorkingSet {
    /// Brings in the case and the report an event is about, where they exist.
    pub(super) fn load(&mut self, connection: &Connection, event: &LogEvent) -> Result<()> {
        if let Some(number) = event.zaak().filter(|z| !self.zaken.contains_key(z)) {
            let row = connection
                .prepare_cached("SELECT begin, gegevens FROM zaak WHERE nummer = ?1")?
                .query_row([number.to_string()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))
                .optional()?;
            if let Some((start, data)) = row {
                let zaak: Zaak = from_json(&data)?;
                let indexed = Some(search::words_of_zaak(&zaak));
                self.zaken.insert(number, Trace { start: start.unsigned_abs(), indexed, last: zaak.last });
                self.desk.zaken.insert(number, zaak);
            }
        }
        if let Some(number) = event.melding().filter(|m| !self.meldingen.contains_key(m)) {
            let row = connection
                .prepare_cached("SELECT begin, laatste, gegevens FROM melding WHERE nummer = ?1")?
                .query_row([number.0], |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
                })
                .optional()?;
            if let Some((start, last, data)) = row {
                let melding: Melding = from_json(&data)?;
                let indexed = Some(search::words_of_melding(&melding));
                let last = Moment::from_rfc3339(&last)?;
                self.meldingen.insert(number, Trace { start: start.unsigned_abs(), indexed, last });
                self.desk.meldingen.insert(number, melding);
            }
        }
        Ok(())
    }

    /// Refuses a fact that does not fit what is there. What it is about has been loaded.
    pub(super) fn verify(&self, connection: &Connection, event: &LogEvent) -> Result<()> {
        if let Some(arrival) = event.arrival() {
            let melding = arrival.melding;
            if self.meldingen.contains_key(&melding) {
                return Err(already_exists(&format!("Melding {melding}")));
            }
            let Some(mail) = arrival.mail() else { return Ok(()) };
            let known = match self.fingerprints.get(mail.fingerprint.read()) {
                Some(number) => Some(*number),
                None => by_fingerprint(connection, mail.fingerprint.read())?,
            };
            return known.map_or(Ok(()), |m| {
                Err(Error::no(format!("Deze mail is al binnen, als {m}."))
                    .hint(format!("Zoek {m} op; er is niets toegevoegd.")))
            });
        }
        if let Some(zaak) = event.begun_zaak() {
            let known = self.zaken.contains_key(&zaak);
            return if known { Err(already_exists(&format!("Zaak {zaak}"))) } else { Ok(()) };
        }
        if let Some(zaak) = event.zaak().filter(|z| !self.zaken.contains_key(z)) {
            return Err(does_not_exist(&format!("Zaak {zaak}"), "«piket incidenten»"));
        }
        if let Some(melding) = event.melding().filter(|m| !self.meldingen.contains_key(m)) {
            return Err(does_not_exist(&format!("Melding {melding}"), "«piket inbox»"));
        }
        self.check_call(event)
    }

    /// What was typed about a call would take the place of a mail and its fingerprint.
    fn check_call(&self, event: &LogEvent) -> Result<()> {
        let Some(TypedCall { melding, .. }) = event.typed_call() else { return Ok(()) };
        match self.desk.meldingen.get(&melding).map(|m| &m.content) {
            Some(Content::Mail(_)) => Err(Error::usage(format!("Melding {melding} is een mail, geen gesprek."))
                .hint("Noteer het gesprek als nieuwe melding en koppel die aan dezelfde zaak.")),
            Some(Content::Call(_)) | None => Ok(()),
        }
    }

    /// The digests of the files that go with an event, before it is folded in.
    pub(super) fn purged_files(&self, event: &LogEvent) -> Vec<String> {
        let melding = event.purged_melding().and_then(|melding| self.desk.meldingen.get(&melding));
        melding.map(|m| m.files().into_iter().map(str::to_owned).collect()).unwrap_or_default()
    }

    /// The mail that goes with an event, before it is folded in, and whose it is.
    pub(super) fn purged_mail(&self, event: &LogEvent) -> Option<(&Mail, Meldingnummer)> {
        let melding = event.purged_melding()?;
        match &self.desk.meldingen.get(&melding)?.content {
            Content::Mail(mail) => Some((&**mail, melding)),
            Content::Call(_) => None,
        }
    }

    /// Folds one entry in.
    pub(super) fn take(&mut self, entry: &Entry) {
        self.desk.apply(entry);
        let started = Trace { start: entry.seq, indexed: None, last: entry.recorded_at };
        let event = &entry.event;
        if let Some(arrival) = event.arrival() {
            self.meldingen.insert(arrival.melding, started);
            let fingerprint = arrival.mail().and_then(|mail| mail.fingerprint.filled());
            self.fingerprints.extend(fingerprint.map(|v| (v.to_owned(), arrival.melding)));
        } else if let Some(zaak) = event.begun_zaak() {
            self.zaken.insert(zaak, started);
            self.weeks.insert(zaak.week);
        }
        self.turned_weeks.extend(event.turned_week());
        if let Some(trace) = event.zaak().and_then(|z| self.zaken.get_mut(&z)) {
            trace.last = entry.recorded_at;
        }
        if let Some(trace) = event.melding().and_then(|m| self.meldingen.get_mut(&m)) {
            trace.last = entry.recorded_at;
        }
    }

    /// Writes everything back, up to and including the entry at `end`.
    pub(super) fn save(&self, connection: &Connection, end: &ChainEnd) -> Result<()> {
        // The newest first: see `search::place`.
        for (number, trace) in self.zaken.iter().rev() {
            if let Some(zaak) = self.desk.zaken.get(number) {
                save_zaak(connection, zaak, trace)?;
            }
        }
        for (number, trace) in self.meldingen.iter().rev() {
            if let Some(melding) = self.desk.meldingen.get(number) {
                save_melding(connection, melding, trace)?;
            }
        }
        for week in &self.weeks {
            let highest = self.desk.zaak_counter.get(week).copied().unwrap_or_default();
            connection
                .prepare_cached(
                    "INSERT INTO teller (week, hoogste) VALUES (?1, ?2) \
                     ON CONFLICT DO UPDATE SET hoogste = max(hoogste, excluded.hoogste)",
                )?
                .execute(params![week.to_string(), highest])?;
        }
        for week in &self.turned_weeks {
            match self.desk.closed_weeks.get(week) {
                Some(at) => connection
                    .prepare_cached("INSERT OR REPLACE INTO piketweek (week, gesloten) VALUES (?1, ?2)")?
                    .execute(params![week.to_string(), at.log_form()])?,
                None => {
                    connection.prepare_cached("DELETE FROM piketweek WHERE week = ?1")?.execute([week.to_string()])?
                }
            };
        }
        connection
            .prepare_cached("INSERT OR REPLACE INTO stand (id, seq, hash, vorm) VALUES (1, ?1, ?2, ?3)")?
            .execute(params![end.seq, end.hash, FORM])?;
        Ok(())
    }
}

fn save_zaak(connection: &Connection, zaak: &Zaak, trace: &Trace) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO zaak (begin, nummer, week, gesloten, laatste, gegevens) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (begin) DO UPDATE SET \
             gesloten = excluded.gesloten, laatste = excluded.laatste, gegevens = excluded.gegevens",
        )?
        .execute(params![
            sqlite_int(trace.start),
            zaak.number.to_string(),
            zaak.number.week.to_string(),
            zaak.closed.map(Moment::log_form),
            zaak.last.log_form(),
            as_json(zaak)?
        ])?;
    index(connection, trace, &search::words_of_zaak(zaak))
}

fn save_melding(connection: &Connection, melding: &Melding, trace: &Trace) -> Result<()> {
    let state = match &melding.state {
        MeldingState::Open => "open",
        MeldingState::Linked(_) => "gekoppeld",
        MeldingState::SetAside(_) => "terzijde",
    };
    let mail = match &melding.content {
        Content::Mail(mail) => Some(mail.as_ref()),
        Content::Call(_) => None,
    };
    connection
        .prepare_cached(
            "INSERT INTO melding (begin, nummer, staat, message_id, vingerafdruk, ontvangen, laatste, gegevens) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (begin) DO UPDATE SET staat = excluded.staat, \
             message_id = excluded.message_id, vingerafdruk = excluded.vingerafdruk, \
             ontvangen = excluded.ontvangen, laatste = excluded.laatste, gegevens = excluded.gegevens",
        )?
        .execute(params![
            sqlite_int(trace.start),
            melding.number.0,
            state,
            mail.and_then(|p: &Mail| p.message_id.as_ref()).and_then(Vertrouwelijk::filled),
            mail.and_then(|p| p.fingerprint.filled()),
            melding.received.log_form(),
            trace.last.log_form(),
            as_json(melding)?
        ])?;
    index(connection, trace, &search::words_of_melding(melding))
}

/// Renews the words of one rowid, but only when they changed: most entries leave them as they were.
fn index(connection: &Connection, trace: &Trace, words: &str) -> Result<()> {
    let sql = match &trace.indexed {
        Some(had) if had == words => return Ok(()),
        Some(_) => "INSERT OR REPLACE INTO zoek (rowid, tekst) VALUES (?1, ?2)",
        None => "INSERT INTO zoek (rowid, tekst) VALUES (?1, ?2)",
    };
    connection.prepare_cached(sql)?.execute(params![search::place(trace.start), words])?;
    Ok(())
}

/// The report that holds this mail, or held it until its texts were destroyed.
pub(super) fn by_fingerprint(connection: &Connection, fingerprint: &str) -> Result<Option<Meldingnummer>> {
    let mut stmt = connection.prepare_cached("SELECT nummer FROM melding WHERE vingerafdruk = ?1")?;
    match stmt.query_row([fingerprint], |row| row.get(0).map(Meldingnummer)).optional()? {
        Some(there) => Ok(Some(there)),
        None => purged_mail::find(connection, fingerprint),
    }
}

/// SQLite's integers have a sign; a log never comes near the place where that shows.
pub(super) fn sqlite_int(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Reads what a projection holds.
pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| unreadable("Een afgeleid gegeven in de opslag", &e))
}

fn as_json<T: Serialize>(what: &T) -> Result<String> {
    serde_json::to_string(what).map_err(|e| unreadable("Een afgeleid gegeven", &e))
}

fn already_exists(what: &str) -> Error {
    Error::usage(format!("{what} bestaat al; er is niets vastgelegd.")).hint("Neem het volgende nummer.")
}

fn does_not_exist(what: &str, list: &str) -> Error {
    Error::usage(format!("{what} bestaat niet; er is niets vastgelegd.")).hint(format!("{list} toont wat er is."))
}
