//! Whom to phone about a step and what to say then: part of the book, because numbers and habits differ by
//! sector and change.

use super::toml_reader::Table;
use crate::domain::step::Step;

/// What stands at a step about which somebody is phoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallScript {
    /// Which step.
    pub step: Step,
    /// Whom, in this order.
    pub callees: Vec<Callee>,
    /// What to ask or to say.
    pub say: String,
}

/// Who can be phoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Callee {
    /// Whoever phoned about the case.
    Inrichting,
    /// The control room, which knows whom the inrichting has on call.
    Meldkamer,
    /// The police team that looks for absent persons.
    FastNl,
    /// Who buys the care of the inrichting, as the address book knows that.
    Purchaser,
}

impl CallScript {
    const CALLEES: [(&'static str, Callee); 4] = [
        ("inrichting", Callee::Inrichting),
        ("meldkamer", Callee::Meldkamer),
        ("fast-nl", Callee::FastNl),
        ("zorginkoper", Callee::Purchaser),
    ];

    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let step = t.choice("stap", &Step::ALL.map(|s| (s.code(), s)));
        let callees = t.choices_or_none("bel", &Self::CALLEES);
        let say = t.text("zeg");
        Some(Self { step: step?, callees, say: say? })
    }
}
