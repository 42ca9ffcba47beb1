//! How far a reader of the log is; what was recorded since is news to it.

/// How far a reader is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    pub(super) version: i64,
    pub(super) seq: i64,
}
