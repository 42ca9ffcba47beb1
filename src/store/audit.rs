//! The audit beside the log: who saw or took what, in a chain of its own. It is apart from the log
//! because looking is no fact about a case, and because a verb that only looks must be able to write
//! its line while a desk holds the log.
//!
//! `hash` is the SHA-256 of these nine fields, each followed by one line feed: the constant
//! `piket-inzage-1`, `seq`, `op`, `actor`, `handeling`, `object`, `uitkomst`, `herkomst`, `vorige`.

use rusqlite::{Connection, Row, Transaction, TransactionBehavior, params};

use super::{
    chain::{self, Chain, ChainEnd, Joint, Linked, SideChainCheck},
    errors::unreadable_for,
    open_store::Store,
    unwritable::explain,
};
use crate::domain::{
    audit::{Audit, AuditAct, Origin, Outcome},
    error::Result,
    head::Head,
    moment::Moment,
    sanitize,
};

const FORMAT: &str = "piket-inzage-1";

/// A recorded line of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// Its place, from 1 without gaps.
    pub seq: u64,
    /// When it was done.
    pub at: Moment,
    /// Who did it.
    pub actor: String,
    /// What was done.
    pub audit: Audit,
}

/// One row, exactly as it is stored.
struct AuditRow {
    seq: i64,
    at: String,
    actor: String,
    act: String,
    object: String,
    result: String,
    origin: String,
    previous: String,
    hash: String,
}

const COLUMNS: &str = "SELECT seq, op, actor, handeling, object, uitkomst, herkomst, vorige, hash FROM inzage";

impl AuditRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            at: row.get(1)?,
            actor: row.get(2)?,
            act: row.get(3)?,
            object: row.get(4)?,
            result: row.get(5)?,
            origin: row.get(6)?,
            previous: row.get(7)?,
            hash: row.get(8)?,
        })
    }

    fn decode(self) -> Result<AuditLine> {
        let what = format!("Inzage {}", self.seq);
        let choose = |name: &str| unreadable_for(&what, &format!("«{}»", sanitize::line(name)));
        let audit = Audit {
            act: (AuditAct::ALL.into_iter().find(|h| h.code() == self.act)).ok_or_else(|| choose(&self.act))?,
            result: ([Outcome::Succeeded, Outcome::Refused].into_iter().find(|u| u.code() == self.result))
                .ok_or_else(|| choose(&self.result))?,
            origin: ([Origin::Desk, Origin::Command].into_iter().find(|h| h.code() == self.origin))
                .ok_or_else(|| choose(&self.origin))?,
            object: self.object,
        };
        Ok(AuditLine { seq: self.seq.unsigned_abs(), at: Moment::from_rfc3339(&self.at)?, actor: self.actor, audit })
    }
}

impl Linked for AuditRow {
    fn joint(&self) -> Joint<'_> {
        Joint { seq: self.seq, previous: &self.previous, hash: &self.hash }
    }

    fn compute(&self) -> String {
        let seq = self.seq.to_string();
        chain::hash_of(&[
            FORMAT,
            &seq,
            &self.at,
            &self.actor,
            &self.act,
            &self.object,
            &self.result,
            &self.origin,
            &self.previous,
        ])
    }
}

/// Writes one line behind the last one.
fn append(connection: &mut Connection, now: Moment, actor: &str, audit: &Audit) -> Result<()> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let end = ChainEnd::of(&tx, Chain::Audit)?;
    let at = end.at.map_or(now, |last| last.max(now));
    let mut row = AuditRow {
        seq: end.seq + 1,
        at: at.log_form(),
        actor: sanitize::line(actor),
        act: audit.act.code().to_owned(),
        object: sanitize::line(&audit.object),
        result: audit.result.code().to_owned(),
        origin: audit.origin.code().to_owned(),
        previous: end.hash,
        hash: String::new(),
    };
    row.hash = row.compute();
    save(&tx, &row)?;
    Ok(tx.commit()?)
}

fn save(tx: &Transaction<'_>, row: &AuditRow) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO inzage (seq, op, actor, handeling, object, uitkomst, herkomst, vorige, hash) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        row.seq,
        row.at,
        row.actor,
        row.act,
        row.object,
        row.result,
        row.origin,
        row.previous,
        row.hash
    ])?;
    Ok(())
}

/// Lines of an audit on their way to a store that lacks them.
pub(super) struct CarriedAudits(Vec<AuditRow>);

impl Store {
    /// Records who saw or took what. Also a store that is open for reading takes this line, in a short
    /// transaction beside the desk that writes; a clock that was put back repeats the last moment.
    ///
    /// # Errors
    /// When the medium cannot be written, or another program keeps the store occupied.
    pub fn note_audit(&mut self, now: Moment, actor: &str, audit: &Audit) -> Result<()> {
        self.beside_the_log(|connection| append(connection, now, actor, audit))
            .map_err(|error| explain(&self.folder, error))?;
        self.note_heads();
        Ok(())
    }

    /// Every line of the audit, oldest first.
    ///
    /// # Errors
    /// When a line cannot be read.
    pub fn audits(&self) -> Result<Vec<AuditLine>> {
        let mut stmt = self.connection.prepare_cached(&format!("{COLUMNS} ORDER BY seq"))?;
        let mut rows = stmt.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            out.push(AuditRow::read(row)?.decode()?);
        }
        Ok(out)
    }

    /// The whole audit, as it is stored.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn carry_audits(&self) -> Result<CarriedAudits> {
        let mut stmt = self.connection.prepare_cached(&format!("{COLUMNS} ORDER BY seq"))?;
        let rows = stmt.query_map([], AuditRow::read)?.collect::<Result<_, _>>()?;
        Ok(CarriedAudits(rows))
    }

    /// Goes on with the audit of another store as far as that goes on from this one: putting back what was
    /// recorded must not put back who looked at it.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub(super) fn append_audits(&mut self, along: &CarriedAudits) -> Result<()> {
        let Head { seq, hash } = self.audit_head()?;
        let end = usize::try_from(seq).unwrap_or(usize::MAX);
        let connects = end == 0 || along.0.get(end - 1).is_some_and(|row| row.hash == hash);
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for row in along.0.iter().skip(end).filter(|_| connects) {
            save(&tx, row)?;
        }
        tx.commit()?;
        self.note_heads();
        Ok(())
    }

    /// The last line of the audit.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn audit_head(&self) -> Result<Head> {
        Ok(ChainEnd::of(&self.connection, Chain::Audit)?.head())
    }

    /// Recomputes the chain of the audit.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub fn check_audit(&self) -> Result<SideChainCheck> {
        let mut found = SideChainCheck::start();
        let mut stmt = self.connection.prepare_cached(&format!("{COLUMNS} ORDER BY seq"))?;
        found.walk(stmt.query([])?, "inzage", AuditRow::read, |_, _| ())?;
        Ok(found)
    }
}
