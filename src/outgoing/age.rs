//! Files in the age format (age-encryption.org/v1): closed with a passphrase, or to the public keys of who may open
//! it. The format is small, open and fixed, and what stands here is what its specification says; the crate of that
//! name would bring a hundred and eighty others for it. The primitives are those of OpenSSL, which is linked for
//! the store, and the cipher that the desk seals with.

mod bech32;

use std::str::FromStr;

use chacha20poly1305::{ChaCha20Poly1305, Key, KeyInit, Nonce, aead::Aead};
use openssl::{
    base64,
    derive::Deriver,
    error::ErrorStack,
    hash::MessageDigest,
    md::Md,
    memcmp, pkcs5,
    pkey::{Id, PKey},
    pkey_ctx::PkeyCtx,
    sign::Signer,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::domain::{
    error::{Error, Result},
    passphrase::Passphrase,
};

const VERSION: &str = "age-encryption.org/v1";
const BY_KEY: &str = "age-encryption.org/v1/X25519";
const BY_PASSPHRASE: &str = "age-encryption.org/v1/scrypt";
/// The end of a header, with which what is authenticated ends.
const END: &str = "---";
/// So many bytes are sealed at a time, and so many the seal adds.
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const NONCE: usize = 16;
/// The work that a passphrase costs, as the power of two; as the age tool has it, about a second. A file that asks for
/// more than the largest would take all memory.
const WORK: u32 = 18;
const LARGEST_WORK: u32 = 20;

/// A public key, `age1…`: who has the other half can open what is closed to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgeRecipient([u8; 32]);

impl FromStr for AgeRecipient {
    type Err = Error;

    fn from_str(written: &str) -> Result<Self> {
        bech32::decode("age", written.trim()).map(Self).ok_or_else(|| {
            Error::usage("Dit is geen publieke sleutel van age.").hint("Hij begint met age1; kijk elke letter na.")
        })
    }
}

/// With what a file is closed.
#[derive(Debug)]
pub enum AgeLock {
    /// A passphrase that both know.
    Passphrase(Passphrase),
    /// The keys of who may open it.
    Recipients(Vec<AgeRecipient>),
}

/// With what a file is opened.
#[derive(Debug)]
pub enum AgeOpener {
    /// The passphrase it was closed with.
    Passphrase(Passphrase),
    /// The secret halves, as `age-keygen` writes them.
    Identities(Vec<AgeIdentity>),
}

/// A secret key; one that was derived from another too.
pub struct AgeIdentity(pub Zeroizing<[u8; 32]>);

impl AgeIdentity {
    /// Its public half.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn recipient(&self) -> Result<AgeRecipient> {
        public(&self.0).map(AgeRecipient).map_err(|e| broken(&e))
    }

    /// The keys in a file of `age-keygen`: one a line, beside lines of comment.
    ///
    /// # Errors
    /// When a line is neither, or there is no key.
    pub fn parse_file(text: &str) -> Result<Vec<Self>> {
        let wrong = || {
            Error::usage("Dit is geen sleutelbestand van age.")
                .hint("Neem het bestand dat «age-keygen» schreef; de sleutel begint met AGE-SECRET-KEY-1.")
        };
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let keys: Option<Vec<Self>> =
            lines.map(|line| bech32::decode("age-secret-key-", line).map(|key| Self(Zeroizing::new(key)))).collect();
        keys.filter(|keys| !keys.is_empty()).ok_or_else(wrong)
    }
}

/// Never shows the key.
impl std::fmt::Debug for AgeIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AgeIdentity(…)")
    }
}

/// Whether bytes begin as a file of this format does.
pub fn is_age(bytes: &[u8]) -> bool {
    bytes.starts_with(VERSION.as_bytes())
}

/// Closes a file.
///
/// # Errors
/// When there is no recipient, or the system gives no chance.
pub fn seal(plain: &[u8], lock: &AgeLock) -> Result<Vec<u8>> {
    let file_key = random::<16>()?;
    let mut header = format!("{VERSION}\n");
    match lock {
        AgeLock::Passphrase(passphrase) => {
            let salt = random::<16>()?;
            let wrapped = wrap(&*stretched(passphrase, &*salt, WORK)?, &*file_key)?;
            for line in [format!("-> scrypt {} {WORK}\n", encoded(&*salt)), format!("{}\n", encoded(&wrapped))] {
                header.push_str(&line);
            }
        }
        AgeLock::Recipients(recipients) if recipients.is_empty() => {
            return Err(Error::usage("Er is niemand die het bestand mag openen.").hint("Noem een sleutel: --aan age1…"));
        }
        AgeLock::Recipients(recipients) => {
            for AgeRecipient(recipient) in recipients {
                let secret = random::<32>()?;
                let own = public(&secret).map_err(|e| broken(&e))?;
                let wrapped = wrap(&*agreed(&secret, recipient, &own, recipient)?, &*file_key)?;
                for line in [format!("-> X25519 {}\n", encoded(&own)), format!("{}\n", encoded(&wrapped))] {
                    header.push_str(&line);
                }
            }
        }
    }
    header += END;
    let mac = mac(&*file_key, header.as_bytes())?;
    let nonce = random::<NONCE>()?;
    let mut out = format!("{header} {}\n", encoded(&mac)).into_bytes();
    out.extend_from_slice(&*nonce);
    let cipher = payload_cipher(&*file_key, &*nonce)?;
    let mut parts = plain.chunks(CHUNK).peekable();
    let mut count = 0_u64;
    loop {
        let part = parts.next().unwrap_or_default();
        let last = parts.peek().is_none();
        out.extend(cipher.encrypt(&chunk_nonce(count, last), part).map_err(|_| damaged())?);
        count += 1;
        if last {
            return Ok(out);
        }
    }
}

/// Opens a file.
///
/// # Errors
/// When it is no such file, was closed with something else, or is not as it was closed.
pub fn open(file: &[u8], by: &AgeOpener) -> Result<Zeroizing<Vec<u8>>> {
    let header = Header::read(file).ok_or_else(damaged)?;
    let file_key = header.file_key(by)?;
    let own = mac(&file_key, header.authenticated)?;
    if own.len() != header.mac.len() || !memcmp::eq(&own, &header.mac) {
        return Err(damaged());
    }
    let (nonce, mut rest) = header.payload.split_at_checked(NONCE).ok_or_else(damaged)?;
    let cipher = payload_cipher(&file_key, nonce)?;
    let mut plain = Zeroizing::new(Vec::with_capacity(rest.len()));
    let mut count = 0_u64;
    loop {
        let (part, after) = rest.split_at_checked(CHUNK + TAG).unwrap_or((rest, &[]));
        let last = after.is_empty();
        let opened = Zeroizing::new(cipher.decrypt(&chunk_nonce(count, last), part).map_err(|_| damaged())?);
        // Only of an empty file the last part is empty.
        if opened.is_empty() && count > 0 {
            return Err(damaged());
        }
        plain.extend_from_slice(&opened);
        if last {
            return Ok(plain);
        }
        rest = after;
        count += 1;
    }
}

/// The lines before what is sealed.
struct Header<'a> {
    stanzas: Vec<Stanza<'a>>,
    authenticated: &'a [u8],
    mac: Vec<u8>,
    payload: &'a [u8],
}

/// One way to the key of a file.
struct Stanza<'a> {
    arguments: Vec<&'a str>,
    body: Vec<u8>,
}

impl<'a> Header<'a> {
    fn read(file: &'a [u8]) -> Option<Self> {
        let mut lines = AsciiLines { file, at: 0 };
        if lines.next()? != VERSION {
            return None;
        }
        let mut stanzas = Vec::new();
        loop {
            let start = lines.at;
            let line = lines.next()?;
            if let Some(mac) = line.strip_prefix("--- ") {
                let (mac, authenticated) = (decoded(mac)?, file.get(..start + END.len())?);
                return Some(Self { stanzas, authenticated, mac, payload: file.get(lines.at..)? });
            }
            let arguments = line.strip_prefix("-> ")?.split(' ').collect();
            let mut body = String::new();
            loop {
                let part = lines.next()?;
                body.push_str(part);
                // A full line is not the last one.
                match part.len() {
                    64 => {}
                    0..64 => break,
                    _ => return None,
                }
            }
            stanzas.push(Stanza { arguments, body: decoded(&body)? });
        }
    }

    fn file_key(&self, opener: &AgeOpener) -> Result<Zeroizing<Vec<u8>>> {
        match (opener, self.stanzas.as_slice()) {
            (AgeOpener::Passphrase(passphrase), [Stanza { arguments, body }])
                if let ["scrypt", salt, work] = arguments[..] =>
            {
                let salt = decoded(salt).filter(|salt| salt.len() == 16).ok_or_else(damaged)?;
                let work = work.parse().ok().filter(|work| (1..=LARGEST_WORK).contains(work)).ok_or_else(damaged)?;
                let key = stretched(passphrase, &salt, work)?;
                unwrap(&key, body).ok_or_else(|| {
                    Error::data("Het wachtwoord van de overdracht klopt niet.")
                        .hint("Vraag het na bij wie overdraagt; let op hoofdletters.")
                })
            }
            (AgeOpener::Passphrase(_), _) => Err(Error::usage("Dit bestand is niet met een wachtwoord gesloten.")
                .hint("Noem uw sleutelbestand: --sleutel BESTAND.")),
            (AgeOpener::Identities(identities), stanzas) => {
                for Stanza { arguments, body } in stanzas {
                    let ["X25519", share] = arguments[..] else { continue };
                    let share: [u8; 32] = decoded(share).and_then(|s| s.try_into().ok()).ok_or_else(damaged)?;
                    for AgeIdentity(secret) in identities {
                        let own = public(secret).map_err(|e| broken(&e))?;
                        if let Some(key) = unwrap(&*agreed(secret, &share, &share, &own)?, body) {
                            return Ok(key);
                        }
                    }
                }
                Err(Error::data("Dit bestand is niet voor deze sleutel gesloten.")
                    .hint("Neem de sleutel die bij de opgegeven age1… hoort, of het wachtwoord."))
            }
        }
    }
}

/// Lines of ASCII, each ended by one line feed.
struct AsciiLines<'a> {
    file: &'a [u8],
    at: usize,
}

impl<'a> AsciiLines<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.file.get(self.at..)?;
        let length = rest.iter().take(1024).position(|b| *b == b'\n')?;
        self.at += length + 1;
        let line = std::str::from_utf8(rest.get(..length)?).ok()?;
        line.bytes().all(|b| b == b' ' || b.is_ascii_graphic()).then_some(line)
    }
}

fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(&mut *bytes).map_err(|_| Error::no_randomness())?;
    Ok(bytes)
}

/// Base64 without the signs at its end.
fn encoded(bytes: &[u8]) -> String {
    base64::encode_block(bytes).trim_end_matches('=').to_owned()
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let filled = format!("{text}{}", "=".repeat((4 - text.len() % 4) % 4));
    let bytes = base64::decode_block(&filled).ok()?;
    // One way to write it, and no other.
    (encoded(&bytes) == text).then_some(bytes)
}

fn stretched(passphrase: &Passphrase, salt: &[u8], work: u32) -> Result<Zeroizing<[u8; 32]>> {
    let mut key = Zeroizing::new([0; 32]);
    let salt = [BY_PASSPHRASE.as_bytes(), salt].concat();
    let memory = 2 * 1024 * 1024 * 1024;
    pkcs5::scrypt(passphrase.bytes(), &salt, 1 << work, 8, 1, memory, &mut *key).map_err(|e| broken(&e))?;
    Ok(key)
}

fn public(secret: &[u8; 32]) -> std::result::Result<[u8; 32], ErrorStack> {
    let raw = PKey::private_key_from_raw_bytes(secret, Id::X25519)?.raw_public_key()?;
    Ok(raw.try_into().unwrap_or_default())
}

/// The key two agree on: the secret of one and the public half of the other, bound to the share in the file and to
/// the recipient.
fn agreed(secret: &[u8; 32], other: &[u8; 32], share: &[u8; 32], recipient: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>> {
    let shared = || -> std::result::Result<Zeroizing<Vec<u8>>, ErrorStack> {
        let secret = PKey::private_key_from_raw_bytes(secret, Id::X25519)?;
        let other = PKey::public_key_from_raw_bytes(other, Id::X25519)?;
        let mut deriver = Deriver::new(&secret)?;
        deriver.set_peer(&other)?;
        deriver.derive_to_vec().map(Zeroizing::new)
    };
    // A share that agrees on nothing is refused by the library.
    let shared = shared().map_err(|_| damaged())?;
    hkdf(&shared, &[*share, *recipient].concat(), BY_KEY)
}

fn hkdf(key: &[u8], salt: &[u8], about: &str) -> Result<Zeroizing<[u8; 32]>> {
    let mut out = Zeroizing::new([0; 32]);
    let mut derive = || -> std::result::Result<(), ErrorStack> {
        let mut context = PkeyCtx::new_id(Id::HKDF)?;
        context.derive_init()?;
        context.set_hkdf_md(Md::sha256())?;
        context.set_hkdf_key(key)?;
        if !salt.is_empty() {
            context.set_hkdf_salt(salt)?;
        }
        context.add_hkdf_info(about.as_bytes())?;
        context.derive(Some(&mut *out)).map(drop)
    };
    derive().map_err(|e| broken(&e))?;
    Ok(out)
}

fn mac(file_key: &[u8], header: &[u8]) -> Result<Vec<u8>> {
    let key = hkdf(file_key, &[], "header")?;
    let sign = || {
        let key = PKey::hmac(&*key)?;
        Signer::new(MessageDigest::sha256(), &key)?.sign_oneshot_to_vec(header)
    };
    sign().map_err(|e| broken(&e))
}

fn wrap(key: &[u8; 32], file_key: &[u8]) -> Result<Vec<u8>> {
    ChaCha20Poly1305::new(&Key::from(*key)).encrypt(&Nonce::default(), file_key).map_err(|_| damaged())
}

fn unwrap(key: &[u8; 32], wrapped: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let opened = ChaCha20Poly1305::new(&Key::from(*key)).decrypt(&Nonce::default(), wrapped).ok()?;
    Some(Zeroizing::new(opened)).filter(|key| key.len() == 16)
}

fn payload_cipher(file_key: &[u8], nonce: &[u8]) -> Result<ChaCha20Poly1305> {
    Ok(ChaCha20Poly1305::new(&Key::from(*hkdf(file_key, nonce, "payload")?)))
}

/// The count of the part in eleven bytes, and whether it is the last.
fn chunk_nonce(count: u64, last: bool) -> Nonce {
    let mut nonce = [0; 12];
    for (to, from) in nonce.iter_mut().skip(3).zip(count.to_be_bytes()) {
        *to = from;
    }
    if let Some(end) = nonce.last_mut() {
        *end = u8::from(last);
    }
    Nonce::from(nonce)
}

fn damaged() -> Error {
    Error::data("Dit bestand is geen heel age-bestand: het is veranderd, afgekapt of iets anders.")
        .hint("Vraag het bestand opnieuw.")
}

fn broken(_: &ErrorStack) -> Error {
    Error::data("De versleuteling van dit systeem werkt niet.").hint("Vraag het de beheerder van deze machine.")
}

#[cfg(test)]
mod tests;
