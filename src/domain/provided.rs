//! On which ground something was provided to others, as the address book said it at that moment, and why it went to
//! somebody whom that ground does not cover.

use serde::{Deserialize, Serialize};

use super::text::Vertrouwelijk;

/// The ground, and the reason to go beyond it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provided {
    /// What for.
    #[serde(rename = "doel")]
    pub purpose: String,
    /// On which ground.
    #[serde(rename = "grondslag")]
    pub ground: String,
    /// Why it went to a recipient beyond that; `None` where there was none.
    #[serde(rename = "reden")]
    pub reason: Option<Vertrouwelijk>,
}
