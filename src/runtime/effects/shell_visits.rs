//! The verbs in the shell that wait for an answer of the desk.

use std::{collections::BTreeMap, sync::mpsc::SyncSender};

use crate::{
    desk::{
        msg::Msg,
        state::shell::{ShellCall, ShellReply, Visitor},
    },
    runtime::shell_door::Visit,
};

/// Each under a number of its own.
#[derive(Debug, Default)]
pub(super) struct ShellVisits {
    last: u64,
    waiting: BTreeMap<Visitor, SyncSender<ShellReply>>,
}

impl ShellVisits {
    /// What a verb asks, unless it was told already that its turn did not come.
    pub(super) fn receive(&mut self, visit: Visit) -> Option<Msg> {
        if !visit.begin() {
            return None;
        }
        self.last = self.last.wrapping_add(1);
        let visitor = Visitor(self.last);
        self.waiting.insert(visitor, visit.reply);
        Some(Msg::Shell(ShellCall { visitor, typed: visit.typed, subject: Box::new(visit.subject) }))
    }

    /// Tells a verb its answer; who asked may be gone by now.
    pub(super) fn answer(&mut self, visitor: Visitor, reply: ShellReply) -> Option<Msg> {
        let _ = self.waiting.remove(&visitor).map(|waiting| waiting.try_send(reply));
        None
    }
}
