//! Two cases that turned out to be one incident, or the other way round. The receiving case keeps what
//! came along, so that it can be given back at any later time, exactly.

use serde::{Deserialize, Serialize};

use super::{
    feit::FeitNumber,
    ids::{Meldingnummer, Zaaknummer},
    moment::Moment,
    rij::Rij,
    text::Vertrouwelijk,
    time_kind::TimeKind,
};

/// What one case brought into another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BroughtAlong {
    /// Its reports.
    pub meldingen: Vec<Meldingnummer>,
    /// The numbers its facts got in the receiving case.
    pub feiten: Vec<FeitNumber>,
    /// The times that changed with it.
    #[serde(rename = "tijden")]
    pub times: Vec<TimeChange>,
    /// Its row, where the receiving case had none.
    pub rij: Option<Rij>,
    /// Its reminders that still ran: the number it had and the one it got.
    #[serde(rename = "herinneringen")]
    pub reminders: Vec<(u32, u32)>,
}

/// A time of the receiving case before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeChange {
    /// Which time.
    #[serde(rename = "tijd")]
    pub time: TimeKind,
    /// As it was.
    pub was: Option<Moment>,
    /// As it became.
    #[serde(rename = "werd")]
    pub became: Option<Moment>,
}

/// A case that went up in this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Which.
    #[serde(rename = "uit")]
    pub from: Zaaknummer,
    /// What came along.
    #[serde(rename = "mee")]
    pub along: BroughtAlong,
    /// Why.
    #[serde(rename = "reden")]
    pub reason: Vertrouwelijk,
}
