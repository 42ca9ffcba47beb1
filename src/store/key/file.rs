//! The key file: the key of the database, sealed with what Argon2id makes of the passphrase. Its own
//! figures travel in it and are part of the seal, so that none can be altered unseen; a file that asks
//! for more memory than a desk has is refused before anything is derived.

use std::{fs, io, path::Path};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{StoreKey, random};
use crate::{
    domain::{
        digest::{from_hex, hex},
        error::{Error, Result},
        if_exists::IfExists,
        json_fault,
        passphrase::Passphrase,
    },
    platform::file,
    store::errors,
};

/// Its name, beside the store.
pub(in crate::store) const FILE: &str = "piket.sleutel";
/// No key file is larger; what is, is none.
const MAX_SIZE: u64 = 4096;

/// How the passphrase is stretched: 64 MiB, three passes, about a fifth of a second (`DERIVATION` of a
/// new file; each file keeps its own).
const DERIVATION: Derivation = Derivation { memory_kib: 64 * 1024, rounds: 3, lanes: 1 };

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Derivation {
    #[serde(rename = "geheugen_kib")]
    memory_kib: u32,
    #[serde(rename = "rondes")]
    rounds: u32,
    #[serde(rename = "banen")]
    lanes: u32,
}

impl Derivation {
    /// Within what this program would ever write or an officer can wait for: at most 256 MiB, and at most
    /// four times the work of a new file.
    fn is_reasonable(self) -> bool {
        let work = |a: Self| u64::from(a.memory_kib) * u64::from(a.rounds);
        (8 * 1024..=256 * 1024).contains(&self.memory_kib)
            && (1..=8).contains(&self.lanes)
            && self.rounds > 0
            && work(self) <= 4 * work(DERIVATION)
    }
}

/// What stands in the file. Bytes are written in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct KeyFile {
    #[serde(rename = "vorm")]
    layout: u32,
    #[serde(rename = "afleiding")]
    derivation: Derivation,
    #[serde(rename = "zout")]
    salt: String,
    nonce: String,
    #[serde(rename = "verzegeld")]
    sealed: String,
}

const FORMAT: u32 = 1;

/// What every form of the file has, whatever else stands in it.
#[derive(Deserialize)]
struct KeyFileForm {
    #[serde(rename = "vorm")]
    layout: u32,
}

impl KeyFile {
    /// What is sealed along with the key: everything else that counts.
    fn associated_data(&self) -> String {
        let a = self.derivation;
        format!("piket-sleutel {} argon2id {} {} {} {}", self.layout, a.memory_kib, a.rounds, a.lanes, self.salt)
    }

    fn cipher(&self, passphrase: &Passphrase) -> Result<XChaCha20Poly1305> {
        let broken = |_| Error::data("Het wachtwoord kan niet worden nagerekend.");
        let a = self.derivation;
        let params = Params::new(a.memory_kib, a.rounds, a.lanes, Some(32)).map_err(broken)?;
        let mut key = Zeroizing::new([0; 32]);
        let salt = from_hex(&self.salt).ok_or_else(broken_file)?;
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.derivable().as_bytes(), &salt, key.as_mut())
            .map_err(broken)?;
        Ok(XChaCha20Poly1305::new(&Key::from(*key)))
    }

    fn nonce(&self) -> Result<XNonce> {
        let bytes: Option<[u8; 24]> = from_hex(&self.nonce).and_then(|b| b.try_into().ok());
        bytes.map(XNonce::from).ok_or_else(broken_file)
    }
}

/// Seals a key under a passphrase.
pub(in crate::store) fn create(key: &StoreKey, passphrase: &Passphrase) -> Result<KeyFile> {
    let (mut salt, mut nonce) = ([0; 16], [0; 24]);
    random(&mut salt)?;
    random(&mut nonce)?;
    let mut file =
        KeyFile { layout: FORMAT, derivation: DERIVATION, salt: hex(&salt), nonce: hex(&nonce), sealed: String::new() };
    let aad = file.associated_data();
    let payload = Payload { msg: key.bytes(), aad: aad.as_bytes() };
    let sealed = file.cipher(passphrase)?.encrypt(&file.nonce()?, payload);
    file.sealed = hex(&sealed.map_err(|_| Error::data("De sleutel kan niet worden verzegeld."))?);
    Ok(file)
}

/// Whether the store in `folder` has a key file.
pub(in crate::store) fn is_there(folder: &Path) -> Result<bool> {
    let path = folder.join(FILE);
    path.try_exists().map_err(|e| errors::file(&path, &e))
}

/// Reads the file in `folder`, with every figure in it within bounds.
pub(in crate::store) fn read(folder: &Path) -> Result<KeyFile> {
    let path = folder.join(FILE);
    let size = fs::metadata(&path).map_err(|e| errors::file(&path, &e))?;
    if !size.is_file() || size.len() > MAX_SIZE {
        return Err(broken_file());
    }
    let text = fs::read_to_string(&path).map_err(|e| match e.kind() {
        io::ErrorKind::InvalidData => broken_file(),
        _ => errors::file(&path, &e),
    })?;
    let KeyFileForm { layout } = serde_json::from_str(&text).map_err(|_| broken_file())?;
    if layout > FORMAT {
        return Err(Error::data("Het sleutelbestand is van een nieuwere piket.").hint(errors::NEWER_HINT));
    }
    let file: KeyFile = serde_json::from_str(&text).map_err(|_| broken_file())?;
    if file.layout != FORMAT || !file.derivation.is_reasonable() {
        return Err(broken_file());
    }
    Ok(file)
}

/// Takes the key out of the file in `folder`; `None` when the passphrase is not the right one.
pub(in crate::store) fn open(folder: &Path, passphrase: &Passphrase) -> Result<Option<StoreKey>> {
    let file = read(folder)?;
    let (nonce, sealed) = (file.nonce()?, from_hex(&file.sealed).ok_or_else(broken_file)?);
    let aad = file.associated_data();
    let payload = Payload { msg: sealed.as_slice(), aad: aad.as_bytes() };
    let Ok(bytes) = file.cipher(passphrase)?.decrypt(&nonce, payload).map(Zeroizing::new) else { return Ok(None) };
    StoreKey::out(&bytes).map(Some).ok_or_else(broken_file)
}

/// Puts the file in its place, whole or not at all, readable by its owner alone.
pub(in crate::store) fn install(folder: &Path, key: &KeyFile) -> Result<()> {
    let path = folder.join(FILE);
    let mut text = serde_json::to_string_pretty(key)
        .map_err(|e| Error::data(format!("Het sleutelbestand kan niet worden gemaakt ({}).", json_fault::why(&e))))?;
    text.push('\n');
    file::write_bytes(&path, IfExists::Replace, text.as_bytes())
}

fn broken_file() -> Error {
    Error::data(format!("Het sleutelbestand {FILE} is beschadigd; de opslag is niet aangeraakt."))
        .hint("Zet het sleutelbestand uit een reservekopie terug.")
}
