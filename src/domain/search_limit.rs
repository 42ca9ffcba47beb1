//! How long a search may be, and how far it counts what it finds: for who asks, who counts and who tells.

/// So many characters a search has at the most: longer ones are no words of anybody, and would hold up the next.
pub const LONGEST_SEARCH: usize = 200;

/// So many hits are counted; a count that goes on for ever would hold up the next key.
pub const MAX_COUNTED: usize = 10_000;
