//! How a case came from another desk, or went to one: it is followed at one desk at a time.

use serde::{Deserialize, Serialize};

use super::Zaak;
use crate::{
    domain::{head::Head, ids::Zaaknummer, moment::Moment},
    log::event::LogEvent,
};

/// The last handover either way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handovers {
    /// The number it has at the desk it came from.
    #[serde(rename = "van")]
    pub from: Option<Zaaknummer>,
    /// When another desk said that it took it over; it is closed here then.
    #[serde(rename = "weg")]
    pub gone: Option<Moment>,
}

impl Handovers {
    /// Of a case that was never anywhere else.
    pub const NONE: Self = Self { from: None, gone: None };

    /// True for such a case.
    pub(super) const fn is_none(&self) -> bool {
        self.from.is_none() && self.gone.is_none()
    }
}

/// From which desk a case came, and with which bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenFrom {
    /// The number it has there.
    pub number: Zaaknummer,
    /// The desk: the hash of the first entry of its log.
    pub desk: String,
    /// How far its log went.
    pub head: Head,
    /// The digest of the bundle.
    pub bundle: String,
    /// Who handed it over.
    pub by: String,
}

impl TakenFrom {
    /// The fact that the case came here, under this number.
    pub fn event(self, zaak: Zaaknummer) -> LogEvent {
        let Self { number: from, desk, head, bundle, by } = self;
        LogEvent::ZaakTakenOver { zaak, from, desk, head, bundle, by }
    }
}

impl Default for Handovers {
    fn default() -> Self {
        Self::NONE
    }
}

impl Zaak {
    /// It came here; where it had gone from here before, it is open again.
    pub(super) fn taken_over(&mut self, from: Zaaknummer, at: Moment) {
        let returned = self.handovers.gone.is_some();
        self.handovers = Handovers { from: Some(from), gone: None };
        self.closed = self.closed.filter(|_| !returned);
        self.last = self.last.max(at);
    }
}
