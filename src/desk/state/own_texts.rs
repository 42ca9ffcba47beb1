//! What the officer typed in this session: whoever typed a text may read it back, until the lock falls.

use std::collections::BTreeSet;

use crate::{
    domain::{
        ids::{Meldingnummer, Zaaknummer},
        melding::Content,
        step::{Step, StepState},
        termijn_kind::TermijnKind,
    },
    log::event::{Entry, LogEvent},
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
    Feit(Zaaknummer, u32),
    /// What shows that a step is done, or why it is not needed.
    Step(Zaaknummer, Step),
    /// Why another moment of a term counts.
    Termijn(Zaaknummer, TermijnKind),
    /// A reminder.
    Reminder(Zaaknummer, u32),
}

/// All of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnTexts(BTreeSet<OwnText>);

impl OwnTexts {
    /// True when the officer typed it.
    pub fn contains(&self, text: OwnText) -> bool {
        self.0.contains(&text)
    }

    /// Takes in what the officer recorded.
    pub fn take(&mut self, entries: &[Entry]) {
        for entry in entries {
            self.0.insert(OwnText::Entry(entry.seq));
            match &entry.event {
                LogEvent::MeldingReceived { melding, content: Content::Call(_), .. }
                | LogEvent::CallUpdated { melding, .. } => {
                    self.0.insert(OwnText::Melding(*melding));
                }
                LogEvent::InrichtingSet { zaak, .. } => {
                    self.0.insert(OwnText::Plek(*zaak));
                }
                // A case has the name that stood in the report that it was opened with.
                LogEvent::MeldingLinked { melding, zaak, .. }
                    if opens(entries, *zaak) && self.contains(OwnText::Melding(*melding)) =>
                {
                    self.0.insert(OwnText::Plek(*zaak));
                }
                LogEvent::FeitNoted { zaak, feit, .. } | LogEvent::FeitCorrected { zaak, feit, .. } => {
                    self.0.insert(OwnText::Feit(*zaak, *feit));
                }
                // Beside a step that waits stands a number that somebody else may have given.
                LogEvent::StepSet { zaak, step, state: StepState::Done | StepState::NotNeeded, .. } => {
                    self.0.insert(OwnText::Step(*zaak, *step));
                }
                LogEvent::TermijnSet { zaak, termijn, .. } => {
                    self.0.insert(OwnText::Termijn(*zaak, *termijn));
                }
                LogEvent::ReminderSet { zaak, reminder, .. } => {
                    self.0.insert(OwnText::Reminder(*zaak, *reminder));
                }
                _ => {}
            }
        }
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// True where a case was opened by these.
fn opens(entries: &[Entry], zaak: Zaaknummer) -> bool {
    entries.iter().any(|e| matches!(&e.event, LogEvent::ZaakOpened { zaak: opened, .. } if *opened == zaak))
}
