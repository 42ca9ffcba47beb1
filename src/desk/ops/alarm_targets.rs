//! Everything of this desk that an alarm can be about.

use crate::{
    alarm::{
        target::{for_arrival, for_countdown, for_reminder, for_unjudged},
        wekkerboek::{AlarmTarget, RingingArrival},
    },
    desk::{model::Model, state::shielding::Shielding},
    domain::{
        alarm::{AlarmTopic, Purpose},
        ids::Zaaknummer,
        moment::Moment,
    },
    judge::{case_rule::CaseRule, countdown::Countdown, reminder_moment::reminders},
    log::zaak::Zaak,
};
use chrono::Duration;

/// From when something that rings is too late: its last reading, or its moment where there is no other or it does
/// not run here any more.
pub fn too_late_at(model: &Model, topic: AlarmTopic, due: Moment) -> Moment {
    let AlarmTopic::Zaak { zaak, purpose: Purpose::Termijn(kind) } = topic else { return due };
    if let Shielding::ScreenLock(screen_lock) = &model.session.shielding {
        let kept = screen_lock.kept().targets.iter().find(|t| t.topic == topic && t.due == due);
        return kept.map_or(due, |t| t.too_late_at);
    }
    let of_desk = model.view.derived.get(&zaak).and_then(|beeld| beeld.countdowns.as_ref().ok());
    (of_desk.into_iter().flatten()).find(|k| k.termijn.kind == kind && k.due == due).map_or(due, Countdown::too_late_at)
}

/// Whoever took a mail in may be ahead of what this program has read of the log.
const BEHIND: Duration = Duration::minutes(1);

/// Whether a mail still waits in the inbox. Behind a lock nobody knows, and nobody can have dealt with it.
fn waits(model: &Model, arrival: &RingingArrival) -> bool {
    match (model.view.desk.meldingen.get(&arrival.melding), &model.session.shielding) {
        (Some(melding), _) => melding.is_open(),
        (None, Shielding::ScreenLock(_)) => true,
        (None, Shielding::None | Shielding::Privacy | Shielding::Closing) => model.view.now.since(arrival.due) < BEHIND,
    }
}

/// All that the desk warns for.
pub fn targets(model: &Model) -> Vec<AlarmTarget> {
    let mut targets = match &model.session.shielding {
        // Behind a lock the cases are gone and what they warn for is not.
        Shielding::ScreenLock(screen_lock) => screen_lock.kept().targets.clone(),
        Shielding::None | Shielding::Privacy | Shielding::Closing => of_zaken(model),
    };
    // A mail counts from the moment that whoever took it in planned its call, and until somebody dealt with it.
    let arrivals = model.session.alarm_service.book().arrivals();
    targets.extend(arrivals.filter(|a| waits(model, a)).map(|a| for_arrival(a.topic, a.due)));
    targets
}

/// What the cases of the desk warn for.
pub fn of_zaken(model: &Model) -> Vec<AlarmTarget> {
    let ladder = &model.view.setup.ladder;
    let open = |number: &Zaaknummer| model.view.desk.zaken.get(number).is_some_and(Zaak::is_open);
    let countdowns =
        model.view.derived.iter().filter(|(number, _)| open(number)).flat_map(|(_, b)| b.countdowns.iter().flatten());
    let mut targets: Vec<AlarmTarget> = countdowns.map(|k| for_countdown(k, ladder)).collect();
    let planned = model.session.alarm_service.book();
    let unjudged = model.view.desk.zaken.values().filter(|zaak| zaak.is_open() && !is_judged(model, zaak));
    targets.extend(unjudged.flat_map(|zaak| planned.terms_of(zaak.number)).map(|term| for_unjudged(term, ladder)));
    let own = model.view.desk.zaken.values().flat_map(reminders);
    targets.extend(own.map(|h| for_reminder(h, ladder)));
    targets
}

/// Whether it is known which terms run in a case: its book knows its row, and its times agree.
fn is_judged(model: &Model, zaak: &Zaak) -> bool {
    let agree = model.view.derived.get(&zaak.number).is_none_or(|beeld| beeld.countdowns.is_ok());
    agree
        && match model.view.judge().case_rule(zaak) {
            CaseRule::Known(..) | CaseRule::Unchosen(_) => true,
            CaseRule::NotInBook(_) | CaseRule::NoBook(_) => false,
        }
}
