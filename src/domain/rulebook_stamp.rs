//! Version and hash of the rule book that a case was judged with.

use serde::{Deserialize, Serialize};

/// The rule book a case was judged with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulebookStamp {
    /// Its version.
    #[serde(rename = "versie")]
    pub version: String,
    /// SHA-256 of its text, hexadecimal.
    pub hash: String,
}
