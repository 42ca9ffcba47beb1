//! A reminder of the officer's own: "bel terug om 03:30". The source gives no term for such a thing, so
//! the officer does.

use serde::{Deserialize, Serialize};

use super::{moment::Moment, tekst::Vertrouwelijk, zaak::Zaak};

/// One reminder of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Herinnering {
    /// Its number in the case, from 1.
    pub nummer: u32,
    /// When.
    pub om: Moment,
    /// Of what.
    pub tekst: Vertrouwelijk,
    /// When it was done.
    pub af: Option<Moment>,
}

impl Zaak {
    /// The reminders that still run.
    pub fn lopende_herinneringen(&self) -> impl Iterator<Item = &Herinnering> {
        self.herinneringen.iter().filter(|h| h.af.is_none() && self.is_open())
    }
}
