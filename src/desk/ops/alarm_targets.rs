//! Everything of this desk that an alarm can be about.

use crate::{
    alarm::{
        target::{beside_planned, for_arrival, for_countdown, for_ended, for_reminder},
        wekkerboek::{AlarmTarget, PlannedTermijn, RingingArrival, TargetBasis},
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
    judge::{
        case_rule::CaseRule,
        checklist::ChecklistState,
        countdown::Countdown,
        planned::{is_unsettled, stands_on},
        reminder_moment::reminders,
    },
    log::zaak::Zaak,
    rules::book::Rulebook,
};
use chrono::Duration;
use std::collections::BTreeSet;

/// How the moment of something that rings is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownDue {
    /// From when it is too late: its last reading, or its moment where there is no other.
    pub too_late_at: Moment,
    /// By what.
    pub basis: TargetBasis,
}

/// How the moment of something that rings is known: by what is judged now, or as it was planned where that says it no more.
pub fn known_due(model: &Model, topic: AlarmTopic, due: Moment) -> KnownDue {
    let now = |too_late_at| KnownDue { too_late_at, basis: TargetBasis::Now };
    let (zaak, purpose, kind) = match topic {
        AlarmTopic::Zaak { zaak, purpose: purpose @ (Purpose::Termijn(kind) | Purpose::TermijnNow(kind)) } => {
            (zaak, purpose, kind)
        }
        AlarmTopic::Zaak { purpose: Purpose::Reminder(_), .. } | AlarmTopic::Arrival { .. } => return now(due),
    };
    if let Shielding::ScreenLock(screen_lock) = &model.view.shielding {
        let kept = screen_lock.kept().targets.iter().find(|t| t.topic == topic && t.due == due);
        return kept.map_or(now(due), |t| KnownDue { too_late_at: t.too_late_at, basis: t.basis });
    }
    let (Some(case), Some(beeld)) = (model.view.desk.zaken.get(&zaak), model.view.derived.get(&zaak)) else {
        return now(due);
    };
    let mut judged = beeld.countdowns.iter().flatten().filter(|k| k.termijn.kind == kind && k.due == due);
    match judged.next() {
        Some(countdown) => now(countdown.too_late_at()),
        None if purpose == Purpose::Termijn(kind) && is_judged_otherwise(model, case, beeld) => {
            KnownDue { too_late_at: due, basis: TargetBasis::Planned }
        }
        None => now(due),
    }
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

/// What the cases of the desk warn for. A term that is not judged now by what it was planned by is warned for as it was
/// planned: a file that does not read ends none, and neither does another text of the book.
pub fn of_zaken(model: &Model) -> Vec<AlarmTarget> {
    let ladder = &model.view.setup.ladder;
    let mut targets: Vec<AlarmTarget> = open(model).flat_map(|(number, beeld)| of_zaak(model, number, beeld)).collect();
    let own = model.view.desk.zaken.values().flat_map(reminders);
    targets.extend(own.map(|h| for_reminder(h, ladder)));
    let known = targets.iter().map(|target| target.topic).collect();
    targets.extend(ended(model, &known));
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
    let Some(case) = model.view.desk.zaken.get(&zaak) else { return Vec::new() };
    let (ladder, rule, under) = (&model.view.setup.ladder, model.view.context().case_rule(case), case.plan_ground());
    let book = model.session.alarm_service.book();
    let countdowns: &[Countdown] = beeld.countdowns.as_ref().map_or(&[], Vec::as_slice);
    if is_judged_otherwise(model, case, beeld) {
        let mut planned = book.planned_on(zaak, model.view.now, |under| stands_on(case, rule, under));
        // What was noted as done ends its alarm, whatever the book asks now.
        planned.retain(|planned| !step_is_done(case, rule, beeld, planned.kind));
        return beside_planned((case, rule), countdowns, planned, ladder);
    }
    countdowns.iter().map(|k| for_countdown(k, ladder, under)).collect()
}

/// What alarms stand for still and the case they were planned for knows no more by what it was judged by: it has ended.
fn ended(model: &Model, known: &BTreeSet<AlarmTopic>) -> Vec<AlarmTarget> {
    let is_ended = |(zaak, planned): (Zaaknummer, PlannedTermijn)| {
        let case = model.view.desk.zaken.get(&zaak).filter(|case| case.is_open())?;
        let rule = model.view.context().case_rule(case);
        let stood = planned.under.is_some_and(|under| stands_on(case, rule, under));
        let beeld = model.view.derived.get(&zaak).filter(|_| stood)?;
        let is_judged = !is_judged_otherwise(model, case, beeld);
        is_judged.then(|| for_ended(zaak, planned, &model.view.setup.ladder, case.plan_ground()))
    };
    let unknown = model.session.alarm_service.book().termijnen().filter(|(topic, ..)| !known.contains(topic));
    unknown.filter_map(|(_, zaak, planned)| is_ended((zaak, planned))).collect()
}

/// Whether the step that meets a term was noted as done, or as not needed with a reason. A book that is not at hand said which
/// step that is, or the embedded ones do; one that none knows goes by the name of its term.
fn step_is_done(zaak: &Zaak, case: CaseRule<'_>, beeld: &ZaakView, kind: TermijnKind) -> bool {
    let mut books = case.book().into_iter().chain(Rulebook::all_built_in());
    let known = books.find_map(|book| book.termijn_rule(kind)).map(|rule| rule.step);
    let Some(step) = known.or_else(|| kind.code().parse().ok()) else { return false };
    let is_marked = zaak.steps.get(&step).is_some_and(|note| match note.state {
        StepState::Done | StepState::NotNeeded => true,
        StepState::Waiting | StepState::Open => false,
    });
    is_marked || beeld.steps.iter().any(|line| line.step == step && matches!(line.state, ChecklistState::Done { .. }))
}

/// Whether what was planned for a case goes off beside what is known now: a file of the officer's own does not read, or what
/// judges it is not what its row was chosen by.
fn is_judged_otherwise(model: &Model, zaak: &Zaak, beeld: &ZaakView) -> bool {
    match model.view.setup.own_files {
        OwnFiles::Unread => true,
        OwnFiles::Whole => is_unsettled(zaak, model.view.context().case_rule(zaak), &beeld.countdowns),
    }
}
