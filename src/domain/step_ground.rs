//! On what a tick by hand rests: row, answers, times and facts as they were when it was put. It goes with the tick into the
//! log, so that whatever moves after it is seen, also within the same second and after the tick was taken back and put again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{besluit::Answer, feit::FeitNumber, rij::Rij, termijn_kind::Times, weegvraag_id::WeegvraagId};

/// A case as far as a tick may rest on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepGround {
    /// The row.
    pub rij: Option<Rij>,
    /// The answers to weighing questions, by the question's id.
    #[serde(rename = "antwoorden")]
    pub answers: BTreeMap<WeegvraagId, Answer>,
    /// When it all happened.
    #[serde(rename = "tijden")]
    pub times: Times,
    /// The number of the last fact that was noted by then; 0 where there was none.
    #[serde(rename = "feiten")]
    pub feiten: FeitNumber,
}
