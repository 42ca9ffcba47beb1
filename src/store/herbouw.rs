//! Builds the projections again from the log alone, and says whether they are what they should be.

use std::collections::BTreeMap;

use rusqlite::{Connection, TransactionBehavior};

use super::{
    Opslag, keten,
    logboek::{Eind, entry_uit, regel_en_geheim, selecteer},
    projectie::Werkset,
    schema, wekker,
};
use crate::domain::fout::Uitkomst;

/// What a rebuild found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Herbouwd {
    /// Cases in the log.
    pub zaken: usize,
    /// Reports in the log.
    pub meldingen: usize,
    /// Rows of the projections that were missing, superfluous or different before.
    pub verschillen: usize,
}

/// So many entries are folded before their result is written, which bounds the memory.
const STAP: i64 = 5_000;

impl Opslag {
    /// Throws the projections and the search index away and folds the log again, in one transaction.
    /// What was destroyed under a retention term disappears from them here.
    ///
    /// # Errors
    /// When an entry cannot be read, or the store is open for reading; then nothing has changed.
    pub fn herbouw(&mut self) -> Uitkomst<Herbouwd> {
        self.eis_schrijven()?;
        let tx = self.verbinding.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let oud = afdrukken(&tx)?;
        let eind = Eind::van(&tx)?;
        tx.execute_batch(
            "DELETE FROM zaak; DELETE FROM melding; DELETE FROM teller; DELETE FROM stand; \
             INSERT INTO zoek (zoek) VALUES ('delete-all');",
        )?;
        vouw(&tx, &tx, &eind)?;
        let nieuw = afdrukken(&tx)?;
        let aantal = |tabel: &str| nieuw.keys().filter(|k| k.starts_with(tabel)).count();
        let weg = oud.keys().filter(|k| !nieuw.contains_key(*k)).count();
        let anders = nieuw.iter().filter(|(k, v)| oud.get(*k) != Some(*v)).count();
        let wekker = usize::from(wekker::herbouw(&tx)?);
        let verschillen = weg + anders + wekker;
        let gevonden = Herbouwd { zaken: aantal("zaak "), meldingen: aantal("melding "), verschillen };
        tx.commit()?;
        Ok(gevonden)
    }

    /// Says which projections are not what the log says, one sentence each; the log itself is taken as it
    /// stands. Folds the whole log into projections of its own, in memory and not on the disk, where they
    /// would be readable.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn vergelijk(&self) -> Uitkomst<Vec<String>> {
        // One snapshot for all questions. Dropping the transaction ends it; nothing was written.
        let tx = self.verbinding.unchecked_transaction()?;
        let mut gevouwen = Connection::open_in_memory()?;
        schema::migreer(&mut gevouwen)?;
        vouw(&tx, &gevouwen, &Eind::van(&tx)?)?;
        let (er_staat, hoort) = (afdrukken(&tx)?, afdrukken(&gevouwen)?);
        let anders = hoort.iter().filter_map(|(wat, afdruk)| match er_staat.get(wat) {
            Some(staat) if staat == afdruk => None,
            Some(_) => Some(format!("Van {wat} staat er iets anders dan in het logboek.")),
            None => Some(format!("Van {wat} ontbreekt wat in het logboek staat.")),
        });
        let teveel = er_staat.keys().filter(|wat| !hoort.contains_key(*wat));
        Ok(anders.chain(teveel.map(|wat| format!("Van {wat} weet het logboek niets."))).collect())
    }
}

/// Folds the log of one store into the empty projections of another, or of its own.
fn vouw(log: &Connection, naar: &Connection, eind: &Eind) -> Uitkomst<()> {
    let mut van = 0;
    while van < eind.seq {
        let mut werkset = Werkset::default();
        let mut stmt = log.prepare_cached(selecteer!("WHERE l.seq > ?1 AND l.seq <= ?2 ORDER BY l.seq"))?;
        let mut rijen = stmt.query([van, van + STAP])?;
        while let Some(rij) = rijen.next()? {
            let (regel, geheim) = regel_en_geheim(rij)?;
            let entry = entry_uit(&regel, geheim.as_ref())?;
            werkset.laad(naar, &entry.event)?;
            werkset.neem(&entry);
        }
        werkset.bewaar(naar, eind)?;
        van += STAP;
    }
    Ok(())
}

/// A digest of every row, by table and key. Rows are compared unread: what an older version wrote in
/// another form is a difference, not an error.
fn afdrukken(verbinding: &Connection) -> Uitkomst<BTreeMap<String, String>> {
    let mut stmt = verbinding.prepare(
        "SELECT 'zaak ' || nummer, json_array(begin, week, gesloten, laatste, gegevens) FROM zaak UNION ALL \
         SELECT printf('melding M%04d', nummer), \
         json_array(begin, staat, message_id, vingerafdruk, ontvangen, laatste, gegevens) FROM melding UNION ALL \
         SELECT 'de telling van ' || week, hoogste FROM teller UNION ALL \
         SELECT 'de laatste regel', json_array(seq, hash) FROM stand",
    )?;
    let mut rijen = stmt.query([])?;
    let mut uit = BTreeMap::new();
    while let Some(rij) = rijen.next()? {
        let inhoud: rusqlite::types::Value = rij.get(1)?;
        uit.insert(rij.get(0)?, keten::sha256(&[format!("{inhoud:?}").as_bytes()]));
    }
    Ok(uit)
}
