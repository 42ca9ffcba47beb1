//! The audit beside the log: who saw or took what, in a chain of its own. It is apart from the log
//! because looking is no fact about a case, and because a verb that only looks must be able to write
//! its line while a desk holds the log.
//!
//! `hash` is the SHA-256 of these nine fields, each followed by one line feed: the constant
//! `piket-inzage-1`, `seq`, `op`, `actor`, `handeling`, `object`, `uitkomst`, `herkomst`, `vorige`.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use super::{Ketenfout, Opslag, Toegang, fouten::onleesbaar, keten};
use crate::domain::{
    fout::Uitkomst,
    inzage::{Handeling, Herkomst, Inzage, Uitslag},
    kop::Kop,
    moment::Moment,
    schoon,
};

const VORM: &str = "piket-inzage-1";

/// A recorded line of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inzageregel {
    /// Its place, from 1 without gaps.
    pub seq: u64,
    /// When it was done.
    pub op: Moment,
    /// Who did it.
    pub actor: String,
    /// What was done.
    pub inzage: Inzage,
}

/// What the check of the audit found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inzageketen {
    /// Lines there are.
    pub regels: u64,
    /// What is wrong, in order of `seq`.
    pub fouten: Vec<Ketenfout>,
}

/// One row, exactly as it is stored.
struct Rij {
    seq: i64,
    op: String,
    actor: String,
    handeling: String,
    object: String,
    uitkomst: String,
    herkomst: String,
    vorige: String,
    hash: String,
}

const KOLOMMEN: &str = "SELECT seq, op, actor, handeling, object, uitkomst, herkomst, vorige, hash FROM inzage";

impl Rij {
    fn lees(rij: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: rij.get(0)?,
            op: rij.get(1)?,
            actor: rij.get(2)?,
            handeling: rij.get(3)?,
            object: rij.get(4)?,
            uitkomst: rij.get(5)?,
            herkomst: rij.get(6)?,
            vorige: rij.get(7)?,
            hash: rij.get(8)?,
        })
    }

    fn bereken(&self) -> String {
        let seq = self.seq.to_string();
        let regels: [&str; 9] = [
            VORM,
            &seq,
            &self.op,
            &self.actor,
            &self.handeling,
            &self.object,
            &self.uitkomst,
            &self.herkomst,
            &self.vorige,
        ];
        keten::sha256(&regels.map(|r| [r.as_bytes(), b"\n".as_slice()]).concat())
    }

    fn begrijp(self) -> Uitkomst<Inzageregel> {
        let wat = format!("Inzage {}", self.seq);
        let kies = |naam: &str| onleesbaar(&wat, &format!("«{}»", schoon::regel(naam)));
        let inzage = Inzage {
            handeling: (Handeling::ALLE.into_iter().find(|h| h.sleutel() == self.handeling))
                .ok_or_else(|| kies(&self.handeling))?,
            uitkomst: ([Uitslag::Gelukt, Uitslag::Geweigerd].into_iter().find(|u| u.sleutel() == self.uitkomst))
                .ok_or_else(|| kies(&self.uitkomst))?,
            herkomst: ([Herkomst::Desk, Herkomst::Opdracht].into_iter().find(|h| h.sleutel() == self.herkomst))
                .ok_or_else(|| kies(&self.herkomst))?,
            object: self.object,
        };
        Ok(Inzageregel { seq: self.seq.unsigned_abs(), op: Moment::uit_rfc3339(&self.op)?, actor: self.actor, inzage })
    }
}

/// Writes one line behind the last one.
fn voeg_toe(verbinding: &mut Connection, nu: Moment, actor: &str, inzage: &Inzage) -> Uitkomst<()> {
    let tx = verbinding.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let laatste = tx
        .prepare_cached("SELECT seq, hash, op FROM inzage ORDER BY seq DESC LIMIT 1")?
        .query_row([], |rij| Ok((rij.get(0)?, rij.get(1)?, rij.get::<_, String>(2)?)))
        .optional()?;
    let (vorige_seq, vorige, na): (i64, String, Moment) = match laatste {
        Some((seq, hash, op)) => (seq, hash, Moment::uit_rfc3339(&op)?.max(nu)),
        None => (0, keten::BEGIN.to_owned(), nu),
    };
    let mut rij = Rij {
        seq: vorige_seq + 1,
        op: na.log_vorm(),
        actor: schoon::regel(actor),
        handeling: inzage.handeling.sleutel().to_owned(),
        object: schoon::regel(&inzage.object),
        uitkomst: inzage.uitkomst.sleutel().to_owned(),
        herkomst: inzage.herkomst.sleutel().to_owned(),
        vorige,
        hash: String::new(),
    };
    rij.hash = rij.bereken();
    bewaar(&tx, &rij)?;
    Ok(tx.commit()?)
}

fn bewaar(tx: &Transaction<'_>, rij: &Rij) -> Uitkomst<()> {
    tx.prepare_cached(
        "INSERT INTO inzage (seq, op, actor, handeling, object, uitkomst, herkomst, vorige, hash) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        rij.seq,
        rij.op,
        rij.actor,
        rij.handeling,
        rij.object,
        rij.uitkomst,
        rij.herkomst,
        rij.vorige,
        rij.hash
    ])?;
    Ok(())
}

/// Lines of an audit on their way to a store that lacks them.
pub(super) struct Meegenomen(Vec<Rij>);

impl Opslag {
    /// Records who saw or took what. Also a store that is open for reading takes this line, in a short
    /// transaction beside the desk that writes; a clock that was put back repeats the last moment.
    ///
    /// # Errors
    /// When the medium cannot be written, or another program keeps the store occupied.
    pub fn noteer_inzage(&mut self, nu: Moment, actor: &str, inzage: &Inzage) -> Uitkomst<()> {
        match self.toegang {
            Toegang::Schrijven => voeg_toe(&mut self.verbinding, nu, actor, inzage),
            Toegang::Lezen => {
                // The guard of a reading store is its own; it is lifted for this one line.
                self.verbinding.pragma_update(None, "query_only", false)?;
                let uitkomst = voeg_toe(&mut self.verbinding, nu, actor, inzage);
                self.verbinding.pragma_update(None, "query_only", true)?;
                uitkomst
            }
        }
    }

    /// Every line of the audit, oldest first.
    ///
    /// # Errors
    /// When a line cannot be read.
    pub fn inzagen(&self) -> Uitkomst<Vec<Inzageregel>> {
        let mut stmt = self.verbinding.prepare_cached(&format!("{KOLOMMEN} ORDER BY seq"))?;
        let mut rijen = stmt.query([])?;
        let mut uit = Vec::new();
        while let Some(rij) = rijen.next()? {
            uit.push(Rij::lees(rij)?.begrijp()?);
        }
        Ok(uit)
    }

    /// The whole audit, as it is stored.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn neem_inzagen_mee(&self) -> Uitkomst<Meegenomen> {
        let mut stmt = self.verbinding.prepare_cached(&format!("{KOLOMMEN} ORDER BY seq"))?;
        let rijen = stmt.query_map([], Rij::lees)?.collect::<Result<_, _>>()?;
        Ok(Meegenomen(rijen))
    }

    /// Goes on with the audit of another store as far as that goes on from this one: putting back what was
    /// recorded must not put back who looked at it.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub(super) fn vul_inzagen_aan(&mut self, mee: &Meegenomen) -> Uitkomst<()> {
        let Kop { seq, hash } = self.kop_van_inzage()?;
        let eind = usize::try_from(seq).unwrap_or(usize::MAX);
        let sluit_aan = eind == 0 || mee.0.get(eind - 1).is_some_and(|rij| rij.hash == hash);
        let tx = self.verbinding.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for rij in mee.0.iter().skip(eind).filter(|_| sluit_aan) {
            bewaar(&tx, rij)?;
        }
        Ok(tx.commit()?)
    }

    /// The last line of the audit.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn kop_van_inzage(&self) -> Uitkomst<Kop> {
        let mut stmt = self.verbinding.prepare_cached("SELECT seq, hash FROM inzage ORDER BY seq DESC LIMIT 1")?;
        let laatste: Option<(i64, String)> = stmt.query_row([], |rij| Ok((rij.get(0)?, rij.get(1)?))).optional()?;
        let (seq, hash) = laatste.unwrap_or((0, keten::BEGIN.to_owned()));
        Ok(Kop { seq: seq.unsigned_abs(), hash })
    }

    /// Recomputes the chain of the audit.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub fn controleer_inzage(&self) -> Uitkomst<Inzageketen> {
        let mut keten = Inzageketen { regels: 0, fouten: Vec::new() };
        let (mut vorige_seq, mut vorige) = (0, keten::BEGIN.to_owned());
        let mut stmt = self.verbinding.prepare_cached(&format!("{KOLOMMEN} ORDER BY seq"))?;
        let mut rijen = stmt.query([])?;
        while let Some(rij) = rijen.next()? {
            let rij = Rij::lees(rij)?;
            let seq = rij.seq.unsigned_abs();
            let mut meld = |zin: String| keten.fouten.push(Ketenfout { seq, zin });
            if rij.seq != vorige_seq + 1 {
                meld(format!("Vóór inzage {seq} ontbreekt er een."));
            } else if rij.vorige != vorige {
                meld(format!("Inzage {seq} sluit niet aan op de vorige."));
            }
            if rij.bereken() != rij.hash {
                meld(format!("Inzage {seq} is niet meer wat is vastgelegd."));
            }
            keten.regels += 1;
            (vorige_seq, vorige) = (rij.seq, rij.hash);
        }
        Ok(keten)
    }
}
