//! Reads the projections. Opening the desk takes what is open, never the whole log, so that years of
//! closed cases cost nothing at 02:10; what was busy lately follows when the desk is on screen.

use std::collections::btree_map::Entry;

use rusqlite::{OptionalExtension, Params, params};
use serde::de::DeserializeOwned;

use super::{
    Opslag,
    projectie::{met_vingerafdruk, uit_json},
};
use crate::domain::{
    desk::Desk,
    fout::Uitkomst,
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    melding::Melding,
    moment::Moment,
    zaak::Zaak,
};

impl Opslag {
    /// What the desk starts with: every open zaak with its meldingen, every open melding, and all
    /// counters.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn laad_open(&self) -> Uitkomst<Desk> {
        let tellers = self.laad_tellers()?;
        Ok(Desk { zaakteller: tellers.zaakteller, meldingteller: tellers.meldingteller, ..self.deel(OPEN, [])? })
    }

    /// What had its last entry recorded at or after `sinds`, open or not, without the counters.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn laad_recent(&self, sinds: Moment) -> Uitkomst<Desk> {
        self.deel(RECENT, [sinds.log_vorm()])
    }

    fn deel(&self, [zaken, meldingen]: [&str; 2], met: impl Params + Clone) -> Uitkomst<Desk> {
        let zaken = self.lijst(zaken, met.clone())?.into_iter().map(|z: Zaak| (z.nummer, z)).collect();
        let meldingen = self.lijst(meldingen, met)?.into_iter().map(|m: Melding| (m.nummer, m)).collect();
        let mut desk = Desk { zaken, meldingen, ..Desk::default() };
        self.voeg_meldingen_toe(&mut desk)?;
        Ok(desk)
    }

    /// Everything, however long ago.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn laad_alles(&self) -> Uitkomst<Desk> {
        let mut desk = self.laad_tellers()?;
        desk.zaken = self.lijst("SELECT gegevens FROM zaak", [])?.into_iter().map(|z: Zaak| (z.nummer, z)).collect();
        let meldingen = self.lijst("SELECT gegevens FROM melding", [])?;
        desk.meldingen = meldingen.into_iter().map(|m: Melding| (m.nummer, m)).collect();
        Ok(desk)
    }

    /// One case.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn zaak(&self, nummer: Zaaknummer) -> Uitkomst<Option<Zaak>> {
        Ok(self.lijst("SELECT gegevens FROM zaak WHERE nummer = ?1", [nummer.to_string()])?.pop())
    }

    /// One case with the meldingen that belong to it; an empty Desk when there is no such case.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn haal(&self, nummer: Zaaknummer) -> Uitkomst<Desk> {
        let mut desk = Desk { zaken: self.zaak(nummer)?.map(|z| (nummer, z)).into_iter().collect(), ..Desk::default() };
        self.voeg_meldingen_toe(&mut desk)?;
        Ok(desk)
    }

    /// One report.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn melding(&self, nummer: Meldingnummer) -> Uitkomst<Option<Melding>> {
        Ok(self.lijst("SELECT gegevens FROM melding WHERE nummer = ?1", [nummer.0])?.pop())
    }

    /// The cases opened in a week, by number.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn zaken_van_week(&self, week: Piketweek) -> Uitkomst<Vec<Zaak>> {
        let mut zaken: Vec<Zaak> = self.lijst("SELECT gegevens FROM zaak WHERE week = ?1", [week.to_string()])?;
        zaken.sort_by_key(|z| z.nummer);
        Ok(zaken)
    }

    /// The reports that came in from `begin` up to but not including `eind`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn meldingen_tussen(&self, begin: Moment, eind: Moment) -> Uitkomst<Vec<Melding>> {
        let sql = "SELECT gegevens FROM melding WHERE ontvangen >= ?1 AND ontvangen < ?2 ORDER BY ontvangen";
        self.lijst(sql, [begin.log_vorm(), eind.log_vorm()])
    }

    /// The report that holds a mail with this content.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn melding_met_vingerafdruk(&self, vingerafdruk: &str) -> Uitkomst<Option<Meldingnummer>> {
        met_vingerafdruk(&self.verbinding, vingerafdruk)
    }

    /// The first report with this Message-ID.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn melding_met_message_id(&self, message_id: &str) -> Uitkomst<Option<Meldingnummer>> {
        let mut stmt = self
            .verbinding
            .prepare_cached("SELECT nummer FROM melding WHERE message_id = ?1 ORDER BY nummer LIMIT 1")?;
        Ok(stmt.query_row(params![message_id], |rij| rij.get(0).map(Meldingnummer)).optional()?)
    }

    /// Brings in the meldingen of the zaken that are there.
    fn voeg_meldingen_toe(&self, desk: &mut Desk) -> Uitkomst<()> {
        for nummer in desk.zaken.values().flat_map(|z| &z.meldingen).map(|k| k.melding) {
            if let Entry::Vacant(plek) = desk.meldingen.entry(nummer)
                && let Some(melding) = self.melding(nummer)?
            {
                plek.insert(melding);
            }
        }
        Ok(())
    }

    /// A Desk with nothing but the counters: enough to give out the next number.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn laad_tellers(&self) -> Uitkomst<Desk> {
        let mut desk = Desk::default();
        let mut stmt = self.verbinding.prepare_cached("SELECT week, hoogste FROM teller")?;
        let mut rijen = stmt.query([])?;
        while let Some(rij) = rijen.next()? {
            desk.zaakteller.insert(rij.get::<_, String>(0)?.parse()?, rij.get(1)?);
        }
        let mut stmt = self.verbinding.prepare_cached("SELECT coalesce(max(nummer), 0) FROM melding")?;
        desk.meldingteller = stmt.query_row([], |rij| rij.get(0))?;
        Ok(desk)
    }

    fn lijst<T: DeserializeOwned>(&self, sql: &str, met: impl Params) -> Uitkomst<Vec<T>> {
        let mut stmt = self.verbinding.prepare_cached(sql)?;
        let mut rijen = stmt.query(met)?;
        let mut uit = Vec::new();
        while let Some(rij) = rijen.next()? {
            uit.push(uit_json(rij.get_ref(0)?.as_str().unwrap_or_default())?);
        }
        Ok(uit)
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
    use crate::store::{Ontgrendeling, Toegang, Winkelsoort, open};

    /// The promise of this file, asked of SQLite itself: no table is walked from end to end.
    #[test]
    fn opening_the_desk_never_walks_a_table() -> Result<(), Box<dyn std::error::Error>> {
        let map = tempfile::tempdir()?;
        let nu = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
        let opslag = open(map.path(), Toegang::Schrijven, Some(Winkelsoort::Demo), Ontgrendeling::Geen, nu)?;
        let nu = nu.log_vorm();
        let tellers = "SELECT coalesce(max(nummer), 0) FROM melding";
        for sql in OPEN.into_iter().chain(RECENT).chain([tellers]) {
            let mut stmt = opslag.verbinding.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let waarden = params_from_iter([&nu].into_iter().take(stmt.parameter_count()));
            let plan: Vec<String> = stmt.query_map(waarden, |rij| rij.get(3))?.collect::<Result<_, _>>()?;
            assert!(!plan.is_empty());
            assert!(plan.iter().all(|stap| !stap.starts_with("SCAN") || stap.contains("INDEX")), "{sql}: {plan:?}");
        }
        Ok(())
    }
}
