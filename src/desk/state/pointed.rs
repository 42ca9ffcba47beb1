//! What the officer pointed at with the mouse.

use super::{item::Item, screen::Tab};

/// What was pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointed {
    /// A line of the list.
    Item(Item),
    /// The right-hand side.
    Detail,
    /// A tab of it.
    Tab(Tab),
    /// An option of the list on top, in the order in which they are shown.
    Option(usize),
    /// What rings.
    Alarm,
    /// How many columns the list is to have.
    ListWidth(u16),
}
