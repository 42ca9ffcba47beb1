//! What takes a recorded fact back: for every kind of event the facts that give the state before it again,
//! or the reason why nothing does. It looks at the fold of what was recorded before it and at nothing else, so
//! that it gives the same after a lock, in the shell and years later.

use super::{
    event::LogEvent,
    irreversible::Irreversible,
    melding::MeldingState,
    table::{
        event_table,
        taken_back::{
            back_at, draft_as_it_was, feit_of, link_of, linked, melding_of, merge_of, one, reminder_as_it_was, undone,
            zaak_of,
        },
    },
    zaak::Link,
};
use crate::domain::{feit::Feit, melding::Content, merge::Merge, step::StepState, text::Vertrouwelijk};

macro_rules! reversals {
    ($($kind:ident ($($back:ident),*) $($before:ident)? $facts:block;)*) => {
        /// What takes `event` back, in order; `desk` holds the zaak and the melding it is about as they were before it.
        ///
        /// # Errors
        /// Why nothing does.
        pub fn reverse(event: &LogEvent, desk: &$crate::log::desk::Desk) -> $crate::log::table::taken_back::Reversed {
            match event {
                $(LogEvent::$kind { $($back,)* .. } => {
                    $(let $before = desk;)?
                    $facts
                })*
            }
        }
    };
}
event_table!(reversals undone);

#[cfg(test)]
pub(super) use reversals;
