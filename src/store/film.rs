//! What the nachtfilm is made of. A film of one case is all of it; a film of the desk covers the weeks
//! up to the last entry, with what was on the desk as they began, so that years of service do not
//! stand between the officer and last night.

use rusqlite::{OptionalExtension, params};

use super::{
    Opslag,
    logboek::{lees_entries, selecteer},
};
use crate::{
    app::film::{Blik, TERUG},
    domain::{event::Entry, fout::Uitkomst, moment::Moment},
};

impl Opslag {
    /// The entries a film needs, in order of recording.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn film(&self, blik: Blik) -> Uitkomst<Vec<Entry>> {
        match blik {
            Blik::Zaak(nummer) => self.entries(Some(nummer), None),
            Blik::Desk => self.film_van_de_desk(),
        }
    }

    fn film_van_de_desk(&self) -> Uitkomst<Vec<Entry>> {
        let laatste: Option<String> = self
            .verbinding
            .prepare_cached("SELECT vastgelegd_op FROM logboek ORDER BY seq DESC LIMIT 1")?
            .query_row([], |rij| rij.get(0))
            .optional()?;
        let Some(laatste) = laatste else { return Ok(Vec::new()) };
        let sinds = Moment::uit_rfc3339(&laatste)?.plus(-TERUG).log_vorm();
        // From the end backwards: the log is in order of recording, and years lie before these weeks.
        let ervoor: i64 = self
            .verbinding
            .prepare_cached("SELECT seq FROM logboek WHERE vastgelegd_op < ?1 ORDER BY seq DESC LIMIT 1")?
            .query_row([&sinds], |rij| rij.get(0))
            .optional()?
            .unwrap_or_default();
        let sql = selecteer!(
            "WHERE l.seq > ?1 \
             OR l.zaak IN (SELECT nummer FROM zaak WHERE gesloten IS NULL OR laatste >= ?2) \
             OR (l.zaak IS NULL \
                 AND l.seq >= (SELECT min(begin) FROM melding WHERE staat = 'open' OR laatste >= ?2) \
                 AND json_extract(l.gegevens, '$.melding') IN \
                     (SELECT nummer FROM melding WHERE staat = 'open' OR laatste >= ?2)) \
             ORDER BY l.seq"
        );
        lees_entries(self.verbinding.prepare_cached(sql)?.query(params![ervoor, sinds])?)
    }
}
