//! What takes a recorded fact back: for every kind of event the facts that give the state before it again,
//! or the reason why nothing does. It looks at the fold of what was recorded before it and at nothing else, so
//! that it gives the same after a lock, in the shell and years later.

use super::{
    desk::Desk,
    event::{LogEvent, NewEvent},
    irreversible::Irreversible,
    melding::{Melding, MeldingState},
    table::event_table,
    zaak::{Link, Zaak},
};
use crate::domain::{
    draft::DraftKind,
    feit::{Feit, FeitNumber},
    ids::{Meldingnummer, Zaaknummer},
    melding::Content,
    merge::Merge,
    moment::Moment,
    reminder::Reminder,
    step::StepState,
    text::Vertrouwelijk,
};

/// A fact that takes another back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversal {
    event: LogEvent,
    at: Option<Moment>,
}

impl Reversal {
    /// What counts again of a draft by it.
    pub fn left(&self) -> Option<String> {
        if let LogEvent::DraftSaved { version, .. } = &self.event {
            return Some(format!("nu geldt weer de tekst van versie {version}"));
        }
        matches!(self.event, LogEvent::DraftRetracted { .. }).then(|| "nu is er geen versie meer".to_owned())
    }

    /// The fact as it is recorded at `now`, unless it brings back something with a time of its own. A draft
    /// that comes back is a version of its own: more may have been saved since the one it replaces.
    pub fn at(&self, desk: &Desk, now: Moment) -> NewEvent {
        let mut event = self.event.clone();
        if let LogEvent::DraftSaved { zaak, draft, version, .. } = &mut event
            && let Some(zaak) = desk.zaken.get(zaak)
        {
            *version = zaak.next_version(*draft);
        }
        NewEvent { occurred_at: self.at.unwrap_or(now), event }
    }
}

/// What takes a fact back, in order, or why nothing does.
pub type Reversed = Result<Vec<Reversal>, Irreversible>;

macro_rules! reversals {
    ($($kind:ident ($($back:ident),*) $($before:ident)? $facts:block;)*) => {
        /// What takes `event` back, in order; `desk` holds the zaak and the melding it is about as they were before it.
        ///
        /// # Errors
        /// Why nothing does.
        pub fn reverse(event: &LogEvent, desk: &$crate::log::desk::Desk) -> $crate::log::reversal::Reversed {
            match event {
                $(LogEvent::$kind { $($back,)* .. } => {
                    $(let $before = desk;)?
                    $facts
                })*
            }
        }
    };
}
event_table!(reversals undone);

#[cfg(test)]
pub(super) use reversals;

#[expect(clippy::unnecessary_wraps, reason = "it is the last word of a row, and other rows refuse")]
fn one(event: LogEvent) -> Reversed {
    Ok(vec![Reversal { event, at: None }])
}

/// A fact that brings back something with a time of its own.
#[expect(clippy::unnecessary_wraps, reason = "it is the last word of a row, and other rows refuse")]
fn back_at(event: LogEvent, at: Option<Moment>) -> Reversed {
    Ok(vec![Reversal { event, at }])
}

/// A draft with the text it had, or without one.
fn draft_as_it_was(before: &Desk, zaak: Zaaknummer, draft: DraftKind) -> Reversed {
    one(match zaak_of(before, zaak)?.drafts.get(&draft) {
        Some(d) => {
            let (version, text, reach) = (d.version, d.text.clone(), Some(d.reach()));
            LogEvent::DraftSaved { zaak, draft, version, text, reach }
        }
        None => LogEvent::DraftRetracted { zaak, draft },
    })
}

/// A reminder that runs, or is done.
fn reminder_as_it_was(before: &Desk, zaak: Zaaknummer, reminder: u32) -> Reversed {
    match zaak_of(before, zaak)?.reminders.iter().find(|r| r.number == reminder) {
        Some(Reminder { when, text, done: None, .. }) => {
            one(LogEvent::ReminderSet { zaak, reminder, when: *when, text: text.clone() })
        }
        done => back_at(LogEvent::ReminderDone { zaak, reminder }, done.and_then(|r| r.done)),
    }
}

/// The reason that stands with a fact that only takes another back.
fn undone(what: &str) -> Vertrouwelijk {
    Vertrouwelijk::new(&format!("{what} ongedaan gemaakt"))
}

/// A report linked as it was before, with what was accepted of it.
fn linked(link: &Link, zaak: Zaaknummer) -> Vec<Reversal> {
    let melding = link.melding;
    let accepted = link.accepted.clone().map(|reason| LogEvent::FormAccepted { zaak, melding, reason: Some(reason) });
    std::iter::once(link.event(zaak)).chain(accepted).map(|event| Reversal { event, at: None }).collect()
}

fn zaak_of(desk: &Desk, number: Zaaknummer) -> Result<&Zaak, Irreversible> {
    desk.zaken.get(&number).ok_or(Irreversible::Lost)
}

fn feit_of(desk: &Desk, zaak: Zaaknummer, number: FeitNumber) -> Result<&Feit, Irreversible> {
    zaak_of(desk, zaak)?.feiten.iter().find(|f| f.number == number).ok_or(Irreversible::Lost)
}

fn melding_of(desk: &Desk, number: Meldingnummer) -> Result<&Melding, Irreversible> {
    desk.meldingen.get(&number).ok_or(Irreversible::Lost)
}

fn link_of(desk: &Desk, zaak: Zaaknummer, melding: Meldingnummer) -> Result<&Link, Irreversible> {
    zaak_of(desk, zaak)?.meldingen.iter().find(|k| k.melding == melding).ok_or(Irreversible::Lost)
}

fn merge_of(desk: &Desk, zaak: Zaaknummer, from: Zaaknummer) -> Result<&Merge, Irreversible> {
    zaak_of(desk, zaak)?.merged.iter().find(|m| m.from == from).ok_or(Irreversible::Lost)
}
