//! The left-hand list: what waits in the inbox first, then the cases by what bites first. The
//! chosen line stays chosen when the order changes under it.

use super::View;
use crate::{
    desk::state::item::Item,
    domain::{moment::Moment, sanitize},
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
    /// Builds the list anew.
    pub fn refresh(&mut self) {
        let search = self.search.trim().to_lowercase();
        // Only who searches pays for the texts that are searched.
        let fits = |text: &dyn Fn() -> String| {
            search.is_empty() || {
                let text = text();
                search.split_whitespace().all(|word| text.contains(word))
            }
        };
        let found = |item: &Item| !search.is_empty() && self.found.contains(item);
        let show = self.show_closed || !search.is_empty();

        let mut inbox: Vec<&Melding> = self
            .desk
            .meldingen
            .values()
            .filter(|m| match m.state {
                MeldingState::Open => true,
                MeldingState::SetAside(_) => show,
                MeldingState::Linked(_) => !search.is_empty(),
            })
            .filter(|m| found(&Item::Melding(m.number)) || fits(&|| melding_search_text(m)))
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
            .filter(|z| found(&Item::Zaak(z.number)) || fits(&|| zaak_search_text(z)))
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
        }
    }

    /// Brings a line into view and chooses it, also where a search had left it out.
    pub fn show(&mut self, item: Item) {
        if !self.list.contains(&item) {
            self.search.clear();
            self.refresh();
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

fn melding_search_text(m: &Melding) -> String {
    format!("{} {} {} {}", m.number, m.kind.label(), m.inrichting().unwrap_or_default(), sanitize::line(m.headline()))
        .to_lowercase()
}

fn zaak_search_text(z: &Zaak) -> String {
    let rij = z.rij().map(|r| format!("rij {r}")).unwrap_or_default();
    let mut text = format!("{} {rij} {}", z.number, z.plek().unwrap_or_default());
    for feit in &z.feiten {
        text.push(' ');
        text.push_str(feit.text.read());
    }
    text.to_lowercase()
}
