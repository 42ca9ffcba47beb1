//! On what an alarm of a term was planned: the choice of row and the place that its case had then, each by the number that it
//! has in the case. So what was planned is known again where the case stands there once more, and neither row nor place is
//! named beside the log.

use serde::{Deserialize, Serialize};

/// What a case stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PlanGround {
    /// The first of its choices of this row by this text of the book, from 1; 0 where none was chosen.
    #[serde(rename = "rijkeuze")]
    pub choice: u32,
    /// The first of its places that is this one, from 1.
    #[serde(rename = "plaats")]
    pub place: u32,
}
