//! What a form asked before it does what its key says: the same key once more is a yes.

/// The question that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormQuestion {
    /// Whether what was typed may be thrown away.
    ThrowAway,
    /// Whether an inrichting that no list knows is called so, as it was typed.
    Unlisted(String),
}
