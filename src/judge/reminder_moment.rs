//! When a reminder of the officer's own calls, as the alarms need it, and which of them ask after what is done.

use super::checklist::StepLine;
use crate::{
    domain::{ids::Zaaknummer, moment::Moment},
    log::zaak::Zaak,
};

/// A reminder as it is warned for: without its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReminderMoment {
    /// Of which case.
    pub zaak: Zaaknummer,
    /// Its number.
    pub number: u32,
    /// When.
    pub when: Moment,
}

/// The reminders of a case that are not done.
pub fn reminders(zaak: &Zaak) -> impl Iterator<Item = ReminderMoment> {
    zaak.running_reminders().map(|h| ReminderMoment { zaak: zaak.number, number: h.number, when: h.when })
}

/// The reminders that ask after a step which is done, by these steps.
pub fn fallen<'a>(zaak: &'a Zaak, steps: &'a [StepLine]) -> impl Iterator<Item = ReminderMoment> + 'a {
    let done = |step| steps.iter().any(|line| line.step == step && line.state.is_done());
    let fallen = zaak.running_reminders().filter(move |reminder| reminder.step.is_some_and(done));
    fallen.map(|h| ReminderMoment { zaak: zaak.number, number: h.number, when: h.when })
}
