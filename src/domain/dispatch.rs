//! How a message leaves: that a version went, by whose word, to whom and how far its text reached, and what the own command was
//! given to send and did not answer for yet.

use serde::{Deserialize, Serialize};

use super::{feit::FeitNumber, moment::Moment, text::Vertrouwelijk};

/// Who says that a message left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SentBy {
    /// The officer, who sent it by a way of their own.
    #[serde(rename = "hand")]
    Hand,
    /// The desk, by the officer's own command, which succeeded.
    #[serde(rename = "opdracht")]
    Command,
}

/// That a version left the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// Who says so; `None` for what an older program noted.
    #[serde(rename = "door", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<SentBy>,
    /// The version that was sent.
    #[serde(rename = "versie")]
    pub version: u32,
    /// When, as the officer stated it.
    #[serde(rename = "op")]
    pub at: Moment,
    /// By which channel: sms, e-mail, telefoon …
    #[serde(rename = "kanaal")]
    pub channel: Vertrouwelijk,
    /// To whom.
    #[serde(rename = "ontvangers")]
    pub recipients: Vertrouwelijk,
    /// The highest number of a fact that was noted when its text was saved: what comes later is news.
    #[serde(rename = "feiten")]
    pub feiten: FeitNumber,
    /// How many changes of facts there had been by then.
    #[serde(rename = "herzien", default)]
    pub revision: u32,
    /// When that text was saved: what was noted later stands in no message before.
    #[serde(rename = "bewaard")]
    pub saved: Moment,
    /// The version of the piketmelding that its text follows on; `None` where none had been sent when it was saved.
    #[serde(rename = "volgt_op", default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<u32>,
}

/// A version that the own command was given to send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderWay {
    /// Which.
    #[serde(rename = "versie")]
    pub version: u32,
    /// Since when.
    #[serde(rename = "sinds")]
    pub since: Moment,
    /// To whom.
    #[serde(rename = "ontvangers")]
    pub recipients: Vertrouwelijk,
}
