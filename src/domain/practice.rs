//! The night that `piket oefen` plays: who phones when and with what, what an inrichting answers, and what ought to
//! be done by the morning. Values only; the story is made elsewhere, and so is the judgement at the end.

use std::collections::BTreeMap;

use super::{
    besluit::{BesluitKind, YesNo},
    moment::Moment,
    rij::Rij,
};

/// A night of practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Night {
    /// When it begins.
    pub begin: Moment,
    /// When it is over.
    pub end: Moment,
    /// What happens, in the order in which it is phoned in.
    pub tales: Vec<Tale>,
    /// What an inrichting says to a question for which the tale has no answer.
    pub elsewise: String,
    /// What a new officer is told, in this order; empty without a tour.
    pub tour: Vec<TourHint>,
}

/// One voorval of the night, at an inrichting of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tale {
    /// Where.
    pub inrichting: String,
    /// What is said by telephone, in order; the first call is the report.
    pub calls: Vec<Spoken>,
    /// What the inrichting answers, by the id of the question.
    pub answers: BTreeMap<String, String>,
    /// What ought to be done by the morning.
    pub wanted: Wanted,
}

/// Somebody on the telephone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// When.
    pub at: Moment,
    /// Who.
    pub who: String,
    /// What is said.
    pub words: String,
}

/// What ought to be done about a voorval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its row.
    pub rij: Rij,
    /// The decisions that fit the facts.
    pub besluiten: BTreeMap<BesluitKind, YesNo>,
    /// The steps that can be done by the morning, by their names in data.
    pub steps: Vec<String>,
}

/// A hint of the tour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TourHint {
    /// It stands until this is reached.
    pub until: TourGoal,
    /// What it says.
    pub words: String,
}

/// What a new officer learns, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TourGoal {
    /// A call is being noted.
    Call,
    /// A case is open.
    Zaak,
    /// It has a row.
    Rij,
    /// Its inrichting was called back.
    CalledBack,
    /// Its questions are weighed.
    Weighed,
    /// P is decided.
    Decided,
    /// A message was sent.
    Sent,
    /// A form is with its case.
    Linked,
}

impl TourGoal {
    /// All, with their names in data.
    pub const NAMED: [(&'static str, Self); 8] = [
        ("telefoontje", Self::Call),
        ("zaak", Self::Zaak),
        ("rij", Self::Rij),
        ("teruggebeld", Self::CalledBack),
        ("gewogen", Self::Weighed),
        ("besloten", Self::Decided),
        ("verzonden", Self::Sent),
        ("gekoppeld", Self::Linked),
    ];
}

impl Night {
    /// What happens at this inrichting.
    pub fn tale(&self, inrichting: &str) -> Option<&Tale> {
        self.tales.iter().find(|tale| tale.inrichting == inrichting)
    }

    /// What this inrichting says to a question; nothing where it is not in the story.
    pub fn answer(&self, inrichting: &str, question: &str) -> Option<&str> {
        let tale = self.tale(inrichting)?;
        Some(tale.answers.get(question).unwrap_or(&self.elsewise))
    }
}
