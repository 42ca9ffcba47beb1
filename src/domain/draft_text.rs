//! One version of a message: its text, and up to where that goes.

use serde::{Deserialize, Serialize};

use super::{feit::FeitNumber, moment::Moment, text::Vertrouwelijk};

/// A version of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftText {
    /// Its number, from 1.
    #[serde(rename = "versie")]
    pub version: u32,
    /// Its text.
    #[serde(rename = "tekst")]
    pub text: Vertrouwelijk,
    /// When that text was saved; one that was put back is as old as it was.
    #[serde(rename = "bewaard")]
    pub saved: Moment,
    /// The highest number of a fact that was noted by then.
    #[serde(rename = "feiten")]
    pub feiten: FeitNumber,
    /// How many changes of facts there had been by then.
    #[serde(rename = "herzien", default)]
    pub revision: u32,
    /// The version of the piketmelding that its text follows on, as far as it tells what is different since.
    #[serde(rename = "volgt_op", default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<u32>,
}
