//! What takes a recorded fact back: for every kind of event the facts that give the state before it again,
//! or the reason why nothing does. It looks at the fold of what was recorded before it and at nothing else, so
//! that it gives the same after a lock, in the shell and years later.

use super::{
    desk::Desk,
    event::{LogEvent, NewEvent},
    melding::{Melding, MeldingState},
    zaak::{Link, Zaak},
};
use crate::domain::{
    feit::Feit,
    ids::{Meldingnummer, Zaaknummer},
    melding::Content,
    merge::Merge,
    moment::Moment,
    reminder::Reminder,
    step::StepState,
    text::Vertrouwelijk,
};

const KEPT: &str = "Een melding blijft bewaard; leg haar terzijde met een reden.";
const SENT: &str = "Wat verzonden is, is verzonden; stuur zo nodig een verbeterde versie.";
const COPY: &str = "Een kopie blijft bewaard; zeg zo nodig dat zij niet telt.";
const IN_MONITOR: &str = "De monitor is al geschreven; een nieuwe monitor zegt hoe het nu is.";
const TAKEN_OVER: &str = "De vorige desk heeft de ontvangst; draag de zaak over, of sluit haar.";
const HANDED_OVER: &str = "De zaak was bij een andere desk; laat haar daar opnieuw aanvaarden, of sluit haar.";
const PURGED: &str = "Wat gewist is, komt niet terug.";
const LOST: &str = "Wat er daarvoor stond, is niet meer te lezen.";

/// A fact that takes another back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversal {
    event: LogEvent,
    at: Option<Moment>,
}

impl Reversal {
    const fn now(event: LogEvent) -> Self {
        Self { event, at: None }
    }

    const fn back_at(event: LogEvent, at: Option<Moment>) -> Self {
        Self { event, at }
    }

    /// What counts again of a draft by it.
    pub fn left(&self) -> Option<String> {
        match &self.event {
            LogEvent::DraftSaved { version, .. } => Some(format!("nu geldt weer de tekst van versie {version}")),
            LogEvent::DraftRetracted { .. } => Some("nu is er geen versie meer".to_owned()),
            _ => None,
        }
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

/// What takes `event` back, in order; `before` holds the zaak and the melding it is about as they were.
///
/// # Errors
/// Why nothing does.
pub fn reverse(event: &LogEvent, before: &Desk) -> Result<Vec<Reversal>, &'static str> {
    let one = |event| Ok(vec![Reversal::now(event)]);
    match event {
        LogEvent::MeldingReceived { .. } => Err(KEPT),
        LogEvent::CallUpdated { melding, .. } => match &melding_of(before, *melding)?.content {
            Content::Call(call) => one(LogEvent::CallUpdated { melding: *melding, call: call.clone() }),
            Content::Mail(_) => Err(LOST),
        },
        LogEvent::MeldingSetAside { melding, .. } => one(LogEvent::MeldingReturned { melding: *melding }),
        LogEvent::MeldingReturned { melding } => match &melding_of(before, *melding)?.state {
            MeldingState::SetAside(reason) => {
                one(LogEvent::MeldingSetAside { melding: *melding, reason: reason.clone() })
            }
            MeldingState::Open | MeldingState::Linked(_) => Err(LOST),
        },
        LogEvent::MeldingLinked { zaak, melding, .. } => {
            one(LogEvent::MeldingUnlinked { zaak: *zaak, melding: *melding })
        }
        LogEvent::MeldingUnlinked { zaak, melding } => Ok(linked(link_of(before, *zaak, *melding)?, *zaak)),
        LogEvent::FormAccepted { zaak, melding, .. } => {
            let reason = link_of(before, *zaak, *melding)?.accepted.clone();
            one(LogEvent::FormAccepted { zaak: *zaak, melding: *melding, reason })
        }
        LogEvent::FieldSet { melding, field, .. } => match &melding_of(before, *melding)?.content {
            Content::Mail(mail) => one(LogEvent::FieldSet {
                melding: *melding,
                field: field.clone(),
                read: mail.fields.get(field).cloned(),
                inrichting: mail.inrichting.clone(),
            }),
            Content::Call(_) => Err(LOST),
        },
        LogEvent::LinkUpdated { zaak, melding, .. } => {
            let Link { filled_in, named, unread, .. } = link_of(before, *zaak, *melding)?.clone();
            one(LogEvent::LinkUpdated { zaak: *zaak, melding: *melding, filled_in, named, unread })
        }
        LogEvent::ZaakOpened { zaak, .. } => one(LogEvent::ZaakWithdrawn { zaak: *zaak, reason: undone("openen") }),
        LogEvent::ZaakClosed { zaak } => one(LogEvent::ZaakReopened { zaak: *zaak, reason: undone("sluiten") }),
        LogEvent::ZaakWithdrawn { zaak, .. } => {
            one(LogEvent::ZaakReopened { zaak: *zaak, reason: undone("intrekken") })
        }
        LogEvent::ZaakReopened { zaak, .. } => {
            let was = zaak_of(before, *zaak)?;
            if was.handovers.gone.is_some() {
                return Err(HANDED_OVER);
            }
            let event = match was.withdrawn {
                Some(_) => LogEvent::ZaakWithdrawn { zaak: *zaak, reason: undone("heropenen") },
                None => LogEvent::ZaakClosed { zaak: *zaak },
            };
            Ok(vec![Reversal::back_at(event, was.closed)])
        }
        LogEvent::ZaakMerged { zaak, from, .. } => one(LogEvent::ZaakSplit { zaak: *zaak, from: *from }),
        LogEvent::ZaakSplit { zaak, from } => {
            let Merge { along, reason, .. } = merge_of(before, *zaak, *from)?.clone();
            one(LogEvent::ZaakMerged { zaak: *zaak, from: *from, along, reason })
        }
        LogEvent::ZaakAbsorbed { zaak, to, .. } => {
            one(LogEvent::ZaakReturned { zaak: *zaak, from: *to, reason: undone("samenvoegen") })
        }
        LogEvent::ZaakReturned { zaak, from, .. } => {
            // Its case forgot the merge one entry earlier; that it stands in the log again says why.
            let (reason, at) = (undone("splitsen"), zaak_of(before, *zaak)?.closed);
            Ok(vec![Reversal::back_at(LogEvent::ZaakAbsorbed { zaak: *zaak, to: *from, reason }, at)])
        }
        LogEvent::HoldSet { zaak, reason } => one(LogEvent::HoldLifted { zaak: *zaak, reason: reason.clone() }),
        LogEvent::HoldLifted { zaak, .. } => {
            let reason = zaak_of(before, *zaak)?.hold.clone().ok_or(LOST)?;
            one(LogEvent::HoldSet { zaak: *zaak, reason })
        }
        LogEvent::WeekClosed { week } => one(LogEvent::WeekReopened { week: *week, reason: undone("sluiten") }),
        LogEvent::WeekReopened { week, .. } => {
            let at = before.closed_weeks.get(week).copied();
            Ok(vec![Reversal::back_at(LogEvent::WeekClosed { week: *week }, at)])
        }
        LogEvent::DraftSent { .. } => Err(SENT),
        LogEvent::EnteredInMonitor { .. } => Err(IN_MONITOR),
        LogEvent::ZaakTakenOver { .. } => Err(TAKEN_OVER),
        LogEvent::ZaakHandedOver { zaak, .. } => {
            one(LogEvent::ZaakReopened { zaak: *zaak, reason: undone("overdragen") })
        }
        LogEvent::ZaakPurged { .. } | LogEvent::MeldingPurged { .. } => Err(PURGED),
        LogEvent::InrichtingSet { zaak, .. } => {
            one(LogEvent::InrichtingSet { zaak: *zaak, inrichting: zaak_of(before, *zaak)?.inrichting.clone() })
        }
        LogEvent::RijChosen { zaak, .. } => {
            let was = zaak_of(before, *zaak)?;
            let (rij, rulebook) = (was.rij(), was.rulebook.clone());
            one(LogEvent::RijChosen { zaak: *zaak, rij, reason: undone("keuze"), rulebook })
        }
        LogEvent::TimeSet { zaak, time, .. } => {
            one(LogEvent::TimeSet { zaak: *zaak, time: *time, moment: zaak_of(before, *zaak)?.time(*time) })
        }
        LogEvent::FeitNoted { zaak, feit, .. } | LogEvent::FeitRestored { zaak, feit } => {
            one(LogEvent::FeitRetracted { zaak: *zaak, feit: *feit })
        }
        LogEvent::FeitRetracted { zaak, feit } => one(LogEvent::FeitRestored { zaak: *zaak, feit: *feit }),
        LogEvent::FeitAssessed { zaak, feit, .. } => {
            let status = feit_of(before, *zaak, *feit)?.status;
            one(LogEvent::FeitAssessed { zaak: *zaak, feit: *feit, status })
        }
        LogEvent::FeitCorrected { zaak, feit, .. } => {
            let Feit { topic, text, source, happened, .. } = feit_of(before, *zaak, *feit)?.clone();
            one(LogEvent::FeitCorrected { zaak: *zaak, feit: *feit, topic, text, source, happened })
        }
        LogEvent::TegenspraakSettled { zaak, tegenspraak, .. } => {
            let settled = &zaak_of(before, *zaak)?.settled;
            let reason = settled.iter().find(|s| s.tegenspraak == *tegenspraak).map(|s| s.reason.clone());
            one(LogEvent::TegenspraakSettled { zaak: *zaak, tegenspraak: tegenspraak.clone(), reason })
        }
        LogEvent::WeegvraagAnswered { zaak, question, .. } => {
            let answer = zaak_of(before, *zaak)?.answers.get(question).copied();
            one(LogEvent::WeegvraagAnswered { zaak: *zaak, question: question.clone(), answer })
        }
        LogEvent::BesluitTaken { zaak, about, .. } => {
            let (zaak, about) = (*zaak, *about);
            let was = zaak_of(before, zaak)?.besluit(about).cloned();
            let (choice, at) = (was.as_ref().map(|b| b.choice), was.as_ref().map(|b| b.at));
            let (reason, ground) = was.map(|b| (b.reason, b.ground)).unwrap_or_default();
            Ok(vec![Reversal::back_at(LogEvent::BesluitTaken { zaak, about, choice, reason, ground }, at)])
        }
        LogEvent::StepSet { zaak, step, .. } => {
            let note = zaak_of(before, *zaak)?.steps.get(step);
            let (state, reason) =
                note.map_or((StepState::Open, Vertrouwelijk::default()), |n| (n.state, n.reason.clone()));
            let timed = note.map(|n| n.is_timed.into());
            let event = LogEvent::StepSet { zaak: *zaak, step: *step, state, reason, timed };
            Ok(vec![Reversal::back_at(event, note.map(|n| n.at))])
        }
        LogEvent::DraftSaved { zaak, draft, .. } | LogEvent::DraftRetracted { zaak, draft } => {
            one(match zaak_of(before, *zaak)?.drafts.get(draft) {
                Some(d) => LogEvent::DraftSaved {
                    zaak: *zaak,
                    draft: *draft,
                    version: d.version,
                    text: d.text.clone(),
                    feiten: Some(d.feiten),
                },
                None => LogEvent::DraftRetracted { zaak: *zaak, draft: *draft },
            })
        }
        LogEvent::DraftChecked { zaak, draft, .. } => {
            let version = zaak_of(before, *zaak)?.drafts.get(draft).and_then(|d| d.checked);
            one(LogEvent::DraftChecked { zaak: *zaak, draft: *draft, version })
        }
        LogEvent::DraftLetThrough { zaak, draft, kinds, .. } => {
            let version = zaak_of(before, *zaak)?.drafts.get(draft).and_then(|d| d.let_through);
            let (kinds, reason) = (kinds.clone(), undone("doorlaten"));
            one(LogEvent::DraftLetThrough { zaak: *zaak, draft: *draft, version, kinds, reason })
        }
        LogEvent::ReadAlong { zaak, draft, version, role, .. } => {
            let readings = zaak_of(before, *zaak)?.drafts.get(draft).map(|d| &d.readings);
            let was = readings.into_iter().flatten().find(|r| r.role == *role);
            let version = was.map_or(*version, |r| r.version);
            let (state, remark) = (was.map(|r| r.state), was.map_or_else(|| undone("meelezen"), |r| r.remark.clone()));
            let event = LogEvent::ReadAlong { zaak: *zaak, draft: *draft, version, role: role.clone(), state, remark };
            Ok(vec![Reversal::back_at(event, was.map(|r| r.at))])
        }
        LogEvent::DraftCopyReceived { .. } => Err(COPY),
        LogEvent::DraftCopyJudged { zaak, draft, number, .. } => {
            let copies = zaak_of(before, *zaak)?.drafts.get(draft).map(|d| &d.copies);
            let counts = copies.into_iter().flatten().find(|kept| kept.number == *number).ok_or(LOST)?.counts;
            let (draft, number, reason) = (*draft, *number, undone("oordeel"));
            one(LogEvent::DraftCopyJudged { zaak: *zaak, draft, number, counts, reason })
        }
        LogEvent::PassedOn { zaak, number, .. } => one(LogEvent::PassedOnRetracted { zaak: *zaak, number: *number }),
        LogEvent::PassedOnRetracted { zaak, number } => {
            let was = zaak_of(before, *zaak)?.passed_on.iter().find(|p| p.number == *number).ok_or(LOST)?.clone();
            let (to, channel, provided) = (was.to, was.channel, was.provided);
            let event = LogEvent::PassedOn { zaak: *zaak, number: *number, to, channel, provided };
            Ok(vec![Reversal::back_at(event, Some(was.at))])
        }
        LogEvent::TermijnSet { zaak, termijn, .. } => {
            let choice = zaak_of(before, *zaak)?.termijn_choices.get(termijn);
            let reason = choice.map_or_else(|| undone("keuze"), |c| c.reason.clone());
            let setting = choice.map(|c| c.setting);
            one(LogEvent::TermijnSet { zaak: *zaak, termijn: *termijn, setting, reason })
        }
        LogEvent::ReminderSet { zaak, reminder, .. } | LogEvent::ReminderDone { zaak, reminder } => {
            let (zaak, reminder) = (*zaak, *reminder);
            Ok(vec![match zaak_of(before, zaak)?.reminders.iter().find(|r| r.number == reminder) {
                Some(Reminder { when, text, done: None, .. }) => {
                    Reversal::now(LogEvent::ReminderSet { zaak, reminder, when: *when, text: text.clone() })
                }
                done => Reversal::back_at(LogEvent::ReminderDone { zaak, reminder }, done.and_then(|r| r.done)),
            }])
        }
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
    std::iter::once(link.event(zaak)).chain(accepted).map(Reversal::now).collect()
}

fn zaak_of(desk: &Desk, number: Zaaknummer) -> Result<&Zaak, &'static str> {
    desk.zaken.get(&number).ok_or(LOST)
}

fn feit_of(desk: &Desk, zaak: Zaaknummer, number: u32) -> Result<&Feit, &'static str> {
    zaak_of(desk, zaak)?.feiten.iter().find(|f| f.number == number).ok_or(LOST)
}

fn melding_of(desk: &Desk, number: Meldingnummer) -> Result<&Melding, &'static str> {
    desk.meldingen.get(&number).ok_or(LOST)
}

fn link_of(desk: &Desk, zaak: Zaaknummer, melding: Meldingnummer) -> Result<&Link, &'static str> {
    zaak_of(desk, zaak)?.meldingen.iter().find(|k| k.melding == melding).ok_or(LOST)
}

fn merge_of(desk: &Desk, zaak: Zaaknummer, from: Zaaknummer) -> Result<&Merge, &'static str> {
    zaak_of(desk, zaak)?.merged.iter().find(|m| m.from == from).ok_or(LOST)
}
