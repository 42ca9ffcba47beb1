//! What the officer typed in this session: whoever typed a text may read it back, until the lock falls.

use std::collections::BTreeSet;

use crate::{
    domain::{
        feit::FeitNumber,
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
    Feit(Zaaknummer, FeitNumber),
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
            self.0.extend(text_of(&entry.event));
            // A case has the name that stood in the report that it was opened with.
            if let LogEvent::MeldingLinked { melding, zaak, .. } = &entry.event
                && opens(entries, *zaak)
                && self.contains(OwnText::Melding(*melding))
            {
                self.0.insert(OwnText::Plek(*zaak));
            }
        }
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// The text that stands elsewhere than in its entry; what is not here stays masked for whoever typed it.
fn text_of(event: &LogEvent) -> Option<OwnText> {
    if let LogEvent::MeldingReceived { melding, content: Content::Call(_), .. }
    | LogEvent::CallUpdated { melding, .. } = event
    {
        return Some(OwnText::Melding(*melding));
    }
    if let LogEvent::InrichtingSet { zaak, .. } = event {
        return Some(OwnText::Plek(*zaak));
    }
    if let LogEvent::FeitNoted { zaak, feit, .. } | LogEvent::FeitCorrected { zaak, feit, .. } = event {
        return Some(OwnText::Feit(*zaak, *feit));
    }
    // Beside a step that waits stands a number that somebody else may have given.
    if let LogEvent::StepSet { zaak, step, state: StepState::Done | StepState::NotNeeded, .. } = event {
        return Some(OwnText::Step(*zaak, *step));
    }
    if let LogEvent::TermijnSet { zaak, termijn, .. } = event {
        return Some(OwnText::Termijn(*zaak, *termijn));
    }
    let LogEvent::ReminderSet { zaak, reminder, .. } = event else { return None };
    Some(OwnText::Reminder(*zaak, *reminder))
}

/// True where a case was opened by these.
fn opens(entries: &[Entry], zaak: Zaaknummer) -> bool {
    entries.iter().any(|e| matches!(&e.event, LogEvent::ZaakOpened { zaak: opened, .. } if *opened == zaak))
}
