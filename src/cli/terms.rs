//! The terms of a case for whoever shows one in the shell, as the settings count them.

use super::environment::Environment;
use crate::{
    domain::{error::Result, inrichting::Inrichtingen},
    judge::{countdown::Countdown, visibility::Visibility},
    log::zaak::Zaak,
};

/// The terms of a case as the settings count them.
pub fn countdowns_of(env: &Environment, zaak: &Zaak, inrichtingen: &Inrichtingen) -> Result<Vec<Countdown>> {
    let judge = env.judge(inrichtingen);
    judge.countdowns(zaak, &judge.steps(zaak, Visibility::Open))
}

/// The term of a case that runs. One whose times contradict each other is listed all the same, without a term.
pub fn running(env: &Environment, zaak: &Zaak, inrichtingen: &Inrichtingen) -> Option<Countdown> {
    countdowns_of(env, zaak, inrichtingen).unwrap_or_default().into_iter().find(Countdown::is_running)
}
