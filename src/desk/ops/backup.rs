//! When the desk asks for a copy of its log: as it opens, and every hour from then on. Whether anything
//! changed since the last one is for the store to say.

use crate::{
    desk::{
        effect::Effect,
        model::Model,
        state::{backup_plan::BackupPlan, role::Role},
    },
    domain::error::Error,
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
        effects.push(Effect::Backup);
    }
}

/// The copy was made, or not: the header says why, once. It never holds anything up.
pub fn created(model: &mut Model, result: Result<(), Error>) {
    model.session.backup = BackupPlan::At(model.view.uptime.plus(PACE));
    if let Err(error) = result {
        let sentence = error.to_string();
        model.warn(sentence);
    }
}
