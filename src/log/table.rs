//! The table of events: one row per kind. A row holds the name in the log, the version of the kind's form,
//! the case and the report it is about, its fields with their names in the log, what it decides on the
//! nachtfilm, and its sentence. The enum, what is written, the sentence and the mark all follow from it, so
//! a new kind is one row and its fold in [`Zaak`](super::zaak::Zaak) or [`Desk`](super::desk::Desk). The
//! rows stand by their noun in the files below; each puts its own before those of the next.

mod draft;
mod melding;
mod weighing;
mod zaak;

pub(crate) use draft::draft_rows;
pub(crate) use melding::melding_rows;
pub(crate) use weighing::weighing_rows;
pub(crate) use zaak::zaak_rows;

/// Hands every row to a macro, behind what else is for it. A row is
///
/// ```text
/// Kind = "name_in_the_log" version, Zaak(zaak) Melding(melding) { field "name_in_the_log": Type, … }
/// decides (fields it looks at) { Option<DecisionMark> }
/// says (fields it names) { String };
/// ```
///
/// `Zaak(…)`, `Melding(…)`, the name of a field and `decides` stand where they differ from nothing. A sentence
/// reads confidential texts through `$visibility`, by which a row means what the macro it goes to has. A kind
/// whose form changes gets the next version and a row in [`upcast`](super::upcast) that lifts the old one.
macro_rules! event_table {
    ($callback:ident $($first:tt)*) => {
        $crate::log::table::melding_rows! { visibility [$callback $($first)* (visibility)] }
    };
}
pub(crate) use event_table;
