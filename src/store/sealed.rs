//! Where text goes that the store refused until the end: a small file in a folder of the system, sealed with the
//! key of the store, that the next start takes in. A demo has no key and nothing to hide: its file is plain.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};

use super::{
    errors,
    key::{StoreKey, random},
    open_store::Store,
};
use crate::{
    domain::{
        digest::sha256,
        error::{Error, Result},
        typed::Typed,
    },
    platform::file,
};

/// How a sealed file begins; it is sealed along.
const SEALED: &[u8] = b"piket-tekst-1\n";
/// How the file of a demo begins.
const PLAIN: &[u8] = b"piket-tekst-demo-1\n";
/// The length of the nonce behind it.
const NONCE: usize = 24;
/// So many copies may wait; each leaving makes at most one.
const COPIES: usize = 20;
/// More than anybody types in a night.
const MAX_SIZE: u64 = 64 << 20;

/// Where copies of one store go, and what seals them.
#[derive(Debug, Clone)]
pub struct Refuge {
    folders: Vec<PathBuf>,
    name: String,
    key: Option<StoreKey>,
}

/// How files are called that lie elsewhere and belong to the store in this folder.
pub fn name_elsewhere(folder: &Path) -> String {
    let full = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    sha256(&[full.as_os_str().as_encoded_bytes()]).chars().take(16).collect()
}

/// A copy that was found.
#[derive(Debug)]
pub(super) struct SealedCopy {
    path: PathBuf,
    pub(super) texts: Vec<Typed>,
}

impl SealedCopy {
    pub(super) fn remove(self) -> Result<()> {
        fs::remove_file(&self.path).map_err(|e| errors::file(&self.path, &e))
    }
}

impl Refuge {
    /// Of this store, in the first of these folders that takes it.
    pub fn of(store: &Store, folders: &[PathBuf]) -> Self {
        Self { folders: folders.to_vec(), name: name_elsewhere(store.path()), key: store.key() }
    }

    fn paths(&self) -> impl Iterator<Item = PathBuf> {
        self.folders
            .iter()
            .flat_map(|folder| (1..=COPIES).map(|n| folder.join(format!("piket-{}-{n}.tekst", self.name))))
    }

    /// Puts the texts in a new file that its owner alone can read; answers which.
    ///
    /// # Errors
    /// When no folder takes it.
    pub fn seal(&self, texts: &[Typed]) -> Result<PathBuf> {
        let bytes = self.sealed(texts)?;
        for path in self.paths() {
            // What lies there already is another copy, or not ours.
            let written = file::new(&path).and_then(|mut file| {
                let written = file.write_all(&bytes).and_then(|()| file.sync_all());
                if written.is_err() {
                    // Half a copy must not stand in the way of a whole one.
                    let _ = fs::remove_file(&path);
                }
                written
            });
            if written.is_ok() {
                return Ok(path);
            }
        }
        Err(Error::data("Ook een kopie ervan kan nergens worden bewaard."))
    }

    fn sealed(&self, texts: &[Typed]) -> Result<Vec<u8>> {
        let broken = || Error::data("De kopie kan niet worden verzegeld.");
        let text = serde_json::to_vec(texts).map_err(|_| broken())?;
        let Some(key) = &self.key else { return Ok([PLAIN, &text].concat()) };
        let mut nonce = [0; NONCE];
        random(&mut nonce)?;
        let payload = Payload { msg: &text, aad: SEALED };
        let sealed = cipher(key).ok_or_else(broken)?.encrypt(&XNonce::from(nonce), payload).map_err(|_| broken())?;
        Ok([SEALED, &nonce, &sealed].concat())
    }

    /// The copies of this store; what is not ours, or sealed with another key, is left alone.
    pub(super) fn copies(&self) -> Vec<SealedCopy> {
        let read = |path: PathBuf| {
            let small = fs::symlink_metadata(&path).is_ok_and(|m| m.is_file() && m.len() <= MAX_SIZE);
            let texts = small.then(|| fs::read(&path).ok()).flatten().and_then(|bytes| self.opened(&bytes))?;
            Some(SealedCopy { path, texts })
        };
        self.paths().filter_map(read).collect()
    }

    fn opened(&self, bytes: &[u8]) -> Option<Vec<Typed>> {
        let Some(key) = &self.key else {
            return serde_json::from_slice(bytes.strip_prefix(PLAIN)?).ok();
        };
        let (nonce, sealed) = bytes.strip_prefix(SEALED)?.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        let payload = Payload { msg: sealed, aad: SEALED };
        let text = cipher(key)?.decrypt(&XNonce::from(nonce), payload).ok()?;
        serde_json::from_slice(&text).ok()
    }
}

fn cipher(key: &StoreKey) -> Option<XChaCha20Poly1305> {
    let bytes: [u8; 32] = key.bytes().try_into().ok()?;
    Some(XChaCha20Poly1305::new(&Key::from(bytes)))
}
