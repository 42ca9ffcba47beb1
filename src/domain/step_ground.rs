//! On what a tick by hand rests: row, answers, times, facts and reports as they were when it was put. It goes with the tick into the
//! log, so that whatever moves after it is seen, also within the same second and after the tick was taken back and put again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    besluit::Answer, feit::FeitNumber, melding::MeldingKind, moment::Moment, rij::Rij, termijn_kind::Times,
    weegvraag_id::WeegvraagId,
};

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
    /// The reports that belonged to it by then; an older program did not keep that.
    #[serde(rename = "gekoppeld")]
    pub linked: Option<Vec<LinkedReport>>,
    /// How often facts had been changed or taken back by then; an older program did not keep that.
    #[serde(rename = "herzien")]
    pub revision: Option<u32>,
}

/// A report that belonged to a case, by what it is at every desk: its number is another one at the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedReport {
    /// Its kind.
    #[serde(rename = "vorm")]
    pub form: MeldingKind,
    /// When it came in.
    #[serde(rename = "ontvangen")]
    pub received: Moment,
}
