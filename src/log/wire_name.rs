//! What a field of an event is called in the log; apart from the table of events, whose rows give the names.

/// The name a field has in the log: its own, or the one its row gives.
macro_rules! wire_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $wire:literal) => {
        $wire
    };
}
pub(super) use wire_name;
