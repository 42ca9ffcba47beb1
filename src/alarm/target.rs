//! What the desk warns for: the terms of open cases, the officer's own reminders and mail that came in, each
//! with the ladder that the settings give it, and what is said of it.

use super::wekkerboek::{AlarmTarget, PlannedTermijn, TargetBasis, Tone};
use crate::{
    alarm::ladder::Ladder,
    domain::{
        alarm::{AlarmPoint, AlarmTopic, Purpose, Rung},
        duration::{length, remaining},
        ids::{Meldingnummer, Zaaknummer},
        melding::MeldingKind,
        moment::Moment,
        plan_ground::PlanGround,
    },
    judge::{
        case_rule::CaseRule,
        checklist::Owner,
        countdown::{Countdown, Severity},
        reminder_moment::ReminderMoment,
    },
    log::zaak::Zaak,
};

/// What a term is warned for by, of a case that stands on `under`.
pub fn for_countdown(countdown: &Countdown, ladder: &Ladder, under: PlanGround) -> AlarmTarget {
    let kind = countdown.termijn.kind;
    AlarmTarget {
        topic: AlarmTopic::Zaak { zaak: countdown.zaak, purpose: Purpose::Termijn(kind) },
        due: countdown.due,
        too_late_at: countdown.too_late_at(),
        rungs: ladder.of(kind).to_vec(),
        repeat: ladder.repeat,
        tone: match &countdown.owner {
            Owner::Desk => Tone::Loud,
            Owner::Inrichting | Owner::Instantie(_) => Tone::Silent,
        },
        loud_from: ladder.loud_from.get(&kind).copied(),
        is_running: countdown.is_running(),
        under: Some(under),
        basis: TargetBasis::Now,
    }
}

/// What a term is warned for by that was planned and is not judged so now: as it was planned, and loud, because nobody knows
/// who is to act.
pub fn for_planned(zaak: Zaaknummer, planned: PlannedTermijn, ladder: &Ladder, under: PlanGround) -> AlarmTarget {
    let PlannedTermijn { kind, due, rungs, under: _ } = planned;
    AlarmTarget {
        topic: AlarmTopic::Zaak { zaak, purpose: Purpose::Termijn(kind) },
        due,
        too_late_at: due,
        rungs: both(ladder.of(kind), rungs),
        repeat: ladder.repeat,
        tone: Tone::Loud,
        loud_from: ladder.loud_from.get(&kind).copied(),
        is_running: true,
        under: Some(under),
        basis: TargetBasis::Planned,
    }
}

/// That what the case was judged by does not know a term any more: its alarms end.
pub fn for_ended(zaak: Zaaknummer, planned: PlannedTermijn, ladder: &Ladder, under: PlanGround) -> AlarmTarget {
    AlarmTarget { is_running: false, basis: TargetBasis::Now, ..for_planned(zaak, planned, ladder, under) }
}

/// What a case is warned for whose terms something else judges now than what they were planned by: another text of the book, a
/// book in the place of one that does not read, or nothing at all. What was planned goes off as it was planned, and what is
/// known now beside it, each with its own words and its own moments; one that is the same is one. What the officer did, or set
/// by hand, stands in the place of what was planned.
pub fn beside_planned(
    (zaak, case): (&Zaak, CaseRule<'_>),
    countdowns: &[Countdown],
    mut planned: Vec<PlannedTermijn>,
    ladder: &Ladder,
) -> Vec<AlarmTarget> {
    let (number, under, is_other) = (zaak.number, zaak.plan_ground(), case.is_of_another_text(zaak));
    let mut targets = Vec::new();
    for countdown in countdowns {
        let (kind, now) = (countdown.termijn.kind, for_countdown(countdown, ladder, under));
        let is_over = countdown.met_at.is_some() || countdown.waived_at.is_some();
        let gives_way = is_over || countdown.ground.is_own();
        let is_planned = planned.iter().any(|planned| planned.kind == kind);
        let place = planned.iter().position(|p| p.kind == kind && (gives_way || p.due == countdown.due));
        let stood = place.map(|place| planned.swap_remove(place)).filter(|stood| stood.due == countdown.due);
        targets.push(match stood {
            Some(stood) if !is_over => AlarmTarget { rungs: both(&now.rungs, stood.rungs), is_running: true, ..now },
            None if !is_planned && !is_other => now,
            Some(_) | None => {
                let topic = AlarmTopic::Zaak { zaak: number, purpose: Purpose::TermijnNow(kind) };
                AlarmTarget { topic, under: None, ..now }
            }
        });
    }
    targets.extend(planned.into_iter().map(|planned| for_planned(number, planned, ladder, under)));
    targets
}

fn both(rungs: &[i64], mut more: Vec<i64>) -> Vec<i64> {
    more.retain(|minutes| !rungs.contains(minutes));
    rungs.iter().copied().chain(more).collect()
}

/// What a reminder is warned for by.
pub fn for_reminder(h: ReminderMoment, ladder: &Ladder) -> AlarmTarget {
    let topic = AlarmTopic::Zaak { zaak: h.zaak, purpose: Purpose::Reminder(h.number) };
    AlarmTarget { repeat: ladder.repeat, ..once(topic, h.when) }
}

/// A mail that is to be told of: once, because it stays in the inbox by itself.
pub fn for_arrival(topic: AlarmTopic, at: Moment) -> AlarmTarget {
    once(topic, at)
}

/// The planned alarm of a mail that came in. It is due a moment later: by then whoever calls out has read the log
/// too, and what came in together is called out together.
pub fn arrival_point(melding: Meldingnummer, form: MeldingKind, now: Moment) -> AlarmPoint {
    let due = now.plus(ARRIVAL_WAITS);
    AlarmPoint { topic: AlarmTopic::Arrival { melding, form }, due, rung: Rung::Minutes(0) }
}

/// How long an arrival waits for others.
const ARRIVAL_WAITS: chrono::Duration = chrono::Duration::seconds(3);

fn once(topic: AlarmTopic, at: Moment) -> AlarmTarget {
    AlarmTarget {
        topic,
        due: at,
        too_late_at: at,
        rungs: vec![0],
        repeat: 0,
        tone: Tone::Loud,
        loud_from: None,
        is_running: true,
        under: None,
        basis: TargetBasis::Now,
    }
}

/// How close it is.
pub fn severity(target: &AlarmTarget, now: Moment) -> Severity {
    if target.due <= now && now < target.too_late_at {
        Severity::StrictPassed
    } else {
        Severity::from(target.due.since(now))
    }
}

/// The words that may go where a line is too short for them.
pub const BY_WIDER_LEZING: &str = " volgens ruimere lezing";

/// What an alarm says: the number and the act as the book of its case calls it, never a person, an inrichting or a row.
pub fn text(topic: AlarmTopic, act: &str, due: Moment, too_late_at: Moment, now: Moment) -> String {
    match topic {
        AlarmTopic::Arrival { .. } => format!("{}: {act}", topic.number()),
        AlarmTopic::Zaak { zaak, purpose: Purpose::Reminder(number) } => {
            format!("{zaak}: herinnering {number} van {}", due.clock_time())
        }
        AlarmTopic::Zaak { zaak, purpose: Purpose::Termijn(_) | Purpose::TermijnNow(_) } => {
            format!("{zaak}: {act} {}", state(due, too_late_at, now))
        }
    }
}

/// What an alarm asks for, with that it goes off as it was planned where what is judged now does not say it.
pub fn act(act: &str, basis: TargetBasis) -> String {
    match basis {
        TargetBasis::Now => act.to_owned(),
        TargetBasis::Planned => format!("{act} (zoals gepland)"),
    }
}

/// Where a term stands. It is too late only when its last reading has lapsed.
pub fn state(due: Moment, too_late_at: Moment, now: Moment) -> String {
    if now < due {
        format!("nog {}", length(due.since(now)))
    } else if now < too_late_at {
        format!("streng voorbij, nog tot {}{BY_WIDER_LEZING}", too_late_at.as_termijn())
    } else {
        remaining(too_late_at.since(now))
    }
}
