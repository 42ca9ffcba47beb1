//! What the nachtfilm is made of. A film of one case is all of it; a film of the desk covers the weeks
//! up to the last entry, with what was on the desk as they began, so that a log of many years is not
//! read as a whole for it.

use rusqlite::{OptionalExtension, params};

use super::{
    log::{read_entries, select},
    open_store::Store,
};
use crate::{
    domain::error::Result,
    judge::film_scope::{FilmScope, LOOKBACK},
    log::event::Entry,
};

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

    fn desk_film(&self) -> Result<Vec<Entry>> {
        let Some(last) = self.newest()? else { return Ok(Vec::new()) };
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
