//! All that a desk takes with it behind its lock: numbers, moments and acts. It names no person, no inrichting and
//! no row, and holds no text; what does not stand here is not in memory while the desk is locked.

use serde::{Deserialize, Serialize};

use super::item::Item;
use crate::{
    alarm::wekkerboek::{AlarmTarget, Wekkerboek},
    domain::{
        form_target::{FormTarget, Turn},
        refusal::Refusal,
    },
};

/// What goes on behind the lock, and where the officer was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LockedDesk {
    /// What is warned for.
    #[serde(rename = "alarmen")]
    pub targets: Vec<AlarmTarget>,
    /// How many terms run.
    #[serde(rename = "lopend")]
    pub running: usize,
    /// The wekkerboek as it stood.
    #[serde(rename = "wekkerboek")]
    pub book: Wekkerboek,
    /// The highest number of a report given out: what comes in now gets the next one.
    #[serde(rename = "laatste_melding")]
    pub last_melding: u32,
    /// The last turn of a call that was given out: what is typed now is another.
    #[serde(rename = "beurt", default)]
    pub turn: Turn,
    /// Why no call can be taken, where this desk only looks along.
    #[serde(rename = "kijkt_mee")]
    pub refusal: Option<Refusal>,
    /// Where the officer was.
    #[serde(rename = "plek")]
    pub place: Whereabouts,
}

/// Where the officer was, to be there again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Whereabouts {
    /// The chosen line.
    #[serde(rename = "gekozen")]
    pub chosen: Option<Item>,
    /// The forms that were open; what was typed in them is kept beside the log.
    #[serde(rename = "open")]
    pub forms: Vec<FormTarget>,
}
