//! What a label may name, apart from the table that says which label names what.

/// What a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelTarget {
    /// A field, by its place in the table.
    Field {
        /// The field.
        field: usize,
        /// True when the label counts only if no other gave a value.
        weak: bool,
    },
    /// Two fields in one value.
    Combined(usize, usize),
    /// Something the desk does not keep.
    Other,
    /// Nobody knows it yet.
    Unknown,
}
