//! What the desk warns for: the terms of open cases and the officer's own reminders, each with the
//! ladder that the settings give it.

use super::wekkerboek::{AlarmTarget, Tone};
use crate::{
    alarm::ladder::Ladder,
    domain::{
        alarm::{AlarmTopic, Purpose},
        duration::remaining,
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
    AlarmTarget {
        topic: AlarmTopic { zaak: countdown.zaak, purpose: Purpose::Termijn(countdown.termijn.kind) },
        due: countdown.due,
        rungs: ladder.of(countdown.termijn.kind).to_vec(),
        repeat: ladder.repeat,
        tone: match countdown.owner {
            Owner::Desk => Tone::Loud,
            Owner::Inrichting | Owner::Transport => Tone::Silent,
        },
        is_running: countdown.is_running(),
    }
}

/// What a reminder is warned for by.
pub fn for_reminder(h: ReminderMoment, ladder: &Ladder) -> AlarmTarget {
    AlarmTarget {
        topic: AlarmTopic { zaak: h.zaak, purpose: Purpose::Reminder(h.number) },
        due: h.when,
        rungs: vec![0],
        repeat: ladder.repeat,
        tone: Tone::Loud,
        is_running: true,
    }
}

/// How close it is.
pub fn severity(due: Moment, now: Moment) -> Severity {
    Severity::from(due.since(now))
}

/// What an alarm says: the number and the act, never a person, an inrichting or a row.
pub fn text(topic: AlarmTopic, due: Moment, now: Moment) -> String {
    let zaak = topic.zaak;
    let name = match topic.purpose {
        Purpose::Termijn(kind) => kind.label(),
        Purpose::Reminder(number) => return format!("{zaak}: herinnering {number} van {}", due.clock_time()),
    };
    format!("{zaak}: {name} {}", remaining(due.since(now)))
}
