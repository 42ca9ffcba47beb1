//! The answer of the store to a search, with the words it is an answer to.

use super::item::Item;

/// So many hits are counted; a count that goes on for ever would hold up the next key.
pub const MAX_COUNTED: usize = 10_000;

/// What the store found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// For which words.
    pub search: String,
    /// The newest of it.
    pub items: Vec<Item>,
    /// How much there is in all, up to [`MAX_COUNTED`].
    pub total: usize,
}
