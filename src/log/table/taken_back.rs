//! What the rows say of what takes a fact back, as far as more than one row says it: the fact that gives what stood before,
//! and where that is found.

use crate::{
    domain::{
        draft::DraftKind,
        feit::{Feit, FeitNumber},
        ids::{Meldingnummer, Zaaknummer},
        merge::Merge,
        moment::Moment,
        reminder::Reminder,
        text::Vertrouwelijk,
    },
    log::{
        desk::Desk,
        draft_versions::VersionChange,
        event::{LogEvent, NewEvent},
        irreversible::Irreversible,
        melding::Melding,
        zaak::{Link, Zaak},
    },
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
        match self.event.version_change()?.1 {
            VersionChange::Saved { version, .. } => Some(format!("nu geldt weer de tekst van versie {version}")),
            VersionChange::Retracted => Some("nu is er geen versie meer".to_owned()),
            VersionChange::Checked(_)
            | VersionChange::Sent(_)
            | VersionChange::NotSent { .. }
            | VersionChange::Copied { .. } => None,
        }
    }

    /// The fact as it is recorded at `now`, unless it brings back something with a time of its own. A draft
    /// that comes back is a version of its own: more may have been saved since the one it replaces.
    pub fn at(&self, desk: &Desk, now: Moment) -> NewEvent {
        let mut event = self.event.clone();
        as_next_version(&mut event, desk);
        NewEvent { occurred_at: self.at.unwrap_or(now), event }
    }
}

/// What takes a fact back, in order, or why nothing does.
pub type Reversed = Result<Vec<Reversal>, Irreversible>;

/// A version that comes back is the next one: more may have been saved since the one it replaces.
fn as_next_version(event: &mut LogEvent, desk: &Desk) {
    if let LogEvent::DraftSaved { zaak, draft, version, .. } = event
        && let Some(zaak) = desk.zaken.get(zaak)
    {
        *version = zaak.next_version(*draft);
    }
}

/// A fact that takes another back by itself.
#[expect(clippy::unnecessary_wraps, reason = "it is the last word of a row, and other rows refuse")]
pub fn one(event: LogEvent) -> Reversed {
    Ok(vec![Reversal { event, at: None }])
}

/// A fact that brings back something with a time of its own.
#[expect(clippy::unnecessary_wraps, reason = "it is the last word of a row, and other rows refuse")]
pub fn back_at(event: LogEvent, at: Option<Moment>) -> Reversed {
    Ok(vec![Reversal { event, at }])
}

/// A draft with the text it had, or without one.
pub fn draft_as_it_was(before: &Desk, zaak: Zaaknummer, draft: DraftKind) -> Reversed {
    one(match zaak_of(before, zaak)?.drafts.get(&draft) {
        Some(d) => {
            let (version, text, reach) = (d.version, d.text.clone(), Some(d.reach()));
            LogEvent::DraftSaved { zaak, draft, version, text, reach }
        }
        None => LogEvent::DraftRetracted { zaak, draft },
    })
}

/// A reminder that runs, or is done.
pub fn reminder_as_it_was(before: &Desk, zaak: Zaaknummer, reminder: u32) -> Reversed {
    match zaak_of(before, zaak)?.reminders.iter().find(|r| r.number == reminder) {
        Some(Reminder { when, text, step, done: None, .. }) => {
            one(LogEvent::ReminderSet { zaak, reminder, when: *when, text: text.clone(), step: *step })
        }
        done => {
            let fell = done.map(|r| r.has_fallen.into());
            back_at(LogEvent::ReminderDone { zaak, reminder, fell }, done.and_then(|r| r.done))
        }
    }
}

/// The reason that stands with a fact that only takes another back.
pub fn undone(what: &str) -> Vertrouwelijk {
    Vertrouwelijk::new(&format!("{what} ongedaan gemaakt"))
}

/// A report linked as it was before, with what was accepted of it.
pub fn linked(link: &Link, zaak: Zaaknummer) -> Vec<Reversal> {
    let melding = link.melding;
    let accepted = link.accepted.clone().map(|reason| LogEvent::FormAccepted { zaak, melding, reason: Some(reason) });
    std::iter::once(link.event(zaak)).chain(accepted).map(|event| Reversal { event, at: None }).collect()
}

pub fn zaak_of(desk: &Desk, number: Zaaknummer) -> Result<&Zaak, Irreversible> {
    desk.zaken.get(&number).ok_or(Irreversible::Lost)
}

pub fn feit_of(desk: &Desk, zaak: Zaaknummer, number: FeitNumber) -> Result<&Feit, Irreversible> {
    zaak_of(desk, zaak)?.feiten.iter().find(|f| f.number == number).ok_or(Irreversible::Lost)
}

pub fn melding_of(desk: &Desk, number: Meldingnummer) -> Result<&Melding, Irreversible> {
    desk.meldingen.get(&number).ok_or(Irreversible::Lost)
}

pub fn link_of(desk: &Desk, zaak: Zaaknummer, melding: Meldingnummer) -> Result<&Link, Irreversible> {
    zaak_of(desk, zaak)?.meldingen.iter().find(|k| k.melding == melding).ok_or(Irreversible::Lost)
}

pub fn merge_of(desk: &Desk, zaak: Zaaknummer, from: Zaaknummer) -> Result<&Merge, Irreversible> {
    zaak_of(desk, zaak)?.merged.iter().find(|m| m.from == from).ok_or(Irreversible::Lost)
}
