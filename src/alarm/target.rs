//! What the desk warns for: the terms of open cases, the officer's own reminders and mail that came in, each
//! with the ladder that the settings give it, and what is said of it.

use super::wekkerboek::{AlarmTarget, PlannedTermijn, Tone};
use crate::{
    alarm::ladder::Ladder,
    domain::{
        alarm::{AlarmPoint, AlarmTopic, Purpose, Rung},
        duration::{length, remaining},
        ids::{Meldingnummer, Zaaknummer},
        melding::MeldingKind,
        moment::Moment,
    },
    judge::{
        checklist::Owner,
        countdown::{Countdown, Severity},
        reminder_moment::ReminderMoment,
    },
};

/// What a term is warned for by.
pub fn for_countdown(countdown: &Countdown, ladder: &Ladder) -> AlarmTarget {
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
    }
}

/// What a term is warned for by that cannot be judged now: as it was planned, and loud, because nobody knows who is to
/// act. Only who can judge it again may say that it ended.
pub fn for_planned(zaak: Zaaknummer, planned: PlannedTermijn, ladder: &Ladder) -> AlarmTarget {
    let PlannedTermijn { kind, due, rungs } = planned;
    AlarmTarget {
        topic: AlarmTopic::Zaak { zaak, purpose: Purpose::Termijn(kind) },
        due,
        too_late_at: due,
        rungs: both(ladder.of(kind), rungs),
        repeat: ladder.repeat,
        tone: Tone::Loud,
        loud_from: ladder.loud_from.get(&kind).copied(),
        is_running: true,
    }
}

/// What a term is warned for by that is judged by something in the place of a file that does not read: what was planned
/// stays beside what is planned now, and the earlier moment counts unless the officer set one.
pub fn beside_planned(countdown: &Countdown, planned: PlannedTermijn, ladder: &Ladder) -> AlarmTarget {
    let target = for_countdown(countdown, ladder);
    if countdown.met_at.is_some() || countdown.waived_at.is_some() {
        return target;
    }
    let due = if countdown.ground.is_own() { target.due } else { target.due.min(planned.due) };
    AlarmTarget { due, rungs: both(&target.rungs, planned.rungs), is_running: true, ..target }
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
        AlarmTopic::Zaak { zaak, purpose: Purpose::Termijn(_) } => {
            format!("{zaak}: {act} {}", state(due, too_late_at, now))
        }
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
