//! Why a copy of the log is made: who asks for one is told also where there was nothing to do.

/// Why a copy is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyReason {
    /// It was due; where the last one holds everything there is nothing to do.
    Due,
    /// The officer asked for it.
    Asked,
}
