//! What the cursor is on, on the right-hand side: a step, a message, a term. Commands and their
//! availability both ask here.

use super::{model::Model, state::screen::Tab};
use crate::{
    domain::{draft::DraftKind, step::Step},
    judge::{checklist::ChecklistState, countdown::Countdown},
};

/// The step with the cursor.
pub fn chosen_step(model: &Model) -> Option<Step> {
    match model.tab {
        Tab::Checklist => model.beeld()?.steps.get(model.detail).map(|s| s.step),
        Tab::Beeld | Tab::Drafts | Tab::Timeline | Tab::Termijnen => None,
    }
}

/// The message with the cursor: on its own tab, or the one its step is about.
pub fn chosen_draft(model: &Model) -> Option<DraftKind> {
    match model.tab {
        Tab::Drafts => DraftKind::ALL.get(model.detail).copied(),
        Tab::Checklist => {
            let step = chosen_step(model)?;
            DraftKind::ALL.into_iter().find(|c| c.step() == step)
        }
        Tab::Beeld | Tab::Timeline | Tab::Termijnen => None,
    }
}

/// The term with the cursor.
pub fn chosen_countdown(model: &Model) -> Option<&Countdown> {
    match model.tab {
        Tab::Termijnen => model.beeld()?.countdowns.as_ref().ok()?.get(model.detail),
        Tab::Checklist | Tab::Beeld | Tab::Drafts | Tab::Timeline => None,
    }
}

/// The reminder with the cursor: they stand below the terms.
pub fn chosen_reminder(model: &Model) -> Option<u32> {
    match model.tab {
        Tab::Termijnen => {
            let countdowns = model.beeld()?.countdowns.as_ref().map_or(0, Vec::len);
            let pos = model.detail.checked_sub(countdowns)?;
            model.zaak()?.running_reminders().nth(pos).map(|h| h.number)
        }
        Tab::Checklist | Tab::Beeld | Tab::Drafts | Tab::Timeline => None,
    }
}

/// True when the step with the cursor is done or not needed.
pub fn step_is_done(model: &Model) -> bool {
    model
        .beeld()
        .and_then(|b| b.steps.get(model.detail))
        .is_some_and(|s| matches!(s.state, ChecklistState::Done { .. } | ChecklistState::NotNeeded(_)))
}
