//! What the nachtfilm is made of. A film of one case is all of it; a film of the desk covers the weeks
//! up to the last entry, with what was on the desk as they began, so that a log of many years is not
//! read as a whole for it.

use chrono::Duration;
use rusqlite::{OptionalExtension, params};

use super::{
    log::{read_entries, select},
    open_store::Store,
};
use crate::{
    domain::{error::Result, moment::Moment},
    judge::film_scope::{FilmScope, LOOKBACK},
    log::event::Entry,
};

/// The clocks of two machines that wrote in one log may differ so much.
const CLOCKS_DIFFER: Duration = Duration::minutes(5);

impl Store {
    /// The entries a film needs, in order of recording.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn film(&self, scope: FilmScope) -> Result<Vec<Entry>> {
        match scope {
            FilmScope::Zaak(number) => self.entries(Some(number), None),
            FilmScope::Desk => self.desk_film(),
        }
    }

    /// When the last line of the log was recorded; `None` in an empty one.
    fn last_recorded(&self) -> Result<Option<Moment>> {
        let last: Option<String> = self
            .connection
            .prepare_cached("SELECT vastgelegd_op FROM logboek ORDER BY seq DESC LIMIT 1")?
            .query_row([], |row| row.get(0))
            .optional()?;
        last.map(|last| Moment::from_rfc3339(&last)).transpose()
    }

    /// What is to be said where this clock stands before the last line of the log: every term counts by it.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn clock_behind(&self, now: Moment) -> Result<Option<String>> {
        let last = self.last_recorded()?.filter(|last| last.since(now) > CLOCKS_DIFFER);
        Ok(last.map(|last| {
            let (now, last) = (now.long(), last.long());
            format!("De klok staat op {now}, vóór de laatste regel van het logboek ({last}): zo klopt geen termijn. Zet de klok goed.")
        }))
    }

    fn desk_film(&self) -> Result<Vec<Entry>> {
        let Some(last) = self.last_recorded()? else { return Ok(Vec::new()) };
        let since = last.plus(-LOOKBACK).log_form();
        // From the end backwards: the log is in order of recording, and years lie before these weeks.
        let before: i64 = self
            .connection
            .prepare_cached("SELECT seq FROM logboek WHERE vastgelegd_op < ?1 ORDER BY seq DESC LIMIT 1")?
            .query_row([&since], |row| row.get(0))
            .optional()?
            .unwrap_or_default();
        let sql = select!(
            "WHERE l.seq > ?1 \
             OR l.zaak IN (SELECT nummer FROM zaak WHERE gesloten IS NULL OR laatste >= ?2) \
             OR (l.zaak IS NULL \
                 AND l.seq >= (SELECT min(begin) FROM melding WHERE staat = 'open' OR laatste >= ?2) \
                 AND json_extract(l.gegevens, '$.melding') IN \
                     (SELECT nummer FROM melding WHERE staat = 'open' OR laatste >= ?2)) \
             ORDER BY l.seq"
        );
        read_entries(self.connection.prepare_cached(sql)?.query(params![before, since])?)
    }
}
