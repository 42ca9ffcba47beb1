//! What the officer set by hand in a case, with when and why.

use serde::{Deserialize, Serialize};

use crate::domain::{moment::Moment, rij::Rij, step::StepState, text::Vertrouwelijk};

/// What was noted by hand about a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepNote {
    /// Where it stands.
    #[serde(rename = "stand")]
    pub state: StepState,
    /// Reason or evidence.
    #[serde(rename = "reden")]
    pub reason: Vertrouwelijk,
    /// When that was so.
    #[serde(rename = "op")]
    pub at: Moment,
    /// Whether that time was told; else it is the minute of noting, and it was so before.
    #[serde(rename = "tijd_genoemd")]
    pub is_timed: bool,
}

/// A choice of row, with when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RijChoice {
    /// The row; `None` where a choice was undone.
    pub rij: Option<Rij>,
    /// When it was chosen.
    #[serde(rename = "op")]
    pub at: Moment,
    /// Why.
    #[serde(rename = "reden")]
    pub reason: Vertrouwelijk,
}
