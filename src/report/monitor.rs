//! The incidentenmonitor: every MBV and MOA of a piketweek with how its terms went and what was
//! decided. It holds no personal data and no free text: reasons and facts may name people, so they
//! have no field here. Times are Amsterdam's.

mod csv;
mod json;
mod md;
mod regel;
mod telling;

pub use regel::{Formulier, Kanaal, Monitorregel, Oordeel, Status, Termijnregel};
pub use telling::{Termijntelling, Zaaktelling};

use std::collections::BTreeMap;

use crate::domain::{ids::Piketweek, moment::Moment, rij::Rij, termijnsoort::TermijnSoort};

/// What every form of the monitor says about itself.
pub const VOORBEHOUD: &str =
    "Werkoverzicht van de piketbalie; geen officieel product van DJI. Bevat geen persoonsgegevens en geen vrije tekst.";

/// The monitor of one week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monitor {
    /// The piketweek.
    pub week: Piketweek,
    /// Its first moment.
    pub begin: Moment,
    /// The first moment after it.
    pub eind: Moment,
    /// When this overview was made.
    pub gemaakt_op: Moment,
    /// One line per case, by number.
    pub regels: Vec<Monitorregel>,
    /// Forms that came in this week and belong to no case yet; left out they would not be counted.
    pub los: Vec<Formulier>,
}

impl Monitor {
    /// Every version of the rule book in use, so that counts stay comparable over the years.
    pub fn versies(&self) -> Vec<&str> {
        let mut versies: Vec<&str> = self.regels.iter().map(|r| r.regelboek_versie.as_str()).collect();
        versies.sort_unstable();
        versies.dedup();
        versies
    }

    /// Cases and forms per row; `None` where no row was chosen.
    pub fn per_rij(&self) -> BTreeMap<Option<Rij>, Zaaktelling> {
        telling::per(&self.regels, |r| r.rij)
    }

    /// Cases and forms per inrichting; `None` where it is not known.
    pub fn per_inrichting(&self) -> BTreeMap<Option<&str>, Zaaktelling> {
        telling::per(&self.regels, |r| r.inrichting.as_deref())
    }

    /// How each kind of term went; kinds that did not occur are left out.
    pub fn per_termijn(&self) -> BTreeMap<TermijnSoort, Termijntelling> {
        telling::per_termijn(&self.regels)
    }

    /// As a readable text.
    pub fn md(&self) -> String {
        md::md(self)
    }

    /// As a table for a spreadsheet: semicolons, CRLF, UTF-8 with a byte order mark, and nothing that
    /// a spreadsheet would run as a formula.
    pub fn csv(&self) -> Vec<u8> {
        csv::csv(self)
    }

    /// As one JSON document.
    pub fn json(&self) -> serde_json::Value {
        json::json(self)
    }
}
