//! The bytes of one file, named by their digest.

use crate::domain::digest::sha256;

/// The bytes of a file that came in: an original mail or an attachment. Kept once, however often
/// it arrives.
#[derive(Clone, PartialEq, Eq)]
pub struct Blob {
    pub(super) digest: String,
    pub(super) bytes: Vec<u8>,
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
