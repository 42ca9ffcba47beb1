//! What the desk asks the store to read: on its thread, behind all that was asked of it before.

use super::EffectRunner;
use crate::{
    desk::{
        effect::{HistoryUse, VersionsUse},
        msg::Msg,
    },
    domain::{
        draft::DraftKind,
        ids::{Piketweek, WeekStart, Zaaknummer},
    },
    judge::retention::Termijnen,
    log::draft_versions::versions,
    store::{ReadJob, Request},
};

impl EffectRunner {
    /// On the store thread, behind all that was asked of it before.
    pub(super) fn week(&self, week: Piketweek, week_start: WeekStart) -> Option<Msg> {
        let (sender, now) = (self.sender.clone(), self.equipment.clock.now());
        let settings = &self.equipment.settings;
        let termijnen = Termijnen { zaken: settings.bewaartermijn_zaken, meldingen: settings.bewaartermijn_meldingen };
        self.ask(Request::Read(ReadJob(Box::new(move |store| {
            let result = store.week(week, week_start, termijnen, now).map(|(desk, facts)| (Box::new(desk), facts));
            let _ = sender.blocking_send(Msg::Week { week, result });
        }))))
    }

    /// On the store thread, behind all that was asked of it before.
    pub(super) fn history(&self, purpose: HistoryUse) -> Option<Msg> {
        let sender = self.sender.clone();
        let job = ReadJob(Box::new(move |store| {
            let _ = sender.blocking_send(Msg::History { purpose, result: store.history() });
        }));
        let refused = self.worker.send(Request::Read(job)).err();
        refused.map(|t| Msg::History { purpose, result: Err(t.reason) })
    }

    /// On the store thread, behind what was saved of the draft before.
    pub(super) fn versions(&self, zaak: Zaaknummer, draft: DraftKind, purpose: VersionsUse) -> Option<Msg> {
        let sender = self.sender.clone();
        let job = ReadJob(Box::new(move |store| {
            let result = store.entries(Some(zaak), None).map(|entries| versions(&entries, draft));
            let _ = sender.blocking_send(Msg::Versions { zaak, draft, purpose, result });
        }));
        let refused = self.worker.send(Request::Read(job)).err();
        refused.map(|t| Msg::Versions { zaak, draft, purpose, result: Err(t.reason) })
    }
}
