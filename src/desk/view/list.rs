//! The left-hand list: what waits in the inbox first, then the cases by what bites first. The
//! chosen line stays chosen when the order changes under it.

use super::View;
use crate::{
    desk::state::{item::Item, screen::Focus},
    domain::{ids::Meldingnummer, moment::Moment, sanitize},
    log::{
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
};

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
                // One that is being read from its case stays there.
                MeldingState::Linked(_) => !search.is_empty() || self.is_reading(m.number),
            })
            .filter(|m| found(&Item::Melding(m.number)) || fits(&|| melding_search_text(m)))
            .collect();
        inbox.sort_by_key(|m| (!m.is_open(), m.received));

        let mut zaken: Vec<(bool, Option<Moment>, &Zaak)> = self
            .desk
            .zaken
            .values()
            .filter(|z| z.is_open() || show)
            .filter(|z| found(&Item::Zaak(z.number)) || fits(&|| zaak_search_text(z)))
            .map(|z| (!z.is_open(), self.derived.get(&z.number).and_then(|b| b.running().next().map(|k| k.due)), z))
            .collect();
        // Open before closed; with a running term before without; then by the term, newest case first.
        zaken.sort_by_key(|(shut, due_first, z)| (*shut, due_first.is_none(), *due_first, std::cmp::Reverse(z.number)));

        let new: Vec<Item> = inbox
            .iter()
            .map(|m| Item::Melding(m.number))
            .chain(zaken.iter().map(|(_, _, z)| Item::Zaak(z.number)))
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
