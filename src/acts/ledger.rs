//! What joining and parting two cases share: facts to record, each with what undoes it, so that the last
//! is undone first.

use super::decide::{Context, Decided, Undo};
use crate::{
    domain::{
        error::Error,
        ids::{Meldingnummer, Zaaknummer},
        moment::Moment,
        rij::Rij,
        text::Vertrouwelijk,
    },
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

/// Facts to record, each with what undoes it.
pub(super) struct Ledger {
    now: Moment,
    new: Vec<NewEvent>,
    undo: Vec<Vec<LogEvent>>,
}

impl Ledger {
    pub(super) const fn new(now: Moment) -> Self {
        Self { now, new: Vec::new(), undo: Vec::new() }
    }

    pub(super) fn record(&mut self, event: LogEvent, undo: impl IntoIterator<Item = LogEvent>) {
        self.book_at(self.now, event, undo);
    }

    pub(super) fn book_at(&mut self, occurred_at: Moment, event: LogEvent, undo: impl IntoIterator<Item = LogEvent>) {
        self.new.push(NewEvent { occurred_at, event });
        self.undo.push(undo.into_iter().collect());
    }

    /// Moves a report, with what was accepted of it.
    pub(super) fn relocate(&mut self, k: &Link, from: Zaaknummer, to: Zaaknummer) {
        let melding = k.melding;
        self.record(unlinked(from, melding), linked(from, k));
        let mut added = linked(to, k).into_iter();
        if let Some(link) = added.next() {
            self.record(link, [unlinked(to, melding)]);
        }
        for accepted in added {
            // Who unlinks a report takes back what was accepted of it.
            self.record(accepted, []);
        }
    }

    /// The last is undone first.
    pub(super) fn decided(self) -> Decided {
        Decided { new: self.new, undo: Undo::with(self.undo.into_iter().rev().flatten()) }
    }
}

const fn unlinked(zaak: Zaaknummer, melding: Meldingnummer) -> LogEvent {
    LogEvent::MeldingUnlinked { zaak, melding }
}

/// A report linked as it was before, with what was accepted of it.
pub(super) fn linked(zaak: Zaaknummer, k: &Link) -> Vec<LogEvent> {
    let accepted =
        k.accepted.clone().map(|reason| LogEvent::FormAccepted { zaak, melding: k.melding, reason: Some(reason) });
    let link = LogEvent::MeldingLinked {
        zaak,
        melding: k.melding,
        form: k.form,
        received: k.received,
        filled_in: k.filled_in.clone(),
        named: k.named,
    };
    std::iter::once(link).chain(accepted).collect()
}
