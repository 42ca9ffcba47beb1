//! An open store: its connection, its locks, and what it saw of the log so far. What it can do stands in the files
//! beside this one, each with a part of it.

use std::{
    cell::OnceCell,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use super::{
    access::{Access, StoreKind},
    footing,
    key::{self, StoreKey, Unlock},
    sealed,
    seen::Seen,
    watch, write_lock,
};
use crate::{
    domain::{
        error::{Error, Result},
        passphrase::{self, Passphrase},
    },
    rules::row_words::RowWords,
};

/// An open store. Made by [`open`](super::open); used by one thread at a time.
#[derive(Debug)]
pub struct Store {
    // Closed in this order: SQLite first, the lock after it.
    pub(super) connection: Connection,
    pub(super) write_lock: Option<write_lock::WriteLock>,
    pub(super) _registration: write_lock::Registration,
    pub(super) folder: PathBuf,
    pub(super) kind: StoreKind,
    pub(super) access: Access,
    pub(super) key: Option<StoreKey>,
    pub(super) ground: footing::Footing,
    pub(super) seen: Seen,
    pub(super) watch: watch::WatchPost,
    pub(super) wekkerboek_seen: Option<i64>,
    pub(super) not_updated: Option<Error>,
    /// By which words rows are found, once somebody searched.
    pub(super) row_words: OnceCell<RowWords>,
    /// Copies of what was typed that the disk did not take in.
    pub(super) copies: Vec<sealed::SealedCopy>,
}

impl Store {
    /// What opens this same store again; for a connection beside this one.
    pub fn unlock(&self) -> Unlock<'_> {
        Unlock::from(self.key.as_ref())
    }

    /// Whether this passphrase opens this very store; a demo has none, and takes any.
    ///
    /// # Errors
    /// When it does not, or the key file cannot be read.
    pub fn verify(&self, passphrase: &Passphrase) -> Result<()> {
        let Some(own) = &self.key else { return Ok(()) };
        match key::open(&self.folder, passphrase)? {
            Some(key) if key.is(own) => Ok(()),
            Some(_) | None => Err(passphrase::incorrect()),
        }
    }

    /// Its key, for who opens it again elsewhere; a demo has none.
    pub fn key(&self) -> Option<StoreKey> {
        self.key.clone()
    }

    /// Real or fictitious.
    pub const fn kind(&self) -> StoreKind {
        self.kind
    }

    /// What it was opened for.
    pub const fn access(&self) -> Access {
        self.access
    }

    /// Why what an older `piket` derived could not be brought up to date, so that it only looks along at what the
    /// readable entries of its log come to.
    pub const fn not_updated(&self) -> Option<&Error> {
        self.not_updated.as_ref()
    }

    /// The folder it stands in.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Moves what waits in the write-ahead log into the file and closes it. Dropping does the same,
    /// but cannot tell when that fails.
    ///
    /// # Errors
    /// When the last pages cannot be written; the log itself is safe and is picked up next time.
    pub fn close(self) -> Result<()> {
        self.connection.close().map_err(|(_, e)| Error::from(e))
    }

    /// Writes what stands beside the log, in a store that is open for reading too: the guard of such a store is
    /// its own, and is lifted for this alone.
    pub(super) fn beside_the_log<T>(&mut self, write: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        match self.access {
            Access::Write => write(&mut self.connection),
            Access::Read => {
                self.connection.pragma_update(None, "query_only", false)?;
                let written = write(&mut self.connection);
                self.connection.pragma_update(None, "query_only", true)?;
                written
            }
        }
    }

    pub(super) fn require_write(&self) -> Result<()> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(Error::data("De opslag is alleen geopend om te lezen.")
                .hint("Sluit de andere piket en probeer het opnieuw.")),
        }
    }
}
