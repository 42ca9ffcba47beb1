//! The terms of a case for whoever shows one in the shell, as the settings count them.

use super::environment::Environment;
use crate::{
    domain::{error::Result, inrichting::Inrichtingen},
    judge::{countdown::Countdown, visibility::Visibility},
    log::zaak::Zaak,
};

/// The terms of a case as the settings count them.
///
/// # Errors
/// When they cannot be judged.
pub fn countdowns_of(env: &Environment, zaak: &Zaak, inrichtingen: &Inrichtingen) -> Result<Vec<Countdown>> {
    let judge = env.judge(inrichtingen);
    judge.countdowns(zaak, &judge.steps(zaak, Visibility::Open))
}

/// The term of a case that runs, if there is one.
///
/// # Errors
/// When its terms cannot be judged; it is listed all the same.
pub fn running(env: &Environment, zaak: &Zaak, inrichtingen: &Inrichtingen) -> Result<Option<Countdown>> {
    Ok(countdowns_of(env, zaak, inrichtingen)?.into_iter().find(Countdown::is_running))
}
