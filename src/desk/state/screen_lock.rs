//! The lock of the screen: when it closes, and how opening it stands.

use crate::{
    desk::state::{
        form::Form,
        locked_desk::LockedDesk,
        passphrase::{PassphrasePrompt, PromptKind},
    },
    domain::{form_target::FormTarget, moment::Moment, typed::Typed},
};
use chrono::Duration;

/// When the desk locks of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockRule {
    /// Only when asked: a demo, or somebody's choice.
    Never,
    /// After so long without a key, and when the laptop slept.
    After(Duration),
}

/// A lock that is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenLock {
    pub(in crate::desk) question: PassphrasePrompt,
    pub(in crate::desk) state: LockState,
    /// All that is known behind it.
    pub(in crate::desk) kept: LockedDesk,
    /// A call that is being taken.
    pub(in crate::desk) call: Option<LockedCall>,
    /// Whether one was taken and is saved.
    pub(in crate::desk) taken: TakenCall,
}

/// Whether a call that was taken behind the lock waits in the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) enum TakenCall {
    /// None was.
    None,
    /// One does.
    Waits,
}

/// A call that is taken while the desk is locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::desk) enum LockedCall {
    /// It is being typed.
    Open(Box<Form>),
    /// The officer is done; what was typed last is on its way to the log.
    Leaving(Box<Form>),
    /// The officer is done and the disk refused it: it is tried again while the lock asks for its passphrase.
    Waiting(Box<Form>),
}

impl LockedCall {
    pub(in crate::desk) const fn form_mut(&mut self) -> &mut Form {
        match self {
            Self::Open(form) | Self::Leaving(form) | Self::Waiting(form) => form,
        }
    }
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) enum LockState {
    /// It waits for a passphrase.
    Closed,
    /// The passphrase is being tried.
    Opening,
}

impl ScreenLock {
    /// A closed one.
    pub fn new(kept: LockedDesk) -> Self {
        let question = PassphrasePrompt::new(PromptKind::Existing);
        Self { question, state: LockState::Closed, kept, call: None, taken: TakenCall::None }
    }

    /// The form of a call that is being taken.
    pub fn call(&self) -> Option<&Form> {
        match &self.call {
            Some(LockedCall::Open(form) | LockedCall::Leaving(form)) => Some(form),
            Some(LockedCall::Waiting(_)) | None => None,
        }
    }

    /// The form of a call that holds what is saved nowhere, on the screen or not.
    pub fn unsaved(&self) -> Option<&Form> {
        match &self.call {
            Some(LockedCall::Open(form) | LockedCall::Leaving(form) | LockedCall::Waiting(form)) => {
                Some(form).filter(|form| form.unsaved.is_some()).map(AsRef::as_ref)
            }
            None => None,
        }
    }

    /// What is saved nowhere, as it is kept: a call that has its number by now is found again by that.
    pub fn typed(&self) -> Option<Typed> {
        let form = self.unsaved()?;
        let mut typed = form.typed();
        if let (FormTarget::Call { melding, .. }, Some(call)) = (&mut typed.target, form.call) {
            *melding = call.melding;
        }
        Some(typed)
    }

    /// A call leaves the screen; where it is in the log, the lock says so.
    pub(in crate::desk) fn let_go(&mut self, form: &Form) {
        if form.call.is_some_and(|call| call.melding.is_some()) {
            self.taken = TakenCall::Waits;
        }
    }

    /// What is known behind it.
    pub const fn kept(&self) -> &LockedDesk {
        &self.kept
    }

    /// When the screen has to change: the countdown of a wait.
    pub fn wake_at(&self, now: Moment) -> Option<Moment> {
        self.question.wait_until(now).map(|_| now.plus(Duration::seconds(1)))
    }

    /// What stands under the clock; a demo has no passphrase.
    pub fn line(&self, now: Moment, width: usize, demo: bool) -> String {
        match self.state {
            LockState::Opening => "Even geduld: het slot gaat open…".to_owned(),
            LockState::Closed => match (self.question.explanation(now), self.question.dots(width)) {
                (_, dots) if !dots.is_empty() => dots,
                (explanation, _) if !explanation.is_empty() => explanation,
                _ if matches!(self.call, Some(LockedCall::Waiting(_))) => {
                    "Telefoontje nog niet bewaard: de schijf weigert. Ctrl-N toont het".to_owned()
                }
                _ if self.taken == TakenCall::Waits => "Bewaard; na ontgrendelen in de inbox".to_owned(),
                _ if demo => "Een demo heeft geen wachtwoord: druk op Enter".to_owned(),
                _ => "Typ het wachtwoord en druk op Enter".to_owned(),
            },
        }
    }
}
