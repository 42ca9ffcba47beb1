//! When the desk asks for a copy of its log: as it opens, and every hour from then on. Whether anything
//! changed since the last one is for the store to say.

use super::write_queue::is_no_press;
use crate::{
    desk::{
        effect::Effect,
        model::Model,
        state::{backup_plan::BackupPlan, role::Role},
    },
    domain::{copy_reason::CopyReason, error::Error},
};
use chrono::Duration;

/// How long after one copy the next is asked for.
const PACE: Duration = Duration::hours(1);

/// Asks for a copy when it is time; only who writes makes them.
pub fn tick(model: &mut Model, effects: &mut Vec<Effect>) {
    let now = model.view.uptime;
    if let (Role::Writes, BackupPlan::At(when)) = (&model.session.role, model.session.backup)
        && when <= now
    {
        model.session.backup = BackupPlan::Busy;
        effects.push(Effect::Backup(CopyReason::Due));
    }
}

/// The officer asks for one.
pub fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    if is_no_press(model) {
        return;
    }
    model.session.backup = BackupPlan::Busy;
    model.say("De reservekopie wordt gemaakt en nagekeken.");
    effects.push(Effect::Backup(CopyReason::Asked));
}

/// The copy was made, or not: who asked hears it on the line, and of one that was due the header says once why it was
/// not. It never holds anything up.
pub fn created(model: &mut Model, reason: CopyReason, result: Result<String, Error>) {
    model.session.backup = BackupPlan::At(model.view.uptime.plus(PACE));
    match (reason, result) {
        (CopyReason::Asked, Ok(path)) => {
            model.dirty = true;
            model.say(format!("De reservekopie staat in {path} en is nagekeken."));
        }
        (CopyReason::Due, Ok(_)) => {}
        (CopyReason::Asked, Err(error)) => {
            model.dirty = true;
            model.report_error(error);
        }
        (CopyReason::Due, Err(error)) => {
            let sentence = error.to_string();
            model.warn(sentence);
        }
    }
}
