//! Which moment of a term counts: what the settings say for every term, and what the officer decided
//! for one, with a reason.

use serde::{Deserialize, Serialize};

use super::{lezing_rule::LezingRule, moment::Moment, text::Vertrouwelijk};

/// Which reading counts where nobody decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LezingChoice {
    /// The earliest defensible moment.
    #[default]
    Streng,
    /// The usual reading.
    Gangbaar,
}

/// What the officer decided about a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TermijnSetting {
    /// This reading; when the times of the case are mended it moves along.
    Lezing(LezingRule),
    /// This moment, whatever is calculated.
    Moment(Moment),
}

/// A decision with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermijnChoice {
    /// What.
    #[serde(rename = "stelling")]
    pub setting: TermijnSetting,
    /// Why.
    #[serde(rename = "reden")]
    pub reason: Vertrouwelijk,
}
