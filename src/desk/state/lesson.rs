//! What is taught of a form on screen: that a label nobody knew names a field, with the answer it has here.

use crate::domain::{
    ids::Meldingnummer,
    melding::{MeldingKind, UnreadPair},
    moment::Moment,
    text::Vertrouwelijk,
};

/// A label of a report and the field it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The report.
    pub melding: Meldingnummer,
    /// Its kind.
    pub kind: MeldingKind,
    /// Who sent it.
    pub sender: Vertrouwelijk,
    /// When, for a date without a year.
    pub sent: Option<Moment>,
    /// The label with its answer.
    pub pair: UnreadPair,
    /// The name of the field in a report of this kind.
    pub field: String,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learnt {
    /// What was taught.
    pub lesson: Lesson,
    /// What the answer says by it, in the form in which the field holds it.
    pub value: String,
}
