//! What is kept of a mail beside the log: bytes, under a number that follows from them.

/// Bytes that are kept under their digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailBlob {
    /// SHA-256 of the bytes, hexadecimal.
    pub digest: String,
    /// The bytes, as they came.
    pub bytes: Vec<u8>,
}
