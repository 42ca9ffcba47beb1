//! What others owe a case and are late with: the ground of a rappel, and what it asks for. What the desk itself is
//! late with is asked of nobody.

use super::{
    checklist::Owner,
    countdown::{Countdown, Severity},
    reading_span::ReadingSpan,
};
use crate::domain::{besluit::YesNo, error::Error, moment::Moment, shared_text::SharedText, termijn_kind::TermijnKind};

/// One thing that is owed and late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// The term it is late by.
    pub kind: TermijnKind,
    /// What that is called on screen.
    pub label: SharedText,
    /// For whom it is.
    pub recipient: String,
    /// Who owes it.
    pub owner: Owner,
    /// By when it was due.
    pub due: ReadingSpan,
    /// True once that is so by every reading.
    pub by_all: YesNo,
}

impl Overdue {
    /// What is asked for: "MBV voor DJI incidentmelding".
    pub fn what(&self) -> String {
        format!("{} voor {}", self.label, self.recipient)
    }

    /// Since when it was due, in words, local time of Amsterdam.
    pub fn since(&self) -> String {
        let due = self.due.words();
        match self.by_all {
            YesNo::Yes => format!("moest er zijn {due}"),
            YesNo::No => due,
        }
    }
}

/// True once the moment in force has passed.
pub const fn is_late(severity: Severity) -> bool {
    match severity {
        Severity::TooLate | Severity::StrictPassed => true,
        Severity::Now | Severity::Soon | Severity::OnTime => false,
    }
}

/// What others are late with at `now`, what was due first in front.
pub fn overdue<'a>(countdowns: impl IntoIterator<Item = &'a Countdown>, now: Moment) -> Vec<Overdue> {
    let owed = |k: &&Countdown| match &k.owner {
        Owner::Inrichting | Owner::Instantie(_) => k.is_running() && is_late(k.severity(now)),
        Owner::Desk => false,
    };
    let mut late: Vec<Overdue> = countdowns
        .into_iter()
        .filter(owed)
        .map(|k| Overdue {
            kind: k.termijn.kind,
            label: k.termijn.label.clone(),
            recipient: k.termijn.recipient.clone(),
            owner: k.owner.clone(),
            due: ReadingSpan::of(k),
            by_all: if ReadingSpan::of(k).is_over(now) { YesNo::Yes } else { YesNo::No },
        })
        .collect();
    late.sort_by_key(|o| o.due.first);
    late
}

/// Why there is nothing to chase: no term counts down because of this gap in the source, nothing is late, or what is late came in
/// without these items, which another text asks for.
pub fn nothing_late(gap: Option<&str>, missing: &[String]) -> Error {
    match gap {
        Some(gap) => Error::no("Bij deze zaak telt geen termijn af.")
            .hint(format!("{gap} Bel ervoor, en zet zelf een herinnering.")),
        None if missing.is_empty() => Error::no("Bij deze zaak is de inrichting met niets te laat.")
            .hint("De checklist zegt wat nog komt en wanneer; een rappel kan zodra een termijn voorbij is."),
        None => {
            Error::no("Het formulier is binnen, maar niet volledig.").hint("Vraag wat ontbreekt met het aanvulverzoek.")
        }
    }
}
