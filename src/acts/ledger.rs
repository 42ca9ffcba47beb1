//! What joining and parting two cases share: facts to record, in order.

use super::decide::{Context, Decided};
use crate::{
    domain::{error::Error, ids::Zaaknummer, moment::Moment, rij::Rij, text::Vertrouwelijk},
    log::{
        event::{LogEvent, NewEvent},
        zaak::{Link, Zaak},
    },
};

pub(super) fn held(zaak: Zaaknummer) -> Error {
    Error::no(format!("Zaak {zaak} wordt vastgehouden; wat erin zit blijft erin."))
        .hint(format!("Geef haar eerst vrij met «piket bewaartermijn vrij {zaak}»."))
}

pub(super) fn rij_choice(context: &Context<'_>, zaak: &Zaak, rij: Option<Rij>, reason: &str) -> LogEvent {
    let rulebook = context.stamp(context.inrichting(zaak));
    LogEvent::RijChosen { zaak: zaak.number, rij, reason: Vertrouwelijk::new(reason), rulebook }
}

/// Facts to record.
pub(super) struct Ledger {
    now: Moment,
    new: Vec<NewEvent>,
}

impl Ledger {
    pub(super) const fn new(now: Moment) -> Self {
        Self { now, new: Vec::new() }
    }

    pub(super) fn record(&mut self, event: LogEvent) {
        self.book_at(self.now, event);
    }

    pub(super) fn book_at(&mut self, occurred_at: Moment, event: LogEvent) {
        self.new.push(NewEvent { occurred_at, event });
    }

    /// Moves a report, with what was accepted of it.
    pub(super) fn relocate(&mut self, k: &Link, from: Zaaknummer, to: Zaaknummer) {
        let melding = k.melding;
        self.record(LogEvent::MeldingUnlinked { zaak: from, melding });
        self.record(k.event(to));
        if let Some(reason) = k.accepted.clone() {
            self.record(LogEvent::FormAccepted { zaak: to, melding, reason: Some(reason) });
        }
    }

    pub(super) fn decided(self) -> Decided {
        Decided { new: self.new }
    }
}
