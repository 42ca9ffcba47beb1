//! The arithmetic of the chain: which bytes of an entry are hashed, and how the commitment to its
//! confidential texts is made. The module above documents both for outsiders.

use std::fmt::Write as _;

use rusqlite::Row;
use sha2::{Digest, Sha256};

use crate::domain::fout::{Fout, Uitkomst};

/// What stands in `vorige` of the first entry.
pub(super) const BEGIN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The first line of the hashed text; another way of hashing gets another name.
const VORM: &str = "piket-logboek-1";

/// SHA-256 as 64 lower-case hexadecimal digits.
pub(super) fn sha256(delen: &[&[u8]]) -> String {
    let mut som = Sha256::new();
    for deel in delen {
        som.update(deel);
    }
    hex(&som.finalize())
}

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut uit, b| {
        // Writing into a String cannot fail.
        let _ = write!(uit, "{b:02x}");
        uit
    })
}

/// What [`hex`] wrote; `None` when it did not write this.
pub(super) fn uit_hex(tekst: &str) -> Option<Vec<u8>> {
    let cijfer = |c: &u8| match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    };
    let (paren, rest) = tekst.as_bytes().as_chunks::<2>();
    rest.is_empty().then_some(())?;
    paren.iter().map(|[hoog, laag]| Some(cijfer(hoog)? << 4 | cijfer(laag)?)).collect()
}

/// One row of the log, exactly as it is stored.
#[derive(Debug, Clone)]
pub(super) struct Regel {
    pub(super) seq: i64,
    pub(super) vastgelegd_op: String,
    pub(super) voorgevallen_op: String,
    pub(super) actor: String,
    pub(super) soort: String,
    pub(super) versie: i64,
    pub(super) zaak: Option<String>,
    pub(super) gegevens: String,
    pub(super) geheim_hash: Option<String>,
    pub(super) vorige: String,
    pub(super) hash: String,
}

impl Regel {
    /// Reads the columns in the order of the table.
    pub(super) fn uit_rij(rij: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: rij.get(0)?,
            vastgelegd_op: rij.get(1)?,
            voorgevallen_op: rij.get(2)?,
            actor: rij.get(3)?,
            soort: rij.get(4)?,
            versie: rij.get(5)?,
            zaak: rij.get(6)?,
            gegevens: rij.get(7)?,
            geheim_hash: rij.get(8)?,
            vorige: rij.get(9)?,
            hash: rij.get(10)?,
        })
    }

    /// The hash that belongs to this content and this `vorige`.
    pub(super) fn bereken(&self) -> String {
        let (seq, versie) = (self.seq.to_string(), self.versie.to_string());
        let regels: [&str; 11] = [
            VORM,
            &seq,
            &self.vastgelegd_op,
            &self.voorgevallen_op,
            &self.actor,
            &self.soort,
            &versie,
            self.zaak.as_deref().unwrap_or_default(),
            &self.gegevens,
            self.geheim_hash.as_deref().unwrap_or_default(),
            &self.vorige,
        ];
        sha256(&regels.map(|r| [r.as_bytes(), b"\n".as_slice()]).concat())
    }
}

/// The confidential texts of one entry.
#[derive(Debug, Clone)]
pub(super) struct Geheim {
    /// 32 random bytes, so that a short text cannot be guessed from its hash.
    pub(super) zout: Vec<u8>,
    /// The texts as a JSON list.
    pub(super) tekst: String,
}

impl Geheim {
    /// Takes the texts under a fresh salt; an entry without any has no secret.
    pub(super) fn nieuw(teksten: &[String]) -> Uitkomst<Option<Self>> {
        if teksten.is_empty() {
            return Ok(None);
        }
        let mut zout = vec![0; 32];
        getrandom::fill(&mut zout).map_err(|e| {
            Fout::gegevens("Het systeem geeft geen toevalsgetallen, dus er is niets vastgelegd.").hint(format!("({e})"))
        })?;
        let tekst = serde_json::Value::from(teksten).to_string();
        Ok(Some(Self { zout, tekst }))
    }

    /// Reads the columns `zout` and `tekst`, the first of them at `plek`.
    pub(super) fn uit_rij(rij: &Row<'_>, plek: usize) -> rusqlite::Result<Option<Self>> {
        let zout: Option<Vec<u8>> = rij.get(plek)?;
        let tekst: Option<String> = rij.get(plek + 1)?;
        Ok(zout.zip(tekst).map(|(zout, tekst)| Self { zout, tekst }))
    }

    /// The commitment that stands in the entry.
    pub(super) fn hash(&self) -> String {
        sha256(&[&self.zout, self.tekst.as_bytes()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hashed_bytes_are_the_documented_ones() {
        let regel = Regel {
            seq: 7,
            vastgelegd_op: "2026-11-22T01:15:00.000Z".to_owned(),
            voorgevallen_op: "2026-11-22T01:10:00.000Z".to_owned(),
            actor: "p.piket".to_owned(),
            soort: "zaak_gesloten".to_owned(),
            versie: 1,
            zaak: Some("2026-W47-03".to_owned()),
            gegevens: "{}".to_owned(),
            geheim_hash: None,
            vorige: BEGIN.to_owned(),
            hash: String::new(),
        };
        let tekst = format!(
            "piket-logboek-1\n7\n2026-11-22T01:15:00.000Z\n2026-11-22T01:10:00.000Z\np.piket\nzaak_gesloten\n1\n\
             2026-W47-03\n{{}}\n\n{BEGIN}\n"
        );
        assert_eq!(regel.bereken(), hex(&Sha256::digest(tekst)));
        assert_eq!(sha256(&[b"a", b"bc"]), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn equal_texts_have_unequal_commitments() -> Uitkomst<()> {
        let hash = || Ok::<_, Fout>(Geheim::nieuw(&["ja".to_owned()])?.map(|g| g.hash()));
        assert_ne!(hash()?, hash()?);
        assert!(Geheim::nieuw(&[])?.is_none());
        Ok(())
    }
}
