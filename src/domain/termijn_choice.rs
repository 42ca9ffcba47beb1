//! Which moment of a term counts: what the settings say for every term, and what the officer decided
//! for one, with a reason.

use serde::{Deserialize, Serialize};

use super::{
    inrichting::Plek, lezing_rule::LezingRule, moment::Moment, rij::Rij, termijn_kind::Times, text::Vertrouwelijk,
};

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
    /// This moment, whatever is calculated, as long as what it was agreed on is so.
    Moment(Moment),
}

impl TermijnSetting {
    /// The moment, where it is one by hand.
    pub const fn by_hand(self) -> Option<Moment> {
        match self {
            Self::Moment(manual) => Some(manual),
            Self::Lezing(_) => None,
        }
    }
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
    /// When.
    #[serde(rename = "op")]
    pub at: Moment,
    /// On what.
    #[serde(rename = "grond")]
    pub ground: TermijnGround,
}

/// A case as far as a moment by hand may rest on it. It goes with the choice into the log, so that a choice that comes back rests
/// on what it rested on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermijnGround {
    /// The row.
    pub rij: Option<Rij>,
    /// Where it happened.
    pub inrichting: Option<Plek>,
    /// When it all happened.
    #[serde(rename = "tijden")]
    pub times: Times,
}
