//! What a verb names: a case, a report, a week. It must be at hand before the verb can be judged.

use super::ids::{Meldingnummer, Piketweek, Zaaknummer};

/// What a verb names, which must be at hand to judge it; the open cases and the inbox are anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Subject {
    /// A case, open or closed.
    pub zaak: Option<Zaaknummer>,
    /// A report, wherever it is.
    pub melding: Option<Meldingnummer>,
    /// A piketweek, with all that came up in it.
    pub week: Option<Piketweek>,
}

impl From<Zaaknummer> for Subject {
    fn from(zaak: Zaaknummer) -> Self {
        Self { zaak: Some(zaak), ..Self::default() }
    }
}

impl From<Meldingnummer> for Subject {
    fn from(melding: Meldingnummer) -> Self {
        Self { melding: Some(melding), ..Self::default() }
    }
}

impl From<Piketweek> for Subject {
    fn from(week: Piketweek) -> Self {
        Self { week: Some(week), ..Self::default() }
    }
}
