//! A reminder of the officer's own: "bel terug om 03:30". The source gives no term for such a thing, so
//! the officer does.

use serde::{Deserialize, Serialize};

use super::{moment::Moment, step::Step, text::Vertrouwelijk};

/// One reminder of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Its number in the case, from 1.
    #[serde(rename = "nummer")]
    pub number: u32,
    /// When.
    #[serde(rename = "om")]
    pub when: Moment,
    /// Of what.
    #[serde(rename = "tekst")]
    pub text: Vertrouwelijk,
    /// The step that it asks after; done with that, it is done too.
    #[serde(rename = "stap")]
    pub step: Option<Step>,
    /// When it was done.
    #[serde(rename = "af")]
    pub done: Option<Moment>,
    /// Whether it was done with its step, and not by itself; an older program did not keep that.
    #[serde(rename = "vervallen")]
    pub has_fallen: bool,
}
