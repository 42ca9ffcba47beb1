//! A copy as a witness: what it says about its last entries, and whether the live log still has them. Log
//! and audit can each lose a tail without a fault in what is left, so both heads stand in `kop.txt`, and
//! looking takes one small file.

use std::{collections::BTreeMap, fs, path::Path};

use rusqlite::OptionalExtension;

use super::{BackupName, FOLDER, HEAD, names};
use crate::{
    domain::{
        error::{Error, Result},
        head::Head,
        moment::Moment,
    },
    store::{Store, errors},
};

/// The last entries of a store.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::store) struct Heads {
    /// Of the log.
    pub(super) log: Head,
    /// Of the audit.
    pub(super) audit: Head,
}

impl Heads {
    /// What goes into `kop.txt`.
    pub(super) fn text(&self, now: Moment) -> String {
        let Self { log, audit } = self;
        format!(
            "seq {}\nhash {}\ninzage_seq {}\ninzage_hash {}\nmoment {}\n",
            log.seq,
            log.hash,
            audit.seq,
            audit.hash,
            now.log_form()
        )
    }
}

/// What `kop.txt` says.
pub(super) fn heads_in(path: &Path) -> Result<Heads> {
    let path = path.join(HEAD);
    let text = fs::read_to_string(&path).map_err(|e| errors::file(&path, &e))?;
    let fields: BTreeMap<&str, &str> = text.lines().filter_map(|line| line.split_once(' ')).collect();
    let head = |seq: &str, hash: &str| {
        let (seq, hash) = fields.get(seq).and_then(|s| s.parse().ok()).zip(fields.get(hash))?;
        Some(Head { seq, hash: (*hash).to_owned() })
    };
    head("seq", "hash")
        .zip(head("inzage_seq", "inzage_hash"))
        .map(|(log, audit)| Heads { log, audit })
        .ok_or_else(|| Error::data(format!("{} is niet te lezen.", path.display())))
}

impl Store {
    /// Says which entries the furthest copy holds that this log or its audit has lost, or holds otherwise;
    /// `None` where both go on from every copy.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn missing_tail(&self) -> Result<Option<String>> {
        match self.missing_lines()? {
            Some(sentence) => Ok(Some(sentence)),
            None => Ok(self.missing_audits()?.map(|(sentence, _)| sentence)),
        }
    }

    /// What the log has lost.
    pub(super) fn missing_lines(&self) -> Result<Option<String>> {
        let Some((name, Heads { log: Head { seq, hash }, .. })) = self.witness()? else { return Ok(None) };
        Ok(match self.testify("SELECT hash FROM logboek WHERE seq = ?1", seq, &hash)? {
            Testimony::Matches => None,
            Testimony::Other => Some(format!("Regel {seq} is een andere dan in reservekopie {name}.")),
            Testimony::Gone => {
                let end = self.head()?.seq;
                let from = end + 1;
                Some(format!(
                    "Het logboek eindigt bij regel {end}; reservekopie {name} heeft ook regel {from} tot en met {seq}."
                ))
            }
        })
    }

    /// What the audit has lost, and the head it had.
    pub(super) fn missing_audits(&self) -> Result<Option<(String, Head)>> {
        let Some((name, Heads { audit: head, .. })) = self.witness()? else { return Ok(None) };
        let seq = head.seq;
        Ok(match self.testify("SELECT hash FROM inzage WHERE seq = ?1", seq, &head.hash)? {
            Testimony::Matches => None,
            Testimony::Other => Some((format!("Inzage {seq} is een andere dan bij reservekopie {name}."), head)),
            Testimony::Gone => {
                let end = self.audit_head()?.seq;
                let sentence = format!("De inzagen eindigen bij {end}; bij reservekopie {name} waren het er {seq}.");
                Some((sentence, head))
            }
        })
    }

    /// The furthest copy. One without its small file is no witness; the list names it.
    fn witness(&self) -> Result<Option<(BackupName, Heads)>> {
        let Some(name) = names(&self.folder)?.into_iter().max_by_key(|n| (n.seq, n.at)) else { return Ok(None) };
        Ok(heads_in(&self.folder.join(FOLDER).join(name.to_string())).ok().map(|heads| (name, heads)))
    }

    fn testify(&self, sql: &str, seq: u64, hash: &str) -> Result<Testimony> {
        if seq == 0 {
            return Ok(Testimony::Matches);
        }
        let seq = i64::try_from(seq).unwrap_or(i64::MAX);
        let here: Option<String> = self.connection.query_row(sql, [seq], |row| row.get(0)).optional()?;
        Ok(match here {
            Some(here) if here == hash => Testimony::Matches,
            Some(_) => Testimony::Other,
            None => Testimony::Gone,
        })
    }
}

/// What became of an entry that a copy knows of.
enum Testimony {
    Matches,
    Other,
    Gone,
}
