//! The terms of a case for whoever shows one in the shell, as the settings count them.

use super::environment::Environment;
use crate::{
    domain::{error::Result, inrichting::Inrichtingen},
    judge::{
        case_rule::CaseRule,
        checklist::checklist,
        countdown::{Countdown, countdowns},
        visibility::Visibility,
    },
    log::zaak::Zaak,
};

/// The terms of a case as the settings count them.
pub fn countdowns_of(env: &Environment, zaak: &Zaak, inrichtingen: &Inrichtingen) -> Result<Vec<Countdown>> {
    let book = env.book();
    let inrichting = zaak.plek().and_then(|n| inrichtingen.by_name(n));
    let choice = env.settings.termijn;
    countdowns(zaak, CaseRule::of(zaak, book, inrichting), choice, &checklist(zaak, book, inrichting, Visibility::Open))
}

/// The term of a case that runs. One whose times contradict each other is listed all the same, without a term.
pub fn running(env: &Environment, zaak: &Zaak, inrichtingen: &Inrichtingen) -> Option<Countdown> {
    countdowns_of(env, zaak, inrichtingen).unwrap_or_default().into_iter().find(Countdown::is_running)
}
