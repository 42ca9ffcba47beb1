//! The fold of a case: what each kind of event that is about one leaves in it. What it takes more than a line for stands by its
//! noun in the files beside this one.

use super::{Link, MonitorState, RijChoice, StepNote, Zaak};
use crate::{
    domain::{
        besluit::{Besluit, YesNo},
        feit::Feit,
        merge::Merge,
        passed_on::PassedOn,
        reminder::Reminder,
    },
    log::event::{Entry, LogEvent, beside},
};

impl Zaak {
    /// Notes one entry about this case; entries about other things leave it as it is.
    #[expect(clippy::too_many_lines, reason = "it is a table: one arm for each kind, by its noun")]
    pub fn apply(&mut self, entry: &Entry) {
        let at = entry.occurred_at;
        self.last = self.last.max(entry.first_recorded_at());
        match &entry.event {
            beside!(zaken, ZaakOpened) => {}
            LogEvent::MeldingLinked { melding, form, received, filled_in, named, unread, .. } => {
                let (filled_in, unread) = (filled_in.clone(), unread.clone());
                let (melding, form, received, named) = (*melding, *form, *received, *named);
                self.link(Link { melding, form, received, filled_in, named, unread, accepted: None });
            }
            LogEvent::LinkUpdated { melding, filled_in, named, unread, .. } => {
                for k in self.links_of(*melding) {
                    (k.filled_in, k.named, k.unread) = (filled_in.clone(), *named, unread.clone());
                }
            }
            LogEvent::FormAccepted { melding, reason, .. } => {
                self.links_of(*melding).for_each(|k| k.accepted.clone_from(reason));
            }
            LogEvent::MeldingUnlinked { melding, .. } => self.meldingen.retain(|k| k.melding != *melding),
            LogEvent::InrichtingSet { inrichting, .. } => {
                self.note_placing(entry.first_recorded_at());
                self.inrichting.clone_from(inrichting);
            }
            LogEvent::RijChosen { rij, reason, rulebook, .. } => {
                self.rij_choices.push(RijChoice { rij: *rij, at, reason: reason.clone(), rulebook: rulebook.clone() });
                self.rulebook = rulebook.clone();
            }
            LogEvent::TimeSet { time, moment, by_hand, .. } => {
                self.note_placing(entry.first_recorded_at());
                self.time_set(*time, *moment, *by_hand, at);
            }
            LogEvent::FeitNoted { feit, topic, text, source, status, happened, asked, .. } => {
                let (number, topic, status, happened) = (*feit, *topic, *status, *happened);
                let (text, source, asked) = (text.clone(), source.clone(), asked.clone());
                self.feiten.push(Feit { number, topic, text, source, status, at, happened, asked });
            }
            LogEvent::FeitAssessed { feit, status, .. } => {
                self.changed_feit(*feit).into_iter().for_each(|f| f.status = *status);
            }
            LogEvent::FeitCorrected { feit, topic, text, source, happened, .. } => {
                if let Some(f) = self.changed_feit(*feit) {
                    (f.topic, f.text, f.source, f.happened) = (*topic, text.clone(), source.clone(), *happened);
                }
            }
            LogEvent::FeitRetracted { feit, .. } => self.feit_retracted(*feit),
            LogEvent::FeitRestored { feit, .. } => self.feit_restored(*feit),
            LogEvent::TegenspraakSettled { tegenspraak, reason, .. } => {
                self.tegenspraak_settled(tegenspraak, reason.as_ref(), entry.first_recorded_at());
            }
            LogEvent::WeegvraagAnswered { question, answer, .. } => self.answered(question, *answer, at),
            LogEvent::BesluitTaken { about, choice, reason, ground, .. } => {
                let (rij, reason, ground) = (self.rij(), reason.clone(), ground.clone());
                self.besluit_taken(*about, rij, choice.map(|choice| Besluit { choice, reason, at, rij, ground }));
            }
            LogEvent::StepSet { step, state, reason, timed, ground, .. } => {
                // Older programs did not note whether a time was told; one before the minute of noting was.
                let noted = entry.first_recorded_at();
                let is_timed = timed.map_or(at < noted.minute(), |timed| timed == YesNo::Yes);
                let (reason, ground) = (reason.clone(), ground.clone());
                self.step_set(*step, StepNote { state: *state, reason, at, is_timed, noted, ground });
            }
            LogEvent::PassedOn { number, to, channel, provided, .. } => {
                let when = (at, entry.first_recorded_at());
                self.passed_on.push(PassedOn::new(*number, (to, channel), when, provided.as_ref()));
            }
            LogEvent::PassedOnRetracted { number, .. } => self.passed_on.retain(|p| p.number != *number),
            LogEvent::DraftSaved { draft, version, text, reach, .. } => {
                self.draft_saved(*draft, (*version, *reach), text, entry.first_recorded_at());
            }
            LogEvent::DraftRetracted { draft, .. } => {
                let version = self.drafts.remove(draft).map(|d| d.version);
                self.retracted_drafts.extend(version.map(|version| (*draft, version)));
            }
            LogEvent::DraftChecked { draft, version, .. } => {
                self.drafts.get_mut(draft).into_iter().for_each(|c| c.checked = *version);
            }
            event @ (LogEvent::DraftLetThrough { .. } | LogEvent::DraftLetGo { .. }) => self.let_pass(event, at),
            event @ (LogEvent::DraftSent { .. }
            | LogEvent::DraftNotSent { .. }
            | LogEvent::SendingStarted { .. }
            | LogEvent::SendingEnded { .. }) => self.sending(event, at),
            event @ LogEvent::ReadAlong { .. } => self.read_along(event, at),
            LogEvent::DraftCopyReceived { draft, number, copy, .. } => self.copy_received(*draft, *number, at, copy),
            LogEvent::DraftCopyJudged { draft, number, counts, .. } => self.copy_judged(*draft, *number, *counts),
            LogEvent::TermijnSet { termijn, setting, reason, ground, .. } => {
                self.termijn_set(*termijn, *setting, (reason, at), ground.as_ref());
            }
            LogEvent::ReminderSet { reminder, when, text, step, .. } => {
                let (number, when, text, step) = (*reminder, *when, text.clone(), *step);
                self.reminders.retain(|h| h.number != number);
                self.reminders.push(Reminder { number, when, text, step, done: None, has_fallen: false });
            }
            LogEvent::ReminderDone { reminder, fell, .. } => {
                let of_number = self.reminders.iter_mut().filter(|h| h.number == *reminder);
                of_number.for_each(|h| (h.done, h.has_fallen) = (Some(at), *fell == Some(YesNo::Yes)));
            }
            LogEvent::EnteredInMonitor { week, .. } => {
                if !self.in_monitor.contains(week) {
                    self.in_monitor.push(*week);
                }
                self.monitor_state = Some(MonitorState::of(self));
            }
            LogEvent::ZaakClosed { .. } => self.closed = Some(at),
            LogEvent::ZaakWithdrawn { .. } => (self.withdrawn, self.closed) = (Some(at), Some(at)),
            LogEvent::ZaakReopened { .. } => (self.withdrawn, self.closed, self.handovers.gone) = (None, None, None),
            LogEvent::ZaakTakenOver { from, .. } => self.taken_over(*from, at),
            LogEvent::ZaakHandedOver { .. } => (self.handovers.gone, self.closed) = (Some(at), Some(at)),
            LogEvent::ZaakMerged { from, along, reason, .. } => {
                self.merged.push(Merge { from: *from, along: along.clone(), reason: reason.clone() });
            }
            LogEvent::ZaakSplit { from, .. } => self.merged.retain(|s| s.from != *from),
            LogEvent::ZaakAbsorbed { to, .. } => (self.absorbed_into, self.closed) = (Some(*to), Some(at)),
            LogEvent::ZaakReturned { .. } => (self.absorbed_into, self.closed) = (None, None),
            LogEvent::HoldSet { reason, .. } => self.hold = Some(reason.clone()),
            LogEvent::HoldLifted { .. } => self.hold = None,
            LogEvent::ZaakPurged { .. } => self.purge(at),
        }
    }
}
