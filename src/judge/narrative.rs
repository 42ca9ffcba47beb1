//! The log in words: one Dutch sentence per entry, for the timeline on screen and for `piket toon`. Each is
//! written in its row of the table of events.

use super::visibility::Visibility;
use crate::{
    domain::{melding::Content, sanitize, step::StepState, termijn_choice::TermijnSetting},
    log::{
        event::{Entry, LogEvent},
        event_table,
    },
};

macro_rules! sentences {
    (
        ($visibility:ident)
        $(
            $(#[$doc:meta])*
            $kind:ident = $name:literal $version:literal,
            $(Zaak($zaak:ident))? $(Melding($melding:ident))?
            { $($fields:tt)* }
            $(decides ($($weighed:ident),*) $mark:block)?
            says ($($named:ident),*) $sentence:block;
        )*
    ) => {
        /// What an entry says, with the texts in it as `visibility` shows them.
        pub fn sentence(event: &LogEvent, $visibility: Visibility) -> String {
            match event {
                $(LogEvent::$kind { $($named,)* .. } => $sentence,)*
            }
        }
    };
}
event_table!(sentences);

#[cfg(test)]
pub(crate) use sentences;

/// When it happened, in brackets, where that is another minute than when it was recorded.
pub fn then(entry: &Entry) -> String {
    if entry.occurred_at.short() == entry.recorded_at.short() {
        return String::new();
    }
    format!(" ({})", entry.occurred_at.short())
}

fn with_reason(what: &str, reason: Option<&str>) -> String {
    reason.map_or_else(|| format!("{what}."), |r| format!("{what}: {}", sanitize::line(r)))
}
