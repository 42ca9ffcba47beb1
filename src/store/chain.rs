//! The arithmetic of the chain: which bytes of an entry are hashed, and how the commitment to its
//! confidential texts is made. The module above documents both for outsiders.

use std::fmt::Write as _;

use rusqlite::Row;
use sha2::{Digest, Sha256};

use crate::domain::error::{Error, Result};

/// What stands in `previous` of the first entry.
pub(super) const BEGIN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The first line of the hashed text; another way of hashing gets another name.
const FORMAT: &str = "piket-logboek-1";

/// SHA-256 as 64 lower-case hexadecimal digits.
pub(super) fn sha256(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
    }
    hex(&digest.finalize())
}

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        // Writing into a String cannot fail.
        let _ = write!(out, "{b:02x}");
        out
    })
}

/// What [`hex`] wrote; `None` when it did not write this.
pub(super) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |c: &u8| match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    rest.is_empty().then_some(())?;
    pairs.iter().map(|[high, low]| Some(digit(high)? << 4 | digit(low)?)).collect()
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

    /// The hash that belongs to this content and this `previous`.
    pub(super) fn compute(&self) -> String {
        let (seq, version) = (self.seq.to_string(), self.version.to_string());
        let lines: [&str; 11] = [
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
        ];
        sha256(&lines.map(|r| [r.as_bytes(), b"\n".as_slice()]).concat())
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
        getrandom::fill(&mut salt).map_err(|e| {
            Error::data("Het systeem geeft geen toevalsgetallen, dus er is niets vastgelegd.").hint(format!("({e})"))
        })?;
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
        assert_eq!(line.compute(), hex(&Sha256::digest(text)));
        assert_eq!(sha256(&[b"a", b"bc"]), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn equal_texts_have_unequal_commitments() -> Result<()> {
        let hash = || Ok::<_, Error>(Secret::new(&["ja".to_owned()])?.map(|g| g.hash()));
        assert_ne!(hash()?, hash()?);
        assert!(Secret::new(&[])?.is_none());
        Ok(())
    }
}
