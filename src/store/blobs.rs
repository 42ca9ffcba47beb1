//! Reads the files that came in piece by piece: what is looked over, copied or handed out takes the memory of one
//! piece, whatever the store holds.

use std::io::Read;

use super::open_store::Store;
use crate::{
    domain::{
        digest::Hasher,
        error::{Error, Result},
    },
    platform::failure::{what_next, why},
};

/// Bytes that are in hands at a time.
const PIECE: usize = 64 * 1024;

/// A file as the store keeps it, without its bytes.
pub(super) struct KeptFile {
    row: i64,
    /// The first entry of the transaction in which it came along.
    pub(super) seq: i64,
    /// What its bytes should come to.
    pub(super) digest: String,
}

impl Store {
    /// The files, in the order in which they came; those of one digest, or all.
    pub(super) fn kept_files(&self, digest: Option<&str>) -> Result<Vec<KeptFile>> {
        let mut stmt = self.connection.prepare_cached(
            "SELECT rowid, seq, digest FROM bijlage WHERE ?1 IS NULL OR digest = ?1 ORDER BY seq, digest",
        )?;
        let files = stmt.query_map([digest], |row| {
            // What is no text is no digest of anything.
            let digest = row.get_ref(2)?.as_str().unwrap_or_default().to_owned();
            Ok(KeptFile { row: row.get(0)?, seq: row.get(1)?, digest })
        })?;
        Ok(files.collect::<Result<_, _>>()?)
    }

    /// Hands out the bytes of a file, a piece at a time.
    pub(super) fn pieces(&self, file: &KeptFile, mut each: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut blob = self.connection.blob_open("main", "bijlage", "bytes", file.row, true)?;
        let mut piece = vec![0; PIECE];
        loop {
            let read = blob.read(&mut piece).map_err(|e| {
                Error::data(format!("Een bestand in de opslag is niet te lezen ({}).", why(&e))).hint(what_next(&e))
            })?;
            if read == 0 {
                return Ok(());
            }
            each(piece.get(..read).unwrap_or_default())?;
        }
    }

    /// Whether a file is what came in.
    pub(super) fn is_whole(&self, file: &KeptFile) -> Result<bool> {
        let mut hasher = Hasher::default();
        self.pieces(file, |piece| {
            hasher.take(piece);
            Ok(())
        })?;
        Ok(hasher.finish() == file.digest)
    }
}
