//! The log on disk, and everything that is derived from it. One SQLite file in one
//! folder holds an append-only log whose entries are chained by their hashes; the cases, reports and
//! the search index beside it are projections, written in the same transaction as the entry they
//! follow from, by the very fold that the screen uses ([`Desk::apply`](crate::log::desk::Desk)).
//!
//! # The bytes of the chain
//!
//! `hash` is the SHA-256, in lower-case hexadecimal, of these eleven fields in UTF-8, each followed
//! by one line feed; no field can contain one:
//!
//! 1. the constant `piket-logboek-1`;
//! 2. `seq`, decimal, from 1 without gaps;
//! 3. `vastgelegd_op` and 4. `voorgevallen_op`, RFC 3339 in UTC with milliseconds;
//! 5. `actor`; 6. `soort`; 7. `versie`, decimal; 8. `zaak`, or nothing;
//! 9. `gegevens`: the event as JSON, byte for byte as it is stored, in which each confidential text
//!    is replaced by its number, as `{"§":0}`;
//! 10. `geheim_hash`, or nothing when the entry has no confidential text;
//! 11. `vorige`: the `hash` of the entry before, or 64 zeros for the first.
//!
//! `geheim_hash` is the SHA-256 of the 32 bytes of salt followed by the UTF-8 bytes of `geheim`: the
//! confidential texts as a JSON list, byte for byte as stored. Salt and texts can be destroyed; the
//! chain does not notice, and without the salt the hash gives nothing away.
//!
//! An export holds one JSON object per line with those fields by name, `zout` in hexadecimal, and
//! `null` for what is not there. Behind those, one object per file that came in: `bij`, the entry it came
//! with, `digest`, its SHA-256, and `bytes` in hexadecimal. This is all it takes to check one:
//!
//! ```python
#![doc = include_str!("store/check.py")]
//! ```
//!
//! The chain shows that something was changed, removed, moved or put in. Who can write the whole file
//! can also compute a whole new chain, or take the newest entries off: only a last hash that was
//! noted elsewhere shows that, which is why `controleer` reports it.

mod alarm;
mod attempts;
mod audit;
pub mod backup;
mod blobs;
mod chain;
mod check;
mod closed;
mod codec;
mod disk;
mod errors;
mod export;
mod exposure;
mod film;
mod following;
mod footing;
mod handover;
mod head;
mod heads;
mod history;
mod import;
mod key;
mod last_heads;
mod log;
mod opening;
mod projection;
mod purge;
mod purged_mail;
mod reading;
mod rebuild;
mod remains;
mod room;
mod schema;
mod sealed;
mod search;
mod stand_in;
mod stop_sign;
mod takeover;
mod typed;
mod unwritable;
mod watch;
mod week;
mod worker;
mod write_lock;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use self::{
    alarm::WekkerboekLine,
    attempts::note_attempt,
    audit::AuditLine,
    chain::{ChainError, SideChainCheck},
    check::ChainCheck,
    closed::{ClosedStore, HeldPen},
    errors::{is_unreadable, is_unwritable},
    exposure::exposed,
    following::News,
    handover::{
        Balance, BalanceSheet, Bundle, BundleHeader, BundledMelding, BundledTermijn, BundledZaak, Carried, CarriedKind,
        GONE, RECEIPT_FORM, Receipt, TakenZaak,
    },
    import::Imported,
    key::{PassphraseChange, Seal, StoreKey, Unlock},
    opening::{change_passphrase, exists, is_encrypted, open, open_telling, unlock},
    rebuild::{RebuildProgress, Rebuilt},
    sealed::Refuge,
    search::Hits,
    stop_sign::StopSign,
    watch::{heartbeat, watcher},
    worker::{ChangeJob, ReadJob, Request, Response, ReturnedRequest, StoreHandle, StoreWorker},
    write_lock::{is_busy, writer},
};
use crate::domain::{
    digest::sha256,
    error::{Error, Result},
    passphrase::{self, Passphrase},
};

/// What the store is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// The desk and the verbs that record something: one at a time.
    Write,
    /// Verbs that only look, also while a desk runs.
    Read,
}

/// What kind of store it is; settled when it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreKind {
    /// The officer's own; its time comes from the clock alone.
    Real,
    /// Fictitious, made by `piket demo`; it accepts any time.
    Demo,
}

impl StoreKind {
    const ALL: [Self; 2] = [Self::Real, Self::Demo];

    /// The name in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Real => "echt",
            Self::Demo => "demo",
        }
    }
}

/// The bytes of a file that came in: an original mail or an attachment. Kept once, however often
/// it arrives.
#[derive(Clone, PartialEq, Eq)]
pub struct Blob {
    digest: String,
    bytes: Vec<u8>,
}

impl Blob {
    /// Takes the bytes and computes their digest.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { digest: sha256(&[&bytes]), bytes }
    }

    /// SHA-256 of the bytes, hexadecimal: the name they are kept under.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// So many bytes it has.
    pub fn size(&self) -> u64 {
        u64::try_from(self.bytes.len()).unwrap_or(u64::MAX)
    }
}

/// Shows which file it is, never what is in it.
impl std::fmt::Debug for Blob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Blob({}, {} bytes)", self.digest, self.bytes.len())
    }
}

/// An open store. Made by [`open`]; used by one thread at a time.
#[derive(Debug)]
pub struct Store {
    // Closed in this order: SQLite first, the lock after it.
    connection: Connection,
    write_lock: Option<write_lock::WriteLock>,
    _registration: write_lock::Registration,
    folder: PathBuf,
    kind: StoreKind,
    access: Access,
    key: Option<StoreKey>,
    ground: footing::Footing,
    seen: following::Seen,
    watch: watch::WatchPost,
    wekkerboek_seen: Option<i64>,
    unreadable: Option<Error>,
    /// Copies of what was typed that the disk did not take in.
    copies: Vec<sealed::SealedCopy>,
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

    /// Why it only looks along at what the readable entries of its log come to, where that is so.
    pub const fn unreadable(&self) -> Option<&Error> {
        self.unreadable.as_ref()
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
    fn beside_the_log<T>(&mut self, write: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
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

    fn require_write(&self) -> Result<()> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(Error::data("De opslag is alleen geopend om te lezen.")
                .hint("Sluit de andere piket en probeer het opnieuw.")),
        }
    }
}
