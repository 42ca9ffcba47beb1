//! What a demo begins with.

/// What a demo is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoContent {
    /// The fictitious week of this seed.
    Week(u64),
    /// Twenty running terms.
    Twenty,
    /// Nothing.
    Empty,
}
