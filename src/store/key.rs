//! The key of a real store. The database is encrypted with a random key; that key lies beside it in a
//! small file, wrapped by one that is derived from the passphrase with a memory-hard function. So the
//! passphrase can be changed without touching the log, and a copy of both files is a whole backup.

mod file;
mod seal;

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

pub(super) use self::file::{FILE, KeyFile, create, install, is_there, open, read};
pub use self::seal::Seal;
use super::errors;
use crate::domain::{
    error::{Error, Result},
    passphrase::{self, Passphrase},
};

/// The key of a database: 256 random bits, wiped when dropped. In a box, because what stands in a
/// value itself is copied at every move of the store, and none of those copies is wiped.
#[derive(Clone)]
pub struct StoreKey(Box<Zeroizing<[u8; 32]>>);

impl StoreKey {
    pub(super) fn new() -> Result<Self> {
        let mut bytes = Box::new(Zeroizing::new([0; 32]));
        random(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    fn out(bytes: &[u8]) -> Option<Self> {
        let mut own = Box::new(Zeroizing::new([0; 32]));
        (bytes.len() == own.len()).then(|| own.copy_from_slice(bytes)).map(|()| Self(own))
    }

    /// True when it is the same key.
    pub(super) fn is(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// The secret half of the key to which is sealed what comes in while the store is closed. A key of its own: the
    /// database's is used for nothing else.
    pub fn for_letters(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(Sha256::new().chain_update(b"piket-brief-1").chain_update(self.bytes()).finalize().into())
    }

    /// What makes SQLite use it; as a raw key, so that nothing is derived a second time.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        // Room beforehand: growing would leave a copy behind.
        let mut sql = Zeroizing::new(String::with_capacity(96));
        sql.push_str("PRAGMA key = \"x'");
        for byte in self.0.iter() {
            for half in [byte >> 4, byte & 15] {
                sql.extend(char::from_digit(u32::from(half), 16));
            }
        }
        sql.push_str("'\"");
        sql
    }
}

/// Never shows the key.
impl std::fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sleutel(…)")
    }
}

/// What a store is opened with.
#[derive(Debug, Clone, Copy)]
pub enum Unlock<'a> {
    /// Nothing: a demo is not encrypted.
    None,
    /// The passphrase the officer knows.
    Passphrase(&'a Passphrase),
    /// The key of this very store, from an opening before this one.
    StoreKey(&'a StoreKey),
}

impl<'a> Unlock<'a> {
    /// With the key, where there is one.
    pub fn from(key: Option<&'a StoreKey>) -> Self {
        key.map_or(Self::None, Self::StoreKey)
    }

    /// The key of the store in `folder`; `None` where there is no key file, so no encryption.
    pub(super) fn key(self, folder: &Path) -> Result<Option<StoreKey>> {
        if !is_there(folder)? {
            return Ok(None);
        }
        match self {
            Self::None => Err(asks_passphrase()),
            Self::Passphrase(passphrase) => open(folder, passphrase)?.map(Some).ok_or_else(passphrase::incorrect),
            Self::StoreKey(key) => Ok(Some(key.clone())),
        }
    }
}

/// An encrypted store and nothing to open it with.
pub(super) fn asks_passphrase() -> Error {
    Error::usage("Deze opslag is versleuteld en vraagt een wachtwoord.")
        .hint("Geef --wachtwoord-bestand BESTAND, of start piket in een terminal.")
}

pub(super) fn random(target: &mut [u8]) -> Result<()> {
    getrandom::fill(target).map_err(|_| Error::no_randomness())
}

/// What became of the key files of copies when the passphrase was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PassphraseChange {
    /// So many open with the new passphrase from now on.
    pub modified: usize,
    /// So many could not be opened with the old one, and stay as they were.
    pub unchanged: usize,
}

/// Another passphrase for the store in a folder, all of it derived: the same key, wrapped anew, also for the copies.
/// One of those with the old passphrase would open the log itself.
#[derive(Debug)]
pub(super) struct KeyChange {
    was: KeyFile,
    file: KeyFile,
    /// The copies that open with the old passphrase.
    along: Vec<PathBuf>,
    unchanged: usize,
}

impl KeyChange {
    /// Derives all that there is to derive; nothing is written yet.
    pub(super) fn prepare(folder: &Path, copies: &[PathBuf], old: &Passphrase, new: &Passphrase) -> Result<Self> {
        new.check_as_new()?;
        if !is_there(folder)? {
            return Err(errors::no_key(folder));
        }
        let was = read(folder)?;
        let key = open(folder, old)?.ok_or_else(passphrase::incorrect)?;
        let file = create(&key, new)?;
        // Nearly always it is the very file of the store; deriving it again would tell no more.
        let same = |copy: &&PathBuf| {
            read(copy).is_ok_and(|b| b == was) || matches!(open(copy, old), Ok(Some(other)) if other.is(&key))
        };
        let along: Vec<PathBuf> = copies.iter().filter(same).cloned().collect();
        let unchanged = copies.len() - along.len();
        Ok(Self { was, file, along, unchanged })
    }

    /// Puts the new files in their places. The caller holds the lock.
    pub(super) fn install(&self, folder: &Path) -> Result<PassphraseChange> {
        if read(folder)? != self.was {
            return Err(Error::data("Het wachtwoord is net ergens anders gewijzigd; hier is niets veranderd.")
                .hint("Probeer het opnieuw met het wachtwoord van nu."));
        }
        install(folder, &self.file)?;
        self.along.iter().try_for_each(|copy| install(copy, &self.file))?;
        Ok(PassphraseChange { modified: self.along.len(), unchanged: self.unchanged })
    }
}
