//! What the desk asks for that is made from what it shows: a draft, a monitor, mail. Everything that takes
//! goes along, so that whoever does it needs no look at the desk.

use super::View;
use crate::{
    acts::IncludeInMonitor,
    desk::{
        effect::{Effect, MonitorMaterial, OverdrachtMaterial},
        state::{draft_material::DraftMaterial, shell::Visitor, zaak_view::ZaakView},
    },
    domain::{
        draft::DraftKind,
        error::Result,
        ids::Zaaknummer,
        monitor_order::MonitorOrder,
        overdracht_order::{OverdrachtOrder, OverdrachtPart, OverdrachtReading},
        period::Period,
    },
    judge::{case_rule::CaseRule, case_surroundings::CaseSurroundings},
};
use std::sync::Arc;

impl View {
    /// Asks for the first text of a draft.
    ///
    /// # Errors
    /// When there is no such case.
    pub fn make_draft(&self, number: Zaaknummer, draft: DraftKind) -> Result<Effect> {
        Ok(Effect::MakeDraft { draft, material: Box::new(self.draft_material(number)?) })
    }

    /// What the messages of a case are made from.
    ///
    /// # Errors
    /// When there is no such case.
    pub fn draft_material(&self, number: Zaaknummer) -> Result<DraftMaterial> {
        let zaak = self.desk.zaken.get(&number);
        let zaak = zaak.ok_or_else(|| number.unknown())?.clone();
        let inrichting = zaak.plek().and_then(|n| self.setup.inrichtingen.by_name(n)).cloned();
        let running = self.derived.get(&number).into_iter().flat_map(ZaakView::running);
        let case = CaseRule::of(&zaak, &self.setup.book, inrichting.as_ref());
        let context =
            CaseSurroundings::of((&zaak, case), inrichting.as_ref(), running, &self.setup.addresses, self.now);
        Ok(DraftMaterial {
            zaak,
            book: self.setup.book.clone(),
            inrichting,
            context,
            sender: self.setup.sender.clone(),
            now: self.now,
        })
    }

    /// Asks for a monitor in a file.
    pub fn make_monitor(&self, order: MonitorOrder) -> Effect {
        Effect::Monitor { order, material: self.monitor_material() }
    }

    /// Asks for the charts of a monitor.
    pub fn make_charts(&self, period: Period) -> Effect {
        Effect::Charts { period, material: self.monitor_material() }
    }

    fn monitor_material(&self) -> MonitorMaterial {
        MonitorMaterial {
            book: self.setup.book.clone(),
            inrichtingen: Arc::clone(&self.setup.inrichtingen),
            week_start: self.setup.week_start,
        }
    }

    /// Asks for a handover in a file.
    pub fn make_overdracht(&self, order: OverdrachtOrder) -> Effect {
        Effect::Overdracht { order, material: self.overdracht_material() }
    }

    /// Asks for what is in a handover.
    pub fn open_overdracht(&self, reading: OverdrachtReading) -> Effect {
        Effect::OpenOverdracht { reading, material: self.overdracht_material() }
    }

    /// Asks for a part of it.
    pub fn take_part(&self, part: OverdrachtPart) -> Effect {
        Effect::TakePart { part, material: self.overdracht_material() }
    }

    fn overdracht_material(&self) -> OverdrachtMaterial {
        OverdrachtMaterial {
            book: self.setup.book.clone(),
            inrichtingen: Arc::clone(&self.setup.inrichtingen),
            addresses: Arc::clone(&self.setup.addresses),
            choice: self.setup.choice,
            week_start: self.setup.week_start,
        }
    }

    /// Whether the monitor of that week holds a case as it is now, as far as the desk knows it.
    pub fn is_in_monitor(&self, entry: &IncludeInMonitor) -> bool {
        self.desk.zaken.get(&entry.zaak).is_some_and(|zaak| zaak.is_current_in_monitor(entry.week))
    }

    /// Asks for the mails in these files, for the officer or for a verb in the shell that waits.
    pub fn import(&self, paths: Vec<String>, visitor: Option<Visitor>) -> Effect {
        Effect::Import { paths, inrichtingen: Arc::clone(&self.setup.inrichtingen), visitor }
    }

    /// Asks for mail from now on.
    pub fn read_sources(&self) -> Effect {
        Effect::ReadSources { inrichtingen: Arc::clone(&self.setup.inrichtingen) }
    }
}
