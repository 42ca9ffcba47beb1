//! The answer of the store to a search, with the words it is an answer to.

use super::item::Item;

/// What the store found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// For which words.
    pub search: String,
    /// The newest of it.
    pub items: Vec<Item>,
    /// How much there is in all, up to [`MAX_COUNTED`](crate::domain::search_limit::MAX_COUNTED).
    pub total: usize,
}
