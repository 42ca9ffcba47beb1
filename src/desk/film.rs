//! The night played again: the case, or the whole desk, as it was known at a moment. What is shown is
//! the fold of what had been recorded by then and nothing else, so it can be leafed through and never
//! changed. What was recorded together was never known in part, and is one step.

use super::state::{
    item::Item,
    reveal::Reveal,
    screen::{Focus, Tab},
    setup::Setup,
};
use crate::judge::film_scope::LOOKBACK;
use crate::{
    desk::view::View,
    domain::moment::Moment,
    judge::film_scope::FilmScope,
    log::{decision_mark::DecisionMark, desk::Desk, event::Entry},
};

/// What the entries up to and including a moment come to.
pub fn fold(entries: &[Entry], at: Moment) -> Desk {
    let mut desk = Desk::default();
    entries.iter().filter(|e| e.recorded_at <= at).for_each(|e| desk.apply(e));
    desk
}

/// One column of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BarCell {
    /// Nothing was recorded.
    Empty,
    /// Something was.
    Step,
    /// Something was decided.
    Besluit(DecisionMark),
}

/// The film, stopped at a moment.
#[derive(Debug, Clone)]
pub struct Film {
    scope: FilmScope,
    entries: Vec<Entry>,
    moments: Vec<Moment>,
    at: Moment,
    then: View,
}

impl Film {
    /// A film of these entries, stopped at `at` or as near to it as it goes; `None` without entries.
    pub fn new(scope: FilmScope, entries: Vec<Entry>, at: Moment, setup: &Setup) -> Option<Self> {
        let starting_at = match scope {
            FilmScope::Zaak(_) => None,
            FilmScope::Desk => entries.last().map(|e| e.recorded_at.plus(-LOOKBACK)),
        };
        let mut moments: Vec<Moment> =
            entries.iter().map(|e| e.recorded_at).filter(|m| Some(*m) >= starting_at).collect();
        moments.dedup();
        let (first, last) = (*moments.first()?, *moments.last()?);
        let at = at.clamp(first, last);
        let mut then = View::new(setup.clone(), Desk::default(), at);
        then.tab = Tab::Checklist;
        then.focus = match scope {
            FilmScope::Zaak(_) => Focus::Detail,
            FilmScope::Desk => Focus::List,
        };
        let mut film = Self { scope, entries, moments, at, then };
        film.rebuild();
        Some(film)
    }

    /// What it is about.
    pub const fn scope(&self) -> FilmScope {
        self.scope
    }

    /// The moment it is stopped at.
    pub const fn at(&self) -> Moment {
        self.at
    }

    /// The desk as it was then, for the screen.
    pub const fn then(&self) -> &View {
        &self.then
    }

    /// First and last moment.
    pub fn span(&self) -> (Moment, Moment) {
        (self.moments.first().copied().unwrap_or(self.at), self.moments.last().copied().unwrap_or(self.at))
    }

    /// Which step it stands at, from 1, and how many there are.
    pub fn step(&self) -> (usize, usize) {
        (self.moments.partition_point(|m| *m <= self.at), self.moments.len())
    }

    /// What was recorded in the step it stands at.
    pub fn here(&self) -> impl Iterator<Item = &Entry> {
        let moment = self.moments.get(self.step().0.saturating_sub(1)).copied();
        self.entries.iter().filter(move |e| Some(e.recorded_at) == moment)
    }

    /// Goes to a moment, within the film.
    pub fn go_to(&mut self, at: Moment) {
        let (first, last) = self.span();
        let at = at.clamp(first, last);
        if at != self.at {
            self.at = at;
            self.rebuild();
        }
    }

    /// One step on.
    pub fn advance(&mut self) {
        let next = self.moments.get(self.step().0).copied();
        self.go_to(next.unwrap_or(self.at));
    }

    /// One step back; between two steps, to the one before.
    pub fn back(&mut self) {
        let previous = self.moments.iter().rev().find(|m| **m < self.at).copied();
        self.go_to(previous.unwrap_or(self.at));
    }

    /// The moment of the next decision.
    pub fn next_besluit(&self) -> Option<Moment> {
        self.besluiten().find(|m| *m > self.at)
    }

    /// The moment of the decision before.
    pub fn previous_besluit(&self) -> Option<Moment> {
        self.besluiten().filter(|m| *m < self.at).last()
    }

    /// What was recorded while it runs; what lies before that only says how the desk stood as it begins.
    fn played(&self) -> impl Iterator<Item = &Entry> {
        let (first, _) = self.span();
        self.entries.iter().filter(move |e| e.recorded_at >= first)
    }

    fn besluiten(&self) -> impl Iterator<Item = Moment> {
        self.played().filter(|e| DecisionMark::from(&e.event).is_some()).map(|e| e.recorded_at)
    }

    /// The bar over this many columns, with the column it is stopped at.
    pub fn bar(&self, width: usize) -> (Vec<BarCell>, usize) {
        let mut cells = vec![BarCell::Empty; width];
        for entry in self.played() {
            let cell = DecisionMark::from(&entry.event).map_or(BarCell::Step, BarCell::Besluit);
            if let Some(pos) = cells.get_mut(self.column(entry.recorded_at, width)) {
                *pos = cell.max(*pos);
            }
        }
        (cells, self.column(self.at, width))
    }

    /// Every step is as wide as any other: by the clock, the one hour that mattered would be a single
    /// column beside the day that followed it.
    fn column(&self, at: Moment, width: usize) -> usize {
        let step = self.moments.partition_point(|m| *m <= at).saturating_sub(1);
        step.saturating_mul(width.saturating_sub(1)) / self.moments.len().saturating_sub(1).max(1)
    }

    /// Leafs in the desk of then: what `run` does stays inside the film.
    pub fn browse(&mut self, run: impl FnOnce(&mut View)) {
        run(&mut self.then);
        self.read_timeline();
    }

    /// Opens one line of the desk of then, or none.
    pub const fn reveal(&mut self, open: Option<Reveal>) {
        self.then.revealed = open;
    }

    /// Folds anew and keeps looking at the same place.
    fn rebuild(&mut self) {
        let mut desk = fold(&self.entries, self.at);
        if self.scope == FilmScope::Desk {
            // What was closed by then was not on the desk.
            desk.zaken.retain(|_, z| z.is_open());
        }
        let was = &self.then;
        let mut then = View::new(was.setup.clone(), desk, self.at);
        then.show_closed = matches!(self.scope, FilmScope::Zaak(_));
        then.refresh();
        (then.tab, then.focus) = (was.tab, was.focus);
        let same = was.chosen.filter(|g| then.list.contains(g));
        let zaak = self.scope.zaak().map(Item::Zaak);
        if let Some(item) = zaak.or(same) {
            then.chosen = Some(item);
        }
        (then.detail, then.scroll, then.part) = (was.detail, was.scroll.clone(), was.part);
        self.then = then;
        self.read_timeline();
        let last = self.then.detail_lines().saturating_sub(1);
        self.then.detail = match self.then.tab {
            // The timeline grows at its end, and that is what just happened.
            Tab::Timeline => last,
            Tab::Checklist | Tab::Beeld | Tab::Drafts | Tab::Termijnen => self.then.detail.min(last),
        };
    }

    /// The timeline of the chosen case, as long as it was.
    fn read_timeline(&mut self) {
        let Some(number) = self.then.zaak().map(|z| z.number) else { return };
        let from = |e: &&Entry| e.event.zaak() == Some(number) && e.recorded_at <= self.at;
        let entries = self.entries.iter().filter(from).cloned().collect();
        self.then.timeline = Some((number, entries));
    }
}
