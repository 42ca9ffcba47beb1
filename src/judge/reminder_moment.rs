//! When a reminder of the officer's own calls, as the alarms need it.

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
