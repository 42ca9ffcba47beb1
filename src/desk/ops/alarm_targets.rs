//! Everything of this desk that an alarm can be about.

use crate::{
    alarm::{
        target::{beside_planned, for_arrival, for_countdown, for_planned, for_reminder},
        wekkerboek::{AlarmTarget, PlannedTermijn, RingingArrival},
    },
    desk::{
        model::Model,
        state::{setup::OwnFiles, shielding::Shielding, zaak_view::ZaakView},
    },
    domain::{
        alarm::{AlarmTopic, Purpose},
        ids::Zaaknummer,
        moment::Moment,
        step::StepState,
        termijn_kind::TermijnKind,
    },
    judge::{checklist::ChecklistState, countdown::Countdown, reminder_moment::reminders},
    log::zaak::Zaak,
};
use chrono::Duration;

/// From when something that rings is too late: its last reading, or its moment where there is no other or it does
/// not run here any more.
pub fn too_late_at(model: &Model, topic: AlarmTopic, due: Moment) -> Moment {
    let AlarmTopic::Zaak { zaak, purpose: Purpose::Termijn(kind) } = topic else { return due };
    if let Shielding::ScreenLock(screen_lock) = &model.view.shielding {
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
    match (model.view.desk.meldingen.get(&arrival.melding), &model.view.shielding) {
        (Some(melding), _) => melding.is_open(),
        (None, Shielding::ScreenLock(_)) => true,
        (None, Shielding::None | Shielding::Privacy | Shielding::Closing) => model.view.now.since(arrival.due) < BEHIND,
    }
}

/// All that the desk warns for.
pub fn targets(model: &Model) -> Vec<AlarmTarget> {
    let mut targets = match &model.view.shielding {
        // Behind a lock the cases are gone and what they warn for is not.
        Shielding::ScreenLock(screen_lock) => screen_lock.kept().targets.clone(),
        Shielding::None | Shielding::Privacy | Shielding::Closing => of_zaken(model),
    };
    // A mail counts from the moment that whoever took it in planned its call, and until somebody dealt with it.
    let arrivals = model.session.alarm_service.book().arrivals();
    targets.extend(arrivals.filter(|a| waits(model, a)).map(|a| for_arrival(a.topic, a.due)));
    targets
}

/// What the cases of the desk warn for. A term that cannot be judged is warned for as it was planned: a file that does not
/// read ends none.
pub fn of_zaken(model: &Model) -> Vec<AlarmTarget> {
    let ladder = &model.view.setup.ladder;
    let mut targets: Vec<AlarmTarget> = open(model).flat_map(|(number, beeld)| of_zaak(model, number, beeld)).collect();
    let own = model.view.desk.zaken.values().flat_map(reminders);
    targets.extend(own.map(|h| for_reminder(h, ladder)));
    targets
}

/// What is warned for of cases whose terms cannot be judged now.
pub fn unjudged(model: &Model) -> Vec<AlarmTarget> {
    open(model).filter(|(_, beeld)| beeld.countdowns.is_err()).flat_map(|(n, beeld)| of_zaak(model, n, beeld)).collect()
}

fn open(model: &Model) -> impl Iterator<Item = (Zaaknummer, &ZaakView)> {
    let is_open = |number: &Zaaknummer| model.view.desk.zaken.get(number).is_some_and(Zaak::is_open);
    model.view.derived.iter().filter(move |(number, _)| is_open(number)).map(|(number, beeld)| (*number, beeld))
}

fn of_zaak(model: &Model, zaak: Zaaknummer, beeld: &ZaakView) -> Vec<AlarmTarget> {
    let setup = &model.view.setup;
    let planned = || model.session.alarm_service.book().termijnen_of(zaak);
    match &beeld.countdowns {
        Ok(countdowns) if !keeps_planned(model, zaak) => {
            countdowns.iter().map(|k| for_countdown(k, &setup.ladder)).collect()
        }
        Ok(countdowns) => {
            let mut planned: Vec<PlannedTermijn> = planned().collect();
            let mut targets = Vec::new();
            for countdown in countdowns {
                let place = planned.iter().position(|p| p.kind == countdown.termijn.kind);
                targets.push(match place.map(|place| planned.swap_remove(place)) {
                    Some(planned) => beside_planned(countdown, planned, &setup.ladder),
                    None => for_countdown(countdown, &setup.ladder),
                });
            }
            // What was noted as done ends its alarm, whatever the book asks now.
            let is_met = |planned: &PlannedTermijn| step_is_done(model, zaak, beeld, planned.kind);
            planned.retain(|planned| !is_met(planned));
            targets.extend(planned.into_iter().map(|planned| for_planned(zaak, planned, &setup.ladder)));
            targets
        }
        Err(_) => planned().map(|planned| for_planned(zaak, planned, &setup.ladder)).collect(),
    }
}

/// Whether the step that meets a term was noted as done, or as not needed with a reason.
fn step_is_done(model: &Model, zaak: Zaaknummer, beeld: &ZaakView, kind: TermijnKind) -> bool {
    let Some(zaak) = model.view.desk.zaken.get(&zaak) else { return false };
    let book = model.view.context().case_rule(zaak).book();
    let Some(step) = book.and_then(|book| book.termijn_rule(kind)).map(|rule| rule.step) else { return false };
    let is_marked = zaak.steps.get(&step).is_some_and(|note| match note.state {
        StepState::Done | StepState::NotNeeded => true,
        StepState::Waiting | StepState::Open => false,
    });
    is_marked || beeld.steps.iter().any(|line| line.step == step && matches!(line.state, ChecklistState::Done { .. }))
}

/// Whether what was planned for a case goes off beside what is known now: a file of the officer's own does not read, or its
/// row was chosen by another text of the book and not again since.
fn keeps_planned(model: &Model, zaak: Zaaknummer) -> bool {
    let of_another_text = |zaak: &Zaak| model.view.context().case_rule(zaak).is_of_another_text(zaak);
    match model.view.setup.own_files {
        OwnFiles::Unread => true,
        OwnFiles::Whole => model.view.desk.zaken.get(&zaak).is_some_and(of_another_text),
    }
}
