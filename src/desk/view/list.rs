//! The list: what is to be done now, what others are waited for, the inbox, and what is left for the end of the
//! week; in each what bites first on top. The chosen line stays chosen when the order changes under it.

use std::cmp::Reverse;

use super::{View, leaf::Leaf};
use crate::{
    desk::state::{item::Item, lens::Lens, screen::Focus, section::Section},
    domain::{
        ids::{Meldingnummer, Zaaknummer},
        melding::MeldingKind,
        moment::Moment,
        search_limit::MAX_COUNTED,
    },
    judge::{
        advice,
        case_rule::CaseRule,
        countdown::{Countdown, Severity},
        proposal,
        task::{self, NextTask},
    },
    log::{
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
};

/// Of so many reports the list says which case they may belong to: more than any screen shows.
const MOST_JUDGED: usize = 100;

/// Where a case stands in its section; then the newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ListPlace {
    /// Which terms run is not known before a rule holds.
    WithoutRule,
    Running(Moment),
    NoTermijn,
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
        folded
            .filter(|m| {
                self.search.is_empty() && self.lens == Lens::All && !self.list.contains(&Item::Melding(m.number))
            })
            .count()
    }

    /// Shows everything again.
    pub fn stop_search(&mut self) {
        self.search.clear();
        self.found = None;
        self.lens = Lens::All;
        self.refresh();
    }

    /// Shows one part of the desk, from its first line.
    pub fn look_through(&mut self, lens: Lens) {
        self.lens = lens;
        self.chosen = None;
        self.refresh();
    }

    /// How many cases are in a part of the desk.
    pub fn count(&self, lens: Lens) -> usize {
        self.desk.zaken.values().filter(|z| z.is_open() && self.is_in(lens, z)).count()
    }

    fn is_in(&self, lens: Lens, zaak: &Zaak) -> bool {
        match lens {
            Lens::All => true,
            Lens::Open => zaak.is_open(),
            Lens::Late => {
                let late = |k: &Countdown| matches!(k.severity(self.now), Severity::TooLate | Severity::StrictPassed);
                self.derived.get(&zaak.number).is_some_and(|beeld| beeld.running().any(late))
            }
            Lens::Waiting => self.section(zaak) == Section::Waiting,
        }
    }

    /// Builds the list anew.
    pub fn refresh(&mut self) {
        let found = self.found.as_ref().filter(|_| !self.search.is_empty());
        // What the officer has before him stays, whatever becomes of it.
        let seen = |item: Item| match (self.lens, item) {
            _ if self.chosen == Some(item) => true,
            (Lens::All, _) => true,
            (Lens::Open | Lens::Late | Lens::Waiting, Item::Melding(_)) => false,
            (lens, Item::Zaak(number)) => self.desk.zaken.get(&number).is_some_and(|z| self.is_in(lens, z)),
        };
        let fits = |item: Item| seen(item) && found.is_none_or(|found| found.items.contains(&item));
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
        // What is being read keeps its place, so that the line after it is next when it goes.
        inbox.sort_by_key(|m| (!m.is_open() && !self.is_reading(m.number), Reverse(m.received)));

        let judged = inbox.iter().copied().filter(|m| m.is_open()).take(MOST_JUDGED);
        let belongs = proposal::best_of(&self.desk, &self.setup.book, judged);
        let mut lines: Vec<(Section, ListPlace, Reverse<Zaaknummer>)> = self
            .desk
            .zaken
            .values()
            .filter(|z| z.is_open() || show)
            .filter(|z| fits(Item::Zaak(z.number)))
            .map(|z| (self.section(z), self.place(z), Reverse(z.number)))
            .collect();
        lines.sort_unstable();

        let mut sections: Vec<(Section, usize)> = Vec::new();
        let mut new: Vec<Item> = Vec::with_capacity(lines.len() + inbox.len());
        for section in Section::ALL {
            let from = new.len();
            if section == Section::Inbox {
                new.extend(inbox.iter().map(|m| Item::Melding(m.number)));
            } else {
                let of = lines.iter().filter(|(found, ..)| *found == section);
                new.extend(of.map(|(_, _, Reverse(number))| Item::Zaak(*number)));
            }
            // The inbox is named when it is empty too: that nothing waits is news.
            if new.len() > from || section == Section::Inbox {
                sections.push((section, from));
            }
        }
        self.sections = sections;
        self.belongs = belongs;
        let was = self.chosen.and_then(|g| self.list.iter().position(|i| *i == g)).unwrap_or(0);
        self.list = new;
        if !self.chosen.is_some_and(|g| self.list.contains(&g)) {
            let last = self.list.len().saturating_sub(1);
            self.choose(self.list.get(was.min(last)).copied());
            // Another line than the one that was read: a key meant for that one must do nothing here.
            self.focus = Focus::List;
        }
    }

    /// What a case asks for now.
    pub fn task(&self, zaak: &Zaak) -> Option<NextTask> {
        let beeld = self.derived.get(&zaak.number)?;
        let case = self.context().case_rule(zaak);
        let other = match case {
            CaseRule::Known(book, rule) => advice::proposed_rijen(zaak, book, rule).iter().find_map(|other| other.rij),
            CaseRule::Unchosen(_) | CaseRule::NotInBook(..) | CaseRule::NoBook(_) => None,
        };
        Some(task::task((zaak, case), &beeld.steps, &beeld.whose_turn(zaak, self.now), other))
    }

    /// The term of a case that bites first.
    pub fn first_of(&self, zaak: Zaaknummer) -> Option<&Countdown> {
        self.derived.get(&zaak)?.running().next()
    }

    /// The parts of the list from the top, each with what stands in it.
    pub fn parts(&self) -> impl Iterator<Item = (Section, &[Item])> {
        let ends = self.sections.iter().skip(1).map(|(_, from)| *from).chain(std::iter::once(self.list.len()));
        let parts = self.sections.iter().zip(ends);
        parts.map(|((section, from), end)| (*section, self.list.get(*from..end).unwrap_or_default()))
    }

    fn section(&self, zaak: &Zaak) -> Section {
        match self.task(zaak).filter(|_| zaak.is_open()) {
            Some(NextTask::Own(_)) => Section::ToDo,
            Some(NextTask::Awaited(_)) => Section::Waiting,
            Some(NextTask::RoundOff(_)) => Section::WeekEnd,
            None => Section::Closed,
        }
    }

    fn place(&self, zaak: &Zaak) -> ListPlace {
        match task::first_moment(zaak, self.first_of(zaak.number).map(|k| k.due)) {
            _ if self.is_without_rule(zaak) => ListPlace::WithoutRule,
            Some(due) => ListPlace::Running(due),
            None => ListPlace::NoTermijn,
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
            self.read_from = None;
            self.detail = 0;
            self.scroll = Leaf::default();
            self.part = 0;
        }
    }
}
