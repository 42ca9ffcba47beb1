//! Moving about: along the list, along the lines on the right, from tab to tab.

use super::{View, leaf::Leaf};
use crate::{
    desk::state::{
        item::Item,
        screen::{Focus, Neighbour, Tab},
    },
    domain::ids::Zaaknummer,
};

impl View {
    /// Moves the cursor of the side that has it.
    pub fn move_selection(&mut self, step: isize) {
        match self.focus {
            Focus::Detail => {
                let last = self.detail_lines().saturating_sub(1);
                self.detail = self.detail.saturating_add_signed(step).min(last);
                self.scroll = Leaf::default();
            }
            Focus::List => {
                let last = self.list.len().saturating_sub(1);
                let now = self.chosen.and_then(|g| self.list.iter().position(|i| *i == g)).unwrap_or(0);
                let new = now.saturating_add_signed(step).min(last);
                self.choose(self.list.get(new).copied());
            }
        }
    }

    /// Puts the cursor of the list on a line, where that is in it.
    pub fn choose_from_list(&mut self, item: Item) {
        if self.list.contains(&item) {
            self.choose(Some(item));
        }
    }

    /// The tab beside the one that is shown, around the end.
    pub fn tab_beside(&self, to: Neighbour) -> Tab {
        let now = Tab::ALL.iter().position(|t| *t == self.tab).unwrap_or(0);
        Tab::ALL.get(to.beside(now, Tab::ALL.len())).copied().unwrap_or(self.tab)
    }

    /// Shows a tab.
    pub fn choose_tab(&mut self, tab: Tab) {
        if self.tab != tab {
            self.tab = tab;
            self.detail = 0;
            self.scroll = Leaf::default();
        }
        if self.zaak().is_some() {
            self.focus = Focus::Detail;
            self.to_first_task();
        }
    }

    /// Puts the cursor on what is to be done first.
    pub fn to_first_task(&mut self) {
        let (Tab::Checklist, Some(beeld), Some(zaak)) = (self.tab, self.beeld(), self.zaak()) else { return };
        let own = beeld.whose_turn(zaak, self.now).own();
        if let Some(i) = own.and_then(|step| beeld.steps.iter().position(|s| s.step == step)) {
            self.detail = i;
        }
    }

    /// The chosen case, where its log is in view and not there yet.
    pub fn missing_timeline(&self) -> Option<Zaaknummer> {
        let number = self.zaak().filter(|_| self.tab == Tab::Timeline)?.number;
        self.timeline.as_ref().is_none_or(|(there, _)| *there != number).then_some(number)
    }
}
