//! What the officer typed in this session: whoever typed a text may read it back, until the lock falls.

use std::collections::BTreeSet;

use crate::{
    domain::ids::Zaaknummer,
    log::{event::Entry, own_text::OwnText},
};

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
            self.0.extend(entry.event.own_text());
            // A case has the name that stood in the report that it was opened with.
            if let (Some(melding), Some(zaak)) = (entry.event.melding(), entry.event.zaak())
                && opens(entries, zaak)
                && self.contains(OwnText::Melding(melding))
            {
                self.0.insert(OwnText::Plek(zaak));
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
    entries.iter().any(|e| e.event.begun_zaak() == Some(zaak))
}
