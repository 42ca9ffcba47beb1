//! Destroys what a purge names, in the transaction that records the purge: no entry says «gewist» while
//! the text is there, and no text goes without an entry. The bytes leave file and copies when those
//! are cleaned up afterwards, if need be by a later start.

use std::io::Write;

use rusqlite::{Connection, params};

use super::{
    Opslag,
    logboek::{regel_en_geheim, selecteer},
    reservekopie,
    uitvoer::{Exportregel, niet_geschreven},
};
use crate::domain::{
    bewaartermijn::Bewaarobject,
    event::{Entry, LogEvent},
    fout::{Fout, Uitkomst},
    moment::Moment,
};

/// Destroys the texts of every entry before this one about what it purges; answers how many entries lost
/// theirs.
pub(super) fn wis_teksten(verbinding: &Connection, entry: &Entry) -> Uitkomst<usize> {
    let seq = super::projectie::sqlite_getal(entry.seq);
    if let LogEvent::ZaakGewist { .. } | LogEvent::MeldingGewist { .. } = &entry.event {
        verbinding.execute("INSERT INTO opruimen (id) VALUES (1) ON CONFLICT DO NOTHING", [])?;
    }
    let mut weg = 0;
    if let LogEvent::ZaakGewist { zaak, .. } = &entry.event {
        weg += verbinding
            .prepare_cached("DELETE FROM geheim WHERE seq < ?1 AND seq IN (SELECT seq FROM logboek WHERE zaak = ?2)")?
            .execute(params![seq, zaak.to_string()])?;
    }
    if let LogEvent::MeldingGewist { melding, .. } = &entry.event {
        weg += verbinding
            .prepare_cached(
                "DELETE FROM geheim WHERE seq < ?1 AND seq IN \
                 (SELECT seq FROM logboek WHERE zaak IS NULL AND json_extract(gegevens, '$.melding') = ?2)",
            )?
            .execute(params![seq, melding.to_string()])?;
    }
    Ok(weg)
}

/// Destroys files that no report speaks of any more; the projections have been written.
pub(super) fn wis_bestanden(verbinding: &Connection, digests: &[String]) -> Uitkomst<()> {
    for digest in digests {
        verbinding
            .prepare_cached(
                "DELETE FROM bijlage WHERE digest = ?1 AND NOT EXISTS \
                 (SELECT 1 FROM melding WHERE instr(gegevens, ?1) > 0)",
            )?
            .execute([digest])?;
    }
    Ok(())
}

impl Opslag {
    /// Takes what a purge destroyed off the disk: out of the file and out of the copies. Also takes up a
    /// cleaning that broke off before; without one nothing happens. Answers whether copies were replaced.
    ///
    /// # Errors
    /// When the disk refuses, or another program still reads the old pages; the next one to write tries
    /// again.
    pub fn ruim_resten(&mut self, nu: Moment) -> Uitkomst<bool> {
        self.eis_schrijven()?;
        let wacht: bool = self.verbinding.query_row("SELECT EXISTS (SELECT 1 FROM opruimen)", [], |rij| rij.get(0))?;
        if !wacht {
            return Ok(false);
        }
        let opgeruimd = self.ruim_op().and_then(|()| reservekopie::vernieuw(&self.map, self.ontgrendeling(), nu));
        let vernieuwd = opgeruimd.map_err(|fout| {
            Fout::gegevens("De teksten zijn gewist, maar resten staan nog op de schijf.")
                .hint(format!("De volgende opdracht die iets vastlegt ruimt ze op. Nu lukte het niet: {fout}"))
        })?;
        self.verbinding.execute("DELETE FROM opruimen", [])?;
        Ok(vernieuwd)
    }

    /// Out of the search index, free pages and the write-ahead log.
    fn ruim_op(&mut self) -> Uitkomst<()> {
        self.eis_schrijven()?;
        self.verbinding.execute_batch("INSERT INTO zoek (zoek) VALUES ('optimize'); VACUUM;")?;
        let bezet: bool = self.verbinding.query_row("PRAGMA wal_checkpoint (TRUNCATE)", [], |rij| rij.get(0))?;
        if bezet {
            return Err(Fout::gegevens("Een andere piket leest mee.").hint("Sluit die eerst."));
        }
        Ok(())
    }

    /// Writes everything about these cases and reports as JSON lines: the entries in the form of the
    /// export, then the files that came along, in hexadecimal. Answers with the number of lines.
    ///
    /// # Errors
    /// When the store cannot be read or `uit` cannot be written.
    pub fn exporteer_van(&self, objecten: &[Bewaarobject], uit: &mut dyn Write) -> Uitkomst<u64> {
        let mut regels = 0;
        let mut schrijf = |waarde: &serde_json::Value| {
            regels += 1;
            writeln!(uit, "{waarde}").map_err(|e| niet_geschreven(&e))
        };
        for object in objecten {
            let meldingen = match object {
                Bewaarobject::Zaak(nummer) => {
                    let sql = selecteer!("WHERE l.zaak = ?1 ORDER BY l.seq");
                    let mut stmt = self.verbinding.prepare_cached(sql)?;
                    let mut rijen = stmt.query([nummer.to_string()])?;
                    while let Some(rij) = rijen.next()? {
                        let (regel, geheim) = regel_en_geheim(rij)?;
                        schrijf(&serde_json::json!(Exportregel::van(regel, geheim)))?;
                    }
                    self.haal(*nummer)?.meldingen.into_values().collect()
                }
                Bewaarobject::Melding(nummer) => self.melding(*nummer)?.into_iter().collect::<Vec<_>>(),
            };
            for melding in meldingen {
                let sql =
                    selecteer!("WHERE l.zaak IS NULL AND json_extract(l.gegevens, '$.melding') = ?1 ORDER BY l.seq");
                let mut stmt = self.verbinding.prepare_cached(sql)?;
                let mut rijen = stmt.query([melding.nummer.to_string()])?;
                while let Some(rij) = rijen.next()? {
                    let (regel, geheim) = regel_en_geheim(rij)?;
                    schrijf(&serde_json::json!(Exportregel::van(regel, geheim)))?;
                }
                for digest in melding.bestanden() {
                    if let Some(bestand) = self.bestand(digest)? {
                        schrijf(&serde_json::json!(bestand))?;
                    }
                }
            }
        }
        Ok(regels)
    }
}
