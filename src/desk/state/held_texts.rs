//! The texts that were typed and are not recorded yet. Each is on its way to the log, saved as typed beside
//! it, or waits for a disk that refused; it leaves only when it is in the log or thrown away on purpose.

use chrono::Duration;

use crate::desk::state::save_scope::SaveScope;
use crate::domain::{error::Error, form_target::FormTarget, typed::Typed, uptime::Uptime};

/// The longest wait between two tries on a disk that refuses, in seconds.
const LONGEST: i64 = 30;

/// Where a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldState {
    /// Nowhere but here.
    Waiting,
    /// On its way to be saved as typed.
    UnderWay,
    /// Saved as typed.
    Kept,
    /// On its way to the log.
    Recording,
}

/// A text that is not in the log yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldText {
    /// What was typed.
    pub typed: Typed,
    /// Where it is.
    pub state: HeldState,
}

/// A disk that refused, and when it is tried again.
#[derive(Debug, Clone, PartialEq, Eq)]
struct DiskRefusal {
    error: Error,
    tries: u32,
    again: Uptime,
}

/// All of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeldTexts {
    texts: Vec<HeldText>,
    refusal: Option<DiskRefusal>,
}

impl HeldTexts {
    /// The texts, oldest first.
    pub fn all(&self) -> impl Iterator<Item = &HeldText> {
        self.texts.iter()
    }

    /// What was typed about this.
    pub fn find(&self, target: &FormTarget) -> Option<&Typed> {
        self.texts.iter().map(|t| &t.typed).find(|t| t.target == *target)
    }

    /// Takes a text in the place of what was typed before about the same.
    pub fn hold(&mut self, typed: Typed, state: HeldState) {
        match self.texts.iter_mut().find(|t| t.typed.target == typed.target) {
            Some(text) => *text = HeldText { typed, state },
            None => self.texts.push(HeldText { typed, state }),
        }
    }

    /// The text is in the log, or thrown away; answers whether there was one.
    pub fn release(&mut self, target: &FormTarget) -> bool {
        let count = self.texts.len();
        self.texts.retain(|t| t.typed.target != *target);
        self.texts.len() < count
    }

    /// What is to be saved now; where nothing waits also while the disk is given a rest.
    pub fn due(&mut self, uptime: Uptime, scope: SaveScope) -> Vec<Typed> {
        if !scope.is_all() && !self.may_try(uptime) {
            return Vec::new();
        }
        let waiting = self.texts.iter_mut().filter(|t| t.state == HeldState::Waiting);
        waiting
            .map(|t| {
                t.state = HeldState::UnderWay;
                t.typed.clone()
            })
            .collect()
    }

    /// A text was saved as typed.
    pub fn kept(&mut self, target: &FormTarget) {
        self.accepted();
        // What was typed since then is another text, and waits.
        let text = self.texts.iter_mut().find(|t| t.typed.target == *target);
        if let Some(text) = text.filter(|t| t.state == HeldState::UnderWay) {
            text.state = HeldState::Kept;
        }
    }

    /// A text stays here for now, whatever was tried.
    pub fn stays(&mut self, target: &FormTarget) {
        if let Some(text) = self.texts.iter_mut().find(|t| t.typed.target == *target) {
            text.state = HeldState::Waiting;
        }
    }

    /// The disk refused: the next try waits longer than the last.
    pub fn refused(&mut self, error: Error, uptime: Uptime) {
        let tries = self.refusal.as_ref().map_or(1, |r| r.tries.saturating_add(1));
        let seconds = 2_i64.saturating_pow(tries - 1).min(LONGEST);
        self.refusal = Some(DiskRefusal { error, tries, again: uptime.plus(Duration::seconds(seconds)) });
    }

    /// The disk took something.
    pub fn accepted(&mut self) {
        self.refusal = None;
    }

    /// Whether the disk may be tried.
    pub fn may_try(&self, uptime: Uptime) -> bool {
        self.refusal.as_ref().is_none_or(|r| r.again <= uptime)
    }

    /// When the disk is tried again, and what it said.
    pub fn refusal(&self) -> Option<(Uptime, &Error)> {
        self.refusal.as_ref().map(|r| (r.again, &r.error))
    }

    /// True when nothing is on its way to be saved as typed.
    pub fn is_idle(&self) -> bool {
        self.texts.iter().all(|t| t.state != HeldState::UnderWay)
    }
}
