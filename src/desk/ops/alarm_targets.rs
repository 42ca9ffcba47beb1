//! Everything of this desk that an alarm can be about.

use crate::{
    alarm::{
        target::{for_countdown, for_reminder},
        wekkerboek::AlarmTarget,
    },
    desk::{model::Model, state::shielding::Shielding},
    domain::ids::Zaaknummer,
    judge::reminder_moment::reminders,
    log::zaak::Zaak,
};

/// All that the desk warns for.
pub fn targets(model: &Model) -> Vec<AlarmTarget> {
    let ladder = &model.view.setup.ladder;
    let open = |number: &Zaaknummer| model.view.desk.zaken.get(number).is_some_and(Zaak::is_open);
    let countdowns =
        model.view.derived.iter().filter(|(number, _)| open(number)).flat_map(|(_, b)| b.countdowns.iter().flatten());
    let mut targets: Vec<AlarmTarget> = countdowns.map(|k| for_countdown(k, ladder)).collect();
    let own = model.view.desk.zaken.values().flat_map(reminders);
    targets.extend(own.map(|h| for_reminder(h, ladder)));
    // Behind a lock the cases are gone and what they warn for is not.
    if let Shielding::ScreenLock(screen_lock) = &model.session.shielding {
        targets.extend(screen_lock.countdowns().iter().map(|k| for_countdown(k, ladder)));
        targets.extend(screen_lock.reminders().iter().map(|h| for_reminder(*h, ladder)));
    }
    targets
}
