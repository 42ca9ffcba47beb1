//! One press does one thing. A key that bounces, or is held down by a hand that fell asleep, comes again before
//! anybody has read what the first press did: what it would record then was meant by nobody.

use chrono::Duration;

use super::key::KeyPress;
use crate::domain::uptime::Uptime;

/// Shorter than this nobody has read what stands there; a key that is held down comes again sooner.
pub const GLANCE: Duration = Duration::milliseconds(700);

/// How a key came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Press {
    /// By itself.
    #[default]
    Single,
    /// Within a glance after the same key.
    Again,
}

/// What the officer's hand does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hand {
    last: Option<(KeyPress, Uptime)>,
    press: Press,
}

impl Hand {
    /// A key comes.
    pub fn press(&mut self, key: KeyPress, now: Uptime) {
        let last = self.last.replace((key, now));
        let again = last.is_some_and(|(last, at)| last == key && now.since(at) < GLANCE);
        self.press = if again { Press::Again } else { Press::Single };
    }

    /// Something else comes than a key.
    pub fn rest(&mut self) {
        self.press = Press::Single;
    }

    /// Whether the key that is being taken is no press of its own.
    pub fn is_bounce(&self) -> bool {
        self.press == Press::Again
    }
}
