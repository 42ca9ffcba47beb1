//! Who in the line was told of a case, how and when: the source has the officer pass an incident on, and
//! afterwards somebody asks who knew.

use serde::{Deserialize, Serialize};

use super::{moment::Moment, provided::Provided, text::Vertrouwelijk};

/// One person who was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOn {
    /// Its number within the case, from 1; never given out again.
    #[serde(rename = "nr")]
    pub number: u32,
    /// To whom: a name or a role.
    #[serde(rename = "aan")]
    pub to: Vertrouwelijk,
    /// By which channel: phone, sms, e-mail …
    #[serde(rename = "kanaal")]
    pub channel: Vertrouwelijk,
    /// When.
    #[serde(rename = "op")]
    pub at: Moment,
    /// When that was noted.
    #[serde(rename = "genoteerd")]
    pub noted: Moment,
    /// On which ground; `None` for what was noted before that was asked.
    #[serde(rename = "verstrekking", default, skip_serializing_if = "Option::is_none")]
    pub provided: Option<Provided>,
}

impl PassedOn {
    /// Who was told by which channel, when, and when that was noted.
    pub fn new(
        number: u32,
        (to, channel): (&Vertrouwelijk, &Vertrouwelijk),
        (at, noted): (Moment, Moment),
        provided: Option<&Provided>,
    ) -> Self {
        Self { number, to: to.clone(), channel: channel.clone(), at, noted, provided: provided.cloned() }
    }
}
