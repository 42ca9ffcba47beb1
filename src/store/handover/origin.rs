//! What of another log is here already, by where each entry was first recorded, and what is new of it, renumbered for
//! this log: reports get a number of their own here, and a mail that both desks received stays one report.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use super::bundle::{Bundle, BundledLine};
use crate::{
    domain::{
        error::{Error, Result},
        ids::{Meldingnummer, Zaaknummer},
        moment::Moment,
    },
    log::{
        event::{EntryOrigin, NewEvent},
        wire,
    },
    store::{blob::Blob, chain::LogLine, log::entry_from, open_store::Store},
};

/// An entry that is here.
#[derive(Debug, Clone, Copy)]
pub(super) struct Local {
    pub(super) seq: i64,
    pub(super) zaak: Option<Zaaknummer>,
    pub(super) melding: Option<Meldingnummer>,
}

/// The entries here that came from elsewhere, by their hash there.
pub(super) struct Known {
    desk: Option<String>,
    taken: BTreeMap<String, Local>,
}

impl Known {
    pub(super) fn of(store: &Store) -> Result<Self> {
        let mut taken = BTreeMap::new();
        let mut stmt = store.connection.prepare_cached(
            "SELECT json_extract(gegevens, '$.herkomst.hash'), seq, zaak, json_extract(gegevens, '$.melding') \
             FROM logboek WHERE instr(gegevens, '\"herkomst\"') > 0 AND json_type(gegevens, '$.herkomst') = 'object'",
        )?;
        let mut rows = stmt.query([])?;
        while let Some(row) = rows.next()? {
            let Some(hash) = row.get::<_, Option<String>>(0)? else { continue };
            taken.insert(hash, local(row.get(1)?, row.get(2)?, row.get(3)?));
        }
        Ok(Self { desk: store.desk_id()?, taken })
    }

    /// The entry here that a line of a handover is, if it is here.
    pub(super) fn of_line(&self, store: &Store, bundle: &Bundle, line: &BundledLine) -> Result<Option<Local>> {
        let origin = origin_of(bundle, &line.0)?;
        if self.desk.as_ref() != Some(&origin.desk) {
            return Ok(self.taken.get(&origin.hash).copied());
        }
        // It began here.
        let sql = "SELECT seq, zaak, json_extract(gegevens, '$.melding') FROM logboek WHERE seq = ?1 AND hash = ?2";
        let found = store
            .connection
            .prepare_cached(sql)?
            .query_row(params![crate::store::projection::sqlite_int(origin.seq), origin.hash], |row| {
                Ok(local(row.get(0)?, row.get(1)?, row.get(2)?))
            });
        match found.optional()? {
            Some(local) => Ok(Some(local)),
            None => Err(Error::data(format!("Regel {} zou van dit logboek zijn, maar staat er niet in.", origin.seq))
                .hint("Dit logboek is teruggezet of een ander; kijk met «piket logboek controleer».")),
        }
    }
}

fn local(seq: i64, zaak: Option<String>, melding: Option<String>) -> Local {
    Local { seq, zaak: zaak.and_then(|z| z.parse().ok()), melding: melding.and_then(|m| m.parse().ok()) }
}

/// Where a line was first recorded: what stands beside its fields, else the desk that hands over.
fn origin_of(bundle: &Bundle, line: &LogLine) -> Result<EntryOrigin> {
    let data: Value = serde_json::from_str(&line.data).map_err(|_| unreadable(line))?;
    match wire::read_origin(&data).map_err(|_| unreadable(line))? {
        Some(origin) => Ok(origin),
        None => Ok(EntryOrigin {
            desk: bundle.header.desk.clone(),
            seq: line.seq.unsigned_abs(),
            hash: line.hash.clone(),
            recorded_at: Moment::from_rfc3339(&line.recorded_at)?,
            actor: line.actor.clone(),
        }),
    }
}

fn unreadable(line: &LogLine) -> Error {
    Error::data(format!("Regel {} van de overdracht is niet te lezen.", line.seq)).hint("Er is niets overgenomen.")
}

/// What is taken from a handover in one act.
pub(super) struct Taken<'a> {
    bundle: &'a Bundle,
    known: &'a Known,
    numbers: BTreeMap<Meldingnummer, Meldingnummer>,
    next: Meldingnummer,
    /// By their place in the log of the other desk.
    new: BTreeMap<i64, (NewEvent, EntryOrigin)>,
    files: BTreeSet<String>,
    last: Vec<NewEvent>,
}

impl<'a> Taken<'a> {
    pub(super) fn new(store: &Store, bundle: &'a Bundle, known: &'a Known) -> Result<Self> {
        let next = store.load_counters()?.next_melding();
        let (numbers, new) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { bundle, known, numbers, next, new, files: BTreeSet::new(), last: Vec::new() })
    }

    /// The entries about a case that are not here, and the reports they name.
    pub(super) fn zaak(&mut self, store: &Store, lines: &[BundledLine], here: Zaaknummer) -> Result<()> {
        for line in lines {
            let melding = match super::bundle::melding_of(&line.0) {
                Some(there) => Some(self.melding(store, there)?),
                None => None,
            };
            self.take(store, line, Some(here), melding)?;
        }
        Ok(())
    }

    /// The number that a report has here; what is not here of it comes along.
    pub(super) fn melding(&mut self, store: &Store, there: Meldingnummer) -> Result<Meldingnummer> {
        if let Some(here) = self.numbers.get(&there) {
            return Ok(*here);
        }
        let missing =
            || Error::data(format!("Melding {there} ontbreekt in de overdracht.")).hint("Er is niets overgenomen.");
        let lines = self.bundle.meldingen.get(&there).filter(|lines| !lines.is_empty()).ok_or_else(missing)?;
        let first = lines.first().ok_or_else(missing)?;
        let here = match self.known.of_line(store, self.bundle, first)?.and_then(|local| local.melding) {
            Some(here) => Some(here),
            None => match received_here(store, first)? {
                // The same mail came in at both desks, and stays as it was read here.
                Some(here) => {
                    self.numbers.insert(there, here);
                    return Ok(here);
                }
                None => None,
            },
        };
        let here = here.unwrap_or_else(|| {
            let number = self.next;
            self.next = Meldingnummer(number.0.saturating_add(1));
            number
        });
        self.numbers.insert(there, here);
        for line in lines {
            self.take(store, line, None, Some(here))?;
        }
        Ok(here)
    }

    fn take(
        &mut self,
        store: &Store,
        line: &BundledLine,
        zaak: Option<Zaaknummer>,
        melding: Option<Meldingnummer>,
    ) -> Result<()> {
        if self.known.of_line(store, self.bundle, line)?.is_some() {
            return Ok(());
        }
        let entry = entry_from(&line.0, line.1.as_ref())?;
        if let Some(arrival) = entry.event.arrival() {
            self.files.extend(arrival.content.files().into_iter().map(str::to_owned));
        }
        let (occurred_at, mut event) = (entry.occurred_at, entry.event);
        event.renumber(zaak, melding);
        let new = NewEvent { occurred_at, event };
        self.new.insert(line.0.seq, (new, origin_of(self.bundle, &line.0)?));
        Ok(())
    }

    /// How many entries come along.
    pub(super) fn entries(&self) -> usize {
        self.new.len()
    }

    /// An entry of this desk behind them.
    pub(super) fn close(&mut self, event: NewEvent) {
        self.last.push(event);
    }

    /// What is to be recorded, in the order of the other log, and the files that go with it.
    pub(super) fn finish(self) -> (Vec<(NewEvent, Option<EntryOrigin>)>, Vec<Blob>) {
        let taken = self.new.into_values().map(|(new, origin)| (new, Some(origin)));
        let entries = taken.chain(self.last.into_iter().map(|new| (new, None))).collect();
        let files = self.files.iter().filter_map(|digest| self.bundle.files.get(digest));
        (entries, files.cloned().map(Blob::new).collect())
    }
}

/// The report here that holds the same mail.
fn received_here(store: &Store, line: &BundledLine) -> Result<Option<Meldingnummer>> {
    let event = entry_from(&line.0, line.1.as_ref())?.event;
    let Some(mail) = event.arrival().and_then(|arrival| arrival.mail()) else { return Ok(None) };
    mail.fingerprint.filled().map_or(Ok(None), |fingerprint| store.melding_by_fingerprint(fingerprint))
}
