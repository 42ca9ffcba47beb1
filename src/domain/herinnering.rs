//! A reminder of the officer's own: "bel terug om 03:30". The source gives no term for such a thing, so
//! the officer does.

use serde::{Deserialize, Serialize};

use super::{moment::Moment, tekst::Vertrouwelijk, zaak::Zaak};

/// One reminder of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Herinnering {
    /// Its number in the case, from 1.
    #[serde(rename = "nummer")]
    pub nummer: u32,
    /// When.
    #[serde(rename = "om")]
    pub om: Moment,
    /// Of what.
    #[serde(rename = "tekst")]
    pub tekst: Vertrouwelijk,
    /// When it was done.
    #[serde(rename = "af")]
    pub af: Option<Moment>,
}

impl Zaak {
    /// The reminders that still run.
    pub fn lopende_herinneringen(&self) -> impl Iterator<Item = &Herinnering> {
        self.herinneringen.iter().filter(|h| h.af.is_none() && self.is_open())
    }
}
