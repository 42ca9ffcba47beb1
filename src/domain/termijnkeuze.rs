//! Which moment of a term counts: what the settings say for every term, and what the officer decided
//! for one, with a reason.

use serde::{Deserialize, Serialize};

use super::{leesregel::Leesregel, moment::Moment, tekst::Vertrouwelijk};

/// Which reading counts where nobody decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lezingkeuze {
    /// The earliest defensible moment.
    #[default]
    Streng,
    /// The usual reading.
    Gangbaar,
}

/// What the officer decided about a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Termijnstelling {
    /// This reading; when the times of the case are mended it moves along.
    Lezing(Leesregel),
    /// This moment, whatever is calculated.
    Moment(Moment),
}

/// A decision with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Termijnkeuze {
    /// What.
    #[serde(rename = "stelling")]
    pub stelling: Termijnstelling,
    /// Why.
    #[serde(rename = "reden")]
    pub reden: Vertrouwelijk,
}
