//! The log as a file for outsiders: every entry, its confidential texts with their salts, and the files
//! that came in. What it says can be checked without this program and read back into an empty store; it
//! is as confidential as the store itself.

use std::io::Write;

use serde::{Deserialize, Serialize};

use super::{
    blobs::KeptFile,
    chain::{LogLine, Secret},
    log::{line_and_secret, select},
    open_store::Store,
};
use crate::{
    domain::{
        bewaartermijn::RetentionObject,
        digest::{from_hex, hex, sha256},
        error::{Error, Result},
    },
    platform::failure::{what_next, why_not_written},
};

/// One line of an export.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum ExportRecord {
    /// An entry.
    LogLine(Box<ExportLine>),
    /// A file.
    File(ExportFile),
}

/// An entry: the fields of the chain, and what a commitment is checked with.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExportLine {
    seq: i64,
    #[serde(rename = "vastgelegd_op")]
    recorded_at: String,
    #[serde(rename = "voorgevallen_op")]
    occurred_at: String,
    actor: String,
    #[serde(rename = "soort")]
    kind: String,
    #[serde(rename = "versie")]
    version: i64,
    zaak: Option<String>,
    #[serde(rename = "gegevens")]
    data: String,
    #[serde(rename = "geheim_hash")]
    secret_hash: Option<String>,
    #[serde(rename = "vorige")]
    previous: String,
    hash: String,
    #[serde(rename = "zout")]
    salt: Option<String>,
    #[serde(rename = "geheim")]
    secret: Option<String>,
}

impl ExportLine {
    /// The line of one entry.
    pub(super) fn from(r: LogLine, secret: Option<Secret>) -> Self {
        let (salt, secret) = secret.map(|g| (hex(&g.salt), g.text)).unzip();
        Self {
            seq: r.seq,
            recorded_at: r.recorded_at,
            occurred_at: r.occurred_at,
            actor: r.actor,
            kind: r.kind,
            version: r.version,
            zaak: r.zaak,
            data: r.data,
            secret_hash: r.secret_hash,
            previous: r.previous,
            hash: r.hash,
            salt,
            secret,
        }
    }

    /// The entry of a line; `None` when its salt is no hexadecimal, or stands there without a text.
    pub(super) fn back(self) -> Option<(LogLine, Option<Secret>)> {
        let secret = match (self.salt, self.secret) {
            (Some(salt), Some(text)) => Some(Secret { salt: from_hex(&salt)?, text }),
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return None,
        };
        let line = LogLine {
            seq: self.seq,
            recorded_at: self.recorded_at,
            occurred_at: self.occurred_at,
            actor: self.actor,
            kind: self.kind,
            version: self.version,
            zaak: self.zaak,
            data: self.data,
            secret_hash: self.secret_hash,
            previous: self.previous,
            hash: self.hash,
        };
        Some((line, secret))
    }
}

/// A file: the entry it came with, its digest, and its bytes in hexadecimal.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExportFile {
    #[serde(rename = "bij")]
    pub(super) at: i64,
    pub(super) digest: String,
    bytes: String,
}

impl ExportFile {
    /// The bytes, when they are those of the digest.
    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        from_hex(&self.bytes).filter(|bytes| sha256(&[bytes]) == self.digest)
    }
}

impl Store {
    /// Writes the whole log as JSON lines, confidential texts and files included, in the form the module's
    /// documentation describes; answers with the number of entries.
    ///
    /// # Errors
    /// When the store cannot be read or `out` cannot be written.
    pub fn export(&self, out: &mut dyn Write) -> Result<u64> {
        // One snapshot of both tables; nothing is written in it.
        let tx = self.connection.unchecked_transaction()?;
        let mut stmt = tx.prepare(select!("ORDER BY l.seq"))?;
        let mut rows = stmt.query([])?;
        let mut lines = 0;
        while let Some(row) = rows.next()? {
            let (line, secret) = line_and_secret(row)?;
            write(out, &ExportRecord::LogLine(Box::new(ExportLine::from(line, secret))))?;
            lines += 1;
        }
        for file in self.kept_files(None)? {
            self.write_file(&file, out)?;
        }
        out.flush().map_err(|e| not_written(&e))?;
        Ok(lines)
    }

    /// Writes everything about these cases and reports as JSON lines: the entries in the form of the
    /// export, then the files that came along, in hexadecimal. Answers with the number of lines.
    ///
    /// # Errors
    /// When the store cannot be read or `out` cannot be written.
    pub fn export_of(&self, objects: &[RetentionObject], out: &mut dyn Write) -> Result<u64> {
        let mut lines = 0;
        for object in objects {
            let meldingen = match object {
                RetentionObject::Zaak(number) => {
                    let sql = select!("WHERE l.zaak = ?1 ORDER BY l.seq");
                    let mut stmt = self.connection.prepare_cached(sql)?;
                    let mut rows = stmt.query([number.to_string()])?;
                    while let Some(row) = rows.next()? {
                        let (line, secret) = line_and_secret(row)?;
                        write_value(out, &serde_json::json!(ExportLine::from(line, secret)))?;
                        lines += 1;
                    }
                    self.fetch(*number)?.meldingen.into_values().collect()
                }
                RetentionObject::Melding(number) => self.melding(*number)?.into_iter().collect::<Vec<_>>(),
            };
            for melding in meldingen {
                let sql = select!("WHERE l.zaak IS NULL AND json_extract(l.gegevens, '$.melding') = ?1 ORDER BY l.seq");
                let mut stmt = self.connection.prepare_cached(sql)?;
                let mut rows = stmt.query([melding.number.to_string()])?;
                while let Some(row) = rows.next()? {
                    let (line, secret) = line_and_secret(row)?;
                    write_value(out, &serde_json::json!(ExportLine::from(line, secret)))?;
                    lines += 1;
                }
                for digest in melding.files() {
                    for file in self.kept_files(Some(digest))? {
                        self.write_file(&file, out)?;
                        lines += 1;
                    }
                }
            }
        }
        Ok(lines)
    }

    /// The line of a file, without its end; `None` when it never came or was destroyed.
    pub(super) fn line_of_file(&self, digest: &str) -> Result<Option<String>> {
        let Some(file) = self.kept_files(Some(digest))?.pop() else { return Ok(None) };
        let mut line = Vec::new();
        self.write_file(&file, &mut line)?;
        line.pop();
        Ok(String::from_utf8(line).ok())
    }

    /// The line of a file, as [`ExportFile`] reads it back; its bytes are never all there at once.
    fn write_file(&self, file: &KeptFile, out: &mut dyn Write) -> Result<()> {
        let digest = serde_json::Value::from(file.digest.as_str());
        write!(out, "{{\"bij\":{},\"digest\":{digest},\"bytes\":\"", file.seq).map_err(|e| not_written(&e))?;
        self.pieces(file, |piece| out.write_all(hex(piece).as_bytes()).map_err(|e| not_written(&e)))?;
        out.write_all(b"\"}\n").map_err(|e| not_written(&e))
    }
}

fn write_value(out: &mut dyn Write, value: &serde_json::Value) -> Result<()> {
    writeln!(out, "{value}").map_err(|e| not_written(&e))
}

fn write(out: &mut dyn Write, line: &ExportRecord) -> Result<()> {
    serde_json::to_writer(&mut *out, line).map_err(|e| not_written(&e.into()))?;
    out.write_all(b"\n").map_err(|e| not_written(&e))
}

/// The file the export goes to refused.
pub(super) fn not_written(error: &std::io::Error) -> Error {
    Error::data("De uitvoer van het logboek is niet compleet.").hint(format!(
        "De reden: {}. {}",
        why_not_written(error),
        what_next(error)
    ))
}
