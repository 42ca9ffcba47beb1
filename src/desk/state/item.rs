//! A line of the list: what the officer can point at.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{Meldingnummer, Zaaknummer};

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Item {
    /// A report.
    Melding(Meldingnummer),
    /// A case.
    Zaak(Zaaknummer),
}

impl Item {
    /// Its number, as the audit names it.
    pub fn number(self) -> String {
        match self {
            Self::Melding(number) => number.to_string(),
            Self::Zaak(number) => number.to_string(),
        }
    }
}
