//! The wekkerboek on disk, beside the log and with a chain of its own: an alarm is no fact about a case,
//! and whoever holds the lease writes here while a desk holds the log. It names no person, no
//! inrichting and no row. The book as it stands is kept along with the lines, so that opening the desk
//! does not fold the alarms of years.
//!
//! `hash` is the SHA-256 of these six fields, each followed by one line feed: the constant
//! `piket-wekker-1`, `seq`, `op`, `door`, `regel` (the line as JSON, byte for byte as stored), `vorige`.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use super::{Ketenfout, Opslag, Toegang, fouten::onleesbaar, keten};
use crate::{
    app::wekkerboek::Wekkerboek,
    domain::{fout::Uitkomst, ids::Zaaknummer, moment::Moment, wacht::Wekker, wekker::Weklijn},
};

const VORM: &str = "piket-wekker-1";

/// A recorded line of the wekkerboek.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wekregel {
    /// Its place, from 1 without gaps.
    pub seq: u64,
    /// When it was recorded.
    pub op: Moment,
    /// Which program wrote it.
    pub door: String,
    /// What it says.
    pub lijn: Weklijn,
}

/// What the check of the wekkerboek found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wekketen {
    /// Lines there are.
    pub regels: u64,
    /// What is wrong, in order of `seq`.
    pub fouten: Vec<Ketenfout>,
}

/// One row, exactly as it is stored.
struct Rij {
    seq: i64,
    op: String,
    door: String,
    regel: String,
    vorige: String,
    hash: String,
}

const KOLOMMEN: &str = "SELECT seq, op, door, regel, vorige, hash FROM wekker";

impl Rij {
    fn lees(rij: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: rij.get(0)?,
            op: rij.get(1)?,
            door: rij.get(2)?,
            regel: rij.get(3)?,
            vorige: rij.get(4)?,
            hash: rij.get(5)?,
        })
    }

    fn bereken(&self) -> String {
        let seq = self.seq.to_string();
        let regels: [&str; 6] = [VORM, &seq, &self.op, &self.door, &self.regel, &self.vorige];
        keten::sha256(&regels.map(|r| [r.as_bytes(), b"\n".as_slice()]).concat())
    }

    fn lijn(&self) -> Uitkomst<Weklijn> {
        serde_json::from_str(&self.regel).map_err(|e| onleesbaar(&format!("Wekkerregel {}", self.seq), &e.to_string()))
    }
}

fn boek_van(verbinding: &Connection) -> Uitkomst<(i64, Wekkerboek)> {
    let stand: Option<(i64, String)> = verbinding
        .prepare_cached("SELECT seq, boek FROM wekstand WHERE id = 1")?
        .query_row([], |rij| Ok((rij.get(0)?, rij.get(1)?)))
        .optional()?;
    let Some((seq, tekst)) = stand else { return Ok((0, Wekkerboek::default())) };
    let boek = serde_json::from_str(&tekst).map_err(|e| onleesbaar("Het wekkerboek", &e.to_string()))?;
    Ok((seq, boek))
}

fn zet_boek(tx: &Transaction<'_>, seq: i64, boek: &Wekkerboek) -> Uitkomst<()> {
    let tekst = serde_json::to_string(boek).map_err(|e| onleesbaar("Het wekkerboek", &e.to_string()))?;
    tx.prepare_cached("INSERT OR REPLACE INTO wekstand (id, seq, boek) VALUES (1, ?1, ?2)")?.execute((seq, tekst))?;
    Ok(())
}

/// Writes the lines that say something new behind the last one.
fn voeg_toe(verbinding: &mut Connection, nu: Moment, door: Wekker, lijnen: &[Weklijn]) -> Uitkomst<(i64, Wekkerboek)> {
    let tx = verbinding.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (_, mut boek) = boek_van(&tx)?;
    let laatste: Option<(i64, String, String)> = tx
        .prepare_cached("SELECT seq, hash, op FROM wekker ORDER BY seq DESC LIMIT 1")?
        .query_row([], |rij| Ok((rij.get(0)?, rij.get(1)?, rij.get(2)?)))
        .optional()?;
    let (mut seq, mut vorige) = laatste.map_or((0, keten::BEGIN.to_owned()), |(seq, hash, _)| (seq, hash));
    for lijn in lijnen {
        // Another program may have been first: what ended ends once.
        if !boek.apply(lijn) {
            continue;
        }
        seq += 1;
        let regel = serde_json::to_string(lijn).map_err(|e| onleesbaar("Een wekkerregel", &e.to_string()))?;
        let door = door.sleutel().to_owned();
        // As the clock said, also when it was put back: this book is about the clock.
        let mut rij = Rij { seq, op: nu.log_vorm(), door, regel, vorige, hash: String::new() };
        rij.hash = rij.bereken();
        tx.prepare_cached("INSERT INTO wekker (seq, op, door, regel, vorige, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![rij.seq, rij.op, rij.door, rij.regel, rij.vorige, rij.hash])?;
        vorige = rij.hash;
    }
    zet_boek(&tx, seq, &boek)?;
    tx.commit()?;
    Ok((seq, boek))
}

impl Opslag {
    /// Records lines of the wekkerboek in one transaction and answers with the book. Lines that say
    /// nothing new are left out. Also a store that is open for reading takes them, beside the desk that
    /// writes.
    ///
    /// # Errors
    /// When the medium cannot be written, or another program keeps the store occupied.
    pub fn wek(&mut self, nu: Moment, door: Wekker, lijnen: &[Weklijn]) -> Uitkomst<Wekkerboek> {
        self.eis_hetzelfde_bestand()?;
        let (seq, boek) = match self.toegang {
            Toegang::Schrijven => voeg_toe(&mut self.verbinding, nu, door, lijnen)?,
            Toegang::Lezen => {
                // The guard of a reading store is its own; it is lifted for these lines.
                self.verbinding.pragma_update(None, "query_only", false)?;
                let uitkomst = voeg_toe(&mut self.verbinding, nu, door, lijnen);
                self.verbinding.pragma_update(None, "query_only", true)?;
                uitkomst?
            }
        };
        self.wekker_gezien = Some(seq);
        Ok(boek)
    }

    /// The wekkerboek as it stands.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn wekkerboek(&self) -> Uitkomst<Wekkerboek> {
        Ok(boek_van(&self.verbinding)?.1)
    }

    /// The same where it changed since it was last asked for or written.
    pub(super) fn wekkerboek_als_anders(&mut self) -> Uitkomst<Option<Wekkerboek>> {
        let seq: Option<i64> = (self.verbinding.prepare_cached("SELECT seq FROM wekstand WHERE id = 1")?)
            .query_row([], |rij| rij.get(0))
            .optional()?;
        if self.wekker_gezien == Some(seq.unwrap_or(0)) {
            return Ok(None);
        }
        let (seq, boek) = boek_van(&self.verbinding)?;
        self.wekker_gezien = Some(seq);
        Ok(Some(boek))
    }

    /// The lines of the wekkerboek, oldest first; of one case, or of all.
    ///
    /// # Errors
    /// When a line cannot be read.
    pub fn wekregels(&self, zaak: Option<Zaaknummer>) -> Uitkomst<Vec<Wekregel>> {
        let mut stmt = self.verbinding.prepare_cached(&format!("{KOLOMMEN} ORDER BY seq"))?;
        let mut rijen = stmt.query([])?;
        let mut uit = Vec::new();
        while let Some(rij) = rijen.next()? {
            let rij = Rij::lees(rij)?;
            let lijn = rij.lijn()?;
            if zaak.is_none_or(|z| lijn.onderwerp().is_some_and(|o| o.zaak == z)) {
                let (seq, op) = (rij.seq.unsigned_abs(), Moment::uit_rfc3339(&rij.op)?);
                uit.push(Wekregel { seq, op, door: rij.door, lijn });
            }
        }
        Ok(uit)
    }

    /// Recomputes the chain of the wekkerboek, and folds its lines again.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub fn controleer_wekker(&self) -> Uitkomst<Wekketen> {
        // One snapshot for all questions; dropping the transaction ends it.
        let tx = self.verbinding.unchecked_transaction()?;
        let mut keten = Wekketen { regels: 0, fouten: Vec::new() };
        let (mut vorige_seq, mut vorige, mut boek) = (0, keten::BEGIN.to_owned(), Wekkerboek::default());
        let mut stmt = tx.prepare_cached(&format!("{KOLOMMEN} ORDER BY seq"))?;
        let mut rijen = stmt.query([])?;
        while let Some(rij) = rijen.next()? {
            let rij = Rij::lees(rij)?;
            let seq = rij.seq.unsigned_abs();
            let mut meld = |zin: String| keten.fouten.push(Ketenfout { seq, zin });
            if rij.seq != vorige_seq + 1 {
                meld(format!("Vóór wekkerregel {seq} ontbreekt er een."));
            } else if rij.vorige != vorige {
                meld(format!("Wekkerregel {seq} sluit niet aan op de vorige."));
            }
            if rij.bereken() != rij.hash {
                meld(format!("Wekkerregel {seq} is niet meer wat is vastgelegd."));
            }
            if !rij.lijn().is_ok_and(|lijn| boek.apply(&lijn)) {
                meld(format!("Wekkerregel {seq} past niet bij de regels ervoor."));
            }
            keten.regels += 1;
            (vorige_seq, vorige) = (rij.seq, rij.hash);
        }
        let stand = boek_van(&tx)?;
        if stand != (vorige_seq, boek) || !stand.1.klopt() {
            let zin = "De stand van het wekkerboek is niet die van zijn regels.".to_owned();
            keten.fouten.push(Ketenfout { seq: vorige_seq.unsigned_abs(), zin });
        }
        Ok(keten)
    }
}

/// Folds the lines again and puts the book in its place; `true` when it was another.
pub(super) fn herbouw(tx: &Transaction<'_>) -> Uitkomst<bool> {
    let (mut seq, mut boek) = (0, Wekkerboek::default());
    let mut stmt = tx.prepare_cached(&format!("{KOLOMMEN} ORDER BY seq"))?;
    let mut rijen = stmt.query([])?;
    while let Some(rij) = rijen.next()? {
        let rij = Rij::lees(rij)?;
        boek.apply(&rij.lijn()?);
        seq = rij.seq;
    }
    let anders = boek_van(tx).ok() != Some((seq, boek.clone()));
    if anders {
        zet_boek(tx, seq, &boek)?;
    }
    Ok(anders)
}
