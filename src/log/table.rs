//! The table of events: one row per kind. A row holds the name in the log, the version of the kind's form,
//! the case and the report it is about, its fields with their names in the log, what it decides on the
//! nachtfilm, its sentence, its name in the list of what was done, what it touches, what takes it back, and what
//! a purge does to the texts that it left. Whatever reads a kind follows from its row, so a new kind is one row
//! and its fold in [`Zaak`](super::zaak::Zaak) or [`Desk`](super::desk::Desk). The rows stand by their noun in the
//! files below; each puts its own before those of the next.

mod draft;
mod melding;
pub(super) mod taken_back;
mod weighing;
mod zaak;

pub(crate) use draft::draft_rows;
pub(crate) use melding::melding_rows;
pub(crate) use weighing::weighing_rows;
pub(crate) use zaak::zaak_rows;

/// Hands one column of every row to a macro, behind what else is for it; [`row_shape`](super::row_shape) says what a row is.
macro_rules! event_table {
    ($callback:ident $column:ident $($first:tt)*) => {
        $crate::log::table::melding_rows! { [$callback $column [$($first)*]] }
    };
}
pub(crate) use event_table;

/// Makes a question that a row may answer of the column with the answers: the method answers it for every kind, and what
/// the row leaves out has none.
macro_rules! answers {
    (
        $(#[$doc:meta])*
        $question:ident $answer:ty;
        $($kind:ident $(($($field:ident),*) $block:block)?;)*
    ) => {
        impl $crate::log::event::LogEvent {
            $(#[$doc])*
            pub fn $question(&self) -> Option<$answer> {
                match self {
                    $(Self::$kind { $($($field,)*)? .. } => $crate::log::table::answered!($($block)?),)*
                }
            }
        }
    };
}
pub(crate) use answers;

/// What a row says, or that it says nothing.
macro_rules! answered {
    () => {
        None
    };
    ($block:block) => {
        $block
    };
}
pub(crate) use answered;
