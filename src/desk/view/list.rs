//! The left-hand list: what waits in the inbox first, then the cases by what bites first. The
//! chosen line stays chosen when the order changes under it.

use super::View;
use crate::{
    desk::state::{found::MAX_COUNTED, item::Item, screen::Focus},
    domain::{ids::Meldingnummer, melding::MeldingKind, moment::Moment},
    log::{
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
};

/// Where a case stands in the list; then the newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ListPlace {
    AwaitsRij,
    Running(Moment),
    NoTermijn,
    Closed,
}

impl View {
    /// How much was found for the search in force, and how much of it is in the list; `None` until the store
    /// has answered.
    pub fn found_count(&self) -> Option<String> {
        let found = self.found.as_ref().filter(|found| found.search == self.search)?;
        let shown = self.list.len();
        Some(if found.total >= MAX_COUNTED {
            format!("ten minste {MAX_COUNTED} gevonden, {shown} getoond")
        } else if found.total > shown {
            format!("{} gevonden, {shown} getoond", found.total)
        } else {
            format!("{shown} gevonden")
        })
    }

    /// How many reports that wait are not in the list, because a machine sent them.
    pub fn folded(&self) -> usize {
        let waits = |m: &&Melding| m.is_open() && m.kind == MeldingKind::Automatic;
        let folded = self.desk.meldingen.values().filter(waits);
        folded.filter(|m| self.search.is_empty() && !self.list.contains(&Item::Melding(m.number))).count()
    }

    /// Shows everything again.
    pub fn stop_search(&mut self) {
        self.search.clear();
        self.found = None;
        self.refresh();
    }

    /// Builds the list anew.
    pub fn refresh(&mut self) {
        let found = self.found.as_ref().filter(|_| !self.search.is_empty());
        let fits = |item: Item| found.is_none_or(|found| found.items.contains(&item));
        let show = self.show_closed || found.is_some();

        let mut inbox: Vec<&Melding> = self
            .desk
            .meldingen
            .values()
            .filter(|m| match m.state {
                // What a machine sent is folded away behind a count.
                MeldingState::Open => show || m.kind != MeldingKind::Automatic || self.is_reading(m.number),
                MeldingState::SetAside(_) => show,
                // One that is being read from its case stays there.
                MeldingState::Linked(_) => found.is_some() || self.is_reading(m.number),
            })
            .filter(|m| fits(Item::Melding(m.number)))
            .collect();
        inbox.sort_by_key(|m| (!m.is_open(), m.received));

        // A case without a row comes first: which terms run is not known before it has one.
        let place = |z: &Zaak| match self.derived.get(&z.number).and_then(|b| b.running().next()) {
            _ if !z.is_open() => ListPlace::Closed,
            Some(first) => ListPlace::Running(first.due),
            None if z.rij().is_none() => ListPlace::AwaitsRij,
            None => ListPlace::NoTermijn,
        };
        let mut zaken: Vec<(ListPlace, &Zaak)> = self
            .desk
            .zaken
            .values()
            .filter(|z| z.is_open() || show)
            .filter(|z| fits(Item::Zaak(z.number)))
            .map(|z| (place(z), z))
            .collect();
        zaken.sort_by_key(|(place, z)| (*place, std::cmp::Reverse(z.number)));

        let new: Vec<Item> = inbox
            .iter()
            .map(|m| Item::Melding(m.number))
            .chain(zaken.iter().map(|(_, z)| Item::Zaak(z.number)))
            .collect();
        let was = self.chosen.and_then(|g| self.list.iter().position(|i| *i == g)).unwrap_or(0);
        self.list = new;
        if !self.chosen.is_some_and(|g| self.list.contains(&g)) {
            let last = self.list.len().saturating_sub(1);
            self.choose(self.list.get(was.min(last)).copied());
            // Another line than the one that was read: a key meant for that one must do nothing here.
            self.focus = Focus::List;
        }
    }

    /// True for the report that the officer is reading.
    fn is_reading(&self, number: Meldingnummer) -> bool {
        self.focus == Focus::Detail && self.chosen == Some(Item::Melding(number))
    }

    /// Brings a line into view and chooses it, also where a search had left it out.
    pub fn show(&mut self, item: Item) {
        if !self.list.contains(&item) {
            self.stop_search();
        }
        self.choose(Some(item));
    }

    /// Chooses a line; the right-hand side starts at its top.
    pub fn choose(&mut self, item: Option<Item>) {
        if self.chosen != item {
            self.chosen = item;
            self.detail = 0;
            self.scroll = 0;
        }
    }
}
