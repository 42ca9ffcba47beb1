//! What takes an act back or puts it back, and how it is named to who asked.

use crate::{
    domain::{error::Error, feit::FeitNumber, ids::Zaaknummer, moment::Moment},
    log::{event::NewEvent, life::Life},
};

/// Facts that take an act back or put it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// What is to be recorded, all or nothing.
    pub new: Vec<NewEvent>,
    /// The act they are recorded against.
    pub reverses: u64,
    /// What the officer did that is taken back or put back.
    pub name: String,
    /// Its number.
    pub deed: u64,
    /// The fact that it is about, where it is one.
    pub feit: Option<(Zaaknummer, FeitNumber)>,
    /// When it was recorded.
    pub at: Moment,
    /// What counts again of a draft by that.
    pub left: Option<String>,
}

impl Turned {
    /// What the officer did, and what is left of a draft by that.
    pub fn told(&self, what: &str) -> String {
        self.left.as_ref().map_or_else(|| what.to_owned(), |left| format!("{what}; {left}"))
    }

    /// Whether a whole case goes by it.
    pub fn takes_a_case(&self) -> bool {
        self.new.iter().any(|new| new.event.life() == Some(Life::Withdrawn))
    }

    /// That nothing was taken back yet, what would be, and by which number it is.
    pub fn named_first(&self) -> Error {
        let case = if self.takes_a_case() { " Daarmee gaat de hele zaak." } else { "" };
        let sentence = format!("Er is nog niets ongedaan gemaakt. Het laatste is {}.{case}", self.dated());
        Error::no(sentence).hint(format!("«piket ongedaan {}» maakt dat ongedaan.", self.deed))
    }

    /// What the officer did and when it was recorded.
    pub fn dated(&self) -> String {
        format!("{}, van {}", self.name, self.at.long())
    }
}
