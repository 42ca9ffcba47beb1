//! How far a search counts what it finds, for who counts and for who tells.

/// So many hits are counted; a count that goes on for ever would hold up the next key.
pub const MAX_COUNTED: usize = 10_000;
