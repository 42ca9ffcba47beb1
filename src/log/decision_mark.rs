//! What an entry decided, by its row of the event table: it weighs most of what a night holds, and is marked.

use super::{event::LogEvent, table::event_table};
use crate::domain::{besluit::BesluitKind, step::StepState};

/// A decision, as it is marked on the bar; what weighs most comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DecisionMark {
    /// A step was called not needed.
    NotNeeded,
    /// A term was set by hand.
    Termijn,
    /// A row was chosen.
    Rij,
    /// Decided on the telephone report.
    T,
    /// Decided on the afloopbericht.
    A,
    /// Decided on the piketmelding.
    P,
}

impl DecisionMark {
    /// All of them with their names, for the legend.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::P, "besluit P"),
        (Self::A, "besluit A"),
        (Self::T, "besluit T"),
        (Self::Rij, "rij"),
        (Self::Termijn, "termijn"),
        (Self::NotNeeded, "niet nodig"),
    ];

    /// The letter on the bar.
    pub const fn letter(self) -> char {
        match self {
            Self::P => 'P',
            Self::T => 'B',
            Self::A => 'A',
            Self::Rij => 'R',
            Self::Termijn => 'T',
            Self::NotNeeded => 'N',
        }
    }

    /// What an entry decided, if anything.
    pub const fn from(event: &LogEvent) -> Option<Self> {
        mark_of(event)
    }
}

/// A row that decides nothing says so by leaving it out.
macro_rules! mark {
    () => {
        None
    };
    ($mark:block) => {
        $mark
    };
}

macro_rules! decision_marks {
    ($($kind:ident $(($($weighed:ident),*) $mark:block)?;)*) => {
        const fn mark_of(event: &LogEvent) -> Option<DecisionMark> {
            match event {
                $(LogEvent::$kind { $($($weighed,)*)? .. } => mark!($($mark)?),)*
            }
        }
    };
}
event_table!(decision_marks decides);

#[cfg(test)]
pub(crate) use {decision_marks, mark};
