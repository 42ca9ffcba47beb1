//! A text that the officer typed, by the place where it stands: whoever typed it may read it back while it is on the desk.

use super::table::{answers, event_table};
use crate::domain::{
    feit::FeitNumber,
    ids::{Meldingnummer, Zaaknummer},
    melding::Content,
    step::{Step, StepState},
    termijn_kind::TermijnKind,
};

/// One text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnText {
    /// An entry, by its number in the log.
    Entry(u64),
    /// What a call said.
    Melding(Meldingnummer),
    /// The name of an inrichting that stands in no list.
    Plek(Zaaknummer),
    /// A fact.
    Feit(Zaaknummer, FeitNumber),
    /// What shows that a step is done, or why it is not needed.
    Step(Zaaknummer, Step),
    /// Why another moment of a term counts.
    Termijn(Zaaknummer, TermijnKind),
    /// A reminder.
    Reminder(Zaaknummer, u32),
}

event_table!(answers types
    /// The text that stands elsewhere than in its entry; what has none stays masked for whoever typed it.
    own_text OwnText;
);
