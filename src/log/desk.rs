//! All meldingen and zaken the desk holds, folded from the log. The store keeps the same fold as a
//! projection; because both run this code, a rebuild must give what was there.

use std::collections::BTreeMap;

use super::{
    event::{Entry, LogEvent, beside},
    zaak::Zaak,
};
use crate::{
    domain::{
        ids::{Meldingnummer, Piketweek, Zaaknummer},
        melding::Content,
        moment::Moment,
    },
    log::melding::{Melding, MeldingState},
};

/// The state of the desk: what is open, and whatever closed matter was brought along.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Desk {
    /// The cases, by number.
    pub zaken: BTreeMap<Zaaknummer, Zaak>,
    /// The reports, by number.
    pub meldingen: BTreeMap<Meldingnummer, Melding>,
    /// The highest number given out per week, also for cases that are not held here.
    pub zaak_counter: BTreeMap<Piketweek, u32>,
    /// The highest number of a report given out.
    pub melding_counter: u32,
    /// The weeks that are closed, and since when.
    pub closed_weeks: BTreeMap<Piketweek, Moment>,
}

impl Desk {
    /// The number the next case of this week gets.
    pub fn next_zaak(&self, week: Piketweek) -> Zaaknummer {
        Zaaknummer { week, sequence: self.zaak_counter.get(&week).map_or(1, |n| n.saturating_add(1)) }
    }

    /// The number the next report gets.
    pub const fn next_melding(&self) -> Meldingnummer {
        Meldingnummer(self.melding_counter.saturating_add(1))
    }

    /// Notes one entry.
    pub fn apply(&mut self, entry: &Entry) {
        let event = &entry.event;
        if let LogEvent::MeldingReceived { melding, form, received, content } = event {
            self.melding_counter = self.melding_counter.max(melding.0);
            let new = Melding {
                number: *melding,
                kind: *form,
                received: *received,
                content: content.clone(),
                state: MeldingState::Open,
                purged: None,
            };
            self.meldingen.insert(*melding, new);
        } else if let LogEvent::ZaakOpened { zaak, inrichting, rulebook, kalender } = event {
            let counter = self.zaak_counter.entry(zaak.week).or_default();
            *counter = (*counter).max(zaak.sequence);
            let new = Zaak::new(*zaak, entry.first_recorded_at(), inrichting.clone(), rulebook.clone(), *kalender);
            self.zaken.insert(*zaak, new);
        }
        if let Some(m) = event.melding().and_then(|m| self.meldingen.get_mut(&m)) {
            apply_to_melding(m, entry);
        }
        if let Some(z) = event.zaak().and_then(|z| self.zaken.get_mut(&z)) {
            z.apply(entry);
        }
        self.apply_to_weeks(entry);
    }

    fn apply_to_weeks(&mut self, entry: &Entry) {
        match &entry.event {
            LogEvent::WeekClosed { week } => {
                self.closed_weeks.insert(*week, entry.occurred_at);
            }
            LogEvent::WeekReopened { week, .. } => {
                self.closed_weeks.remove(week);
            }
            beside!(weken) => {}
        }
    }
}

/// The fact that a report goes back to the inbox.
pub const fn returned(melding: Meldingnummer) -> LogEvent {
    LogEvent::MeldingReturned { melding }
}

fn apply_to_melding(melding: &mut Melding, entry: &Entry) {
    match &entry.event {
        LogEvent::MeldingPurged { .. } => melding.purge(entry.occurred_at),
        LogEvent::CallUpdated { call, .. } => {
            if let Some(called) = call.called {
                melding.received = called;
            }
            melding.content = Content::Call(call.clone());
        }
        LogEvent::FieldSet { field, read, inrichting, .. } => {
            melding.set_field(field, read.clone(), inrichting.clone());
        }
        LogEvent::MeldingSetAside { reason, .. } => melding.state = MeldingState::SetAside(reason.clone()),
        LogEvent::MeldingLinked { zaak, .. } => melding.state = MeldingState::Linked(*zaak),
        LogEvent::MeldingReturned { .. } | LogEvent::MeldingUnlinked { .. } => melding.state = MeldingState::Open,
        beside!(meldingen, MeldingReceived, FormAccepted, LinkUpdated) => {}
    }
}
