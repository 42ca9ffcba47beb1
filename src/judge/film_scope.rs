//! What a film shows: one case, or the whole desk.

use chrono::Duration;

use crate::domain::ids::Zaaknummer;

/// What the film is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilmScope {
    /// One case, from its first entry to its last.
    Zaak(Zaaknummer),
    /// Everything that was on the desk in the last weeks, see [`TERUG`].
    Desk,
}

impl FilmScope {
    /// The case, where it is one.
    pub const fn zaak(self) -> Option<Zaaknummer> {
        match self {
            Self::Zaak(number) => Some(number),
            Self::Desk => None,
        }
    }
}

/// So far a film of the whole desk goes back from the last entry.
pub const LOOKBACK: Duration = Duration::weeks(3);
