//! What a fact does to what stands open at the desk: the cases, the reports in the inbox and the reminders that a
//! handover counts. Whoever goes through the log by the names of its kinds asks it here, and knows no kind.

use super::table::event_table;

/// What comes to stand open at the desk, or stands open no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskMove {
    /// A case is open, for the first time or again.
    ZaakOpens,
    /// A case came from another desk, open or not.
    ZaakComes,
    /// A case is closed, was there for nothing or went up in another.
    ZaakEnds,
    /// A case went to another desk.
    ZaakGoes,
    /// A report waits in the inbox.
    MeldingOpens,
    /// A report was dealt with.
    MeldingEnds,
    /// A reminder waits.
    ReminderOpens,
    /// A reminder is done.
    ReminderEnds,
}

macro_rules! move_of {
    () => {
        None
    };
    ($moved:ident) => {
        Some(DeskMove::$moved)
    };
}

macro_rules! moves {
    ($($name:literal $($moved:ident)?;)*) => {
        const MOVES: &[(&str, Option<DeskMove>)] = &[$(($name, move_of!($($moved)?)),)*];
    };
}
event_table!(moves moves);

impl DeskMove {
    /// What a kind does, by its name in the log; `None` where that is nothing.
    pub fn of(kind: &str) -> Option<Self> {
        MOVES.iter().find(|(name, _)| *name == kind).and_then(|(_, moved)| *moved)
    }

    /// The names of the kinds that do one of these.
    pub fn kinds(which: impl Fn(Self) -> bool) -> impl Iterator<Item = &'static str> {
        MOVES.iter().filter(move |(_, moved)| moved.is_some_and(&which)).map(|(name, _)| *name)
    }
}
