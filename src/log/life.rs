//! What begins and what ends: with which facts a case or a report is there, is taken back, or loses its texts.

use super::{event::LogEvent, table::event_table};
use crate::domain::ids::{Meldingnummer, Zaaknummer};

/// What a fact is to the case or the report that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// It is there from now on.
    Begins,
    /// It was there for nothing.
    Withdrawn,
    /// Its texts are destroyed.
    Purged,
}

macro_rules! life_of {
    () => {
        None
    };
    ($life:ident) => {
        Some(Life::$life)
    };
}

macro_rules! lives {
    ($($kind:ident $name:literal $($life:ident)?;)*) => {
        impl Life {
            /// What begins or ends with a kind, by its name in the log.
            pub fn of(kind: &str) -> Option<Self> {
                match kind {
                    $($name => life_of!($($life)?),)*
                    _ => None,
                }
            }
        }

        impl LogEvent {
            /// What begins or ends with it.
            pub const fn life(&self) -> Option<Life> {
                match self {
                    $(Self::$kind { .. } => life_of!($($life)?),)*
                }
            }
        }
    };
}
event_table!(lives lives);

impl LogEvent {
    /// The case that is there from now on.
    pub fn begun_zaak(&self) -> Option<Zaaknummer> {
        self.zaak().filter(|_| self.life() == Some(Life::Begins))
    }

    /// The case whose texts it destroys.
    pub fn purged_zaak(&self) -> Option<Zaaknummer> {
        self.zaak().filter(|_| self.life() == Some(Life::Purged))
    }

    /// The report whose texts it destroys.
    pub fn purged_melding(&self) -> Option<Meldingnummer> {
        self.melding().filter(|_| self.life() == Some(Life::Purged))
    }
}
