//! What a desk and a verb in the shell say to each other is sealed with the key of their store: who cannot open
//! the store can neither give the desk work nor answer in its place, and reads nothing on the way. A demo has no
//! key, and says all openly.

use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{StoreKey, random};
use crate::domain::error::{Error, Result};

const NONCE: usize = 24;

/// Seals what goes between two programs that both have the store's key.
#[derive(Clone)]
pub struct Seal(Option<Box<Zeroizing<[u8; 32]>>>);

impl Seal {
    /// By the key of a store; a demo has none.
    pub fn by(key: Option<&StoreKey>) -> Self {
        // A key of its own: the database's is used for nothing else.
        let own = |key: &StoreKey| {
            let digest = Sha256::new().chain_update(b"piket-gesprek-1").chain_update(key.bytes()).finalize();
            Box::new(Zeroizing::new(digest.into()))
        };
        Self(key.map(own))
    }

    /// Seals a text; `about` says in which conversation and by whom, and must be the same on opening.
    ///
    /// # Errors
    /// When the system gives no chance.
    pub fn seal(&self, about: &[u8], text: &[u8]) -> Result<Vec<u8>> {
        let Some(key) = &self.0 else { return Ok(text.to_vec()) };
        let mut nonce = [0; NONCE];
        random(&mut nonce)?;
        let payload = Payload { msg: text, aad: about };
        let sealed = XChaCha20Poly1305::new(&Key::from(***key)).encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| Error::data("Het bericht kan niet worden verzegeld."))?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// The text that was sealed; `None` when it was by another key, or about something else.
    pub fn open(&self, about: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let Some(key) = &self.0 else { return Some(Zeroizing::new(sealed.to_vec())) };
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: sealed, aad: about };
        XChaCha20Poly1305::new(&Key::from(***key)).decrypt(&XNonce::from(*nonce), payload).ok().map(Zeroizing::new)
    }
}

/// Never shows the key.
impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_key_in_the_same_conversation_opens_it() -> Result<()> {
        let (own, other) = (StoreKey::new()?, StoreKey::new()?);
        let sealed = Seal::by(Some(&own)).seal(b"vraag", b"meld")?;
        assert!(!sealed.windows(4).any(|w| w == b"meld"));
        let open = |key: &StoreKey, about: &[u8]| Seal::by(Some(key)).open(about, &sealed).map(|t| t.to_vec());
        assert_eq!(open(&own, b"vraag"), Some(b"meld".to_vec()));
        assert_eq!(open(&own, b"antwoord"), None);
        assert_eq!(open(&other, b"vraag"), None);
        assert_eq!(Seal::by(Some(&own)).open(b"vraag", b"kort"), None);
        Ok(())
    }
}
