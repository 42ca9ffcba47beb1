//! The arithmetic of the chains: how a line is joined to the one before it, which bytes of an entry are
//! hashed, and how the commitment to its confidential texts is made. The module above documents the last two
//! for outsiders.

use rusqlite::{Connection, OptionalExtension, Row, Rows};

use crate::domain::{
    digest::sha256,
    error::{Error, Result},
    head::Head,
    moment::Moment,
};

/// What stands in `previous` of the first entry.
pub(super) const BEGIN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The first line of the hashed text; another way of hashing gets another name.
const FORMAT: &str = "piket-logboek-1";

/// The chains of a store; each stands in a table of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chain {
    Log,
    Audit,
    Alarm,
}

impl Chain {
    /// The log first: the others stand beside it.
    pub(super) const ALL: [Self; 3] = [Self::Log, Self::Audit, Self::Alarm];

    /// Its last line, as a store has it.
    pub(super) fn end_of(self, connection: &Connection) -> Result<Head> {
        Ok(ChainEnd::of(connection, self)?.head())
    }
}

/// The end of a chain, to which the next line is chained.
#[derive(Debug)]
pub(super) struct ChainEnd {
    pub(super) seq: i64,
    pub(super) hash: String,
    /// When the last line was recorded.
    pub(super) at: Option<Moment>,
}

impl ChainEnd {
    /// As a store has it.
    pub(super) fn of(connection: &Connection, chain: Chain) -> Result<Self> {
        let last = connection
            .prepare_cached(match chain {
                Chain::Log => "SELECT seq, hash, vastgelegd_op FROM logboek ORDER BY seq DESC LIMIT 1",
                Chain::Audit => "SELECT seq, hash, op FROM inzage ORDER BY seq DESC LIMIT 1",
                Chain::Alarm => "SELECT seq, hash, op FROM wekker ORDER BY seq DESC LIMIT 1",
            })?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))
            .optional()?;
        Ok(match last {
            Some((seq, hash, at)) => Self { seq, hash, at: Some(Moment::from_rfc3339(&at)?) },
            None => Self { seq: 0, hash: BEGIN.to_owned(), at: None },
        })
    }

    /// For who notes it elsewhere.
    pub(super) fn head(self) -> Head {
        Head { seq: self.seq.unsigned_abs(), hash: self.hash }
    }
}

/// A line of any chain, as it is stored.
pub(super) trait Linked {
    /// What joins it to the line before it.
    fn joint(&self) -> Joint<'_>;
    /// The hash that belongs to this content and this `previous`.
    fn compute(&self) -> String;
}

/// What joins a line to the one before it.
pub(super) struct Joint<'a> {
    /// Its place, from 1 without gaps.
    pub(super) seq: i64,
    /// The hash of the line before it, as it says.
    pub(super) previous: &'a str,
    /// Its own hash, as it says.
    pub(super) hash: &'a str,
}

/// What can be wrong with a line behind another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// Lines from one place to another are not there.
    Missing { from: i64, to: i64 },
    /// It was chained to another line than the one before it.
    Detached,
    /// It is not what was recorded.
    Changed,
}

/// What is wrong with a line behind the one of this place and hash; 0 and [`BEGIN`] before the first.
pub(super) fn breaks(line: &impl Linked, previous_seq: i64, previous: &str) -> impl Iterator<Item = Break> {
    let from = previous_seq + 1;
    let joint = line.joint();
    let place = match joint.seq {
        seq if seq != from => Some(Break::Missing { from, to: seq - 1 }),
        _ if joint.previous != previous => Some(Break::Detached),
        _ => None,
    };
    let content = (line.compute() != joint.hash).then_some(Break::Changed);
    place.into_iter().chain(content)
}

/// What the check of a chain beside the log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideChainCheck {
    /// Lines there are.
    pub lines: u64,
    /// What is wrong, in order of `seq`.
    pub errors: Vec<ChainError>,
}

/// One fault in a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainError {
    /// The line it is about.
    pub seq: u64,
    /// What is wrong with it.
    pub sentence: String,
}

impl SideChainCheck {
    /// Of a chain of which nothing was read yet.
    pub(super) const fn start() -> Self {
        Self { lines: 0, errors: Vec::new() }
    }

    /// Reads lines in order, joins each to the one before it and hands it on to who has more to ask of it; answers
    /// with the place of the last. `noun` is what a line is called.
    pub(super) fn walk<T: Linked>(
        &mut self,
        mut rows: Rows<'_>,
        noun: &str,
        read: fn(&Row<'_>) -> rusqlite::Result<T>,
        mut each: impl FnMut(&mut Self, &T),
    ) -> Result<i64> {
        let (mut previous_seq, mut previous) = (0, BEGIN.to_owned());
        while let Some(row) = rows.next()? {
            let line = read(row)?;
            for wrong in breaks(&line, previous_seq, &previous) {
                let seq = line.joint().seq;
                self.report(
                    seq,
                    match wrong {
                        Break::Missing { .. } => format!("Vóór {noun} {seq} ontbreekt er een."),
                        Break::Detached => format!("{} {seq} sluit niet aan op de vorige.", capital(noun)),
                        Break::Changed => format!("{} {seq} is niet meer wat is vastgelegd.", capital(noun)),
                    },
                );
            }
            each(self, &line);
            self.lines += 1;
            let Joint { seq, hash, .. } = line.joint();
            (previous_seq, previous) = (seq, hash.to_owned());
        }
        Ok(previous_seq)
    }

    /// Notes a fault.
    pub(super) fn report(&mut self, seq: i64, sentence: String) {
        self.errors.push(ChainError { seq: seq.unsigned_abs(), sentence });
    }
}

/// A word at the beginning of a sentence.
fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The SHA-256 of these lines, each followed by one line feed.
pub(super) fn hash_of(lines: &[&str]) -> String {
    let parts: Vec<&[u8]> = lines.iter().flat_map(|line| [line.as_bytes(), b"\n"]).collect();
    sha256(&parts)
}

/// One row of the log, exactly as it is stored.
#[derive(Debug, Clone)]
pub(super) struct LogLine {
    pub(super) seq: i64,
    pub(super) recorded_at: String,
    pub(super) occurred_at: String,
    pub(super) actor: String,
    pub(super) kind: String,
    pub(super) version: i64,
    pub(super) zaak: Option<String>,
    pub(super) data: String,
    pub(super) secret_hash: Option<String>,
    pub(super) previous: String,
    pub(super) hash: String,
}

impl LogLine {
    /// Reads the columns in the order of the table.
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            recorded_at: row.get(1)?,
            occurred_at: row.get(2)?,
            actor: row.get(3)?,
            kind: row.get(4)?,
            version: row.get(5)?,
            zaak: row.get(6)?,
            data: row.get(7)?,
            secret_hash: row.get(8)?,
            previous: row.get(9)?,
            hash: row.get(10)?,
        })
    }
}

impl Linked for LogLine {
    fn joint(&self) -> Joint<'_> {
        Joint { seq: self.seq, previous: &self.previous, hash: &self.hash }
    }

    fn compute(&self) -> String {
        let (seq, version) = (self.seq.to_string(), self.version.to_string());
        hash_of(&[
            FORMAT,
            &seq,
            &self.recorded_at,
            &self.occurred_at,
            &self.actor,
            &self.kind,
            &version,
            self.zaak.as_deref().unwrap_or_default(),
            &self.data,
            self.secret_hash.as_deref().unwrap_or_default(),
            &self.previous,
        ])
    }
}

/// The confidential texts of one entry.
#[derive(Debug, Clone)]
pub(super) struct Secret {
    /// 32 random bytes, so that a short text cannot be guessed from its hash.
    pub(super) salt: Vec<u8>,
    /// The texts as a JSON list.
    pub(super) text: String,
}

impl Secret {
    /// Takes the texts under a fresh salt; an entry without any has no secret.
    pub(super) fn new(texts: &[String]) -> Result<Option<Self>> {
        if texts.is_empty() {
            return Ok(None);
        }
        let mut salt = vec![0; 32];
        getrandom::fill(&mut salt).map_err(|_| Error::no_randomness())?;
        let text = serde_json::Value::from(texts).to_string();
        Ok(Some(Self { salt, text }))
    }

    /// Reads the columns `salt` and `text`, the first of them at `pos`.
    pub(super) fn from_row(row: &Row<'_>, pos: usize) -> rusqlite::Result<Option<Self>> {
        let salt: Option<Vec<u8>> = row.get(pos)?;
        let text: Option<String> = row.get(pos + 1)?;
        Ok(salt.zip(text).map(|(salt, text)| Self { salt, text }))
    }

    /// The commitment that stands in the entry.
    pub(super) fn hash(&self) -> String {
        sha256(&[&self.salt, self.text.as_bytes()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hashed_bytes_are_the_documented_ones() {
        let line = LogLine {
            seq: 7,
            recorded_at: "2026-11-22T01:15:00.000Z".to_owned(),
            occurred_at: "2026-11-22T01:10:00.000Z".to_owned(),
            actor: "p.piket".to_owned(),
            kind: "zaak_gesloten".to_owned(),
            version: 1,
            zaak: Some("2026-W47-03".to_owned()),
            data: "{}".to_owned(),
            secret_hash: None,
            previous: BEGIN.to_owned(),
            hash: String::new(),
        };
        let text = format!(
            "piket-logboek-1\n7\n2026-11-22T01:15:00.000Z\n2026-11-22T01:10:00.000Z\np.piket\nzaak_gesloten\n1\n\
             2026-W47-03\n{{}}\n\n{BEGIN}\n"
        );
        assert_eq!(line.compute(), sha256(&[text.as_bytes()]));
    }

    #[test]
    fn equal_texts_have_unequal_commitments() -> Result<()> {
        let hash = || Ok::<_, Error>(Secret::new(&["ja".to_owned()])?.map(|g| g.hash()));
        assert_ne!(hash()?, hash()?);
        assert!(Secret::new(&[])?.is_none());
        Ok(())
    }
}
