//! For what a store is opened, and what kind of store it is.

/// What the store is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// The desk and the verbs that record something: one at a time.
    Write,
    /// Verbs that only look, also while a desk runs.
    Read,
}

/// What kind of store it is; settled when it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreKind {
    /// The officer's own; its time comes from the clock alone.
    Real,
    /// Fictitious, made by `piket demo`; it accepts any time.
    Demo,
}

impl StoreKind {
    pub(super) const ALL: [Self; 2] = [Self::Real, Self::Demo];

    /// The name in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Real => "echt",
            Self::Demo => "demo",
        }
    }
}
