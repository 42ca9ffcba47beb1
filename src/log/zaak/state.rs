//! Where a case stands, in one word: every list, report and dossier calls it by the same one. A case that another
//! desk took over is closed here, and is not dealt with.

use super::Zaak;
use crate::domain::{error::Error, ids::Zaaknummer};

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZaakState {
    /// Followed here.
    Open,
    /// Dealt with.
    Closed,
    /// Followed at another desk.
    HandedOver,
    /// Followed as a part of another case.
    Absorbed(Zaaknummer),
    /// Opened for nothing.
    Withdrawn,
}

impl ZaakState {
    /// The word in data and on screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "gesloten",
            Self::HandedOver => "overgedragen",
            Self::Absorbed(_) => "opgegaan",
            Self::Withdrawn => "ingetrokken",
        }
    }
}

impl Zaak {
    /// Where it stands.
    pub const fn state(&self) -> ZaakState {
        match (self.closed, self.absorbed_into) {
            (None, _) => ZaakState::Open,
            (Some(_), Some(target)) => ZaakState::Absorbed(target),
            (Some(_), None) if self.withdrawn.is_some() => ZaakState::Withdrawn,
            (Some(_), None) if self.handovers.gone.is_some() => ZaakState::HandedOver,
            (Some(_), None) => ZaakState::Closed,
        }
    }

    /// Why nothing can be changed in it, by what became of it; `None` while it is open.
    pub fn why_done(&self) -> Option<Error> {
        let state = self.state();
        let (into, hint) = match state {
            ZaakState::Open => return None,
            ZaakState::Closed | ZaakState::Withdrawn => {
                (String::new(), "Heropen de zaak om er iets aan te wijzigen.".to_owned())
            }
            ZaakState::HandedOver => (String::new(), "Zij loopt verder aan de desk die haar overnam.".to_owned()),
            ZaakState::Absorbed(target) => {
                (format!(" in zaak {target}"), format!("Ga verder in zaak {target}, of splits haar daar weer van af."))
            }
        };
        Some(Error::no(format!("Zaak {} is {}{into}.", self.number, state.word())).hint(hint))
    }
}
