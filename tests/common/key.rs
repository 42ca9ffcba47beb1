//! The key of a store, found from its file and a passphrase by what the file itself says, so that a test
//! can ask what the program would not tell.

use std::{
    fs,
    io::{Error, Result},
    path::Path,
};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use serde_json::Value;

/// The key of the store in `folder`.
pub fn key(folder: &Path, passphrase: &[u8]) -> Result<Vec<u8>> {
    let file: Value = serde_json::from_str(&fs::read_to_string(folder.join("piket.sleutel"))?)?;
    let field = |name: &str| file.get(name).and_then(Value::as_str).ok_or_else(|| Error::other("veld ontbreekt"));
    let salt = bytes(field("zout")?)?;
    let params = Params::new(64 * 1024, 3, 1, Some(32)).map_err(Error::other)?;
    let mut kek = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase, &salt, &mut kek)
        .map_err(Error::other)?;
    let nonce: [u8; 24] = bytes(field("nonce")?)?.try_into().map_err(|_| Error::other("nonce"))?;
    let aad = format!("piket-sleutel 1 argon2id 65536 3 1 {}", field("zout")?);
    let payload = Payload { msg: &bytes(field("verzegeld")?)?, aad: aad.as_bytes() };
    XChaCha20Poly1305::new(&Key::from(kek)).decrypt(&XNonce::from(nonce), payload).map_err(|_| Error::other("zegel"))
}

/// As the pragma of SQLCipher wants it.
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).filter_map(|half| char::from_digit(u32::from(half), 16)).collect()
}

fn bytes(hex: &str) -> Result<Vec<u8>> {
    let digits: Option<Vec<u32>> = hex.chars().map(|c| c.to_digit(16)).collect();
    let digits = digits.ok_or_else(|| Error::other("geen hex"))?;
    digits.as_chunks::<2>().0.iter().map(|[h, l]| u8::try_from(h << 4 | l).map_err(Error::other)).collect()
}
