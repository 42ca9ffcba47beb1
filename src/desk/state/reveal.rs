//! Which masked text the officer opened, and whether lists keep texts back.

use crate::{
    desk::state::{item::Item, screen::Tab},
    domain::{moment::Moment, uptime::Uptime},
};

/// Whether the desk masks at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Masking {
    /// It does.
    #[default]
    On,
    /// The officer chose not to.
    Off,
}

/// Which text is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevealTarget {
    /// A line of the left-hand list, with what the right-hand side shows of it.
    Item(Item),
    /// A line of a tab.
    Line(Item, Tab, usize),
    /// What the film shows of one line of its list, at the moment it was stopped at.
    Film(Item, Moment),
}

/// A text that is open for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reveal {
    /// Which.
    pub place: RevealTarget,
    /// Until when.
    pub until: Uptime,
}
