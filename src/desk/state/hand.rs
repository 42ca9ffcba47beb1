//! One press does one thing, and what no hand can have typed is no press. A key that bounces, or is held down by a hand that fell asleep, comes again before
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
    /// Whether the key that is being taken came within a glance after another.
    is_soon: bool,
    /// So many keys are still to come of those that came all at once, and since when.
    together: Option<(usize, Uptime)>,
    /// Whether the key that is being taken is one of those.
    is_together: bool,
    /// Whether one of those was refused: the rest of them says nothing.
    is_refused: bool,
    /// What the keys before the one that is being taken came within a glance behind.
    behind: TypedBehind,
}

/// What keys are typed on behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum TypedBehind {
    #[default]
    Nothing,
    /// A command that was refused.
    Refusal,
}

impl Hand {
    /// So many keys came all at once.
    pub fn together(&mut self, keys: usize, now: Uptime) {
        self.together = Some((keys, now));
        self.is_refused = false;
    }

    /// So many of the keys that came all at once were text of a field that takes its own.
    pub fn typed(&mut self, keys: usize) {
        self.together = self.together.map(|(left, since)| (left.saturating_sub(keys), since));
    }

    /// Whether the key that is being taken came all at once with others, so that nobody pressed it as a command.
    pub const fn is_together(&self) -> bool {
        self.is_together
    }

    /// A command among keys that came all at once was refused; the others go with it.
    pub fn refuse(&mut self) {
        self.is_refused = true;
    }

    /// Whether the key that is being taken goes with one that was refused.
    pub const fn is_refused(&self) -> bool {
        self.is_together && self.is_refused
    }

    /// A command was refused: what is typed on without a look at that was meant for what did not open.
    pub const fn refused_command(&mut self) {
        self.behind = TypedBehind::Refusal;
    }

    /// Whether the key that is being taken is typed on behind a command that was refused.
    pub const fn types_on(&self) -> bool {
        matches!(self.behind, TypedBehind::Refusal) && self.is_soon
    }

    /// A key comes.
    pub fn press(&mut self, key: KeyPress, now: Uptime) {
        let together = self.together.take().filter(|(keys, since)| *keys > 0 && now.since(*since) < GLANCE);
        self.is_together = together.is_some();
        self.together = together.map(|(keys, since)| (keys - 1, since));
        let last = self.last.replace((key, now));
        let again = last.is_some_and(|(last, at)| last == key && now.since(at) < GLANCE);
        self.is_soon = last.is_some_and(|(_, at)| now.since(at) < GLANCE);
        self.behind = if self.is_soon { self.behind } else { TypedBehind::Nothing };
        self.press = if again { Press::Again } else { Press::Single };
    }

    /// This key was pressed somewhere else: what comes within a glance behind it was typed before anybody has read what
    /// stands here.
    pub const fn pressed_elsewhere(&mut self, key: KeyPress, now: Uptime) {
        self.last = Some((key, now));
    }

    /// Something else comes than a key.
    pub fn rest(&mut self) {
        self.press = Press::Single;
        self.is_soon = false;
        self.is_together = false;
    }

    /// Whether the key that is being taken came before anybody had read what the one before it did.
    pub const fn is_soon(&self) -> bool {
        self.is_soon
    }

    /// Whether the key that is being taken is no press of its own.
    pub fn is_bounce(&self) -> bool {
        self.press == Press::Again
    }
}
