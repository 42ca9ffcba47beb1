//! A term as it is shown and counted down: never without a reading, and never without saying where
//! each reading comes from.

use super::{
    lezingen::Lezingen,
    start::{StartKind, Started},
};
use crate::{
    domain::{moment::Moment, shared_text::SharedText, step::Step, termijn_kind::TermijnKind},
    rules::book::TermijnDuration,
};

/// One term of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Termijn {
    /// Which clock.
    pub kind: TermijnKind,
    /// What it is called on screen.
    pub label: SharedText,
    /// The step that meets it.
    pub step: Step,
    /// Who waits for it.
    pub recipient: String,
    /// When the clock of the usual reading started.
    pub start: Moment,
    /// What that start stands for.
    pub start_kind: StartKind,
    /// The other start from which readings are counted too.
    pub other_start: Option<Started>,
    /// How long it runs.
    pub duration: TermijnDuration,
    /// Every defensible reading, the earliest first.
    pub lezingen: Lezingen,
    /// Where the term stands: document, paragraph, page.
    pub source: String,
}

impl Termijn {
    /// The earliest reading: countdown and alarms run on it.
    pub const fn streng(&self) -> Moment {
        self.lezingen.streng().due
    }

    /// The usual reading.
    pub fn gangbaar(&self) -> Moment {
        self.lezingen.gangbaar().due
    }

    /// The latest reading: at this moment the term is too late, and not before.
    pub fn last(&self) -> Moment {
        self.lezingen.last().due
    }

    /// The readings that are left at a moment, the first to lapse in front.
    pub fn left(&self, now: Moment) -> impl Iterator<Item = Moment> {
        self.lezingen.iter().map(|lezing| lezing.due).filter(move |due| *due > now)
    }
}
