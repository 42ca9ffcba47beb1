//! The log as a file for outsiders: every entry, its confidential texts with their salts, and the files
//! that came in. What it says can be checked without this program and read back into an empty store; it
//! is as confidential as the store itself.

use std::io::Write;

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use super::{
    Opslag,
    keten::{self, Geheim, Regel},
    logboek::{regel_en_geheim, selecteer},
};
use crate::domain::fout::{Fout, Uitkomst};

/// One line of an export.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Uitvoerregel {
    /// An entry.
    Regel(Box<Exportregel>),
    /// A file.
    Bestand(Exportbestand),
}

/// An entry: the fields of the chain, and what a commitment is checked with.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exportregel {
    seq: i64,
    #[serde(rename = "vastgelegd_op")]
    vastgelegd_op: String,
    #[serde(rename = "voorgevallen_op")]
    voorgevallen_op: String,
    actor: String,
    #[serde(rename = "soort")]
    soort: String,
    #[serde(rename = "versie")]
    versie: i64,
    zaak: Option<String>,
    #[serde(rename = "gegevens")]
    gegevens: String,
    #[serde(rename = "geheim_hash")]
    geheim_hash: Option<String>,
    #[serde(rename = "vorige")]
    vorige: String,
    hash: String,
    #[serde(rename = "zout")]
    zout: Option<String>,
    #[serde(rename = "geheim")]
    geheim: Option<String>,
}

impl Exportregel {
    /// The line of one entry.
    pub(super) fn van(r: Regel, geheim: Option<Geheim>) -> Self {
        let (zout, geheim) = geheim.map(|g| (keten::hex(&g.zout), g.tekst)).unzip();
        Self {
            seq: r.seq,
            vastgelegd_op: r.vastgelegd_op,
            voorgevallen_op: r.voorgevallen_op,
            actor: r.actor,
            soort: r.soort,
            versie: r.versie,
            zaak: r.zaak,
            gegevens: r.gegevens,
            geheim_hash: r.geheim_hash,
            vorige: r.vorige,
            hash: r.hash,
            zout,
            geheim,
        }
    }

    /// The entry of a line; `None` when its salt is no hexadecimal, or stands there without a text.
    pub(super) fn terug(self) -> Option<(Regel, Option<Geheim>)> {
        let geheim = match (self.zout, self.geheim) {
            (Some(zout), Some(tekst)) => Some(Geheim { zout: keten::uit_hex(&zout)?, tekst }),
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return None,
        };
        let regel = Regel {
            seq: self.seq,
            vastgelegd_op: self.vastgelegd_op,
            voorgevallen_op: self.voorgevallen_op,
            actor: self.actor,
            soort: self.soort,
            versie: self.versie,
            zaak: self.zaak,
            gegevens: self.gegevens,
            geheim_hash: self.geheim_hash,
            vorige: self.vorige,
            hash: self.hash,
        };
        Some((regel, geheim))
    }
}

/// A file: the entry it came with, its digest, and its bytes in hexadecimal.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exportbestand {
    #[serde(rename = "bij")]
    pub(super) bij: i64,
    pub(super) digest: String,
    bytes: String,
}

impl Exportbestand {
    fn uit_rij(rij: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let bytes: Vec<u8> = rij.get(2)?;
        Ok(Self { bij: rij.get(0)?, digest: rij.get(1)?, bytes: keten::hex(&bytes) })
    }

    /// The bytes, when they are those of the digest.
    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        keten::uit_hex(&self.bytes).filter(|bytes| keten::sha256(&[bytes]) == self.digest)
    }
}

impl Opslag {
    /// Writes the whole log as JSON lines, confidential texts and files included, in the form the module's
    /// documentation describes; answers with the number of entries.
    ///
    /// # Errors
    /// When the store cannot be read or `uit` cannot be written.
    pub fn exporteer(&self, uit: &mut dyn Write) -> Uitkomst<u64> {
        // One snapshot of both tables; nothing is written in it.
        let tx = self.verbinding.unchecked_transaction()?;
        let mut stmt = tx.prepare(selecteer!("ORDER BY l.seq"))?;
        let mut rijen = stmt.query([])?;
        let mut regels = 0;
        while let Some(rij) = rijen.next()? {
            let (regel, geheim) = regel_en_geheim(rij)?;
            schrijf(uit, &Uitvoerregel::Regel(Box::new(Exportregel::van(regel, geheim))))?;
            regels += 1;
        }
        let mut stmt = tx.prepare("SELECT seq, digest, bytes FROM bijlage ORDER BY seq, digest")?;
        let mut rijen = stmt.query([])?;
        while let Some(rij) = rijen.next()? {
            schrijf(uit, &Uitvoerregel::Bestand(Exportbestand::uit_rij(rij)?))?;
        }
        uit.flush().map_err(|e| niet_geschreven(&e))?;
        Ok(regels)
    }

    /// The line of a file; `None` when it never came or was destroyed.
    pub(super) fn bestand(&self, digest: &str) -> Uitkomst<Option<Exportbestand>> {
        let mut stmt = self.verbinding.prepare_cached("SELECT seq, digest, bytes FROM bijlage WHERE digest = ?1")?;
        Ok(stmt.query_row([digest], Exportbestand::uit_rij).optional()?)
    }
}

fn schrijf(uit: &mut dyn Write, regel: &Uitvoerregel) -> Uitkomst<()> {
    serde_json::to_writer(&mut *uit, regel).map_err(|e| niet_geschreven(&e.into()))?;
    uit.write_all(b"\n").map_err(|e| niet_geschreven(&e))
}

/// The file the export goes to refused.
pub(super) fn niet_geschreven(fout: &std::io::Error) -> Fout {
    Fout::gegevens("De uitvoer van het logboek is niet compleet.").hint(format!("Melding van het systeem: {fout}."))
}
