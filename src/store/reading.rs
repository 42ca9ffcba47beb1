//! Reads the projections. Opening the desk takes what is open, never the whole log, so that years of
//! closed cases cost nothing at 02:10; what was busy lately follows when the desk is on screen.

use std::collections::{BTreeSet, btree_map::Entry};

use chrono::Duration;
use rusqlite::{OptionalExtension, Params, params};
use serde::de::DeserializeOwned;

use super::{
    open_store::Store,
    projection::{by_fingerprint, from_json},
    purged_mail,
};
use crate::{
    domain::{
        error::Result,
        ids::{Meldingnummer, Piketweek, WeekStart, Zaaknummer},
        melding::Mail,
        moment::Moment,
        subject::Subject,
    },
    log::{
        desk::Desk,
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
};

impl Store {
    /// What the desk starts with: every open zaak with its meldingen, every open melding, and all
    /// counters.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn load_open(&self) -> Result<Desk> {
        let counters = self.load_counters()?;
        Ok(Desk {
            zaak_counter: counters.zaak_counter,
            melding_counter: counters.melding_counter,
            closed_weeks: counters.closed_weeks,
            ..self.part(OPEN, [])?
        })
    }

    /// What had its last entry recorded at or after `since`, open or not, without the counters.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn load_recent(&self, since: Moment) -> Result<Desk> {
        self.part(RECENT, [since.log_form()])
    }

    fn part(&self, [zaken, meldingen]: [&str; 2], with: impl Params + Clone) -> Result<Desk> {
        let zaken = self.list(zaken, with.clone())?.into_iter().map(|z: Zaak| (z.number, z)).collect();
        let meldingen = self.list(meldingen, with)?.into_iter().map(|m: Melding| (m.number, m)).collect();
        let mut desk = Desk { zaken, meldingen, ..Desk::default() };
        self.add_meldingen(&mut desk)?;
        Ok(desk)
    }

    /// Everything, however long ago.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn load_all(&self) -> Result<Desk> {
        let mut desk = self.load_counters()?;
        desk.zaken = self.list("SELECT gegevens FROM zaak", [])?.into_iter().map(|z: Zaak| (z.number, z)).collect();
        let meldingen = self.list("SELECT gegevens FROM melding", [])?;
        desk.meldingen = meldingen.into_iter().map(|m: Melding| (m.number, m)).collect();
        Ok(desk)
    }

    /// One case.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn zaak(&self, number: Zaaknummer) -> Result<Option<Zaak>> {
        Ok(self.list("SELECT gegevens FROM zaak WHERE nummer = ?1", [number.to_string()])?.pop())
    }

    /// What somebody names, open or not, without the counters.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn subject(&self, subject: Subject) -> Result<Desk> {
        let mut desk = match subject.zaak {
            Some(number) => self.fetch(number)?,
            None => Desk::default(),
        };
        if let Some(week) = subject.week {
            self.add_week(&mut desk, week)?;
        }
        if let Some(number) = subject.melding
            && let Some(melding) = self.melding(number)?
        {
            desk.meldingen.insert(number, melding);
        }
        Ok(desk)
    }

    /// Brings in the cases of a week, and every report that came in around it, with the case it belongs to: when it
    /// starts is a setting, which the store does not know.
    fn add_week(&self, desk: &mut Desk, week: Piketweek) -> Result<()> {
        desk.zaken.extend(self.zaken_of_week(week)?.into_iter().map(|z| (z.number, z)));
        let around = Duration::days(7);
        let any = WeekStart::default();
        let reports = self.meldingen_between(week.begin(any).plus(-around), week.end(any).plus(around))?;
        for melding in reports {
            if let MeldingState::Linked(number) = melding.state
                && !desk.zaken.contains_key(&number)
            {
                desk.zaken.extend(self.zaak(number)?.map(|z| (number, z)));
            }
            desk.meldingen.insert(melding.number, melding);
        }
        self.add_meldingen(desk)
    }

    /// One case with the meldingen that belong to it; an empty Desk when there is no such case.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn fetch(&self, number: Zaaknummer) -> Result<Desk> {
        let mut desk = Desk { zaken: self.zaak(number)?.map(|z| (number, z)).into_iter().collect(), ..Desk::default() };
        self.add_meldingen(&mut desk)?;
        Ok(desk)
    }

    /// One report.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn melding(&self, number: Meldingnummer) -> Result<Option<Melding>> {
        Ok(self.list("SELECT gegevens FROM melding WHERE nummer = ?1", [number.0])?.pop())
    }

    /// The cases opened in a week, by number.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn zaken_of_week(&self, week: Piketweek) -> Result<Vec<Zaak>> {
        let mut zaken: Vec<Zaak> = self.list("SELECT gegevens FROM zaak WHERE week = ?1", [week.to_string()])?;
        zaken.sort_by_key(|z| z.number);
        Ok(zaken)
    }

    /// The reports that came in from `start` up to but not including `end`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn meldingen_between(&self, start: Moment, end: Moment) -> Result<Vec<Melding>> {
        let sql = "SELECT gegevens FROM melding WHERE ontvangen >= ?1 AND ontvangen < ?2 ORDER BY ontvangen";
        self.list(sql, [start.log_form(), end.log_form()])
    }

    /// The report that holds a mail with this content.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn melding_by_fingerprint(&self, fingerprint: &str) -> Result<Option<Meldingnummer>> {
        by_fingerprint(&self.connection, fingerprint)
    }

    /// The report that held this mail until it was destroyed, also where a server changed the mail on its way.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn melding_that_held(&self, mail: &Mail) -> Result<Option<Meldingnummer>> {
        mail.trace().map_or(Ok(None), |trace| purged_mail::find(&self.connection, &trace))
    }

    /// The fingerprints of all mail that is in the log.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn fingerprints(&self) -> Result<BTreeSet<String>> {
        let mut stmt = self.connection.prepare("SELECT vingerafdruk FROM melding WHERE vingerafdruk IS NOT NULL")?;
        let rows = stmt.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The first report with this Message-ID.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn melding_by_message_id(&self, message_id: &str) -> Result<Option<Meldingnummer>> {
        let mut stmt = self
            .connection
            .prepare_cached("SELECT nummer FROM melding WHERE message_id = ?1 ORDER BY nummer LIMIT 1")?;
        Ok(stmt.query_row(params![message_id], |row| row.get(0).map(Meldingnummer)).optional()?)
    }

    /// Brings in the meldingen of the zaken that are there.
    fn add_meldingen(&self, desk: &mut Desk) -> Result<()> {
        for number in desk.zaken.values().flat_map(|z| &z.meldingen).map(|k| k.melding) {
            if let Entry::Vacant(pos) = desk.meldingen.entry(number)
                && let Some(melding) = self.melding(number)?
            {
                pos.insert(melding);
            }
        }
        Ok(())
    }

    /// A Desk with nothing but the counters: enough to give out the next number.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn load_counters(&self) -> Result<Desk> {
        let mut desk = Desk::default();
        let mut stmt = self.connection.prepare_cached("SELECT week, hoogste FROM teller")?;
        let mut rows = stmt.query([])?;
        while let Some(row) = rows.next()? {
            desk.zaak_counter.insert(row.get::<_, String>(0)?.parse()?, row.get(1)?);
        }
        let mut stmt = self.connection.prepare_cached("SELECT week, gesloten FROM piketweek")?;
        let mut rows = stmt.query([])?;
        while let Some(row) = rows.next()? {
            let closed = Moment::from_rfc3339(&row.get::<_, String>(1)?)?;
            desk.closed_weeks.insert(row.get::<_, String>(0)?.parse()?, closed);
        }
        let mut stmt = self.connection.prepare_cached("SELECT coalesce(max(nummer), 0) FROM melding")?;
        desk.melding_counter = stmt.query_row([], |row| row.get(0))?;
        Ok(desk)
    }

    fn list<T: DeserializeOwned>(&self, sql: &str, with: impl Params) -> Result<Vec<T>> {
        let mut stmt = self.connection.prepare_cached(sql)?;
        let mut rows = stmt.query(with)?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            out.push(from_json(row.get_ref(0)?.as_str().unwrap_or_default())?);
        }
        Ok(out)
    }
}

const OPEN: [&str; 2] =
    ["SELECT gegevens FROM zaak WHERE gesloten IS NULL", "SELECT gegevens FROM melding WHERE staat = 'open'"];
const RECENT: [&str; 2] =
    ["SELECT gegevens FROM zaak WHERE laatste >= ?1", "SELECT gegevens FROM melding WHERE laatste >= ?1"];

#[cfg(test)]
mod tests {
    use rusqlite::params_from_iter;

    use super::*;
    use crate::store::{
        access::{Access, StoreKind},
        key::Unlock,
        open,
    };

    /// The promise of this file, asked of SQLite itself: no table is walked from end to end.
    #[test]
    fn opening_the_desk_never_walks_a_table() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
        let store = open(folder.path(), Access::Write, Some(StoreKind::Demo), Unlock::None, now)?;
        let now = now.log_form();
        let counters = "SELECT coalesce(max(nummer), 0) FROM melding";
        for sql in OPEN.into_iter().chain(RECENT).chain([counters]) {
            let mut stmt = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let values = params_from_iter([&now].into_iter().take(stmt.parameter_count()));
            let plan: Vec<String> = stmt.query_map(values, |row| row.get(3))?.collect::<Result<_, _>>()?;
            assert!(!plan.is_empty());
            assert!(plan.iter().all(|step| !step.starts_with("SCAN") || step.contains("INDEX")), "{sql}: {plan:?}");
        }
        Ok(())
    }
}
