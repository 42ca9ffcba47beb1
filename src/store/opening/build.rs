//! Makes a store that is not there yet: what can be refused about it is refused before anything is made.

use std::{fs, io, path::Path};

use crate::{
    domain::{
        error::{Error, Result},
        moment::Moment,
    },
    store::{
        access::StoreKind,
        errors,
        footing::{FILE, is_there},
        key::{self, KeyFile, StoreKey, Unlock},
        last_heads,
        open_store::Store,
        schema,
    },
};

/// A store that is to be made, with all that can be refused about it settled.
pub(super) enum Build {
    Real(StoreKey, KeyFile),
    Demo,
}

/// Takes a store away again that was made for what then was refused: an empty log would be taken for the real one. Where
/// it holds an entry, it stays.
///
/// # Errors
/// When its end cannot be read, or a file cannot be removed.
pub fn discard_empty(store: Store) -> Result<()> {
    if store.head()?.seq > 0 {
        return Ok(());
    }
    let Store { connection, write_lock, folder, .. } = store;
    connection.close().map_err(|(_, e)| Error::from(e))?;
    // The key goes last: a store without one could never be opened.
    for name in [FILE, last_heads::FILE, key::FILE] {
        let path = folder.join(name);
        match fs::remove_file(&path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(errors::file(&path, &e)),
            Ok(()) | Err(_) => {}
        }
    }
    // Given up when all of it is gone.
    drop(write_lock);
    Ok(())
}

impl Build {
    /// Also derives what the key file will hold, because others wait for their turn once the lock is taken.
    pub(super) fn new(folder: &Path, kind: StoreKind, unlock: Unlock<'_>) -> Result<Self> {
        // Where a store was being built there was none before: the key that lies there never encrypted anything.
        let interrupted = kind == StoreKind::Real && is_there(&schema::build_path(&folder.join(FILE)))?;
        // Another `piket` may have finished making it since it was looked for.
        if key::is_there(folder)? && !interrupted && !is_there(&folder.join(FILE))? {
            return Err(errors::key_without_store(folder));
        }
        match (kind, unlock) {
            (StoreKind::Demo, _) => Ok(Self::Demo),
            (StoreKind::Real, Unlock::Passphrase(passphrase)) => {
                passphrase.check_as_new()?;
                let key = StoreKey::new()?;
                let file = key::create(&key, passphrase)?;
                Ok(Self::Real(key, file))
            }
            (StoreKind::Real, Unlock::None | Unlock::StoreKey(_)) => Err(key::asks_passphrase()),
        }
    }

    /// First the sign that a store is being built, so that a start that breaks off can be done again; then
    /// the key, because a store whose key was not written could never be opened.
    pub(super) fn create(self, folder: &Path, path: &Path, now: Moment) -> Result<Option<StoreKey>> {
        schema::prepare(path)?;
        match self {
            Self::Demo => {
                schema::create(path, StoreKind::Demo, None, now)?;
                Ok(None)
            }
            Self::Real(key, file) => {
                key::install(folder, &file)?;
                schema::create(path, StoreKind::Real, Some(&key), now)?;
                Ok(Some(key))
            }
        }
    }
}
