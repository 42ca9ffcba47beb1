//! What the desk has the store note: facts, what is typed, what was looked at, alarms and the watch; and the pen that
//! this takes, and the copies of it.

use super::EffectRunner;
use crate::{
    desk::msg::Msg,
    domain::{
        alarm::AlarmLine,
        audit::Audit,
        copy_reason::CopyReason,
        form_target::FormTarget,
        moment::Moment,
        ticket::Ticket,
        typed::Typed,
        watch::{AlarmHost, Claim},
    },
    log::event::NewEvent,
    store::{Blob, Request},
};

impl EffectRunner {
    pub(super) fn write(
        &self,
        ticket: Ticket,
        facts: Vec<NewEvent>,
        files: Vec<Vec<u8>>,
        typed: Option<FormTarget>,
        reverses: Option<u64>,
    ) -> Option<Msg> {
        let blobs = files.into_iter().map(Blob::new).collect();
        let (now, actor) = (self.equipment.clock.now(), self.equipment.actor.clone());
        let request = Request::Write { ticket, now, actor, new: facts, blobs, typed, reverses };
        self.worker.send(request).err().map(|t| Msg::Refused { ticket, error: t.reason })
    }

    pub(super) fn keep_typed(&self, typed: Typed) -> Option<Msg> {
        let target = typed.target.clone();
        let sent = self.worker.send(Request::KeepTyped(typed));
        sent.err().map(|t| Msg::TypedKept { target, result: Err(t.reason) })
    }

    pub(super) fn audit(&self, audit: Audit) -> Option<Msg> {
        let (now, actor) = (self.equipment.clock.now(), self.equipment.actor.clone());
        self.ask(Request::Audit { now, actor, audit })
    }

    pub(super) fn keep_watch(&self, claim: Claim, next: Option<Moment>) -> Option<Msg> {
        let now = self.equipment.clock.now();
        let result = self.worker.send(Request::KeepWatch { now, claim, next });
        result.err().map(|t| Msg::Watch(Box::new(Err(t.reason))))
    }

    pub(super) fn record_alarms(&self, by: AlarmHost, alarm_lines: Vec<AlarmLine>) -> Option<Msg> {
        let now = self.equipment.clock.now();
        let result = self.worker.send(Request::RecordAlarms { now, by, alarm_lines });
        result.err().map(|t| Msg::Woken(Box::new(Err(t.reason))))
    }

    pub(super) fn take_over(&self) -> Option<Msg> {
        let now = self.equipment.clock.now();
        self.worker.send(Request::TakeOver { now }).err().map(|t| Msg::TakenOver(Err(t.reason)))
    }

    pub(super) fn back_up(&self, reason: CopyReason) -> Option<Msg> {
        let (now, keep) = (self.equipment.clock.now(), self.equipment.settings.backups);
        self.ask(Request::Backup { now, keep, reason })
    }
}
