//! Appends to the log and reads it back. One call is one transaction: entries, their confidential
//! texts, the files that came along and the projections are all there, or none is.

use rusqlite::{Connection, OptionalExtension, Row, Rows, Transaction, TransactionBehavior, params};
use serde_json::Value;

use super::{
    Blob, Opslag, Winkelsoort, codec,
    fouten::onleesbaar,
    keten::{self, Geheim, Regel},
    projectie::Werkset,
    wissen,
};
use crate::domain::{
    event::{Entry, LogEvent, Nieuw},
    fout::{Fout, Uitkomst},
    ids::Zaaknummer,
    moment::Moment,
    schoon,
};

/// The columns of [`Regel::uit_rij`] and [`Geheim::uit_rij`], with what follows FROM.
macro_rules! selecteer {
    ($vervolg:literal) => {
        concat!(
            "SELECT l.seq, l.vastgelegd_op, l.voorgevallen_op, l.actor, l.soort, l.versie, l.zaak, l.gegevens, ",
            "l.geheim_hash, l.vorige, l.hash, g.zout, g.tekst FROM logboek l LEFT JOIN geheim g USING (seq) ",
            $vervolg
        )
    };
}
pub(super) use selecteer;

/// The end of the log, to which the next entry is chained.
pub(super) struct Eind {
    pub(super) seq: i64,
    pub(super) hash: String,
    pub(super) op: Option<Moment>,
}

impl Eind {
    /// Finds the end, which must be the one the projections were last written with: going on behind a
    /// log that was cut short would hide that for good.
    pub(super) fn van(verbinding: &Connection) -> Uitkomst<Self> {
        let laatste = verbinding
            .prepare_cached("SELECT seq, hash, vastgelegd_op FROM logboek ORDER BY seq DESC LIMIT 1")?
            .query_row([], |rij| Ok((rij.get(0)?, rij.get(1)?, rij.get::<_, String>(2)?)))
            .optional()?;
        let eind = match laatste {
            Some((seq, hash, op)) => Self { seq, hash, op: Some(Moment::uit_rfc3339(&op)?) },
            None => Self { seq: 0, hash: keten::BEGIN.to_owned(), op: None },
        };
        let bekend: Option<(i64, String)> = verbinding
            .prepare_cached("SELECT seq, hash FROM stand")?
            .query_row([], |rij| Ok((rij.get(0)?, rij.get(1)?)))
            .optional()?;
        if bekend.is_some_and(|(seq, hash)| (seq, &hash) != (eind.seq, &eind.hash)) {
            return Err(Fout::gegevens(
                "Het logboek eindigt anders dan piket het achterliet; er is niets bijgeschreven.",
            )
            .hint("Bekijk het met «piket logboek controleer» en zet een eerdere kopie van de map terug."));
        }
        Ok(eind)
    }

    /// Writes one entry behind the last one and becomes the new end.
    fn voeg_toe(&mut self, tx: &Transaction<'_>, nu: Moment, actor: &str, nieuw: &Nieuw) -> Uitkomst<Entry> {
        let vastgelegd_op = self.op.map_or(nu, |laatste| laatste.max(nu));
        let event = &nieuw.event;
        let volledig = serde_json::to_value(event).map_err(|e| onleesbaar("De nieuwe regel", &e))?;
        let (publiek, teksten) = codec::split(volledig);
        let geheim = Geheim::nieuw(&teksten)?;
        let mut regel = Regel {
            seq: self.seq + 1,
            vastgelegd_op: vastgelegd_op.log_vorm(),
            voorgevallen_op: nieuw.voorgevallen_op.log_vorm(),
            actor: actor.to_owned(),
            soort: event.soort().to_owned(),
            versie: i64::from(LogEvent::VERSIE),
            zaak: event.zaak().map(|z| z.to_string()),
            gegevens: publiek.to_string(),
            geheim_hash: geheim.as_ref().map(Geheim::hash),
            vorige: std::mem::take(&mut self.hash),
            hash: String::new(),
        };
        regel.hash = regel.bereken();
        bewaar(tx, &regel, geheim.as_ref())?;
        *self = Self { seq: regel.seq, hash: regel.hash, op: Some(vastgelegd_op) };
        Ok(Entry {
            seq: regel.seq.unsigned_abs(),
            vastgelegd_op,
            voorgevallen_op: nieuw.voorgevallen_op,
            actor: regel.actor,
            event: event.clone(),
        })
    }
}

pub(super) fn bewaar(tx: &Transaction<'_>, r: &Regel, geheim: Option<&Geheim>) -> Uitkomst<()> {
    tx.prepare_cached(
        "INSERT INTO logboek (seq, vastgelegd_op, voorgevallen_op, actor, soort, versie, zaak, gegevens, \
         geheim_hash, vorige, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        r.seq,
        r.vastgelegd_op,
        r.voorgevallen_op,
        r.actor,
        r.soort,
        r.versie,
        r.zaak,
        r.gegevens,
        r.geheim_hash,
        r.vorige,
        r.hash
    ])?;
    if let Some(geheim) = geheim {
        tx.prepare_cached("INSERT INTO geheim (seq, zout, tekst) VALUES (?1, ?2, ?3)")?.execute(params![
            r.seq,
            geheim.zout,
            geheim.tekst
        ])?;
    }
    Ok(())
}

/// An entry as it was recorded; texts that were destroyed are gone from it.
pub(super) fn entry_uit(regel: &Regel, geheim: Option<&Geheim>) -> Uitkomst<Entry> {
    let wat = || format!("Regel {} van het logboek", regel.seq);
    if regel.versie != i64::from(LogEvent::VERSIE) {
        return Err(Fout::gegevens(format!("{} heeft een onbekende versie ({}).", wat(), regel.versie))
            .hint("Gebruik de nieuwste piket."));
    }
    let lees = |tekst: &str| serde_json::from_str::<Value>(tekst).map_err(|e| onleesbaar(&wat(), &e));
    let teksten = match geheim {
        Some(g) => Some(serde_json::from_str::<Vec<String>>(&g.tekst).map_err(|e| onleesbaar(&wat(), &e))?),
        None => None,
    };
    let volledig = codec::join(lees(&regel.gegevens)?, teksten.as_deref());
    Ok(Entry {
        seq: regel.seq.unsigned_abs(),
        vastgelegd_op: Moment::uit_rfc3339(&regel.vastgelegd_op)?,
        voorgevallen_op: Moment::uit_rfc3339(&regel.voorgevallen_op)?,
        actor: regel.actor.clone(),
        event: serde_json::from_value(volledig).map_err(|e| onleesbaar(&wat(), &e))?,
    })
}

/// A row of [`selecteer!`].
pub(super) fn regel_en_geheim(rij: &Row<'_>) -> rusqlite::Result<(Regel, Option<Geheim>)> {
    Ok((Regel::uit_rij(rij)?, Geheim::uit_rij(rij, 11)?))
}

pub(super) fn lees_entries(mut rijen: Rows<'_>) -> Uitkomst<Vec<Entry>> {
    let mut uit = Vec::new();
    while let Some(rij) = rijen.next()? {
        let (regel, geheim) = regel_en_geheim(rij)?;
        uit.push(entry_uit(&regel, geheim.as_ref())?);
    }
    Ok(uit)
}

impl Opslag {
    /// Records facts: one transaction, all or nothing, on disk when this returns. Without facts
    /// nothing is written, and files only come along with a fact.
    ///
    /// `nu` becomes `vastgelegd_op`, unless the log already holds a later one: then that one is
    /// repeated, so that the log stays in order of recording when a clock was put back. `actor` is
    /// reduced to one clean line.
    ///
    /// # Errors
    /// When a fact does not fit what is there: a number or a mail that is known already, a zaak or
    /// melding that is not. When the store is open for reading, or the disk refuses.
    pub fn schrijf(&mut self, nu: Moment, actor: &str, nieuw: &[Nieuw], blobs: &[Blob]) -> Uitkomst<Vec<Entry>> {
        self.leg_vast(actor, nieuw.iter().map(|n| (nu, n)), blobs)
    }

    /// Records a history that brings its own moments of recording, in one transaction. Only a demo
    /// has such a history.
    ///
    /// # Errors
    /// As [`Opslag::schrijf`], and when the store is no demo.
    pub fn speel_af(&mut self, actor: &str, historie: &[(Moment, Nieuw)]) -> Uitkomst<Vec<Entry>> {
        if self.soort() != Winkelsoort::Demo {
            return Err(
                Fout::gegevens("Een fictieve week hoort niet in een echt logboek.").hint("Kies een andere map.")
            );
        }
        self.leg_vast(actor, historie.iter().map(|(op, n)| (*op, n)), &[])
    }

    fn leg_vast<'a>(
        &mut self,
        actor: &str,
        nieuw: impl ExactSizeIterator<Item = (Moment, &'a Nieuw)>,
        blobs: &[Blob],
    ) -> Uitkomst<Vec<Entry>> {
        self.eis_schrijven()?;
        if nieuw.len() == 0 {
            return Ok(Vec::new());
        }
        self.eis_hetzelfde_bestand()?;
        let actor = match schoon::regel(actor) {
            leeg if leeg.is_empty() => "onbekend".to_owned(),
            actor => actor,
        };
        let tx = self.verbinding.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut eind = Eind::van(&tx)?;
        let eerste = eind.seq + 1;
        let mut werkset = Werkset::default();
        let mut entries = Vec::with_capacity(nieuw.len());
        let mut bestanden = Vec::new();
        for (nu, n) in nieuw {
            werkset.laad(&tx, &n.event)?;
            werkset.toets(&tx, &n.event)?;
            bestanden.extend(werkset.gewiste_bestanden(&n.event));
            let entry = eind.voeg_toe(&tx, nu, &actor, n)?;
            wissen::wis_teksten(&tx, &entry)?;
            werkset.neem(&entry);
            entries.push(entry);
        }
        for blob in blobs {
            tx.prepare_cached("INSERT INTO bijlage (digest, seq, bytes) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
                .execute(params![blob.digest, eerste, blob.bytes])?;
        }
        werkset.bewaar(&tx, &eind)?;
        wissen::wis_bestanden(&tx, &bestanden)?;
        tx.commit()?;
        Ok(entries)
    }

    /// The entries about one case, or all of them, in order of recording; with `tot` only those
    /// recorded at or before it.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn entries(&self, zaak: Option<Zaaknummer>, tot: Option<Moment>) -> Uitkomst<Vec<Entry>> {
        let tot = tot.map(Moment::log_vorm);
        let Some(zaak) = zaak else {
            let sql = selecteer!("WHERE ?1 IS NULL OR l.vastgelegd_op <= ?1 ORDER BY l.seq");
            return lees_entries(self.verbinding.prepare_cached(sql)?.query([tot])?);
        };
        let sql = selecteer!("WHERE l.zaak = ?1 AND (?2 IS NULL OR l.vastgelegd_op <= ?2) ORDER BY l.seq");
        lees_entries(self.verbinding.prepare_cached(sql)?.query(params![zaak.to_string(), tot])?)
    }

    /// The bytes kept under a digest; `None` when they never came or were destroyed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn blob(&self, digest: &str) -> Uitkomst<Option<Vec<u8>>> {
        let mut stmt = self.verbinding.prepare_cached("SELECT bytes FROM bijlage WHERE digest = ?1")?;
        Ok(stmt.query_row([digest], |rij| rij.get(0)).optional()?)
    }
}
