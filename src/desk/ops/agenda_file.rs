//! The calendar file that the settings name: whoever calls out writes it anew whenever the wekkerboek
//! changes, so that the officer's phone rings where this machine cannot.

use std::sync::Arc;

use crate::{
    desk::{effect::Effect, model::Model, ops::alarm_targets::targets, state::agenda_file::AgendaState},
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        error::Result,
        watch::{AlarmHost, Duty},
    },
};

/// The wekkerboek changed, or this program calls out from now on.
pub fn refresh(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.session.alarm_service.duty() != Some(Duty::Here) {
        return;
    }
    let state = model.session.agenda.state;
    model.session.agenda.state = match state {
        AgendaState::None => AgendaState::None,
        AgendaState::Idle => {
            let (book, inrichtingen) = (model.view.setup.book.clone(), Arc::clone(&model.view.setup.inrichtingen));
            effects.push(Effect::Agenda { targets: targets(model), book, inrichtingen });
            AgendaState::Busy
        }
        AgendaState::Busy | AgendaState::Behind => AgendaState::Behind,
    };
}

/// It was written, or the header says why not until it is; it is tried again at every look at who calls out. The audit hears
/// when that changes, not of every time.
pub fn written(model: &mut Model, result: Result<()>, effects: &mut Vec<Effect>) {
    let outcome = if result.is_ok() { Outcome::Succeeded } else { Outcome::Refused };
    if model.session.agenda.noted.replace(outcome) != Some(outcome) {
        effects.push(Effect::Audit(Audit {
            act: AuditAct::Exported,
            object: "agenda".to_owned(),
            result: outcome,
            origin: match model.session.alarm_service.who {
                AlarmHost::Desk => Origin::Desk,
                AlarmHost::Watch | AlarmHost::Command => Origin::Command,
            },
        }));
    }
    let complaint = result.err().map(|error| format!("De agenda wordt niet bijgehouden: {}", error.sentence));
    if complaint != model.session.agenda.complaint {
        let before = std::mem::replace(&mut model.session.agenda.complaint, complaint.clone());
        model.session.warnings.retain(|warning| Some(warning) != before.as_ref());
        model.dirty = true;
        if let Some(sentence) = complaint {
            model.warn(sentence);
        }
    }
    let behind = model.session.agenda.state == AgendaState::Behind;
    if model.session.agenda.state != AgendaState::None {
        model.session.agenda.state = AgendaState::Idle;
    }
    if behind {
        refresh(model, effects);
    }
}
